"""Which countries of a question are those that actors come from, and which those that they target."""

import re

from bot.questions.hit_there import are_hit_there, firms_are_hit, is_done_to_firms
from bot.questions.left_out_people import are_left_out
from bot.questions.model import TermMention
from bot.questions.negation import is_negated
from bot.questions.rows import is_home_in_a_row
from knowledge.patterns import as_pattern
from knowledge.places import is_a_people

_ACTORS = (
    r"(?:groups?|actors?|apts?|hackers?|attackers?|crews?|gangs?|units?|outfits?|collectives?|clusters?|squads?|teams?|intruders?|spies|threats?|operators?|intelligence|ransomware|espionage|"
    r"(?:people|folks|guys|crowd|lot)(?=\s+(?:who|that|interested|after|going|behind|spying|stealing|hacking|doing|working)\b)|cyber\w*|state|nation|agenc(?:y|ies)|authorit(?:y|ies)|directorate|ones|hacktivists?|criminals?|companies|company|vendors?|firms?|contractors?|mercenar\w+|spyware|nationals|hands|services?|users?\s+of|users?(?=\W*$))"
)
_ANTI = as_pattern(r"(?i)\banti[\s-]*$")
_PRO = as_pattern(r"(?i)\bpro[\s-]*$")
_TIED = r"(?:linked|backed|based|speaking|nexus|aligned|sponsored|affiliated|leaning|friendly|run|loyal)"
_COMING = (
    r"(?:from|out of|aligned (?:with|to)|attributed to|linked to|tied to|backed by|sponsored by|run by|based in|operating from|"
    r"originat\w+ (?:in|from)|(?:put|placed|located|headquartered|at home|sits?|sitting|seated|lives?|living|resid\w+) in|"
    r"(?:pin(?:ned|s)?|blam(?:e|ed)|la(?:y|id)) (?:it |them |that |this )?(?:on|to|at the door of)|ascribed? to|"
    r"connect(?:s|ed)? (?:with|to)|associat(?:e|es|ed) with|"
    r"operat(?:e|es|ing) (?:from|out of)|hail\w* from|belongs? to|works? for|working for|by)"
)
_JOINED_AND_LINKED = as_pattern(rf"(?i)^\s*(?:/|or|and)\s*[A-Z][\w-]+[\s-]+{_TIED}\b")
"""``Gaza / Hamas linked groups``"""
_LINKED = as_pattern(rf"(?i)^[\s-]*{_TIED}\b")
_THEIRS = r"(?:servers?|infrastructure|c2s?|c&c|panels?|machines?|accounts?|computers?)"
"""``did they take over Iranian hackers' servers``: whose, and not who"""
_OF_ACTORS = as_pattern(rf"(?i)^(?:['’]s)?(?:\s+own)?[\s-]*{_TIED}?[\s-]+(?:[\w-]+\s+){{0,2}}?{_ACTORS}\b(?!['’]?s?['’]?\s+{_THEIRS}\b)")
_FROM = as_pattern(
    rf"(?i)\b(?:{_ACTORS}|anyone|anybody|someone|somebody|who)\s+(?:(?:is|are|was|were|comes?|working)\s+)?(?:\w+\s+)?(?:{_COMING}|in|of|outside(?:\s+of)?)\s+(?:the\s+)?$"
)
_ORIGIN_WORDS = as_pattern(rf"(?i)\b{_COMING}\s+(?:the\s+)?(?:\w+\s+(?:and|or)\s+)?$")
_BARE_ORIGIN = as_pattern(
    r"(?i)^\W*(?:which|what|anything|everything|list|show|name|all|any|the|give|me|known|are|there|how|many|top|\d+|other|biggest|main|active|major|"
    r"tell|about|do|you|have|know|of|in|your|is|who|\s)*$"
)
TARGETING = as_pattern(
    r"(?i)\b(?:target\w*|attack\w*|hits?|hitting|against|going after|goe?s? after|gone after|went (after|for)|"
    r"go(?:es|ing|ne)? for|hostile to(?:wards)?|rob(?:s|bed|bing)?|victims?|interested|focus\w*|"
    r"hack\w*|compromis\w*|breach\w*|snoop\w*|eavesdrop\w*|prey\w*|surveil\w*|spy\w*|spied|spies on|operat\w* against|struck|"
    r"intrusions? (?:in|at|into)|pursu\w*|encrypt\w*|wip(?:e|es|ed|ing)|extort\w*|defac(?:e|es|ed|ing)|infect\w*|"
    r"cibl(?:ent|ant|e)|attaqu(?:ent|ant|e)|ataca[nm]?|attaccano|colpiscono|greif(?:en|t)|angreifen|aanvallen|vallen)\b"
)
_HIT = as_pattern(
    r"(?i)(?:\bnot|n['’]?t|\bnever)\s+(?:target|attack|hit|spy\s+on|go\s+after)\s+(?:the\s+)?$|"
    r"\bnot\s+(?:targeting|attacking|hitting|spying\s+on|going\s+after)\s+(?:the\s+)?$"
)
"""``groups that do not target Japan``: those whom they leave alone, and not themselves"""


