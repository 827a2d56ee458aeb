"""Is a curated text our own? Runs of words that stand in an upstream description too."""

from collections.abc import Iterable, Iterator

from knowledge.faults import Fault
from knowledge.loader import Curated
from knowledge.model import Records
from knowledge.patterns import as_pattern
from knowledge.references import walk

RUN = 10
"""So many words in a row that upstream also has are a copy."""
TEXT_FIELDS = ("text", "what", "how", "note")
_WORD = as_pattern(r"\w+")


def copied_faults(curated: Curated, upstream: Records) -> Iterator[Fault]:
    """Curated texts that share a run of ten words or more with a description of a catalogue."""
    known = {run for text in _upstream_texts(upstream) for run in _runs(text)}
    for entry in curated.profiles():
        for path, text in walk(entry.value, ()):
            if path and path[-1] in TEXT_FIELDS and (copied := next((run for run in _runs(text) if run in known), None)):
                message = f"shares {RUN} words in a row with a catalogue's description: say it in your own words"
                yield Fault(entry.document.file, entry.document.line(path), ".".join(map(str, path)), message, " ".join(copied))


def _upstream_texts(records: Records) -> Iterator[str]:
    texts: Iterable[str] = (
        statement.text
        for statements in (records.summaries, records.uses, records.events)
        for statement in statements
        if statement.layer != "curated"
    )
    yield from texts


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    for start in range(len(words) - RUN + 1):
        yield tuple(words[start : start + RUN])
