"""Letters of other scripts that look like Latin ones, from Unicode's confusables (UTS 39), and plain forms of the rest.

A name written with a Cyrillic ``а`` is still that name. Only letters whose shape is that of one Latin letter are folded.
"""

import unicodedata

_CYRILLIC = {
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "к": "k", "ӏ": "l", "м": "m", "н": "h", "о": "o",
    "р": "p", "ԛ": "q", "ѕ": "s", "т": "t", "у": "y", "ѵ": "v", "ԝ": "w", "х": "x", "ѐ": "e", "ё": "e", "ї": "i",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "μ": "m", "ν": "v", "ο": "o", "ρ": "p", "τ": "t", "υ": "u", "χ": "x",
    "ϲ": "c", "ϳ": "j",
}  # fmt: skip
_LATIN = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ɑ": "a", "ɡ": "g", "ɩ": "i", "ƅ": "b", "ᴏ": "o", "ꜱ": "s", "ʀ": "r"}
_SMALL = {**_CYRILLIC, **_GREEK, **_LATIN}
LOOKALIKES = {ord(letter): plain for letter, plain in _SMALL.items()}
"""For casefolded text: code point -> Latin letter."""


class PlainForms(dict[int, str]):
    """For ``str.translate``: every character as exactly one plain one of the same case, or none where it is not seen.

    Marks that combine and characters that are not seen vanish; dashes, quotes and spaces become the ASCII ones. What has
    no plain form of one character stays. Filled as characters are met, so that a text costs one look-up a character.
    """

    def __missing__(self, code: int) -> str:
        found = self[code] = _plain_form(chr(code))
        return found


def _plain_form(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Mn", "Cf"):
        return ""
    if category == "Zs":
        return " "
    if category == "Pd":
        return "-"
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    small = plain.casefold().translate(LOOKALIKES)
    if len(small) != 1:
        return char
    return small.upper() if plain.isupper() and len(small.upper()) == 1 else small
