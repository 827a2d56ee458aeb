"""A text that asks the same of another one: ``same for APT29``, ``oops, I meant APT37``, ``and BlackCat?``."""

import re

from bot.questions.intents import says, without
from bot.questions.model import Question
from bot.questions.pointing import pointed_at, put
from bot.questions.turn import Turn
from bot.questions.wording import is_yesno, plain_text
from knowledge.patterns import as_pattern


def same_for_another(turn: Turn) -> Question | None:
    """``same for APT29``, ``and APT10?``, ``do Naikon next``, ``hive's?``: the last question with another name in it."""
    asked, names = _NEXT.sub(r"same for \1", _put_right(turn)), turn.names
    if (then := _SAME_THEN.match(asked)) and names.look_up(then["name"]).of_type("actor"):
        named = put(then["rest"], "pronoun" if says("pronoun", then["rest"]) else "thing", then["name"])
        return turn.understood(named if named != then["rest"] else f"{then['name']}: {named}")
    if meant := _MEANT.match(turn.asked) or _IS_NEEDED.match(plain_text(turn.text)):
        called = meant["name"] if not meant["name"].isdigit() else re.sub(r"\d+$", meant["name"], turn.focus.actor)
        if names.look_up(called).of_type("actor"):
            return turn.understood(f"{called}: {put(meant['rest'], 'pronoun', called)}" if meant["rest"] else called)
    if (too := _TOO.match(asked) or _DOES_IT_TOO.match(asked)) and names.look_up(too[1]).status == "same":
        asked = f"same for {too[1]}"
    and_another = _AND_ANOTHER.match(plain_text(turn.text)) is not None and names.look_up(asked.strip(" ?!.")).status == "same"
    and_another = and_another or _asks_that_too(turn)
    of_the_same_series = re.fullmatch(r"\d+\W*", asked) is not None
    again = says("again", asked) or and_another or of_the_same_series or _is_bare_name(asked, turn.alone)
    return _repeated(asked, turn) if again else None


def same_people(turn: Turn) -> Question | None:
    """Whether it was those spoken of in another case or with another program: ``and hornbill, the same people?``"""
    match, actor, spoken = _SAME_PEOPLE.fullmatch(turn.asked), turn.focus.actor, turn.focus.spoken[:2]
    if len(spoken) == 2 and _BOTH_THE_SAME.fullmatch(turn.asked):
        return turn.understood(f"is {spoken[1]} the same as {spoken[0]}?")
    match = match or _NOT_ANOTHER.fullmatch(turn.asked) or _THAT_OR_NOT.fullmatch(turn.asked) or _ONE_AND_THE_SAME.fullmatch(turn.asked)
    if match is None or not actor:
        return None
    what = match["what"].strip()
    meant = turn.names.look_up(what)
    if meant.of_type("actor") and meant.status == "same":
        return turn.understood(f"is {actor} the same as {what}?")
    if meant.status == "same" and meant.of_type("software"):
        return turn.understood(f"does {actor} use {what}?")
    return turn.understood(f"was {actor} behind {what}?") if turn.understood(f"who was behind {what}?").events else None


_SAME_PEOPLE = as_pattern(
    r"(?i)\W*(?:(?:and|so|ok|hm+)[,.]?\s+)*(?:(?:is|was|were|are)\s+)?(?P<what>[^,?:]{3,40}?)(?:\s*[,:–-]+\s*|\s+)"
    r"(?:(?:is|was|were|are)\s+)?(?:(?:that|it|those|they)\s+)?(?:also\s+|too\s+)?(?:by\s+|from\s+)?(?:the\s+)?(?:very\s+)?same\s+"
    r"(?:people|gang|crew|lot|group|guys|actors?|ones|bunch|folks|hackers|outfit|team)(?:\s+(?:too|again|as well|behind (?:it|that)))?\W*"
)