def is_origin(text: str, term: TermMention) -> bool:
    """``Iranian groups`` and ``groups from Iran`` say where actors come from; ``who targets Iran`` does not."""
    before, after = text[: term.start], text[term.end :]
    if DIRECTLY.search(before) and _APART.match(after) and not is_a_people(term.text, term.id):
        return False
    if are_left_out(text, term) or _FROM_NOT.search(before) or _EVERYBODY_BUT.search(before) or _WHERE_FROM.search(before):
        return True
    if re.search(r"(?i)(?:linked|nexus|backed|sponsored)$", term.text) and not _AGAINST.search(before):
        return True
    if _NOT_JUST.search(before) and _TOO.search(before) and not _OF_ACTORS.match(after):
        return False
    if are_hit_there(before, after):
        return False
    if _ON_BEHALF.search(before) and not after.strip(" ?!."):
        return True
    if _DID.search(before) and _MADE_IT.match(after):
        return True
    if _HAS.match(after) and _DO.search(before):
        return True
    if _IS.search(before) and (_STATE_OF.match(after) or (_ENDS.match(after) and _THAT.search(before))):
        return True
    if is_a_people(term.text, term.id) and any(said.search(before) for said in (_ACTORS_ARE, _AND_ARE, _HELD_TO_BE)) and _ENDS.match(after):
        return True
    if _ATTACKS.match(after) and _DO.search(before):
        return True
    if term.id in _USUAL and _KEYWORD.match(after) and _LISTED.search(before):
        return True
    if CONNECTION.match(after) or _WHO_IN.search(before) or _PRO.search(before) or _SIDE.match(after) or _IT_IS.search(before):
        return True
    if _ONE_IS.match(before) and (_IS_IT_NOT.match(after) or (is_a_people(term.text, term.id) and _AND_MORE.match(after))):
        return True
    if is_done_to_firms(before, after):
        return False
    if _ACCOUNTS.match(after):
        return True
    if (home := is_home_in_a_row(before, after, is_usual=term.id in _USUAL, is_a_people=is_a_people(term.text, term.id))) is not None:
        return home
    if _A_CASE.match(after) and not is_a_people(term.text, term.id) and re.search(r"\b[A-Z][\w&-]+\s+$", before):
        return False
    if firms_are_hit(before, after):
        return False
    if _ANTI.search(before):
        return False
    if _JOINED_AND_LINKED.match(after):
        return True
    if _LINKED.match(after) or _OF_ACTORS.match(after):
        return re.match(r"(?i)\s+hands\b", after) is not None or not _AGAINST.search(before)
    if _ORIGIN_WORDS.search(before):
        return True
    if re.search(r"(?i)\b(?:in|at|against|into|across|within|inside|towards?|on|onto)\s+(?:the\s+|both\s+)?$", before):
        return _GROUPS_IN.search(before) is not None
    if _FROM.search(before):
        return True
    demonym = is_a_people(term.text, term.id)
    if not demonym and re.search(rf"(?i){_ACTORS}\s+(?:that|who|which|hitting|targeting)\b", before):
        return False
    if _HIT.search(before):
        return False
    if demonym and is_negated(_JOINED_BEFORE.sub("", before)) and (_ENDS_THERE.match(after) or _JOINED_AFTER.match(after)):
        return True
    if _ONLY_THOSE.match(after) and not TARGETING.search(text):
        return True
    if _DOES.match(after) and not TARGETING.search(before):
        return True
    if (demonym or len(term.text) == len("us")) and _VICTIMS.match(after):
        return False
    if demonym and _BEING.search(before) and not TARGETING.search(text):
        return True
    if demonym and _LAST.search(before) and _ONLY.match(after):
        return True
    if demonym and (_ONLY.match(after) or re.match(r"\W*(?:or|,|\?|(?:and|but)\s+not\b)", after)) and not TARGETING.search(before):
        return True
    if demonym and TARGETING.search(after) and not TARGETING.search(before):
        return True
    if TARGETING.search(text) or _OF_SOMETHING.search(before):
        return False
    if _HELD_AGAINST.search(before):
        return False
    if term.text in _USUAL:
        return True
    if not demonym and not after.strip(" ?!.") and _HAS_DONE.search(before):
        return False
    if not before.strip() and not demonym and term.id not in _USUAL and after.strip(" ?!."):
        return False
    return _BARE_ORIGIN.match(before) is not None or not after.strip(" ?!.")


