"""What somebody tells of their own case beside a question about an actor that is complete without it.

``TA2541 RATs? aviation supplier in Bengaluru got a 'charter flight' mail`` asks for the RATs of TA2541. Without an actor named, the
case is what is asked about, and stays.
"""

from collections.abc import Callable

from bot.questions.intents import cued_kind
from bot.questions.pointing import points_back
from knowledge.patterns import as_pattern

_CASE_AFTER = as_pattern(
    r"(?is)^(?P<asked>[^?]+\?)\s+(?!(?:and|or|but|also|only|not|no|except|without|excluding|besides|just|preferably|ideally|same|if|in|since|for|like|as\s+in|"
    r"i\s+mean|i\s+meant|meaning|they|it|he|their|its|that|this|those|these|yes|list|show|give|name|names|tell|compare|rank|sort|top)\b)(?=\w)"
    r"(?P<case>(?!.*\b(?:who|whom|whose|what|which|when|where|why|how|leave|skip|drop|except|without|not|"
    r"wh(?:at|o|ere)s|(?:do|does|did|are|is|was|were|has|have)\s+(?:they|it|he)|numbers?|figures?|dates?|years?|names?|details?)\b)[^?]{8,})$"
)
_CASE_BEFORE = as_pattern(
    r"(?is)^(?P<case>(?!(?:and|so|ok|but|or|then)\b)(?!.*\.\.)(?!.*\b(?:who|whom|whose|what|which|when|where|why|how)\b[^.!]*[.!]\s)[^?]{8,}?[.!])\s+"
    r"(?P<asked>(?:who|what|which|how|when|where|is|are|do|does|did|has|have|tell\s+me|tools|targets|names)\b[^?.!]+\?*)\s*$"
)
_USERS_OF = as_pattern(
    r"(?i)who(?:\s+(?:else|all))?\s+(?:uses?|has\s+used|have\s+used|is\s+using|runs?|deploys?)\s+[\w.-]+(?:\s[\w.-]+)?\s*\?*"
)
"""``rclone.exe on a server, ransomware suspected. who uses rclone?``"""
_CLIENT = (
    r"(?:clients?|customers?|colleagues?|suppliers?|partners?|vendors?|users?|bosses|boss|board|subsidiar(?:y|ies)|factory|plant|branch|office|"
    r"hospital|school|bank|shop|firm|company|agency|utility|tenant)"
)
_CASE_IN_THE_END = as_pattern(
    r"(?i)^(?P<asked>[^?]{8,}?)\s*,\s+(?:because\s+|since\s+|as\s+)?(?:(?:i|we)(?:['’]?ve|['’]?m|['’]?re|\s+have|\s+got|\s+had|\s+am|\s+are|\s+was|\s+were)"
    rf"\s+(?:got\s+|with\s+|at\s+|helping\s+)?(?:an?|the|our|my|one|two|some)\s+(?:[\w-]+\s+){{0,2}}?{_CLIENT}\b|"
    rf"(?:the|our|my)\s+(?:[\w-]+\s+)?{_CLIENT}\s+(?:is|are|was|sits?|runs?|has|have|makes?)\b)"
    r"(?!.*\b(?:who|whom|what|which|when|where|why|how)\b)[^?]*$"
)


_OF_THE_CASE = as_pattern(r"(?i)\b(?:this|that|these|those|so|my|our|us)\b")
"""``is Turla behind this?``: what follows is what is meant"""


def without_circumstances(text: str, names_actor: Callable[[str], bool]) -> str:
    """The question of a text that names an actor in it, without the case of whoever asks; any other text as it is.

    ``names_actor`` says whether a text names one.
    """
    first = _CASE_BEFORE.match(text)
    whole = first is not None and not points_back(first["asked"]) and not _OF_THE_CASE.search(first["asked"])
    if first and whole and not names_actor(first["case"]) and (_USERS_OF.fullmatch(first["asked"]) or names_actor(first["asked"])):
        return first["asked"]
    for told in (_CASE_AFTER, _CASE_IN_THE_END):
        match = told.match(text)
        case = text[match.end("asked") :] if match else ""
        if match is None or points_back(match["asked"]) or _OF_THE_CASE.search(match["asked"]) or cued_kind(case):
            continue
        if names_actor(match["asked"]) and not names_actor(case):
            return match["asked"]
    return text
