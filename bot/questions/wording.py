"""What can be said of a text from its words alone: that it asks for a yes, for a list, that it thanks, that it names a stranger."""

import re
from functools import lru_cache

from bot.questions.chatter import without_chatter
from bot.questions.intents import says, spelled_out, stripped, without, without_cues
from bot.questions.roundabout import straight
from index.words import words
from knowledge.normalise import strip_markup
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern

_YESNO = as_pattern(
    r"(?i)^(?!(?:do|does|did) (?:we|you|anyone|anybody|they) (?:even |actually )?(?:know|say) (?:for )?(?:who|whom|what|which|"
    r"where|when|how|whose)\b)(?!(?:is|are|was|were) there (?:any )?(?:\S+ ){0,2}(?:groups?|actors?|gangs?|crews?|"
    r"apts)\b)(?:is|are|was|were|does|do|did|has|have|had|might|may|would|(?:can|could)(?! (?:i|you|we|someone|anyone|"
    r"somebody|anybody)\b)|"
    r"any (?:source|report|reports|sources) (?:saying|that says?|claiming|(?:that )?(?:puts?|pins?|ties|links?|"
    r"blames?)) (?:that)?|does any source say|can (?:we|"
    r"i|one) say|could (?:one|i|we) say|(?:can|could|may|should) (?:i|we|one) (?:write|report|state|put|claim|note)(?: down)?(?: that)?|"
    r"(?:can|could) (?:you|anyone|somebody|someone) confirm|confirm|please confirm|"
    r"isn't|doesn't|didn't|hasn't|(?:is there )?any (?:evidence|indication|sign|proof|trace|record|report|word) (?:that|of)|"
    r"true that|is it true that)\b"
)
_CONFIRM = as_pattern(
    r"(?i),?\s*(?:can|could) (?:you|anyone|anybody|somebody|someone) (?:confirm|verify)(?: (?:that|this|it))?\s*\?*$|"
    r"(?:\b(?:anything to it|any truth (?:to|in) (?:it|that)|right or \w+|true or \w+|"
    r"fact or \w+|is that so|really|right|correct|true|true/false|yes or no|yes/no|y/n|innit|isn't it|or not|ever)|, no)\s*\?*$|"
    r",?\s*(?:did|do|does|was|were|is|are|has|have)(?:n't|nt)\s+(?:they|it|he|she)\s*\?*$|"
    r",\s*(?:are|is|do|does|did|was|were|has|have)\s+(?:they|it|he)\b|"
    r",\s*(?:does|did|do|has|have)\s+[^,]*\b(?:that|it|this|them)\s*\?*$|,\s*(?:was|is)\s+(?:that|this)\s+\S|"
    r"\bever (?:seen|used|been|observed|hit|deployed)\b|^(?!.*\b(?:who|what|which|where|when|how|anyone|anybody|groups?|"
    r"actors?)\b).*\bever\b.*\?\s*$"
)
_LISTING = as_pattern(
    r"(?i)\b(?:groups?|actors?|apts?|list|anyone|anybody|hackers|crews?|gangs?|outfits?|collectives?|clusters?|brands?|teams|"
    r"spies|operators|who|whom|which|what|how many|intruders|everybody|everyone)\b"
)
_MANY = as_pattern(
    r"(?i)\b(?:any\s+(?:known\s+)?(?:apt|group|actor|gang|crew|team|outfit|hacker)|groups|actors|apts|gangs|crews|hacktivists|spies|operators|list|operations|campaigns|outfits|brokers|vendors|crooks|criminals|"
    r"extortionists|mercenaries|hackers|clusters|collectives|brands|intruders)\b"
)
MAX_NOD = 8
"""So many words, at most, has a thank-you."""