_NOT_ANOTHER = as_pattern(
    r"(?i)\W*(?:(?:and|so|ok|hm+)[,.]?\s+)*(?:that['’]?s\s+|it['’]?s\s+|they['’]?re\s+)?not\s+(?P<what>[^,?:]{3,40}?),?\s+(?:right|correct|no|yes|or)\W*"
)
"""``not saint bear, right?``"""
_THAT_OR_NOT = as_pattern(
    r"(?i)\W*(?:(?:and|so|ok|hm+)[,.]?\s+)*(?:is|are|was)\s+(?:that|it|this|those|they)\s+(?:also\s+|just\s+|really\s+)?(?P<what>[^,?:]{3,40}?)\s+or\s+"
    r"(?:separate|distinct|different|another\s+\w+|(?:some(?:thing|body|one)|a\s+\w+)\s+else|its?\s+own\s+\w+|(?:someone|somebody)\s+new)\W*"
)
"""``is that Lazarus or separate``"""
_ONE_AND_THE_SAME = as_pattern(
    r"(?i)\W*(?:(?:and|so|ok|hm+)[,.]?\s+)*(?P<what>[^,?:]{3,40}?)\s*[,–-]+\s*(?:are|is|were)\s+(?:those|they|these|the)(?:\s+two)?\s+"
    r"(?:really\s+)?(?:one\s+and\s+)?(?:the\s+)?(?:same|identical|one)\W*"
)
"""``and Saint Bear, are those two one and the same``"""
_BOTH_THE_SAME = as_pattern(
    r"(?i)\W*(?:(?:and|so|ok|hm+|wait)[,.]?\s+)*(?:are|is|were|aren['’]?t)\s+(?:these|those|they|both|the\s+two|them|that|it)(?:\s+two|\s+both)?\s+"
    r"(?:really\s+|actually\s+|all\s+|just\s+|in\s+fact\s+)*(?:one\s+and\s+)?(?:the\s+|one\s+)?(?:very\s+)?(?:same|identical|one)"
    r"(?:\s+(?:people|gang|crew|lot|group|guys|actors?|thing|ones|bunch|outfit|team))?(?:\s+or\s+(?:not|two|different))?\W*"
)
"""``are these really one and the same crew?``"""


def that_program_too(turn: Turn) -> Question | None:
    """``and BlackCat?`` after ``has Storm-0501 ever dropped Embargo?``: the same of its actor with another program."""
    another = _ANOTHER_PROGRAM.fullmatch(plain_text(turn.text))
    of_a_program = any(c.type in ("software", "technique") for c in turn.before.conditions)
    if another and (_WHO_DID_IT.search(turn.focus.question)) and _is_program(another["name"], turn):
        return turn.understood(f"who uses {another['name']}?")
    if another is None or not of_a_program or not turn.focus.actor or not is_yesno(turn.focus.question):
        return None
    return turn.understood(f"does {turn.focus.actor} use {another['name']}?") if _is_program(another["name"], turn) else None


def _is_program(name: str, turn: Turn) -> bool:
    meant = turn.names.look_up(name)
    return meant.status != "unknown" and bool(meant.of_type("software") or meant.of_type("technique"))


_WHO_DID_IT = as_pattern(r"(?i)\bwho\s+(?:did|was|is|made|wrote|built|uses|used|runs|owns)\b|\bwhose\b")
"""Whose another program is, is asked after this."""


_ANOTHER_PROGRAM = as_pattern(
    r"(?i)(?:(?:ok|so|hm+|right|fine)[,.]?\s+)?(?:and|or|what about|how about)\s+(?P<name>[^\s?]+(?:\s[^\s?]+){0,2}?)"
    r"(?:\s+(?:too|as well|also|then))?\s*\?*"
)


def _put_right(turn: Turn) -> str:
    """What a text asks that corrects the last one: the same for the name that was meant; any other text as it is."""
    asked = turn.asked
    if (instead := _NOT_THAT.match(asked)) and re.search(rf"{re.escape(instead['old'])}\b", turn.focus.question, re.IGNORECASE):
        return f"same for {instead['name']}"
    if (instead := _I_MEANT.match(asked) or _MEANT_INSTEAD.match(asked)) and turn.names.look_up(instead["name"]).candidates:
        return f"same for {instead['name']}"
    if instead and instead["name"].isdigit():
        return instead["name"]
    return _CORRECTS.sub("", asked, count=1)


_OOPS = (
    r"no|nope|nah|sorry|wait|oops|ups|whoops|argh|err|hm+|ah|oh|my bad|my mistake|my fault|(?:a\s+)?typo|mistyped|misspelled|correction|"
    r"(?:(?:that\s+was\s+)?(?:the\s+)?)?wrong\s+(?:number|name|one|group|actor|gang)"
)
_CORRECTS = as_pattern(
    rf"(?i)^\W*(?:(?:{_OOPS})\W+)+(?:(?:scrap|scratch|strike|forget)\s+(?:that|it)\W+)?(?:i\s+meant?|make\s+(?:it|that)|it\s+is|should\s+be)\s+"
)
"""``no scrap that, I meant 33``"""
_NOT_THAT = as_pattern(
    rf"(?i)^\W*(?:(?:{_OOPS})\W+)*"
    r"(?P<name>[\w-]+(?:\s[\w-]+)?),?\s+not\s+(?P<old>[\w-]+(?:\s[\w-]+)?)\W*$"
)
"""``sorry, typo. 34 not 33``"""
_I_MEANT = as_pattern(rf"(?i)^\W*(?:(?:{_OOPS})\W+)*(?P<name>[\w.-]+(?:\s[\w.-]+)?),?\s+(?:(?:is\s+)?what\s+)?i\s+meant\W*$")
"""``no sorry, Datper I meant``"""
_MEANT_INSTEAD = as_pattern(
    rf"(?i)^\W*(?:(?:{_OOPS})\W+)+(?:i\s+meant?\s+|make\s+(?:it|that)\s+|it\s+is\s+|should\s+be\s+)?(?P<name>[\w.-]+(?:\s[\w.-]+){{0,2}})\W*$"
)
"""``oops wrong number sorry, I meant APT37``, ``typo, UNC6148``"""
_ASKED_BARE = as_pattern(r"[^,.?!]{2,40}\?+")


