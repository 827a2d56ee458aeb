"""The names in a question, longest match first."""

import itertools
import re
from collections.abc import Iterator, Sequence

from bot.questions.common_names import ends_another_name, is_common, is_meant
from bot.questions.intents import blank, says, without_cues
from bot.questions.model import Mentioned, TermMention
from bot.questions.plausible import ends_many_names
from bot.questions.terms import known_terms
from bot.questions.vendors import is_vendor
from knowledge.graph import Graph
from knowledge.model import NameClaim
from knowledge.names import Meaning, Names
from knowledge.normalise import fold, key, stem
from knowledge.ordinary import chat_words, ordinary_names, question_words
from knowledge.patterns import as_pattern

_WORD = as_pattern(r"[^\s,;:!?()\[\]{}\"“”«»|/]+")
MAX_WORDS = 6
_AROUND = " .'’`*_~<>/\\-–&+=?≡"
"""What may stand around a name."""


def find_names(text: str, names: Names) -> Iterator[Mentioned]:
    """Names of actors, software, techniques and campaigns, and catalogue ids, from left to right without overlap."""
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    position = 0
    while position < len(words):
        found = _longest(text, words, position, names)
        if found:
            mention, length = found
            yield mention
            position += length
        else:
            position += 1


def _longest(text: str, words: Sequence[tuple[str, int, int]], first: int, names: Names) -> tuple[Mentioned, int] | None:
    begins = [form for form in _forms(words[first][0].strip(_AROUND)) if names.may_begin(form)]
    if not begins:
        return None
    goes_on = first + 1 < len(words) and any(names.may_go_on(form, words[first + 1][0]) for form in begins)
    for length in range(min(MAX_WORDS, len(words) - first) if goes_on else 1, 0, -1):
        if not words[first + length - 1][0].strip(_AROUND) or any(
            _ends_a_sentence(word) for word, _, _ in words[first : first + length - 1]
        ):
            continue
        written = text[words[first][1] : words[first + length - 1][2]].strip(_AROUND)
        for candidate in _forms(written):
            meaning = names.exactly(candidate) if len(candidate) > 1 else None
            if meaning is None or (length > 1 and _is_glued(candidate, names)):
                continue
            start = text.index(candidate, words[first][1])
            end = start + len(candidate)
            if (is_common(candidate) and not is_meant(text, start, end, meaning)) or ends_another_name(text[:end]):
                continue
            if not is_obscure(candidate, meaning):
                return Mentioned(candidate, start, end, meaning), length
    return None


def _ends_a_sentence(word: str) -> bool:
    """``Matanbuchus.`` of ``… served Matanbuchus. Cluster?``: no name goes on after it."""
    return len(word) > SENTENCE and word.endswith(".") and word[:-1].isalpha()


SENTENCE = 4
"""A shorter word with a full stop may be an abbreviation."""


def _forms(written: str) -> tuple[str, ...]:
    """A text as it is, and without a genitive, an elided article or a file's ending: ``Turla's``, ``d'APT28``, ``poortry.sys``."""
    if not any(mark in written for mark in "'’."):
        genitive = len(written) >= GENITIVE and written.islower() and written.endswith("s") and key(written[:-1]) not in ordinary_names()
        return (written, written[:-1]) if genitive else (written,)
    return tuple(dict.fromkeys((written, re.sub(r"['’]s$", "", written), re.sub(r"^[dlDL]['’]", "", written), _FILE.sub("", written))))


GENITIVE = 6
"""So many letters a word written small needs to be a genitive without its apostrophe: ``oilrigs toolbox``."""
_FILE = as_pattern(r"(?i)(?<=\w{3})\.(?:exe|dll|sys|elf|bin|ps1|apk|msi|jar)$")


def is_obscure(word: str, meaning: Meaning) -> bool:
    """A word that only a catalogue of malware has as a name: ``who hacked …`` does not ask for Hacked, nor ``Korean`` for Korean."""
    if meaning.of_type("actor"):
        return word.islower() and len(word) < 4
    catalogued = all(
        c.entity.layers == ("misp",) or c.entity.type == "technique" or (all(claim.layer == "misp" for claim in c.claims) and c.claims)
        for c in meaning.candidates
    )  # fmt: skip
    used = (" " in word or len(word) >= COINED) and any(candidate.entity.users for candidate in meaning.candidates)
    return (word.islower() and (len(word) < 4 or (catalogued and not used and not meaning.of_type("technique")))) or (
        catalogued and not {key(word), stem(word)}.isdisjoint(ordinary_names())
    )