_PEOPLE = r"(?:the\s+)?(?:north\s+|south\s+)?[a-z]+(?:an|ese|ish|i|ch)s?"
_JOINED_BEFORE = as_pattern(rf"(?i)\b{_PEOPLE}(?:,\s+{_PEOPLE})*,?\s+(?:and|or|nor|&)\s+(?:the\s+)?$")
_JOINED_AFTER = as_pattern(rf"(?i)^(?:,\s+{_PEOPLE})*,?\s+(?:and|or|nor|&)\s+{_PEOPLE}(?:\s+ones)?\W*$")
_ENDS_THERE = as_pattern(r"^\W*(?:ones|nor\b|$)|^\s*,")
"""``if I leave out Russians and Chinese``"""


_OF_SOMETHING = as_pattern(
    r"(?i)\b(?:data|documents|secrets|mails?|emails|files|citizens|customers|networks|systems|records)\s+of\s+(?:the\s+)?$"
)
"""``who leaks data of Israel``"""


def is_home(text: str, term: TermMention) -> bool:
    """Whether a region is where actors come from: ``Middle Eastern groups``, ``actors from Asia``."""
    before, after = text[: term.start], text[term.end :]
    if _HOME_OF.match(after):
        return not _AGAINST.search(before)
    return _FROM_THERE.search(before) is not None