def _asks_that_too(turn: Turn) -> bool:
    """``gamaredon?`` after ``does turla use mimikatz?``: an actor's name and nothing else, where a yes was asked for of another."""
    if _ASKED_BARE.fullmatch(turn.asked) is None:
        return False
    named = turn.names.look_up(turn.asked.strip(" ?!."))
    return named.status == "same" and bool(named.of_type("actor")) and is_yesno(turn.focus.question) and bool(turn.before.conditions)


def _repeated(asked: str, turn: Turn) -> Question | None:
    """The last question with another name in it. With a cue of its own it is a question of its own."""
    names, focus = turn.names, turn.focus
    rest = re.sub(r"['’]s$", "", _POLITE.sub("", without("again", asked)).strip(" ?!."))
    meaning = names.look_up(pointed_at(rest, focus) or rest)
    if not meaning.candidates and rest.isdigit():
        series = filter(None, (re.fullmatch(r"(.*\D)\d+", name) for name in (focus.actor, *focus.spoken[:1])))
        meaning = next((names.look_up(f"{numbered[1]}{rest}") for numbered in series), meaning)
    if not meaning.candidates and rest.isalpha() and " " in focus.actor:
        meaning = names.look_up(f"{rest} {focus.actor.split()[-1]}")  # ``now salt``, after Volt Typhoon
    if not meaning.candidates:
        return None
    old = focus.thing if meaning.candidates[0].entity.type != "actor" and focus.thing else focus.actor
    if not old or old not in focus.question:
        return turn.understood(meaning.name)
    return turn.understood(focus.question.replace(old, meaning.candidates[0].entity.name))


_POLITE = as_pattern(r"(?i)\s+(?:pls|please|plz|too|now|then|as well|thanks|thx)\W*$")
_SAME_THEN = as_pattern(
    r"(?i)(?:(?:and|now|ok|then|please)[,\s]+)*(?:the\s+)?same\s+(?:for|with|about)\s+(?P<name>[^,:;?]{2,40}?)\s*[,:;–-]+\s*"
    r"(?P<rest>(?:who|whom|what|which|where|when|how|do|does|did|is|are)\b.+)"
)
"""``now the same for Aoqin Dragon: which malware does it use``"""
_MEANT = as_pattern(
    r"(?i)(?:(?:ah|oh|oops|no|argh|hm+|sorry|wait)[,.]?\s+)*(?:i\s+)?(?:meant?|make that)\s+(?:(?:that|the)\s+other\s+\w+,?\s+)?"
    r"(?P<name>\d{2,4}|\S+(?:\s\S+)?)[,:;–-]+\s+(?P<rest>\w.*)"
)
"""``ah sorry meant 2077, since when are they active``"""
_IS_NEEDED = as_pattern(
    rf"(?i)^\W*(?:(?:{_OOPS})\W+)*(?P<name>\d{{2,4}}|[\w.-]+(?:\s[\w.-]+)?)\s+(?:is|was)\s+(?:what|the\s+one(?:\s+that)?)\s+"
    r"(?:i|we)\s+(?:need(?:ed)?|want(?:ed)?|meant?|am\s+after)(?:[,.:;–-]+\s*(?P<rest>\w.*?))?\W*$"
)
"""``typo, sorry. 0501 is what I need, what ransomware``"""
_NEXT = as_pattern(r"(?i)^(?:and\s+)?(?:now\s+)?(?:do|take|try|with)\s+(.+?)\s+(?:next|now|instead|as well|too)\W*$")
"""``do Naikon next``"""
_TOO = as_pattern(r"(?i)^(?:and\s+|so\s+)?(?:(?:does|do|did|is|has|was)\s+)?(\S+(?:\s\S+)?)\s+(?:too|as well|also)\s*\?*$")
"""``UNC1860 as well?``"""
_DOES_IT_TOO = as_pattern(r"(?i)^(?:and\s+)?(?:does|do|did|is|has|was)\s+(\S+(?:\s\S+)?)\s*\?*$")
"""``does Agrius?``"""
_AND_ANOTHER = as_pattern(r"(?i)(?:(?:ok|so|hm+|right|fine)[,.]?\s+)?(?:and|or|what about|how about)\s+\S")
"""``and APT10?`` asks the same of another"""


def _is_bare_name(asked: str, alone: Question) -> bool:
    """``hive's?``: a possessive and nothing else asks again."""
    return re.fullmatch(r"(?:and\s+)?[\w .-]+['’]s\s*\?*", asked) is not None and len(alone.mentions) == 1
