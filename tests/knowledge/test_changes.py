"""What changed in the curated knowledge from one build to the next."""

import logging
from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge.changes import CHANGES, GONE_KEPT, Change, recent, record_changes
from knowledge.compiled import CompiledError

FIRST, SECOND, THIRD = date(2026, 11, 1), date(2026, 11, 10), date(2026, 11, 20)


class Folders:
    """A curated folder and a compiled one."""

    def __init__(self, root: Path) -> None:
        self.curated, self.compiled = root / "curated", root / "compiled"
        for name in ("actors", "software"):
            (self.curated / name).mkdir(parents=True)

    def write(self, file: str, text: str) -> None:
        (self.curated / f"{file}.yaml").write_bytes(text.encode())

    def remove(self, file: str) -> None:
        (self.curated / f"{file}.yaml").unlink()

    def build(self, today: date) -> None:
        record_changes(self.curated, self.compiled, today)

    def recent(self, today: date, days: int = 30) -> list[Change]:
        return recent(self.compiled, days, today)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """As after a first build with an actor and a software."""
    made = Folders(tmp_path)
    made.write("actors/bear", "id: bear\n")
    made.write("software/claw", "id: claw\n")
    made.build(FIRST)
    return made


def test_the_first_build_changes_nothing(folders: Folders) -> None:
    assert (folders.compiled / CHANGES).exists()
    assert folders.recent(FIRST) == []


def test_before_the_first_build_nothing_has_changed(tmp_path: Path) -> None:
    assert recent(tmp_path) == []


def test_a_later_build_says_what_is_new_changed_and_gone_and_since_when(folders: Folders) -> None:
    folders.write("actors/panda", "id: panda\n")
    folders.write("actors/bear", "id: bear\nname: Bear\n")
    folders.remove("software/claw")
    folders.build(SECOND)
    assert folders.recent(SECOND) == [Change("panda", "new", SECOND), Change("bear", "changed", SECOND), Change("claw", "gone", SECOND)]


def test_a_build_without_changes_keeps_the_days_and_the_file(folders: Folders) -> None:
    folders.write("actors/panda", "id: panda\n")
    folders.build(SECOND)
    before = (folders.compiled / CHANGES).stat().st_ino
    folders.build(THIRD)
    assert folders.recent(THIRD) == [Change("panda", "new", SECOND)]
    assert (folders.compiled / CHANGES).stat().st_ino == before


def test_the_latest_day_comes_first_and_an_older_one_than_asked_for_is_left_out(folders: Folders) -> None:
    folders.write("actors/panda", "id: panda\n")
    folders.build(SECOND)
    folders.write("software/claw", "id: claw\nkind: malware\n")
    folders.build(THIRD)
    assert folders.recent(THIRD) == [Change("claw", "changed", THIRD), Change("panda", "new", SECOND)]
    assert folders.recent(THIRD, days=9) == [Change("claw", "changed", THIRD)]
    assert folders.recent(SECOND + timedelta(days=30)) == [Change("claw", "changed", THIRD), Change("panda", "new", SECOND)]
    assert folders.recent(SECOND + timedelta(days=31)) == [Change("claw", "changed", THIRD)]


def test_what_is_new_today_stays_new_when_it_is_changed_today(folders: Folders) -> None:
    for text in ("id: panda\n", "id: panda\nname: Panda\n"):
        folders.write("actors/panda", text)
        folders.build(SECOND)
    assert folders.recent(SECOND) == [Change("panda", "new", SECOND)]
    folders.write("actors/panda", "id: panda\n")
    folders.build(THIRD)
    assert folders.recent(THIRD) == [Change("panda", "changed", THIRD)]


def test_what_was_gone_and_is_back_is_new(folders: Folders) -> None:
    folders.remove("actors/bear")
    folders.build(SECOND)
    folders.write("actors/bear", "id: bear\n")
    folders.build(THIRD)
    assert folders.recent(THIRD) == [Change("bear", "new", THIRD)]


def test_what_is_long_gone_is_forgotten(folders: Folders) -> None:
    folders.remove("actors/bear")
    folders.build(SECOND)
    folders.build(SECOND + GONE_KEPT + timedelta(days=1))
    assert "bear" not in (folders.compiled / CHANGES).read_text(encoding="utf-8")


def test_an_actor_and_a_software_of_one_id_are_told_apart(folders: Folders) -> None:
    folders.write("software/bear", "id: bear\nkind: malware\n")
    folders.build(SECOND)
    assert folders.recent(SECOND) == [Change("bear", "new", SECOND)]


def test_how_lines_end_is_no_change(folders: Folders) -> None:
    folders.write("actors/bear", "id: bear\r\n")
    folders.build(SECOND)
    assert folders.recent(SECOND) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"format": 2, "files": {}}',
        b'{"format": 1, "files": {"actors/bear": {"sha256": 1}}}',
        b'{"format": 1, "files": {"actors/bear": {"sha256": "", "kind": "new", "day": "yesterday"}}}',
    ],
)
def test_a_damaged_file_begins_anew_and_is_named_in_the_log(folders: Folders, caplog: pytest.LogCaptureFixture, content: bytes) -> None:
    (folders.compiled / CHANGES).write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert folders.recent(SECOND) == []
        folders.write("actors/bear", "id: bear\nname: Bear\n")
        folders.build(SECOND)
    assert folders.recent(SECOND) == []
    assert [CHANGES in record.getMessage() and "anew" in record.getMessage() for record in caplog.records] == [True, True]
    folders.write("actors/bear", "id: bear\n")
    folders.build(THIRD)
    assert folders.recent(THIRD) == [Change("bear", "changed", THIRD)]


def test_a_folder_that_cannot_be_written_is_said_clearly(folders: Folders, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CompiledError, match=r"changes\.json cannot be written"):
        record_changes(folders.curated, tmp_path / "file", FIRST)