_ACCOUNTS = as_pattern(
    r"(?i)^\s+(?:accounts?|networks?|trolls?|bots?|personas?)(?:\s*/\s*\w+)?\s+(?:doing|running|pushing|"
    r"spreading|posing|that (?:push|spread|run|do))\b|"
    r"^\s+(?:propaganda|disinformation|disinfo|influence|troll|fake[\s-]news|bot)\s+(?:networks?|farms?|machines?|outlets?|shops?|units?|campaigns?)\b"
)
"""``Chinese accounts doing influence operations``"""
_A_CASE = as_pattern(r"(?i)\s+ransomware\b(?!\s+(?:groups?|gangs?|crews?|actors?|operators?|outfits?))")
"""``EDP portugal ransomware, name the crew``: where that happened"""
_HOME_OF = as_pattern(
    r"(?i)^(?:ern|an)?[\s-]+(?:(?:state|country|cybercrime|threat|ransomware|hacking|criminal|based|nexus|cyber)\s+){0,2}(?:groups?|actors?|apts?|hackers?|crews?|gangs?|outfits?|spies|hacktivists?|criminals?)\b(?!\s+(?:targets?|victims?))"
)
_FROM_THERE = as_pattern(
    r"(?i)\b(?:groups?|actors?|apts?|hackers?|crews?|gangs?|spies|hacktivists?|criminals?|anyone|who)\s+(?:(?:is|are|"
    r"comes?)\s+)?(?:from|based in|out of)\s+(?:the\s+)?$"
)
_DID, _MADE_IT = (
    as_pattern(r"(?i)^\W*(?:did|does|is|was|has|have)\s+(?:the\s+)?$"),
    as_pattern(
        r"(?i)^\s+(?:do|does|hack|hacked|attack|attacked|breach|behind|responsible|ma[dk]e|created?|buil[dt]|develop(?:ed)?|launch(?:ed)?|run|running)\b"
    ),
)
"""``did Spain do Careto``"""
_DO, _HAS = (
    as_pattern(r"(?i)\b(?:do|does|did|has)\s+(?:the\s+)?$"),
    as_pattern(r"(?i)^\s+(?:have|run|employ|host|field|sponsor|command|control)\b"),
)
"""``which actors does Russia have``"""
_IS = as_pattern(r"(?i)\b(?:is|are|was|were|be)\s+(?:[\w()-]+\s+){0,6}?(?:really\s+|the\s+)?$")
_STATE_OF = as_pattern(r"(?i)^\s+(?:government|intelligence|military|army|state|secret service)s?\W*$")
"""``is NoName057 Russian government``"""
_THAT = as_pattern(r"(?i)\bthat\s+(?:[\w.-]+\s+){0,3}(?:is|was)\s+$")
_ENDS = as_pattern(r"(?i)^\W*(?:$|,|and\b|or\b|right\b)|^\s+[–-]\s")
"""``how sure are we that Storm-0558 is China``"""
_ACTORS_ARE = as_pattern(rf"(?i)\b{_ACTORS}\s+(?:are|is)\s+$")
_HELD_TO_BE = as_pattern(
    rf"(?i)\b{_ACTORS}\s+(?:(?:that|which|who)\s+)?(?:(?:is|are|were)\s+)?(?:believed|presumed|supposed|reputed|thought|suspected|said|"
    r"assumed|considered|held)\s+(?:to be\s+)?$"
)
"""``groups believed Indian``"""
_AND_ARE = as_pattern(
    r"(?i)\b(?:and|but|that|which|who|yet)\s+(?:(?:is|are|was|were)(?:n['’]?t)?|(?:is|are)\s+not)\s+(?:not\s+|also\s+)?"
    r"(?:[a-z]+(?:\s[a-z]+)?(?:an|ese|ish|is?|ch|ns)\s+(?:and|or|nor)\s+)*$"
)
"""``who targets Germany and is not Russian or Chinese``"""
_ATTACKS = as_pattern(
    r"(?i)^\s+(?:ever\s+|really\s+|also\s+|once\s+|already\s+|actually\s+|\w+ly\s+)?(?:target|attack|hack|"
    r"hit|breach|compromise|spy on|spied on|go after|"
    r"infiltrate|sabotage|rob|ddos)(?:ed|ted)?\b"
)
"""``has China ever attacked India``"""
_USUAL = ("CN", "RU", "IR", "KP")
_KEYWORD, _LISTED = as_pattern(r"^\s*(?:,|\+|/|AND\b)"), as_pattern(r"(?:^\W*|(?:,|\+|/|\bAND)\s*)$")
"""``iran, telcos as victims``: a row of words, of which a state with many groups is where they come from"""
CONNECTION = as_pattern(
    r"(?i)^\s+(?:as (?:an? |the )?(?:origin|home)\b|connections?|links?|ties|roots|origins?|"
    r"background|nexus|passports?)\b"
)
"""``anybody with a Nigerian connection``"""
_WHO_IN = as_pattern(r"(?i)^\W*(?:(?:and|so|ok|hey)\W+)?(?:who|anyone|anybody|which of them)\s+in\s+(?:the\s+)?$")
"""``who in China goes after casinos``"""
_SIDE = as_pattern(
    r"(?i)^\s+(?:as|is|being)\s+(?:the|their|its|an?)\s+(?:suspected|likely|presumed|probable|supposed|alleged)?\s*home(?:\s+(?:country|state|base))?\b|"
    r"^\s+side\b(?!\s+(?:by|channel))|"
    r"^['’]s\s+(?:side|pay|payroll|service|orders|behalf|spies|hackers|interests?|benefit)\b"
)
"""``on Minsk's side``"""
_HELD_AGAINST = as_pattern(
    r"(?i)\b(?:nexus|groups?|actors?|apts?|hackers|linked|spies)\s+(?:vs\.?|versus)\s+(?:both\s+)?(?:[\w-]+\s+(?:and|"
    r"&)\s+)?(?:the\s+)?$"
)
"""``India-nexus vs both PK and CN``"""
_HAS_DONE = as_pattern(
    r"(?i)^\W*(?:has|have|had|did)\s+(?:not\s+|n['’]t\s+)?\S.*\s(?!(?:been|come|came|call(?:ed)?|be|say|said)\b)[a-z]{3,}(?<!\bthe)(?<!\bwas)"
    r"(?<!\bare)(?<!\bfor)(?<!\bfrom)(?<!\bwith)(?<!\breally)\s+(?:the\s+)?$"
)
"""``has ToddyCat touched Russia``"""
_FROM_NOT = as_pattern(r"(?i)\bfrom\s+(?:\w+\s+){0,2}(?:outside|not|other than)(?:\s+of)?\s+(?:the\s+)?$")
"""``from but outside China``, ``from anywhere other than Iran``"""
_EVERYBODY_BUT = as_pattern(
    r"(?i)\b(?:every(?:body|one)|any(?:body|one)|all|others|actors|groups|crews|gangs|spies)\s+(?:except|but|other than|"
    r"besides|apart from|excluding|minus|without|not)"
    r"(?:\s+for)?\s+(?:the\s+)?$"
)
"""``everybody except China``: where those ruled out come from"""
_WHERE_FROM = as_pattern(
    r"(?i)\b(?:where|who)(?:['’]?s|\s+(?:is|are|do|does))\s+(?:[\w.-]+\s+){1,4}?(?:from|based|sit(?:s|ting)?|come from)\W*$"
)
"""``where is YoroTrooper from, Russia or not``"""
_TOO = as_pattern(r"(?i)\b(?:too|also|as well)\b[\s,–-]*not\b")
_NOT_JUST = as_pattern(r"(?i)\bnot\s+(?:just|only|merely|simply)\s+(?:the\s+)?$")
"""``Indian groups that look at China, not just Pakistan``"""
_ON_BEHALF = as_pattern(
    r"(?i)\b(?:st[eo]al\w*|hack\w*|spy\w*|spies|work\w*|rob\w*)\b[^.?!]*(?<!going)(?<!goes)(?<!\bgo)(?<!went)\s+for\s+(?:the\s+)?$"
)
"""``crews that steal from exchanges for North Korea``"""
_IT_IS = as_pattern(r"(?i)\b(?:it|this|that)(?:['’]s|\s+is|\s+was)\s+(?:the\s+)?$")
"""``I doubt it's DPRK``"""
_ONE_IS = as_pattern(r"(?i)^\W*(?:(?:[\w-]+\s+){1,3}(?:is|are)|(?:is|are)\s+(?:[\w-]+\s+){0,2}[\w-]+)\s+$")
_AND_MORE = as_pattern(r"(?i)^,?\s+(?:and|but)\s")
_IS_IT_NOT = as_pattern(r"(?i)^\W*(?:(?:is|are|isn|aren)['’]?t?\s+(?:it|they)|right|correct|no|yes|true)\W*$")
"""``UNC1151 is Belarus, isn't it``, ``is APT33 Iranian and after energy``"""
_AGAINST = as_pattern(
    r"(?i)\b(?:against|target\w*|attack\w*|hack\w*|hits?|hitting|(?:go|goes|going|went|gone|been|be|is|are|was|were) (?:for|after)|"
    r"prey(?:s|ing)? (?:on|upon)|encrypt\w*|ransom(?:s|ed|ing)?|blackmail\w*|phish\w*|deface\w*|wip(?:e|es|ed|ing)|rob\w*|extort\w*|"
    r"inside|into|(?<!ones )(?<!groups )in)\s+(?:the\s+|an?\s+)?$"
)
_GROUPS_IN = as_pattern(
    r"(?i)^\W*(?:(?:which|what|any|all|the|list|show|me|known|are|there|boss|asks|tell)\W+)*(?:groups?|actors?|apts?|crews?|gangs?|hackers)\s+"
    r"in\s+(?:the\s+)?$"
)
"""``groups in Iran`` are Iranian; ``Russian groups seen in Poland`` are not Polish."""
_ONLY = as_pattern(r"(?i)^\W*(?:per\s+\w|according to\b|at all\b|only|ones?\b|origin\b|if possible|please|pls|$)")
_BEING = as_pattern(
    r"(?i)\b(?:is|are|was|were|be|being)\s+(?:really\s+|actually\s+|(?:said|thought|believed|suspected|presumed|reputed|"
    r"held) to be\s+|neither\s+|not\s+)?(?:the\s+)?$"
)
"""``Chrono Kitten is Iranian, isn't it``"""
_ONLY_THOSE = as_pattern(r"(?i)^\W*(?:only|ones only|alone)\W*$")
_DOES = as_pattern(
    r"(?i)^(?:ns?|ese)?\s+(?:who|that)?\s*(?:are\s+)?(?:spying|hacking|targeting|attacking|hitting|going after|watching|"
    r"hiding|using|breaking)\b"
)
"""``PRC spying on chipmakers``, ``north koreans hiding code in pictures``"""

