"""`aptbot lint` and `aptbot stats`."""

import sys
from collections import Counter

from bot.knowledge_base import KnowledgeBase
from bot.settings import Settings
from knowledge import FOLDER
from knowledge.lint import lint_folder
from knowledge.model import Records


def run_lint(settings: Settings) -> int:
    """Print every fault of the curated files; 2 where one is an error, else 0."""
    faults = lint_folder(settings.knowledge_dir or FOLDER)
    for fault in faults:
        print(fault)
    errors = sum(fault.severity == "error" for fault in faults)
    print(f"{errors} errors, {len(faults) - errors} warnings", file=sys.stderr)
    return 2 if errors else 0


FULL = ("summaries", "attributions", "motivations", "activities", "targetings", "uses", "events")


def completeness(records: Records) -> dict[str, object]:
    """Curated actors by how much is known of them: of what makes a full profile, all, a part, or little beside names."""
    curated = {e.id for e in records.entities if e.type == "actor" and "curated" in e.layers}
    parts: Counter[str] = Counter()
    for kind in FULL:
        parts.update({statement.subject for statement in getattr(records, kind)} & curated)
    levels = Counter("full" if parts[id_] == len(FULL) else "partly" if parts[id_] > len(FULL) // 2 else "names, origin" for id_ in curated)
    return {f"curated actors known {level}": count for level, count in sorted(levels.items())}


def statistics(knowledge: KnowledgeBase) -> dict[str, object]:
    """Counts of what the knowledge holds."""
    records = knowledge.graph.records
    found: dict[str, object] = {}
    for (type_, layers), count in sorted(Counter((e.type, "+".join(e.layers)) for e in records.entities).items()):
        found[f"{type_} ({layers})"] = count
    found["names"] = len(records.names)
    found["names with a vendor"] = sum(bool(claim.by) for claim in records.names)
    kinds = ("summaries", "uses", "targetings", "attributions", "motivations", "activities", "events", "notes", "relations")
    facts = [statement for kind in kinds for statement in getattr(records, kind)]
    found["facts"] = len(facts)
    found["facts with a source"] = sum(bool(statement.sources) for statement in facts)
    found["curated facts"] = sum(statement.layer == "curated" for statement in facts)
    found |= completeness(records)
    found["sources"] = len(records.sources)
    found["incidents and campaigns"] = len(records.events)
    reviewed = [e.reviewed for e in records.entities if e.reviewed]
    found["oldest review"] = min(reviewed, default="-")
    return found
