"""Everything that the project's first article says is answered, with the article or its origin as source."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text

FACTS = [
    ("names of Sofacy", ["Pawn Storm", "Fancy Bear", "Sofacy", "Sednit", "Tsar Team", "STRONTIUM"]),
    ("targets of Sofacy", ["NATO", "Ukraine", "Middle East", "Central Asia", "further east"]),
    (
        "who targets telecoms in Kazakhstan",
        ["APT28", "Telecommunications", "Turkey", "Kazakhstan", "Armenia", "Kyrgyzstan", "Jordan", "Uzbekistan"],
    ),
    ("tools of Sofacy", ["X-Agent", "SPLM", "CHOPSTICK", "Zebrocy", "BeEF", "SOURFACE", "2011"]),
    ("who targets Mongolia", ["APT28", "China, Mongolia, South Korea, Malaysia", "2017-04 to 2017-12"]),
    ("what is Zebrocy", ["accounting", "ministries", "embassies", "NGOs", "APT28"]),
    (
        "targets of APT28",
        [
            "science and engineering centers",
            "industrial organizations",
            "national security and intelligence agencies",
            "press and translation services",
        ],
    ),
    ("campaigns of APT28", ["MiniDuke", "CosmicDuke", "2014", "bitcoin", "fake phone numbers", "one e-mail address", "privacy services"]),
    ("which actor registers domains with registrars that accept bitcoin and fake phone numbers", ["APT28", "bitcoin"]),
    ("which first stage implant resembled MiniDuke", ["APT28", "MiniDuke"]),
    ("who deployed BeEF", ["APT28"]),
    ("who reported on the activity of Sofacy in 2017, Kaspersky or Security Affairs?", ["Kaspersky", "Security Affairs"]),
]


@pytest.mark.parametrize(("question", "expected"), FACTS)
def test_the_article_is_answered(knowledge: KnowledgeBase, question: str, expected: list[str]) -> None:
    from bot.replies.text import render_text

    answer = answer_text(question, knowledge).answer
    text = render_text(answer, whole=True)
    missing = [word for word in expected if word.lower() not in text.lower()]
    assert not missing, f"{missing} not in the reply of kind {answer.kind}:\n{text[:1500]}"
    assert answer.status == "answered"
    assert answer.sources