@lru_cache(maxsize=32)
def plain_text(text: str) -> str:
    """What somebody typed, without mark-up and the command itself, defanged dots as dots."""
    text = strip_markup(text)
    text = re.sub(r"^\s*/apt\b", "", text, flags=re.IGNORECASE)
    text = re.sub(r"[\[({]\.[\])}]", ".", text)
    text = straight(text)
    text = _NUMBER_OF.sub(r"\1how many ", spelled_out(_THOUSANDS.sub(r"\1,000", text)))
    text = " ".join(text.replace("`", " ").split()).strip()
    return text.lower() if text.isupper() and len(text.split()) > MAX_CAPITALS else text


_THOUSANDS = as_pattern(r"(?<![\w.,-])([1-9]\d{0,2})k(?!\w)")
"""``60k``: 60,000, as sources write it."""
_NUMBER_OF = as_pattern(r"(?i)([:;,–-]\s+)(?:the\s+|total\s+)?number of\s+(?=(?!the\b)[a-z])")
"""``silent librarian: number of US universities``"""
MAX_CAPITALS = 4
"""A text of more words that is all in capitals is read as if it were written small: no capital says anything."""
_ON_BEHALF = as_pattern(
    r"(?i)^[^:?.!]{2,40}\b(?:asks?|asking|asked|wants? to know|wonders?|question|q)\s*:\s*|"
    r"^(?i:an?)\s+(?-i:[a-z -]+?)(?:\s+in\s+[\w-]+)?\s+(?:asks?|is asking|asked|wants? to know|wonders?)\s+(?:us\s+|me\s+)?"
    r"(?=(?:which|who|what|whose)\s+\w+\s+\w+)(?!.*\b(?:the (?:country|sector)|it|them|us|that|they)\b)"
)


_OCCASION = r"(?:call|meeting|briefing|sync|stand-?up|hearing|deadline|hand-?over)"
_BEFORE_A_CALL = as_pattern(
    rf"(?i)(?:(?:i|we)(?:['’](?:m|re|ve))?\s+)?(?:got|have|having|in|before|about to|heading|jumping|going|only|just|\d+)\b"
    rf"(?:\s+(?:[a-z]{{1,7}}|\d+)){{0,6}}?\s+(?:a|an|the|my|our|this|next)\s+(?:(?:client|customer|team|board|staff|morning|press|short|quick|big|next)\s+)?"
    rf"{_OCCASION}\b"
    r"(?:\s+(?:in|at|with|now|soon|tomorrow|today|tonight|\d+|min\w*|hours?|the|my|board|boss|ciso|ceo|client))*\s*"
    r"(?:[,;:–]|\s-|\.{2,}|\.\s)\s*(?=\w)"
)
"""``got 5 min before a call - brief me on Whitefly``"""
_TAIL = as_pattern(
    rf"(?i),\s*(?:[\w-]+\s+){{0,2}}{_OCCASION}\s+(?:is\s+)?"
    r"(?:at|in|with|on|tomorrow|today|soon|tonight)\b[^?]*$|"
    r"\s*=+\s*(?:who|whom|what)\W*$|,\s*(?:(?:which|what) (?:apt|group|actor|gang|crew|one)|what|who)['’]?\s*(?:s|was|is|are|"
    r"were)\s+(?:that|"
    r"it|this|they|those)(?:\s+again)?\W*$"
)
"""``CargoTalon, what was that``"""
_ASKER = as_pattern(
    r"(?i),\s*[^,]{2,40}\s(?:asking|asks|is asking|wants to know|wondering)\W*$|,\s*that['’]?s\s+(?=(?:which|what)\s+(?:apt|group|"
    r"actor|gang|crew)\W*$)"
)
"""``…, TSMC supplier asking``; ``1.php Group, that's which APT``"""
_ALL_BUT = as_pattern(r"(?i)\W*(?:every(?:body|one)|all|any(?:body|one))\s+(?:but|except|other than|besides|apart from)\b")
"""``everyone but Iran who …``: no greeting."""


