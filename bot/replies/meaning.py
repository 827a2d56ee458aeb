"""Meaning -> plain text, for `aptbot names`."""

from knowledge.names import Candidate, Meaning, Names

_RELATIONS = {"same": "", "formerly": "formerly", "part-of": "names a part of it", "overlaps": "overlaps with it",
              "disputed": "disputed", "software": "malware of that name"}  # fmt: skip


def render_meaning(meaning: Meaning, names: Names) -> str:
    """What a name means, as lines of text."""
    if meaning.candidates:
        read = f" (read as {meaning.read_as})" if meaning.read_as else ""
        head = {"contested": f"{meaning.name}: contested"}.get(meaning.status, f"{meaning.name}{read}")
        return "\n".join([head, *(f"  {_line(candidate, names)}" for candidate in meaning.candidates)])
    lines = [f"{meaning.name}: not in the knowledge base"]
    if meaning.scheme:
        lines.append(f"  It has the shape of {names.vendor_name(meaning.scheme.vendor)}'s names. {meaning.scheme.means}")
    if meaning.suggestions:
        lines.append(f"  Near: {', '.join(meaning.suggestions)}")
    return "\n".join(lines)


def _line(candidate: Candidate, names: Names) -> str:
    entity = candidate.entity
    by = ", ".join(map(names.vendor_name, candidate.by))
    sources = "; ".join(dict.fromkeys(s.publisher for s in names.sources(candidate.source_ids)))
    type_ = "" if entity.type == "actor" else f" [{entity.type}]"
    relation = _RELATIONS[candidate.relation]
    details = ", ".join(filter(None, (relation, f"used by {by}" if by else "", f"source: {sources}" if sources else "")))
    return f"{entity.name}{type_}" + (f": {details}" if details else "")