COINED = 8
"""A word of so many letters that a catalogue has as malware that somebody uses is no word of the language by accident."""


def _is_glued(written: str, names: Names) -> bool:
    """``r evil`` is not REvil, ``care to`` not Careto: a name that has no space gets none beside a letter or a word of questions."""
    parts = written.split()
    if len(parts) == 2 and parts[1].isdigit():  # apt 29
        return False
    if all(len(part.strip("-.")) > 1 for part in parts) and not (written.islower() and any(part in question_words() for part in parts)):
        return False
    claims = [names.table.claims[p] for p in names.table.whole.get(key(written), ())]
    said = written.lower().replace("-", " ").split()
    return not any(claim.name.lower().replace("-", " ").split() == said or _humps(claim.name) == said for claim in claims)


def _humps(name: str) -> list[str]:
    """The words that a name is put together from, in small letters: ``dark``, ``nimbus`` of DarkNimbus; one for any other name."""
    found = re.findall(r"[A-Z][a-z]{2,}", name)
    whole = len(found) > 1 and "".join(found) == name and not _ARTICLES.match(name)
    return [word.lower() for word in found] if whole else [name]


_ARTICLES = as_pattern(r"(?:The|Your|My|Our|All|And|For|Not|One|Any)(?=[A-Z])")
"""``TheTrick``: ``what was the trick`` is no name"""


def _needs_both_words(claim: NameClaim) -> bool:
    """Whether a name has a vendor's word that must be said with it: CASTLE in CONFERENCE CASTLE is no trimming."""
    return len(claim.name.split()) == 2 and claim.name.isupper()


def is_half_a_name(mention: Mentioned, graph: Graph) -> bool:
    """A word that is a name only with what was left out of it: ``Beijing`` of Beijing Group, ``conference`` of CONFERENCE CASTLE."""
    written = {key(mention.text), stem(mention.text)}
    whole = any(key(claim.name) in written for c in mention.meaning.candidates for claim in c.claims)
    if whole:
        return False
    word, small = fold(mention.text), mention.text.islower()
    if small and any(_needs_both_words(claim) for candidate in mention.meaning.candidates for claim in candidate.claims):
        return True
    return word in known_terms(graph) or (small and (word in question_words() or says("incident", mention.text)))


def find_near(text: str, names: Names, taken: Sequence[Mentioned | TermMention]) -> list[Mentioned]:
    """Names of actors with one slip of the pen, where nothing else is named: long words or runs of words, longest first."""
    words = [match for match in _WORD.finditer(text) if not any(t.start < match.end() and match.start() < t.end for t in taken)]
    words = [match for match in words if match[0].lower().strip(".'’") not in question_words()]
    describes = len(text.split()) > DESCRIBES
    for length in (3, 2, 1):
        for first in range(len(words) - length + 1):
            run = words[first : first + length]
            if any(a.end() + 1 != b.start() for a, b in itertools.pairwise(run)):
                continue
            start, end = run[0].start(), run[-1].end()
            written = re.sub(r"['’]s$", "", text[start:end].strip(_AROUND))
            lone = (length == 1 and written.islower() and len(words) > 2) or key(written) in ordinary_names()
            if not lone and not (describes and written.islower()) and len(written) >= (NEAR_WORD if length == 1 else NEAR_WORDS):
                meaning = names.misspelt(written)
                word_of_the_language = written.islower() and length == 1 and meaning and key(meaning.read_as.split()[0]) in ordinary_names()
                if meaning and meaning.status in ("near", "same") and not word_of_the_language:
                    return [Mentioned(written, start, start + len(written), meaning)]
    return []


DESCRIBES = 15
"""A text of more words describes something: what is written small in it and is only like a name is none."""
NEAR_WORD, NEAR_WORDS = 6, 9
"""So many letters a word, or a run of words, needs in a sentence to be read as a slip of the pen."""