@lru_cache(maxsize=32)
def without_lead(text: str) -> str:
    """What is asked, without what people say before it: ``hey all``, ``the Colombo office asks: …``."""
    text = without_chatter(re.sub(r"\s*=+\s*(?=whose\b)", ": ", text))
    text = _ASKER.sub(lambda match: "" if "ask" in match[0] or "wonder" in match[0] or "want" in match[0] else ": ", text, count=1)
    text = _TAIL.sub("", _ON_BEHALF.sub("", text, count=1), count=1)
    if _ALL_BUT.match(text):
        return text
    text = without("lead", text)
    hurried = _BEFORE_A_CALL.match(text)
    return without("lead", text[hurried.end() :]) if hurried else text


def is_nod(text: str) -> bool:
    """Whether a text is thanks or a greeting and asks nothing."""
    rest = re.sub(r"[\W_]+", " ", text.lower()).strip()
    if rest in ("k", "kk") or _TO_A_COLLEAGUE.match(text):
        return True
    if any(remark.fullmatch(text) for remark in (_WAS_AWAY, _REMARK, _SOMEBODY_WAITS)):
        return True
    if len(rest.split()) > MAX_NOD:
        return False
    return not rest or not without("nod", rest + " .").strip(" .")


_TO_A_COLLEAGUE = as_pattern(
    r"(?i)^@(?!\w*bot\b)\w[\w.-]*,?\s+(?!(?:list|show|give)\b)(?!.*(?:\?|\b(?:who|what|which|whose|how|where|when|apt-?\d+)\b))(?=.*\b(?:me|my|i|i['’](?:ll|m)|you|your|we|us|it|pls|please)\b)"
)
"""``@omar leave the timeline to me pls``: said to somebody else"""
_WAS_AWAY = as_pattern(
    r"(?i)(?:(?:sorry|oops|ah|ok|hm+)\W+)*(?:i\s+)?(?:was|am|got)\s+(?:muted|away|back|offline|disconnected|on\s+(?:another|a)\s+call|kicked\s+out)\b[^?]{0,30}\W*"
)
"""``sorry was muted``"""
_REMARK = as_pattern(
    r"(?i)(?:(?:yep|yup|yes|yeah|ye|right|ok|true|lol|haha|ugh|argh|hm+)\W+)*(?:(?:(?:i|we)\s+)?(?:saw|read|heard|had|got|know|remember)|"
    r"they(?:['’]re)?\s+(?:threaten|claim|post|spam|brag|hit|are|keep|have)\w*)\b(?![^?]*\b(?:who|what|which|whose|how|where|when|why)\b)"
    r"[^?]{0,60}\b(?:too|also|as well|last (?:week|month|year|night)|again|btw|lol|yesterday|today|before|already|myself|ourselves)"
    r"(?:\s+(?:btw|lol|too|again))?\W*"
)
"""``yep saw that in the deck too``, ``lol we had 3 last week``, ``they threaten our airport again btw``"""
_SOMEBODY_WAITS = as_pattern(
    r"(?i)(?:the|our|my|a|that)\s+(?:[\w-]+\s+){1,3}(?:is|are)\s+(?:asking|waiting|curious|nervous|impatient|on\s+the\s+(?:line|phone))(?:\s+(?:again|already|now|me|us|for\s+it))*\W*"
)
"""``our telco customer is asking``"""


def tells_a_story(rest: str) -> bool:
    """Whether a text tells at some length what was done and asks which actor that was: a cue in it says nothing of what it asks."""
    return len(rest.split()) >= STORY and _WHICH_ACTOR.search(rest) is not None


STORY = 12
"""Words"""
_WHICH_ACTOR = as_pattern(
    r"(?i)\b(?:which|what)\s+(?:actor|group|gang|crew|apt|outfit)(?:\s+(?:was|is|did)\s+(?:it|that|this))?\W*$|"
    r"\bname\s+of\s+(?:the|that)\s+(?:gang|group|actor|crew)\W*$"
)


