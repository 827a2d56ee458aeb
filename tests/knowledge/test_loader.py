"""Every fault of a curated file is reported with file, line, field, value and remedy."""

from pathlib import Path

import pytest

from knowledge.loader import load_curated
from knowledge.references import reference_faults
from tests.knowledge.folders import ACTOR, folder_with


def faults_of(folder: Path) -> list[str]:
    curated = load_curated(folder)
    return [str(fault) for fault in sorted([*curated.faults, *reference_faults(curated)])]


def test_a_valid_folder_has_no_faults(tmp_path: Path) -> None:
    assert faults_of(folder_with(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("when: 2017,", "when: 2017-13,", 9, "not a date"),
        ("when: 2017,", "when: 2018/2017,", 9, "ends before it starts"),
        ("when: 2017,", "when: 2999,", 9, "future"),
        ("date: 2017-02-03", "date: 2017-02-31", 11, "day"),
        ("by: crowdstrike", "by: crowdstryke", 6, "did you mean crowdstrike?"),
        ("[KZ]", "[XX]", 9, "unknown country"),
        ("[KZ]", "[kz]", 9, "pattern"),
        ("[telecommunications]", "[telekom]", 9, "unknown sector"),
        (", sources: report}\nattribution", "}\nattribution", 6, "required field is missing"),
        ("by: crowdstrike, sources: report", "by: crowdstrike, sources: other", 6, "unknown source key"),
        ("form: short", "forms: short", 3, "unknown field"),
        ("id: test-bear", "id: best-bear", 1, "the file's name"),
        ("title: A Report", "title: A Report, url: nonsense", 11, "URL"),
    ],
)
def test_each_fault_names_its_line_and_what_to_do(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert old in ACTOR
    faults = faults_of(folder_with(tmp_path, ACTOR.replace(old, new)))
    assert any(fault.startswith(f"actors/test-bear.yaml:{line}:") and said in fault for fault in faults), faults


def test_all_faults_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, ACTOR.replace("[KZ]", "[XX]").replace("by: crowdstrike", "by: nobody"))
    (folder / "actors" / "second.yaml").write_text("id: second\nid: again\n", encoding="utf-8")
    (folder / "software" / "third.yaml").write_bytes(b"\xff\xfe")
    text = "\n".join(faults_of(folder))
    for said in ("unknown country", "unknown vendor", "duplicate key", "UTF-8"):
        assert said in text


def test_a_source_that_nothing_cites_is_a_fault(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, ACTOR + "  unused: {publisher: B, title: C}\n")
    assert any("no fact cites this source" in fault for fault in faults_of(folder))
