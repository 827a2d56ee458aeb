"""What is wrong, or could be better, with the curated knowledge."""

from collections.abc import Iterator
from pathlib import Path

from knowledge.build import Built, merge_layers, unresolved_faults
from knowledge.copying import copied_faults
from knowledge.faults import Fault
from knowledge.loader import Curated, Entry, load_curated
from knowledge.references import reference_faults
from knowledge.schema import ActorFormat


def lint_folder(folder: Path) -> list[Fault]:
    """Errors and warnings of every file, in order. Checks that need the merge run only where the files are valid."""
    curated = load_curated(folder)
    faults = [*curated.faults, *reference_faults(curated), *completeness_faults(curated)]
    if not any(fault.severity == "error" for fault in faults):
        built = merge_layers(curated)
        faults += [*unresolved_faults(built), *upstream_id_faults(built)]
        faults += copied_faults(curated, built.merged.records)
    return sorted(faults)


def completeness_faults(curated: Curated) -> Iterator[Fault]:
    """Warnings: what a full profile lacks."""
    for entry in curated.actors.values():
        if entry.value.form == "full" and (missing := _missing(entry)):
            message = f"a full profile also has {', '.join(missing)}: add them, or write `form: short`"
            yield Fault(entry.document.file, 1, "", message, severity="warning")


def _missing(entry: Entry[ActorFormat]) -> list[str]:
    actor = entry.value
    wanted = ("summary", "names", "attribution", "motivations", "active", "targets", "uses", "techniques", "campaigns")
    missing = [name for name in wanted if not getattr(actor, name)]
    return missing + (["three sources"] if len(actor.sources) < 3 else [])


def upstream_id_faults(built: Built) -> Iterator[Fault]:
    """Ids that upstream does not have, or has withdrawn, and ids that two files claim."""
    raw = {entity.id for entity in built.misp.records.entities}
    claimed: dict[str, str] = {}
    for entry in built.curated.profiles():
        for catalogue in ("attack", "misp"):
            for value in entry.value.ids.get(catalogue, ()):
                line = entry.document.line(("ids", catalogue))
                where = (entry.document.file, line, f"ids.{catalogue}")
                if value in claimed:
                    yield Fault(*where, f"{claimed[value]} has this id too: one of the two is wrong", value)
                claimed.setdefault(value, entry.value.id)
                if catalogue == "misp" and f"misp:{value}" not in raw:
                    yield Fault(*where, "the installed MISP galaxies have no such element: correct or remove it", value, "warning")
