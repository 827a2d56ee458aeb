"""The App Home: search, what was asked, what changed, how much there is. Pure; plain data of Slack's view."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from bot.answers.model import ActorRef
from bot.answers.unknown import EXAMPLES
from bot.replies import kit
from bot.replies.buttons import button
from bot.replies.dates import dates_in_words
from bot.replies.escaping import cut, plain
from bot.replies.limits import SECTION
from bot.replies.pressed import Press
from knowledge.changes import Change

View = dict[str, Any]
Block = dict[str, Any]
Element = dict[str, Any]

SEARCH = "home_ask"
LOOKUP = "lookup_pick"
TRY = "home_try"
"""Action ids that start so ask the question that their value, a Press, holds."""
SETTINGS = "home_settings"

MAX_TYPED = 300
DAYS_SHOWN = 6
NAMES_SHOWN = 8
SAID = {"new": "new", "changed": "changed", "gone": "no longer here"}
UNREADABLE = "What was asked before cannot be shown now: the database does not answer. Asking works all the same."
KEPT = (
    "Questions are kept for 30 days and then deleted. Yours are shown on your page only; what everybody sees is how often an actor was "
    "asked about in channels."
)


@dataclass(frozen=True)
class HomePage:
    """What the page of one user shows. ``asked`` are the user's own questions, ``often`` actors with how often they were asked about.

    ``remembered``: whether these could be read. ``names`` gives the names of what changed; ``counts`` is what ``aptbot stats`` says.
    """

    asked: tuple[str, ...] = ()
    often: tuple[tuple[ActorRef, int], ...] = ()
    remembered: bool = True
    changes: tuple[Change, ...] = ()
    names: Mapping[str, str] | None = None
    counts: Mapping[str, object] | None = None
    built: datetime | None = None
    admin: bool = False


def home_view(page: HomePage) -> View:
    """The page, as ``views.publish`` takes it."""
    blocks = [kit.header("Who is that threat actor?"), *_search(), *_history(page), *_examples()]
    blocks += [{"type": "divider"}, kit.header("The last 30 days"), kit.section(_changes(page))]
    blocks += [kit.header("What is here"), *_coverage(page), kit.context(KEPT)]
    if page.admin:
        blocks.append(kit.row("home_admin", [button(SETTINGS, "Settings", "open", "Settings of aptbot in this workspace")]))
    return _home(blocks)


def trouble_view(text: str) -> View:
    """The page where it could not be made: the search, and why there is no more."""
    return _home([kit.header("Who is that threat actor?"), *_search(), kit.section(plain(text))])


def _search() -> list[Block]:
    field = {
        "type": "plain_text_input", "action_id": SEARCH, "max_length": MAX_TYPED,
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        "placeholder": kit.words("Such as: who targets telecoms in Kazakhstan"),
    }  # fmt: skip
    menu = {"type": "external_select", "action_id": LOOKUP, "min_query_length": 1, "placeholder": kit.words("Type a name, such as Sofacy")}
    label = kit.section("*Look up an actor*")
    return [
        {
            "type": "input", "block_id": "home_search", "dispatch_action": True, "element": field,
            "label": kit.words("Ask about an actor, a tool or a target"),
            "hint": kit.words("A name or a question. Press Enter; the answer opens in a window that only you see."),
        },
        {**label, "block_id": "home_lookup", "accessory": menu},
    ]  # fmt: skip


def _history(page: HomePage) -> list[Block]:
    """What the user asked, and what is asked about most; a line where neither can be read."""
    if not page.remembered:
        return [kit.context(UNREADABLE)]
    found: list[Block] = []
    if page.asked:
        own = [_question("asked", number, text) for number, text in enumerate(page.asked)]
        found += [kit.section("*You asked lately*"), kit.row("home_asked", own)]
    if page.often:
        found += [kit.section("*Asked about most in channels here*"), kit.row("home_often", list(map(_often, page.often)))]
    return found


def _question(group: str, number: int, text: str) -> Element:
    shown = " ".join(text.split())
    return button(f"{TRY}_{group}_{number}", shown, Press(text).encoded(), f"Ask: {shown}")


def _often(asked: tuple[ActorRef, int]) -> Element:
    actor, count = asked
    times = "once" if count == 1 else f"{count} times"
    press = Press(actor.name, actor=actor.id, side="profile")
    return button(
        f"{TRY}_often_{actor.id}", f"{cut(actor.name, 50)} · {times}", press.encoded(), f"{cut(actor.name, 40)}, asked about {times}"
    )


def _examples() -> list[Block]:
    shown = [_question("example", number, example.removeprefix("/apt ")) for number, (example, _) in enumerate(EXAMPLES)]
    return [kit.section("*Examples*"), kit.row("home_examples", shown)]


def _changes(page: HomePage) -> str:
    """A line a day, the latest first: ``• 20 November 2026 new: APT28 and Turla; changed: Agent.BTZ``."""
    days = [(day, list(changes)) for day, changes in groupby(page.changes, key=lambda change: change.day)]
    if not days:
        return "No profile was added or changed."
    lines = [f"• *{dates_in_words(day.isoformat())}* {_of_a_day(changes, page.names or {})}" for day, changes in days[:DAYS_SHOWN]]
    earlier = sum(len(changes) for _, changes in days[DAYS_SHOWN:])
    return cut("\n".join([*lines, *([f"• and {earlier} earlier changes"] if earlier else [])]), SECTION)


def _of_a_day(changes: Iterable[Change], names: Mapping[str, str]) -> str:
    parts = []
    for kind, group in groupby(changes, key=lambda change: change.kind):
        shown = [plain(cut(names.get(change.id, change.id), 40)) for change in group]
        parts.append(f"{SAID[kind]}: {_listed(shown)}")
    return "; ".join(parts)


def _listed(names: list[str]) -> str:
    """``A, B and C``; ``A, B and 7 more``."""
    most = NAMES_SHOWN if len(names) > NAMES_SHOWN else len(names)
    last = f"{len(names) - most} more" if len(names) > most else names[most - 1]
    first = names[:most] if len(names) > most else names[: most - 1]
    return f"{', '.join(first)} and {last}" if first else last


def _coverage(page: HomePage) -> list[Block]:
    built = [kit.context(f"Knowledge built: {_when(page.built)}")] if page.built else []
    if not page.counts:
        return built
    counts = page.counts
    actors, software = (_of_type(counts, type_) for type_ in ("actor", "software"))
    facts, sourced = _number(counts, "facts"), _number(counts, "facts with a source")
    lines = [
        f"• *{actors[0]:,}* actors, *{actors[1]:,}* of them with a profile of their own",
        f"• *{software[0]:,}* pieces of software, *{software[1]:,}* of them with a profile of their own",
        f"• *{_number(counts, 'names'):,}* names, *{_number(counts, 'incidents and campaigns'):,}* incidents and campaigns",
        f"• *{facts:,}* facts, {'each' if sourced == facts else f'*{sourced:,}* of them'} with its source; "
        f"*{_number(counts, 'sources'):,}* sources",
    ]
    return [kit.section("\n".join(lines)), *built]


def _of_type(counts: Mapping[str, object], type_: str) -> tuple[int, int]:
    """How many there are of a type, and how many of them curated. ``counts`` has one for each set of layers: ``actor (curated+misp)``."""
    found = {name: _number(counts, name) for name in counts if name.startswith(f"{type_} (")}
    return sum(found.values()), sum(count for name, count in found.items() if "curated" in name)


def _number(counts: Mapping[str, object], name: str) -> int:
    value = counts.get(name, 0)
    return value if isinstance(value, int) else 0


def _when(moment: datetime) -> str:
    """Slack shows it in the reader's time zone; where it cannot, it is in UTC."""
    return f"<!date^{int(moment.timestamp())}^{{date_long_pretty}} at {{time}}|{moment:%Y-%m-%d %H:%M} UTC>"


def _home(blocks: list[Block]) -> View:
    return {"type": "home", "callback_id": "aptbot_home", "blocks": blocks}
