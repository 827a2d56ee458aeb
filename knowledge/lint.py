"""What is wrong, or could be better, with the curated knowledge."""

from collections.abc import Iterator
from pathlib import Path

from knowledge.build import Built, merge_layers, unresolved_faults
from knowledge.copying import copied_faults
from knowledge.faults import Fault
from knowledge.loader import Curated, Entry, load_curated
from knowledge.normalise import key
from knowledge.references import reference_faults
from knowledge.schema import ActorFormat


def lint_folder(folder: Path) -> list[Fault]:
    """Errors and warnings of every file, in order. Checks that need the merge run only where the files are valid."""
    curated = load_curated(folder)
    faults = [*curated.faults, *reference_faults(curated), *completeness_faults(curated), *shared_name_faults(curated)]
    if not any(fault.severity == "error" for fault in faults):
        built = merge_layers(curated)
        faults += [*unresolved_faults(built), *upstream_id_faults(built)]
        faults += [*vocabulary_faults(built), *copied_faults(curated, built.merged.records)]
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
    """Ids that upstream does not have or has withdrawn, and ids that two files claim."""
    in_misp = {entity.id for entity in built.misp.records.entities}
    in_attack = {source.id for source in built.merged.records.sources}
    claimed: dict[str, str] = {}
    for entry in built.curated.profiles():
        for catalogue in ("attack", "misp"):
            for value in entry.value.ids.get(catalogue, ()):
                where = (entry.document.file, entry.document.line(("ids", catalogue)), f"ids.{catalogue}")
                if value in claimed:
                    yield Fault(*where, f"{claimed[value]} has this id too: one of the two is wrong", value)
                claimed.setdefault(value, entry.value.id)
                if catalogue == "misp" and f"misp:{value}" not in in_misp:
                    yield Fault(*where, "the installed MISP galaxies have no such element (a newer release may)", value, "warning")
                if catalogue == "attack" and f"attack:{value}" not in in_attack:
                    yield Fault(*where, "ATT&CK has no such id, or has withdrawn it: correct or remove it", value)


def vocabulary_faults(built: Built) -> Iterator[Fault]:
    """Warnings: words of upstream records that no vocabulary maps, so that what they say is not found."""
    for vocabulary, word in sorted(built.misp.unmapped):
        yield Fault(f"vocabulary/{vocabulary}s.yaml", 1, "terms", "upstream uses a word that no term has: add it to one", word, "warning")


def shared_name_faults(curated: Curated) -> Iterator[Fault]:
    """Names that two files claim as just their own without being listed as contested, and listed ones that nobody contests."""
    owners: dict[str, str] = {}
    shared: set[str] = set()
    listed = {key(name) for name in curated.contested.value.names} if curated.contested else set()
    for entry in curated.actors.values():
        for number, claim in enumerate(entry.value.names):
            found = key(claim.name)
            if claim.relation not in ("same", "formerly"):
                shared.add(found)
                continue
            owner = owners.setdefault(found, entry.value.id)
            if owner != entry.value.id:
                shared.add(found)
                if found not in listed:
                    line = entry.document.line(("names", number))
                    message = f"{owner} has this name too: say how it relates to each, or list it in contested.yaml with the reason"
                    yield Fault(entry.document.file, line, f"names.{number}", message, claim.name)
    if curated.contested:
        for name in curated.contested.value.names:
            if key(name) not in shared:
                line = curated.contested.document.line(("names", name))
                yield Fault(curated.contested.document.file, line, "names", "no file contests this name: remove it here", name, "warning")
