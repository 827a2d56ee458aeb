"""Capitals as words for their states: ``Delhi-linked spies``, ``ministries in Bishkek``. (Which city is whose: GeoNames.)"""

import re

from knowledge.patterns import as_pattern

_OF_STATES = {
    "AE": "abu dhabi", "AF": "kabul", "AL": "tirana", "AM": "yerevan", "AO": "luanda", "AR": "buenos aires", "AT": "vienna",
    "AU": "canberra", "AZ": "baku", "BA": "sarajevo", "BD": "dhaka", "BE": "brussels", "BF": "ouagadougou", "BG": "sofia",
    "BH": "manama", "BN": "bandar seri begawan", "BR": "brasilia", "BT": "thimphu", "BW": "gaborone", "BY": "minsk", "BZ": "belmopan",
    "CA": "ottawa", "CD": "kinshasa", "CH": "bern", "CI": "yamoussoukro", "CL": "santiago", "CM": "yaounde", "CO": "bogota",
    "CU": "havana", "CY": "nicosia", "CZ": "prague", "DE": "berlin", "DK": "copenhagen", "DO": "santo domingo", "DZ": "algiers",
    "EC": "quito", "EE": "tallinn", "EG": "cairo", "ER": "asmara", "ES": "madrid", "ET": "addis ababa", "FI": "helsinki", "FR": "paris",
    "GA": "libreville", "GB": "london", "GH": "accra", "GL": "nuuk", "GM": "banjul", "GN": "conakry", "GR": "athens",
    "HN": "tegucigalpa", "HR": "zagreb", "HT": "port au prince", "HU": "budapest", "ID": "jakarta", "IE": "dublin", "IL": "tel aviv",
    "IN": "delhi|new delhi", "IQ": "baghdad", "IR": "tehran", "IS": "reykjavik", "IT": "rome", "JO": "amman", "KE": "nairobi",
    "KG": "bishkek", "KH": "phnom penh", "KP": "pyongyang", "KR": "seoul", "KW": "kuwait city", "KZ": "astana", "LA": "vientiane",
    "LB": "beirut", "LK": "colombo", "LR": "monrovia", "LS": "maseru", "LT": "vilnius", "LV": "riga", "LY": "tripoli", "MA": "rabat",
    "MD": "chisinau|kishinev", "ME": "podgorica", "MG": "antananarivo", "MK": "skopje", "ML": "bamako",
    "MM": "nay pyi taw|naypyidaw|rangoon|yangon", "MN": "ulaanbaatar|ulan bator", "MR": "nouakchott", "MW": "lilongwe",
    "MX": "mexico city", "MY": "kuala lumpur", "MZ": "maputo", "NA": "windhoek", "NE": "niamey", "NG": "abuja", "NI": "managua",
    "NL": "amsterdam|the hague", "NO": "oslo", "NP": "kathmandu", "NZ": "wellington", "OM": "muscat", "PA": "panama city", "PE": "lima",
    "PG": "port moresby", "PH": "manila", "PK": "islamabad", "PL": "warsaw", "PT": "lisbon", "PY": "asuncion", "QA": "doha",
    "RO": "bucharest", "RS": "belgrade", "RW": "kigali", "SA": "riyadh", "SD": "khartoum", "SE": "stockholm", "SI": "ljubljana",
    "SK": "bratislava", "SN": "dakar", "SO": "mogadishu", "SR": "paramaribo", "SY": "damascus", "SZ": "mbabane", "TH": "bangkok",
    "TJ": "dushanbe", "TM": "ashgabat", "TN": "tunis", "TR": "ankara", "TW": "taipei", "TZ": "dodoma", "UA": "kiev|kyiv",
    "UG": "kampala", "US": "washington", "UY": "montevideo", "UZ": "tashkent", "VE": "caracas", "VN": "hanoi", "YE": "sanaa",
    "ZA": "pretoria", "ZM": "lusaka", "ZW": "harare",
}  # fmt: skip
CAPITALS = {capital: state for state, capitals in _OF_STATES.items() for capital in capitals.split("|")}
"""Each capital, folded, with the country (ISO 3166-1 alpha-2) whose state it stands for."""


def stands_for_a_state(text: str, start: int, end: int, asks_for_many: bool) -> bool:
    """Whether a capital in a text stands for its state: ``does it work for Hanoi``, ``snowglobe … paris?``; and not as a place.

    Where many are asked for, whoever is hit there is hit in that state: ``crews working on Dhaka``.
    """
    before, after = text[:start], text[end:]
    if _ON_ORDERS.search(before) or _LINKED.match(after) or (_ALONE.search(before) and not re.search(r"\w", after)):
        return True
    return asks_for_many and len(text.split()) <= SHORT and _THERE.search(before) is not None


SHORT = 14
"""In longer texts a capital is a place of what is told."""


_ON_ORDERS = as_pattern(
    r"(?i)\b(?:work\w*\s+for|serv(?:e|es|ing)|on behalf of|orders (?:from|of)|directed by|run by|sponsored by|backed by|paid by|"
    r"answers? to|"
    r"behind .{3,40} is|linked to|tied to|blam\w+|accus\w+|is it)\s+$"
)
_LINKED = as_pattern(r"(?i)[\s-]+(?:linked|run|backed|aligned|friendly|sponsored|directed|controlled|affiliated|nexus|loyal)\b")
_ALONE = as_pattern(r"(?:^|[.,;:–-])\W*(?:(?:so|and|is it|maybe)\s+)?$")
_THERE = as_pattern(
    r"(?i)\b(?:in|against|after|at|on|around|across|inside|targeting|hitting|spying on)\s+"
    r"(?:[\w-]+(?:,\s+|,?\s+(?:and|or)\s+))*$"
)
"""``in Bishkek and Tashkent``"""
