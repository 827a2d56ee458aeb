"""All three layers, read and merged: what ``aptbot build`` compiles and ``aptbot lint`` checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge import FOLDER
from knowledge.curated import curated_records
from knowledge.faults import Fault, KnowledgeError
from knowledge.loader import Curated, load_curated
from knowledge.marked import mark_sources
from knowledge.merge import Merged, merge
from knowledge.model import Records
from knowledge.references import reference_faults
from knowledge.upstream.attack import read_attack
from knowledge.upstream.attack_data import Reference, installed_attack
from knowledge.upstream.misp import Misp, read_misp
from knowledge.upstream.misp_data import (
    ACTOR_GALAXIES,
    ATTACK_GALAXIES,
    CAMPAIGN_GALAXIES,
    SOFTWARE_GALAXIES,
    installed_clusters,
)
from knowledge.vendor_names import with_scheme_vendors
from knowledge.vocabulary import Vocabulary, build_vocabulary


@dataclass(frozen=True)
class Built:
    """The merged knowledge together with what it was made of."""

    curated: Curated
    vocabulary: Vocabulary
    misp: Misp
    merged: Merged


def build_knowledge(folder: Path = FOLDER) -> Built:
    """Read the curated folder and the installed upstream packages and merge them.

    Raises KnowledgeError with every fault of the curated files, if they have any.
    """
    curated = load_curated(folder)
    faults = [*curated.faults, *reference_faults(curated)]
    if faults:
        raise KnowledgeError(faults)
    built = merge_layers(curated)
    if unresolved := list(unresolved_faults(built)):
        raise KnowledgeError(unresolved)
    return built


def merge_layers(curated: Curated) -> Built:
    """Merge valid curated files with upstream."""
    vocabulary = build_vocabulary(curated)
    misp = _read_misp(vocabulary)
    merged = merge(curated_records(curated), _read_attack(), misp, vocabulary)
    merged.records.names = with_scheme_vendors(merged.records.names, merged.records.schemes)
    mark_sources(merged.records)
    return Built(curated, vocabulary, misp, merged)


def unresolved_faults(built: Built) -> Iterator[Fault]:
    """References of curated files to actors and software that neither they nor upstream have."""
    for subject, reference in built.merged.unresolved:
        entry = built.curated.actors.get(subject) or built.curated.software.get(subject)
        file = entry.document.file if entry else subject
        shown = reference.partition(":")[2] or reference
        line = next((n for n, text in enumerate(_lines(entry), 1) if shown in text), 1)
        yield Fault(file, line, "", "no such actor or software here or upstream: correct the id, or write its file", shown)


def _lines(entry: object) -> list[str]:
    text = getattr(getattr(entry, "document", None), "text", "")
    return text.splitlines() if isinstance(text, str) else []


def _read_misp(vocabulary: Vocabulary) -> Misp:
    galaxies = (*ACTOR_GALAXIES, *SOFTWARE_GALAXIES, *CAMPAIGN_GALAXIES)
    producers = {producer.uuid: producer.value for producer in installed_clusters("producer")}
    vendors = {uuid: vendor for uuid, name in producers.items() if (vendor := vocabulary.vendor(name))}
    return read_misp((cluster for galaxy in galaxies for cluster in installed_clusters(galaxy)), vocabulary, vendors)


def _read_attack() -> Records:
    clusters = (cluster for galaxy in ATTACK_GALAXIES for cluster in installed_clusters(galaxy))
    descriptions = {attack_id: c.description for c in clusters for attack_id in c.texts("external_id")}
    references = {c.value: Reference(c.value, c.description, (*c.texts("refs"), "")[0]) for c in installed_clusters("tidal-references")}
    return read_attack(installed_attack(), descriptions, references)
