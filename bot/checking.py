"""`aptbot lint` and `aptbot stats`."""

import sys
from collections import Counter

from bot.knowledge_base import KnowledgeBase
from bot.settings import Settings
from knowledge import FOLDER
from knowledge.lint import lint_folder


def run_lint(settings: Settings) -> int:
    """Print every fault of the curated files; 2 where one is an error, else 0."""
    faults = lint_folder(settings.knowledge_dir or FOLDER)
    for fault in faults:
        print(fault)
    errors = sum(fault.severity == "error" for fault in faults)
    print(f"{errors} errors, {len(faults) - errors} warnings", file=sys.stderr)
    return 2 if errors else 0


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
    found["sources"] = len(records.sources)
    reviewed = [e.reviewed for e in records.entities if e.reviewed]
    found["oldest review"] = min(reviewed, default="-")
    return found