def starts_with_yesno(text: str) -> bool:
    """``Does …``, ``is …``: whoever is asked about stands at the start."""
    return _YESNO.match(text) is not None


@lru_cache(maxsize=32)
def is_yesno(text: str) -> bool:
    """Whether a question wants a yes."""
    return _YESNO.match(text) is not None or _CONFIRM.search(text) is not None


def without_yesno(text: str) -> str:
    """A question without what makes it one for a yes: what it says of somebody is left."""
    said = _YESNO.sub("", text.strip())
    return _CONFIRM.sub(" ", said).strip() or said


def asks_for_a_list(text: str) -> bool:
    """Whether a text says that it wants actors: ``which groups …``."""
    return _LISTING.search(text) is not None


def asks_for_many(text: str) -> bool:
    """Whether a text asks for several actors or incidents."""
    return _MANY.search(without("lead", text)) is not None


def tells_a_habit(text: str) -> bool:
    """``who hijacks DNS``: whoever does it is asked for, and not who did it once."""
    return _HABITUAL.match(without("lead", text)) is not None


_HABITUAL = as_pattern(
    r"(?i)\W*(?:and\s+)?who(?:\s+(?:else|all|also|usually|often|still|typically))?\s+(?!(?:is|was|has|does|says|claims|thinks|knows|believes)\b)[a-z-]{2,}(?<!s)s\b"
)


def strangers(text: str, whole: str = "") -> list[str]:
    """The proper nouns of a text from which names that are known are taken out: ``who hit the Bundestag``.

    None where the whole, as it was before that, is written like a title: then a capital says nothing.
    """
    long = [word for word in (whole or text).split() if len(word) >= LONG and word.isalpha()]
    lone = whole and sum(_is_proper(word) for word in re.findall(r"\w[\w-]+", small_openings(text))) == 1
    if len(long) > 2 and not lone and all(word[0].isupper() for word in long):
        return []
    return [word for word in re.findall(r"\w[\w-]+", without_cues(small_openings(text))) if _is_proper(word) and not says("products", word)]


LONG = 4
_OPENS = as_pattern(r"(?:^|(?:[.?!:]|[^\w\s,;'\"()&/-])\s+)[\"“'(]?[A-Z][a-z'’-]*(?![\w])(?! [A-Z][a-z])")


def small_openings(text: str) -> str:
    """A text with the first word of each sentence written small: its capital says nothing."""
    return _OPENS.sub(lambda match: match[0].lower(), text)


def _is_proper(word: str) -> bool:
    capital = word[0].isupper() and not word.removesuffix("s").isupper() and word.lower() not in question_words() | chat_words()
    return capital or re.search("[a-z][A-Z]", word) is not None


def left_over(text: str) -> str:
    """What a text has beside cues and words that questions are made of."""
    return " ".join(word for word in re.findall(r"\w[\w-]*", without_cues(text)) if _says_something(word))


def _says_something(word: str) -> bool:
    return word.lower() not in question_words() and not says("products", word)


def telling_words(text: str) -> list[str]:
    """The words of a text that say something of those who are asked for, beside cues and what groups of people are called."""
    left = words(without_cues(stripped("crowd", text)).lower())
    return [word for word in left if not word.isdigit() and word not in chat_words() and word not in question_words()]


def looks_like_a_name(text: str) -> bool:
    """A few words, at most, that do not ask anything: somebody typed a name."""
    stripped = re.sub(r"(?i)^(who|what)\s+(is|are)\s+|^tell me about\s+|^(anything|info) on\s+", "", text).strip(" ?!.")
    if len(stripped.split()) > 2 and stripped.islower():
        return False
    return 0 < len(stripped.split()) <= 4 and not re.match(r"(?i)(who|what|which|how|where|when|why|is|are|does|do|did)\b", stripped)


def asks_for_the_whole(text: str) -> bool:
    """Whether a text asks who somebody is, whatever else it says."""
    return says("strong_profile", text)
