"""What is marked (:mod:`knowledge.marking`) among the merged records, and the records without it."""

import msgspec

from knowledge.marking import Marking, is_within, strictest
from knowledge.model import Records, Source, Statement

STATEMENTS = ("names", "summaries", "uses", "targetings", "attributions", "motivations", "activities", "events", "notes", "relations")
"""The lists of statements of Records."""


def mark_sources(records: Records) -> None:
    """Let every source that a marked statement cites say so: a reply shows a source, and with it the marking."""
    known = {source.id: source for source in records.sources}
    for name in STATEMENTS:
        for position, statement in enumerate(statements := getattr(records, name)):
            if statement.tlp != "clear":
                cited = tuple(_marked(known, source, statement.tlp) for source in statement.sources)
                statements[position] = msgspec.structs.replace(statement, sources=cited)
    records.sources = list(known.values())


def _marked(known: dict[str, Source], source_id: str, marking: Marking) -> str:
    source = known.get(source_id)
    if source is None or source.tlp == marking:
        return source_id
    marked = msgspec.structs.replace(source, id=f"{source_id}#{marking}", tlp=marking)
    known.setdefault(marked.id, marked)
    return marked.id


def strictest_of(records: Records) -> Marking:
    """The strictest marking of anything in some records."""
    marked = {statement.tlp for name in STATEMENTS for statement in getattr(records, name)}
    return strictest(marked | {entity.tlp for entity in records.entities})


def up_to(records: Records, ceiling: Marking) -> Records:
    """The records without what is marked higher than a ceiling, and without what is said about that."""
    hidden = {entity.id for entity in records.entities if not is_within(entity.tlp, ceiling)}
    kept = {name: [s for s in getattr(records, name) if is_within(s.tlp, ceiling) and hidden.isdisjoint(_about(s))] for name in STATEMENTS}
    return msgspec.structs.replace(records, entities=[e for e in records.entities if e.id not in hidden], **kept)


def _about(statement: Statement) -> tuple[str, ...]:
    """The ids that a statement is about: whose it is, and what it relates that to."""
    return (statement.subject, getattr(statement, "object", ""), *getattr(statement, "software", ()))