def shaped_name(text: str, terms: Sequence[TermMention | Mentioned], names: Names, capital: bool = False) -> Meaning | None:
    """A name of the shape of a vendor's names that nobody here bears: a number, or two words of which one is the vendor's.

    Written small, the two words must be unlike what people say: the vendor's word comes last, and the first is no word of questions.
    With ``capital`` only two words that are written large.
    """
    words = list(_WORD.finditer(text))
    for first, second in itertools.zip_longest(words, words[1:]):
        one = first[0].strip(".'’")
        beside = any(t.start < first.end() and first.start() < t.end for t in terms)
        if not beside and any(map(str.isdigit, one)) and not _TACTIC.fullmatch(one) and next(names.schemes.of(one), None):
            return names.look_up(one)
        last = _bare(second[0]) if second else ""
        pair = f"{one} {last}" if second else ""
        if (
            not pair
            or any(t.start < second.end() and first.start() < t.end for t in terms)
            or not (next(names.schemes.of(pair), None) or (capital and _is_loud(pair)))
        ):
            continue
        if is_vendor(one, names) and not names.exactly(pair):
            continue  # which Microsoft Flood
        large = one[:1].isupper() and second[0][:1].isupper() and one.lower() not in question_words()
        small = not capital and one.islower() and one not in question_words() and ends_many_names(last, names)
        loud = capital and not text.isupper() and _is_loud(one) and _is_loud(last)
        if large or small or loud:
            return names.look_up(pair)
    return None


_TACTIC = as_pattern(r"(?i)TA00\d\d")


def _is_loud(words: str) -> bool:
    """Whether words are written in capitals, as vendors write their names: ``GRIM OSPREY``."""
    return all(word.isalpha() and word.isupper() and len(word) >= LOUD for word in words.split())


LOUD = 4
_END = ".'’?!"


def _bare(word: str) -> str:
    """A word without what ends a sentence, nor what says that something is its."""
    return re.sub(r"['’]s$", "", word.strip(_END))


def looks_named(text: str, kind: str | None, mentions: Sequence[Mentioned], terms: Sequence[TermMention], names: Names) -> Meaning | None:
    """The name that a question asks about although nobody here bears it: what is left beside its cues, if that is like one."""
    if mentions or kind is None or (kind in ("actors", "software") and terms):
        return None
    rest = _WHOSE_CUE.sub(" ", without_cues(blank(text, ((t.start, t.end) for t in terms))))
    left = [
        word.strip(".'’") for word in _WORD.findall(rest) if word.lower().strip(".'’-–") not in question_words() or _is_large(word, rest)
    ]
    left = [word for word in left if word and word.lower() not in chat_words() and not _CONTRACTED.fullmatch(word)]
    if all(says("products", word) for word in left):
        return None
    if not 0 < len(left) <= 3 or (len(left) == 1 and left[0] in _DEEDS):
        return None
    phrase = " ".join(left)
    alone = [word.strip(".'’") for word in _WORD.findall(text)]
    together = any(alone[at : at + len(left)] == left for at in range(len(alone)))
    like_a_name = any(word[:1].isupper() or any(map(str.isdigit, word)) for word in left) or any(
        f"{mark}{phrase}" in text for mark in "\"“`'"
    )
    return names.look_up(phrase) if together and (like_a_name or kind in _ABOUT_SOMEBODY) else None


_DEEDS = frozenset("took taken gave given made came went kept held ran began brought bought sent stood sat led broke wrote".split())
"""What somebody did is no name: ``Russians who took over the servers of an Iranian group``"""
_WHOSE_CUE = as_pattern(r"(?<!\w)['’]s\b")
"""What is left of ``the victim's name`` without its cues"""
_CONTRACTED = as_pattern(r"(?i)(?:who|what|where|how|when|that|it)['’]?s")
"""``who's``"""


def _is_large(word: str, text: str) -> bool:
    """Whether a word has its capital before another one that has: ``Dark Lantern``."""
    return word[:1].isupper() and re.search(rf"(?<!\w){re.escape(word)} [A-Z]\w", text) is not None and text.find(word) > 0


_ABOUT_SOMEBODY = ("profile", "names", "tools", "targets", "techniques", "campaigns", "attribution")
