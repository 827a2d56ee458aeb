"""A small curated folder for tests, and changes to it."""

import shutil
from pathlib import Path

from knowledge import FOLDER

ACTOR = """\
id: test-bear
name: Test Bear
form: short
reviewed: 2026-01-01
names:
  - {name: Bear of Tests, by: crowdstrike, sources: report}
attribution: [{country: RU, confidence: low, asserted_by: a test, sources: report}]
targets:
  - {countries: [KZ], sectors: [telecommunications], when: 2017, sources: report}
sources:
  report: {publisher: A Publisher, title: A Report, date: 2017-02-03}
"""


def folder_with(tmp_path: Path, actor: str = ACTOR, name: str = "test-bear.yaml") -> Path:
    """A curated folder with this one actor and the real vendors and vocabularies."""
    folder = tmp_path / "knowledge"
    (folder / "actors").mkdir(parents=True)
    (folder / "software").mkdir()
    shutil.copytree(FOLDER / "vocabulary", folder / "vocabulary")
    for shared in ("vendors.yaml", "sources.yaml"):
        shutil.copy(FOLDER / shared, folder / shared)
    (folder / "actors" / name).write_text(actor, encoding="utf-8")
    return folder
