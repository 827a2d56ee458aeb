"""Sums of money in a text."""

from knowledge.patterns import as_pattern

SUM = as_pattern(
    r"(?i)[$€£]\s?\d|\b\d[\d.,]*\s*(?:million|billion|thousand)?\s*(?:US |American )?(?:dollars?|euros?|pounds?|rubles?|"
    r"roubles?|bitcoins?|btc|usd|eur|"
    r"won|yen|yuan|monero)\b|\b(?:a|one|two|three|half a)\s+(?:million|billion)\b|\b(?:millions|billions|"
    r"thousands) of (?:dollars|euros|pounds|rubles)\b|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred)\s+"
    r"(?:(?:million|billion|thousand)\s+)?(?:US |American )?(?:dollars|euros|pounds|bitcoins?|btc)\b"
)
