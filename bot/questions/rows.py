"""A row of words instead of a sentence: ``shadowpad + victims in Japan + chinese``, ``chinese + shadowpad + japan``."""

from knowledge.patterns import as_pattern

_JOINED = as_pattern(r"\+\s*$")
_PART_ENDS = as_pattern(r"\s*(?:\+|[.?!;]|$)")
_STATES = as_pattern(r"(?i)\b(?:chin\w+|russia\w*|iran\w*|dprk|north korea\w*|prc)\b")


def is_home_in_a_row(before: str, after: str, *, is_usual: bool, is_a_people: bool) -> bool | None:
    """Whether a country in such a row is where actors come from; None where there is no row, or it does not say.

    ``is_usual``: it is a state with many groups; beside one of those any other is whom they target.
    """
    if _JOINED.search(before) is None:
        return None
    if is_usual and is_a_people and _PART_ENDS.match(after):
        return True
    return False if not is_usual and _STATES.search(before) else None
