"""The curated folder -> validated formats. Every fault of every file is found in one run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from knowledge import FOLDER
from knowledge.faults import Fault
from knowledge.schema import (
    ActorFormat,
    ContestedFormat,
    SoftwareFormat,
    SourceFormat,
    SourcesFormat,
    VendorFormat,
    VendorsFormat,
    VocabularyFormat,
)
from knowledge.yaml_reader import Document, read_yaml

VOCABULARIES = ("sectors", "regions", "motivations", "countries", "sponsors", "vulnerabilities", "techniques", "malware_types")

Format = TypeVar("Format", bound=BaseModel)
Profile = TypeVar("Profile", ActorFormat, SoftwareFormat)


@dataclass(frozen=True)
class Entry(Generic[Format]):
    """A validated piece together with the document it stands in, for the lines of later faults."""

    value: Format
    document: Document


@dataclass
class Curated:
    """What the curated folder holds, by id, and what is wrong with it."""

    actors: dict[str, Entry[ActorFormat]] = field(default_factory=dict)
    software: dict[str, Entry[SoftwareFormat]] = field(default_factory=dict)
    vendors: dict[str, VendorFormat] = field(default_factory=dict)
    vendor_document: Document = field(default_factory=lambda: Document("vendors.yaml", None))
    contested: Entry[ContestedFormat] | None = None
    vocabularies: dict[str, Entry[VocabularyFormat]] = field(default_factory=dict)
    shared_sources: dict[str, SourceFormat] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def profiles(self) -> "list[Entry[ActorFormat] | Entry[SoftwareFormat]]":
        """Every actor and software file."""
        return [*self.actors.values(), *self.software.values()]


def load_curated(folder: Path = FOLDER) -> Curated:
    """Read and validate the folder. Faults are collected in the result, never raised; faulty files are left out."""
    found = Curated()
    for actor in _read_folder(folder / "actors", ActorFormat, found.faults):
        found.actors[actor.value.id] = actor
    for software in _read_folder(folder / "software", SoftwareFormat, found.faults):
        found.software[software.value.id] = software
    if vendors := _read_file(folder / "vendors.yaml", folder, VendorsFormat, found.faults):
        found.vendors.update(vendors.value.vendors)
        found.vendor_document = vendors.document
        found.shared_sources.update(vendors.value.sources)
    if sources := _read_file(folder / "sources.yaml", folder, SourcesFormat, found.faults):
        found.shared_sources.update(sources.value.sources)
    if (folder / "contested.yaml").exists():
        found.contested = _read_file(folder / "contested.yaml", folder, ContestedFormat, found.faults)
    for name in VOCABULARIES:
        if vocabulary := _read_file(folder / "vocabulary" / f"{name}.yaml", folder, VocabularyFormat, found.faults):
            found.vocabularies[name] = vocabulary
    return found


def _read_folder(folder: Path, wanted: type[Profile], faults: list[Fault]) -> Iterator[Entry[Profile]]:
    for path in sorted(folder.glob("*.yaml")):
        entry = _read_file(path, folder.parent, wanted, faults)
        if entry is None:
            continue
        if entry.value.id != path.stem:
            line = entry.document.line(("id",))
            message = f"the id must be the file's name: write {path.stem}, or rename the file"
            faults.append(Fault(entry.document.file, line, "id", message, entry.value.id))
            continue
        yield entry


def _read_file(path: Path, root: Path, wanted: type[Format], faults: list[Fault]) -> Entry[Format] | None:
    file = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(file, 1, "", f"cannot be read as UTF-8 text: {error}"))
        return None
    document, found = read_yaml(text, file)
    faults.extend(found)
    if found:
        return None
    try:
        return Entry(wanted.model_validate(document.data), document)
    except ValidationError as error:
        faults.extend(_faults_of(error, document))
        return None


def _faults_of(error: ValidationError, document: Document) -> Iterator[Fault]:
    for problem in error.errors(include_url=False, include_context=False):
        location = tuple(part for part in problem["loc"] if part != "[key]")
        value = "" if problem["type"] == "missing" else _short(problem["input"])
        message = _REMEDIES.get(problem["type"]) or problem["msg"].removeprefix("Value error, ")
        yield Fault(document.file, document.line(location), ".".join(map(str, location)), message, value)


_REMEDIES = {
    "missing": "a required field is missing: add it",
    "extra_forbidden": "unknown field: correct its name or remove it (docs/knowledge.md lists the fields)",
    "string_type": "text is wanted here: put the value in quotes",
    "too_short": "must not be empty: give at least one",
    "string_too_short": "must not be empty: write it or remove the field",
}


def _short(value: object, limit: int = 80) -> str:
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
