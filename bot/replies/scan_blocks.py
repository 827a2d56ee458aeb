"""What a text names -> blocks, for a window and for a message: actors one by one, the rest in lists, places in a line. Pure.

Actors come first. What does not fit is counted, and actors are named even then.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.answers.scanned import PLACES, Finding, Reading, Scan, Use
from bot.replies import kit
from bot.replies.buttons import button
from bot.replies.dates import dates_in_words
from bot.replies.escaping import cut, link, plain
from bot.replies.flags import flag_of
from bot.replies.limits import SECTION
from knowledge.marking import label
from knowledge.model import Source
from knowledge.normalise import key

Block = dict[str, Any]

OPEN_PROFILE = "open_profile_"
"""Action ids that start so open the profile of an actor; the value is the actor's id."""
ROOM = 8_500
"""Characters for findings; the rest of a message's 12,000 is for buttons, places and notes."""
ACTOR_BLOCKS = 34
READINGS_SHOWN = 6
RELATED_SHOWN = 3
WORDS_SHOWN = 5
SOURCES_SHOWN = 2
LISTED_SHOWN = 20

_TITLES = {"software": "Software", "technique": "Techniques", "vulnerability": "Vulnerabilities"}
_COUNTED = {
    "actor": ("actor", "actors"), "software": ("piece of software", "pieces of software"), "technique": ("technique", "techniques"),
    "vulnerability": ("vulnerability", "vulnerabilities"),
}  # fmt: skip
NAMES_ONLY = "Found by name. That a text names an actor does not say who did it, and what it describes without a name is not found."


def scan_blocks(scan: Scan, what: str, unread: Sequence[str] = ()) -> list[Block]:
    """The findings of ``what`` (``message``, ``text``). ``unread``: files that were not read, each with why."""
    blocks = [kit.section(f"*{_counts(scan)}* named in this {what}.")] if scan.findings else nothing(what)
    actors, left = _actors(scan.of_type("actor"))
    blocks += actors
    for type_, title in _TITLES.items():
        if findings := scan.of_type(type_):
            text = _listed(title, findings, min(SECTION, left))
            blocks.append(kit.section(text))
            left -= len(text)
    notes = [_places(scan), _unread(unread), NAMES_ONLY if scan.findings else ""]
    return [*blocks, *(kit.context(note) for note in notes if note)]


def nothing(what: str) -> list[Block]:
    """What was looked for and not found."""
    return [
        kit.section(f"*No threat actor that I know is named in this {what}.*"),
        kit.section(
            "I looked for every vendor's names of actors, for software, for ATT&CK techniques by name and id, and for CVE numbers. "
            "A missing name is no proof: it may be new, be spelled otherwise, or stand in a picture."
        ),
    ]


def named_line(findings: Sequence[Finding], shown: int, left: int = 0) -> str:
    """``APT28 (as “Sofacy”), X-Agent and 2 more``, as mrkdwn. ``left``: so many more than the findings given."""
    rest = max(len(findings) - shown, 0) + left
    return ", ".join(map(_named, findings[:shown])) + (f" and {rest} more" if rest > 0 else "")


def why(use: Use) -> str:
    """``“Sofacy” is used by Kaspersky (its report)``, as mrkdwn: who uses the word, how it relates, where that stands."""
    word, cited = f"“{plain(use.word)}”", _cited(use)
    if not use.vendors and not use.relation:
        return f"{word} is listed by {cited}" if cited else f"{word} is its name or id"
    used = f"used by {plain(_joined(use.vendors))}" if use.vendors else ""
    said = f"{use.relation}; {used}" if use.relation and used else use.relation or f"is {used}"
    return f"{word} {said}" + (f" ({cited})" if cited else "")


def who(reading: Reading) -> str:
    """``*APT28* · Russia``, as mrkdwn, with the flag."""
    origin = f"{flag_of(reading.origin)} {plain(reading.origin)}".strip()
    marked = f" · *{label(reading.marking)}*" if reading.marking != "clear" else ""
    return f"*{plain(reading.name)}*" + (f" · {origin}" if origin else "") + marked


def _actors(findings: Sequence[Finding]) -> tuple[list[Block], int]:
    """A section an actor, as many as fit, and the characters that are left."""
    blocks: list[Block] = []
    left = ROOM
    for number, finding in enumerate(findings):
        made = _contested(finding, number) if finding.contested else [_actor(finding, number)]
        size = sum(len(block["text"]["text"]) for block in made)
        if size > left - 1500 or len(blocks) + len(made) > ACTOR_BLOCKS:
            rest = findings[number:]
            more = cut(f"*And {_times_of(len(rest), 'actor')}:* {named_line(rest, 30)}", 1200)
            return [*blocks, kit.section(more)], max(left - len(more), 300)
        blocks += made
        left -= size
    return blocks, left


def _actor(finding: Finding, number: int) -> Block:
    meant, *related = finding.readings
    lines = [who(meant), _how_often(finding), _summary(meant), *(why(use) for use in meant.uses[:WORDS_SHOWN])]
    if related:
        said = [_related(reading) for reading in related[:RELATED_SHOWN]]
        more = f" and {len(related) - RELATED_SHOWN} more" if len(related) > RELATED_SHOWN else ""
        lines.append(f"Related, not the same: {', '.join(said)}{more}")
    return kit.section("\n".join(filter(None, lines)), _open(meant, f"{number}"))


