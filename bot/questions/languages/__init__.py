"""Questions in other languages, turned into English word by word; names are left as they are.

A table a language holds what each word or phrase is in English. That gives no good English, but what is asked, of whom and of where can be
read from it. Which language a text is in is told by its small words.
"""

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from bot.questions.languages.order import Replaced, in_order
from knowledge.normalise import without_accents
from knowledge.patterns import as_pattern

_ENGLISH = frozenset(
    "the of and is are was what who which where when how does do did has have with from for this that they their to in on by an it its any "
    "about or not be been tell me we you a i as no so come per die war also us use uses used group groups via con im over he she s "
    "d".split()
)
_WORD = as_pattern(r"\w+(?:-\w+)*['’]?")
LEAST, MOST = 2, 0.4
"""So many small words tell a language; a single one does where such a share of the words is in its table."""
LONGEST = 8
"""No phrase has more words."""


def language_of(text: str) -> str:
    """The code of the language of a text by ISO 639-1; empty for English and for any that is not known here."""
    said = [word.strip("'’").lower() for word in _WORD.findall(text)]
    counted = Counter(code for word in said for code in _languages().get(word, ()))
    if not counted:
        return ""
    likely = [code for code in _telling() if counted[code] == max(counted.values())]
    code = likely[0] if len(likely) == 1 else max(likely, key=lambda code: _share(said, code))
    english = sum(word in _ENGLISH and word not in _telling()[code] for word in said)
    if counted[code] >= LEAST and counted[code] > english:
        return code
    return code if english <= 1 and _share(said, code) > MOST else ""


def _share(said: Sequence[str], code: str) -> float:
    """Which share of some words is in the table of a language."""
    return sum((word,) in _table(code) and word not in _ENGLISH for word in said) / len(said)


@lru_cache(maxsize=1)
def _telling() -> dict[str, frozenset[str]]:
    kept = _read("telling")
    return {code: frozenset((*words.split(), *map(without_accents, words.split()))) for code, words in kept.items()}


@lru_cache(maxsize=1)
def _languages() -> dict[str, tuple[str, ...]]:
    """The languages that each small word tells, but for those of English."""
    told = {word for words in _telling().values() for word in words} - _ENGLISH
    return {word: tuple(code for code, words in _telling().items() if word in words) for word in told}


@lru_cache(maxsize=8)
def _table(code: str) -> dict[tuple[str, ...], str]:
    """Phrases as their words -> English. A phrase counts without its accents too, where none is written like that."""
    table = {_words(phrase): english for phrase, english in _read(code).items()}
    return {tuple(map(without_accents, phrase)): english for phrase, english in table.items()} | table


def _read(name: str) -> dict[str, str]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


def _words(text: str) -> tuple[str, ...]:
    return tuple(map(_key, _WORD.findall(text)))


def _key(word: str) -> str:
    """A word as the tables have it."""
    return word.lower().replace("’", "'")


def in_english(text: str, code: str, names: Sequence[tuple[int, int]], known: Callable[[str], bool]) -> str:
    """A text in a language, its words turned into English but for the spans of names.

    A word that is in neither language, going by ``known``, and no name either is dropped: it says nothing to whoever reads on.
    """
    table, found, at = _table(code), Replaced(text), 0
    tokens = list(_WORD.finditer(text))
    names = [span for span in names if not _is_its_own_word(text, span, code)]
    while at < len(tokens):
        token = tokens[at]
        if any(start < token.end() and token.start() < end for start, end in names) or _is_capitals(token[0], text):
            at += 1
            continue
        phrase, english = _longest(tokens[at : at + LONGEST], text, table, names)
        if english is not None:
            found.put(phrase[0].start(), phrase[-1].end(), english)
        elif _is_plain(text, token, code) and token[0].lower() not in _ENGLISH and not known(token[0].strip("'’").lower()):
            found.put(token.start(), token.end(), "")
        at += len(phrase)
    english = _asking(found.whole(), [text[start:end] for start, end in names])
    for name in (text[start:end] for start, end in names):
        if f" the {name}" in english:
            english = re.sub(rf"(?<=\w )the (?={re.escape(name)})", "", english)
    return in_order(english, code)


def _asking(text: str, names: Sequence[str]) -> str:
    """A text without the sentences after its last question that name nobody: ``Was weiß man über Careto? Die Redaktion will es wissen.``"""
    sentences = re.split(r"(?<=[?.!])\s+(?=\S)", text)
    last = max((number for number, sentence in enumerate(sentences) if sentence.endswith("?")), default=-1)
    kept = [s for number, s in enumerate(sentences) if number <= last or any(name in s for name in names)]
    return " ".join(kept) if last >= 0 else text


def _longest(
    tokens: Sequence[re.Match[str]], text: str, table: Mapping[tuple[str, ...], str], names: Sequence[tuple[int, int]]
) -> tuple[Sequence[re.Match[str]], str | None]:
    """The longest phrase at the start of some words that is in the table, and what it is in English; else the first word and None."""
    for length in range(len(tokens), 0, -1):
        phrase = tokens[:length]
        english = table.get(tuple(_key(token[0]) for token in phrase))
        if english is not None and _is_together(phrase, text, names):
            return phrase, english
    return tokens[:1], None


def _is_its_own_word(text: str, span: tuple[int, int], code: str) -> bool:
    """Whether what is also a name is a word of the language: written small, or at the start of a sentence."""
    said = text[span[0] : span[1]]
    opens = code == "de" or not re.search(r"[^\s¿¡?!.:][\s¿¡]*$", text[: span[0]])
    return (said.islower() or (opens and said.istitle())) and (said.lower(),) in _table(code)


def _is_plain(text: str, word: re.Match[str], code: str) -> bool:
    """Whether a word is written as the words of its language are, and not as a name or in quotes."""
    if code == "de" and word[0].istitle() and len(word[0]) > 1:
        return not _CALLED.search(text[: word.start()])
    return word[0].islower() and (not word[0].isascii() or word[0].strip("'’").isalpha())


_CALLED = as_pattern(r"(?i)(?:[\"“„'«‘]|\b(?:gruppe|akteur|bande|namens|gang|malware|trojaner|tool|operation|kampagne))\s*$")


def _is_capitals(word: str, text: str) -> bool:
    """Whether a word in capitals is an abbreviation or a name."""
    return len(word) > 1 and word.isupper() and not text.isupper()


def _is_together(phrase: Sequence[re.Match[str]], text: str, names: Sequence[tuple[int, int]]) -> bool:
    """Whether words stand beside each other, with nothing between them and no name among them."""
    start, end = phrase[0].start(), phrase[-1].end()
    between = (text[one.end() : other.start()] for one, other in itertools.pairwise(phrase))
    return all(not gap.strip() for gap in between) and not any(start < last and first < end for first, last in names)