_LAST = as_pattern(r"(?i),\s*(?:\w+(?:\s+\w+)?\s+(?:or|and)\s+)?$")
"""``…, iranian or north korean only``"""
_VICTIMS = as_pattern(
    r"(?i)^\W*(?:(?:or|and)\s+\w+\s+)?(?:\w+\s+)?(?:banks?|compan(?:y|ies)|firms?|officials?|governments?|ministr\w+|telecoms?|telcos?|hospitals?|citizens?|"
    r"diplomats?|embass\w+|universit\w+|organi[sz]ations?|targets?|victims?|networks?|journalists?|dissidents?|politicians?|military|"
    r"infrastructure|soldiers|parliament|industry|industries|businesses|people|media|energy|water|utilities|railways?|ports?|airports?|"
    r"airlines?|subsidiar\w+|branch(?:es)?|offices?|plants?|sites?|colleagues?|staff|employees|customers?|clients?|users|factor\w+|shipyards?|"
    r"makers?|exporters?|importers?|retailers?|insurers?|casinos?|hotels?|schools?|voters|citizen|nationals|accounts?|servers?|websites?|"
    r"political|activists?|exiles?|minorit\w+)\b"
)

_APART = as_pattern(r"\s*,\s+\w+(?:\s\w+)?\W*$")
DIRECTLY = as_pattern(r"(?i)\b(?:targeting|attacking|hitting|against|spying on|(?:going|go|goes|are|is) after)\s+(?:the\s+)?$")
"""``spies targeting mongolia, chinese origin``: each its own role"""
