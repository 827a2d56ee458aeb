"""Whether one actor is of the set that was last spoken of in a thread: ``is Konni one of them``, ``is APT29 on that list?``."""

from dataclasses import replace

from bot.questions.model import Question
from bot.questions.turn import Turn
from knowledge.patterns import as_pattern


def one_of_the_set(turn: Turn) -> Question | None:
    """The set's conditions asked of the one actor that a text names; None where no set was spoken of or a text says more."""
    conditions, alone = turn.focus.conditions, turn.alone
    match = _ONE_OF_THEM.fullmatch(turn.asked) if conditions and len(alone.subjects) == 1 else None
    if match is None or not alone.subjects[0].of_type("actor"):
        return None
    named = alone.subjects[0]
    text = f"is {match['name']} one of: {turn.focus.question.strip(' ?!.')}"
    return replace(
        alone, text=text, kind="profile", kinds=(), aspect="yesno", subject=named, conditions=conditions, period=turn.before.period,
        events=(), described=False, loose=False,
    )  # fmt: skip


_THEM = r"(?:them|those|these|that|this|the|it|there|here|your)"
_ONE_OF_THEM = as_pattern(
    r"(?i)(?:(?:and|so|but|ok|hm+|wait)\W+)*(?:is|are|isn['’]?t|aren['’]?t|was|were|would|does|should)\s+(?P<name>[^,?]{2,40}?)\s+"
    r"(?:(?:not|also|too|really|even|be|count(?:ed)?|listed|as)\s+)*"
    rf"(?:(?:one|part|some|a\s+member)\s+of|among(?:st)?|belong\s+(?:to|in)|in|on)\s+{_THEM}"
    r"(?:\s+(?:list|set|ones?|lot|groups?|bunch|number|too|as\s+well|also|then|now))*\W*"
)
