"""Answer and Meaning -> the JSON objects of the command line (docs/cli.md); other programs rely on their fields."""

from collections.abc import Iterable
from typing import Any

from bot.answers.model import Answer
from bot.replies.text import render_text
from knowledge.model import Source
from knowledge.names import Meaning, Names
from knowledge.scanning import Mention


def answer_object(answer: Answer, took_ms: float) -> dict[str, Any]:
    """The JSON object of `aptbot ask`; ``took_ms`` is the time from question to answer in milliseconds."""
    return {
        "question": answer.question,
        "kind": answer.kind,
        "status": answer.status,
        "actors": [{"id": a.id, "name": a.name, "aliases": list(a.aliases)} for a in answer.actors],
        "values": list(answer.values),
        "text": render_text(answer, whole=True),
        "sources": [_source(source) for source in answer.sources],
        "took_ms": round(took_ms, 2),
    }


def meaning_object(meaning: Meaning, names: Names) -> dict[str, Any]:
    """The JSON object of `aptbot names`."""
    scheme = meaning.scheme
    return {
        "name": meaning.name,
        "status": meaning.status,
        "actors": [
            {
                "id": candidate.entity.id,
                "name": candidate.entity.name,
                "type": candidate.entity.type,
                "relation": candidate.relation if candidate.entity.type != "software" else "software",
                "by": [names.vendor_name(vendor) for vendor in candidate.by],
                "sources": [_source(source) for source in names.sources(candidate.source_ids)],
            }
            for candidate in meaning.candidates
        ],
        "read_as": meaning.read_as,
        "suggestions": list(meaning.suggestions),
        "scheme": {"vendor": names.vendor_name(scheme.vendor), "meaning": scheme.means} if scheme else None,
    }


def mentions_object(mentions: Iterable[Mention]) -> dict[str, Any]:
    """The JSON object of `aptbot scan`; offsets in characters."""
    return {
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "type": m.type, "ids": list(m.ids), "names": list(m.names)} for m in mentions
        ]
    }


def _source(source: Source) -> dict[str, str]:
    """A source; ``tlp`` only where it is marked."""
    marked = {} if source.tlp == "clear" else {"tlp": source.tlp}
    return {"publisher": source.publisher, "title": source.title, "date": source.date, "url": source.url, **marked}
