"""What changed in the curated actors and software from one build to the next, kept beside the compiled knowledge."""

import hashlib
import json
import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from knowledge.compiled import CompiledError, write_atomically

log = logging.getLogger(__name__)

CHANGES = "changes.json"
FOLDERS = ("actors", "software")
GONE_KEPT = timedelta(days=365)
"""So long a file that is gone is remembered."""

Kind = Literal["new", "changed", "gone"]
_ORDER: tuple[Kind, ...] = ("new", "changed", "gone")


class Change(msgspec.Struct, frozen=True):
    """A curated actor or software of this id that is new, changed or gone since that day (UTC)."""

    id: str
    kind: Kind
    day: date


class _Seen(msgspec.Struct, frozen=True, omit_defaults=True):
    """A curated file as last seen; ``kind`` and ``day`` are there where it changed since the first build."""

    sha256: str
    kind: Kind | None = None
    day: date | None = None


class _Ledger(msgspec.Struct, frozen=True):
    """Every curated file by its folder and id, as ``actors/apt28``."""

    format: Literal[1]
    files: dict[str, _Seen]


def record_changes(curated: Path, compiled: Path, today: date | None = None) -> None:
    """Note in the compiled folder which curated files are new, changed or gone. The first time, nothing is.

    Raises CompiledError where it cannot be written.
    """
    today = today or datetime.now(UTC).date()
    hashes = _hashes(curated)
    known = _read(compiled)
    files = {file: _Seen(hash_) for file, hash_ in hashes.items()} if known is None else _compared(known.files, hashes, today)
    ledger = _Ledger(1, dict(sorted(files.items())))
    if ledger == known:
        return
    try:
        compiled.mkdir(parents=True, exist_ok=True)
        write_atomically(compiled / CHANGES, json.dumps(msgspec.to_builtins(ledger), indent=1).encode())
    except OSError as error:
        raise CompiledError(f"{compiled / CHANGES} cannot be written ({error.strerror}): make the folder writable") from None


def recent(compiled: Path, days: int = 30, today: date | None = None) -> list[Change]:
    """The changes of the last days, the latest first, of a day the new before the changed before the gone; by id."""
    known = _read(compiled)
    since = (today or datetime.now(UTC).date()) - timedelta(days=days)
    files = known.files.items() if known else ()
    found = [Change(file.rpartition("/")[2], seen.kind, seen.day) for file, seen in files if seen.kind and seen.day and seen.day >= since]
    return sorted(found, key=lambda change: (-change.day.toordinal(), _ORDER.index(change.kind), change.id))


def _compared(known: Mapping[str, _Seen], hashes: Mapping[str, str], today: date) -> dict[str, _Seen]:
    """The files as they are now, with what happened to them; those that are gone for a while yet."""
    found: dict[str, _Seen] = {}
    for file, hash_ in hashes.items():
        before = known.get(file)
        if before is None or before.kind == "gone":
            found[file] = _Seen(hash_, "new", today)
        else:
            found[file] = before if before.sha256 == hash_ else _Seen(hash_, _kind_of_change(before, today), today)
    for file in known.keys() - hashes.keys():
        before = known[file]
        gone = before if before.kind == "gone" else _Seen(before.sha256, "gone", today)
        if gone.day and gone.day >= today - GONE_KEPT:
            found[file] = gone
    return found


def _kind_of_change(before: _Seen, today: date) -> Kind:
    """What is new today stays new however often it is changed today."""
    return "new" if (before.kind, before.day) == ("new", today) else "changed"


def _hashes(curated: Path) -> dict[str, str]:
    """The hash of every curated actor and software file; how a checkout ends its lines makes no difference."""
    paths = [path for folder in FOLDERS for path in sorted((curated / folder).glob("*.yaml"))]
    return {f"{path.parent.name}/{path.stem}": hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest() for path in paths}


def _read(compiled: Path) -> _Ledger | None:
    """What was noted; None where nothing was. A damaged file is named in the log and counts as none."""
    path = compiled / CHANGES
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Ledger)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        log.warning("%s cannot be read (%s): what changed in the knowledge is noted anew from now on", path, error)
        return None