def _contested(finding: Finding, number: int) -> list[Block]:
    """A name that several actors bear: all of them, none preferred."""
    words = plain(_joined([f"“{word}”" for word, _ in finding.words[:WORDS_SHOWN]]))
    rest = finding.readings[READINGS_SHOWN:]
    head = f"*{words} is contested: it may be one of these {len(finding.readings)}*\n{_how_often(finding)}"
    if rest:
        head += f"\nNot shown here: {plain(', '.join(reading.name for reading in rest))}"
    blocks = [kit.section(cut(head, 1000))]
    for place, reading in enumerate(finding.readings[:READINGS_SHOWN]):
        lines = [who(reading), _summary(reading), *(why(use) for use in reading.uses[:2])]
        blocks.append(kit.section("\n".join(filter(None, lines)), _open(reading, f"{number}_{place}")))
    return blocks


def _open(reading: Reading, place: str) -> Block:
    return button(f"{OPEN_PROFILE}{place}", "Open profile", reading.id, f"Open the profile of {reading.name}")


def _related(reading: Reading) -> str:
    use = next(iter(reading.uses), None)
    return plain(reading.name) + (f" (“{plain(use.word)}” {use.relation})" if use and use.relation else "")


def _listed(title: str, findings: Sequence[Finding], room: int) -> str:
    """Findings as a list within so many characters; those that do not fit are counted."""
    lines = [f"*{title}*"]
    used = len(title) + 60
    for finding in findings[:LISTED_SHOWN]:
        line = f"• {_line(finding)}"
        if used + len(line) + 1 > room:
            break
        lines.append(line)
        used += len(line) + 1
    rest = len(findings) - len(lines) + 1
    return "\n".join([*lines, *([f"… and {rest} more"] if rest else [])])


def _line(finding: Finding) -> str:
    meant, *others = finding.readings
    name = _whole_name(finding, meant)
    often = _often(finding.times)
    as_words = _as(finding)
    or_else = ""
    if others and finding.contested:
        shown = ", ".join(plain(_whole_name(finding, other)) for other in others[:READINGS_SHOWN])
        more = f" and {len(others) - READINGS_SHOWN} more" if len(others) > READINGS_SHOWN else ""
        or_else = f" It may also be {shown}{more}."
    cited = _cited(meant.uses[0]) if meant.uses else ""
    said = f": {cut(plain(meant.summary), 200)}" if meant.summary else ""
    return f"*{plain(name)}*, {often}{as_words}{said}{or_else}" + (f" ({cited})" if cited else "")


def _whole_name(finding: Finding, reading: Reading) -> str:
    """Techniques with their id, as several have one name."""
    return f"{reading.id} {reading.name}" if finding.type == "technique" else reading.name


def _named(finding: Finding) -> str:
    """A finding in a line of many; of a contested name every actor, but of its variants of software only the first."""
    names = [_whole_name(finding, reading) for reading in finding.readings[:READINGS_SHOWN]]
    as_words = _as(finding)
    if finding.contested and finding.type == "actor":
        return f"{plain(' or '.join(names))} (contested{as_words})"
    return plain(names[0]) + (f" ({as_words.strip(', ')})" if as_words else "")


def _as(finding: Finding) -> str:
    """``, as “Sofacy” and “Sednit”``; nothing where the text has the main name itself."""
    own = {key(part) for reading in finding.readings[:1] for part in (reading.name, reading.id)}
    words = [f"“{word}”" for word, _ in finding.words if key(word) not in own]
    return f", as {plain(_joined(words[:WORDS_SHOWN]))}" if words else ""


def _how_often(finding: Finding) -> str:
    words = [f"“{plain(word)}”" + (f" ({count})" if count > 1 else "") for word, count in finding.words[:WORDS_SHOWN]]
    more = f" and {len(finding.words) - WORDS_SHOWN} other words" if len(finding.words) > WORDS_SHOWN else ""
    return f"Named {_often(finding.times)}: {', '.join(words)}{more}"


def _summary(reading: Reading) -> str:
    return cut(plain(dates_in_words(reading.summary)), 300)


def _cited(use: Use) -> str:
    """Up to two publishers, linked; those with an address first."""
    by_publisher: dict[str, Source] = {}
    for source in sorted(use.sources, key=lambda source: not source.url):
        by_publisher.setdefault(source.publisher, source)
    return ", ".join(link(source.url, cut(source.publisher, 40)) for source in list(by_publisher.values())[:SOURCES_SHOWN])


def _counts(scan: Scan) -> str:
    counted = [_times_of(len(found), type_) for type_ in _COUNTED if (found := scan.of_type(type_))]
    return _joined(counted)


def _times_of(count: int, type_: str) -> str:
    one, many = _COUNTED[type_]
    return f"{count} {one if count == 1 else many}"


def _often(times: int) -> str:
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def _places(scan: Scan) -> str:
    """Countries, regions and sectors in one line."""
    parts = []
    for type_, names in scan.places:
        shown = ", ".join(f"{plain(name)}" + (f" ({count})" if count > 1 else "") for name, count in names[:12])
        more = f" and {len(names) - 12} more" if len(names) > 12 else ""
        parts.append(f"{PLACES[type_] if len(names) > 1 else type_} {shown}{more}")
    return f"Also named: {'; '.join(parts)}." if parts else ""


def _unread(unread: Sequence[str]) -> str:
    return cut(f"Not read: {plain('; '.join(unread))}.", 1500) if unread else ""


def _joined(words: Iterable[str]) -> str:
    """``a, b and c``"""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last
