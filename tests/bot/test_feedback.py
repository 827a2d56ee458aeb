"""What people report: kept, listed, exported as YAML that no typed text can break, and closed; driven through the command line too."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.feedback import curated_file, patch_text, quoted, report_text
from bot.feedback_cli import feedback
from bot.replies.forms import FACT, KIND, KINDS, SOURCE, WHAT, Place, Typed, confirmation_view, correction_form, faults_of, read_place
from bot.replies.limits import view_faults
from bot.state.corrections import (
    MAX_LENGTHS,
    Correction,
    Rating,
    Stored,
    list_corrections,
    list_ratings,
    set_status,
    store_correction,
    store_rating,
)
from bot.state.database import Database, StateError
from knowledge import FOLDER
from knowledge.yaml_reader import read_yaml

REPORT = Correction("wrong", "tools APT28", "Zebrocy is used by another group", "T1", "U1", "C1", "apt28", "Zebrocy", "https://a.example/r")
NASTY = "x\n---\nids: {attack: G9999}\n\u2028- &a !!python/object:os.system \"\\\x1b[31m'\x85# }{]["


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'state.sqlite3'}")


def stored(**values: Any) -> Stored:
    return Stored(**{**vars(REPORT), "id": 7, "at": datetime(2026, 11, 25, 3, 4, tzinfo=UTC), **values})


def parsed(text: str) -> object:
    document, faults = read_yaml(text, "patch")
    assert faults == []
    return document.data


def changed(**values: Any) -> Correction:
    return Correction(**{**vars(REPORT), **values})


def test_a_report_is_kept_as_it_was_made(database: Database) -> None:
    number = store_correction(database, REPORT)
    (found,) = list_corrections(database)
    assert (found.id, found.status, {name: getattr(found, name) for name in vars(REPORT)}) == (number, "open", vars(REPORT))
    assert timedelta(0) <= datetime.now(UTC) - found.at < timedelta(minutes=1)


def test_a_report_that_is_sent_twice_is_kept_once_until_it_is_closed(database: Database) -> None:
    first = store_correction(database, REPORT)
    assert store_correction(database, REPORT) == first
    assert store_correction(database, changed(user="U2")) != first
    set_status(database, first, "rejected")
    assert store_correction(database, REPORT) != first
    assert [report.id for report in list_corrections(database, "rejected")] == [first]


def test_every_fault_of_a_report_is_named_and_nothing_is_kept(database: Database) -> None:
    with pytest.raises(StateError, match=r"kind is .*; what is empty; source has 1001 characters, over 1000"):
        store_correction(database, changed(kind="rude", what=" \x00 ", source="x" * 1001))
    assert list_corrections(database) == []


@pytest.mark.parametrize("name", MAX_LENGTHS)
def test_the_longest_report_fits(database: Database, name: str) -> None:
    longest = changed(**{name: "é" * MAX_LENGTHS[name]})
    store_correction(database, longest)
    assert getattr(list_corrections(database)[0], name) == getattr(longest, name)


def test_what_no_database_takes_is_left_out(database: Database) -> None:
    store_correction(database, changed(what="a\x00b\ud800c\nd"))
    assert list_corrections(database)[0].what == "ab?c\nd"


def test_a_status_is_set_on_a_report_that_is_there(database: Database) -> None:
    with pytest.raises(StateError, match="no report with the number 3"):
        set_status(database, 3, "accepted")
    number = store_correction(database, REPORT)
    with pytest.raises(StateError, match="'done'"):
        set_status(database, number, "done")  # type: ignore[arg-type]


def test_the_last_rating_of_a_user_counts_and_the_worst_come_first(database: Database) -> None:
    for user, question, good in (("U1", "a", False), ("U1", "a", True), ("U2", "b", False), ("U3", "b", False), ("U4", "b", True)):
        store_rating(database, "T1", user, question, good)
    assert list_ratings(database) == [Rating("b", 1, 2), Rating("a", 1, 0)]


def test_a_database_that_cannot_be_used_is_a_state_error(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="APTBOT_DATABASE_URL"):
        store_correction(Database(f"sqlite:///{tmp_path / 'none' / 'state.sqlite3'}"), REPORT)


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_is_within_the_limits_of_slack(kind: str) -> None:
    for text in ("", "APT28", "<!channel> *x* " * 300, '"\\\n\x01' * 900):
        form = correction_form(Place("T1", "C1", "1.1", text), Typed(kind, text, text, text, text), text)
        assert view_faults(form) == []
        assert all(block["element"].get("initial_value", "-") for block in form["blocks"] if block["type"] == "input")
        assert text.startswith(read_place(form["private_metadata"]).question)
        assert "<!channel>" not in str([block for block in form["blocks"] if block["type"] != "input"])
    assert view_faults(confirmation_view(12, False)) == []


def test_a_question_that_fits_comes_back_whole_and_a_longer_one_nearly() -> None:
    assert read_place(Place("T1", "C1", "1.1", "x" * 1900).encoded()).question == "x" * 1900
    assert len(read_place(Place("T1", "C1", "1.1", '"' * 2000).encoded()).question) > 1200


def test_a_form_that_came_from_nowhere_is_refused() -> None:
    for value in ("", "[]", "{}", "null"):
        with pytest.raises(ValueError, match="no place"):
            read_place(value)


@pytest.mark.parametrize(
    "source", ["", "https://a.example/x", "HTTP://a.example", "Mandiant, M-Trends 2024, p. 14", "CISA: AA24-001A, https://cisa.example/a."]
)
def test_a_source_is_a_web_address_or_a_reference_in_words(source: str) -> None:
    assert faults_of(Typed("wrong", "APT28", "", "it is", source)) == {}


@pytest.mark.parametrize(
    "source", ["ftp://a.example", "javascript:alert(1)", "www.a.example", "https://", "x javascript://a", "http://[::"]
)
def test_another_address_is_no_source(source: str) -> None:
    assert list(faults_of(Typed("wrong", "APT28", "", "it is", source))) == [SOURCE]


def test_what_is_empty_is_named_where_it_is() -> None:
    assert set(faults_of(Typed("", "", "", "", ""))) == {KIND, "correction_about", WHAT}
    assert FACT not in faults_of(Typed())


def test_a_patch_names_the_file_and_the_source() -> None:
    text = patch_text([stored()], FOLDER)
    assert "# File: knowledge/actors/apt28.yaml\n" in text
    assert parsed(text) == {
        "notes": [{"topic": "report", "text": REPORT.what, "sources": ["report-7"]}],
        "sources": {"report-7": {"publisher": "", "title": "", "url": "https://a.example/r"}},
    }


def test_a_report_without_a_file_is_named_and_not_exported() -> None:
    reports = [stored(id=1, actor=""), stored(id=2, actor="acidrain"), stored(id=3, actor="../actors/apt28")]
    text = patch_text(reports, FOLDER)
    assert "knowledge/software/acidrain.yaml" in text
    assert "#1, #3" in text
    assert text.count("# File:") == 1
    assert curated_file("no-such-actor", FOLDER) == ""


@given(st.text() | st.just(NASTY), st.text() | st.just(NASTY))
def test_nothing_typed_becomes_structure(what: str, source: str) -> None:
    text = patch_text([stored(what=what, fact=what, question=what, source=source), stored(id=8)], FOLDER)
    first, second = text.split("\n---\n")
    found = parsed(first)
    assert isinstance(found, dict)
    assert set(found) == {"notes", "sources"}
    assert found["notes"] == [{"topic": "report", "text": what, "sources": ["report-7"]}]
    assert set(found["sources"]["report-7"]) <= {"publisher", "title", "url"}
    assert parsed(second)


@given(st.text())
def test_a_quoted_text_is_one_printable_line(text: str) -> None:
    assert quoted(text).isprintable()


def test_the_list_says_everything_and_obeys_nothing() -> None:
    text = report_text([stored(what=NASTY, source="")], [Rating("tools \x1b[2J", 1, 2), Rating("fine", 3, 0)])
    assert text.startswith("#7  2026-11-25 03:04 UTC  wrong  open  apt28\n")
    assert "none yet" in text
    assert "2 bad, 1 good: tools ?[2J" in text
    assert "fine" not in text
    assert all(line.isprintable() for line in text.split("\n"))
    assert report_text([]) == "No open reports."


Run = Callable[..., Any]


@pytest.fixture
def run(database: Database, monkeypatch: pytest.MonkeyPatch) -> Run:
    import typer

    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(feedback)
    monkeypatch.setenv("APTBOT_DATABASE_URL", database.url)
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_the_command_lists_exports_and_closes(run: Run, database: Database) -> None:
    number = store_correction(database, REPORT)
    assert "Zebrocy is used by another group" in run().stdout
    (found,) = json.loads(run("--format", "json").stdout)
    assert list(found) == ["id", "when", "kind", "actor", "question", "fact", "what", "source", "status"]
    assert (found["id"], found["status"], found["actor"]) == (number, "open", "apt28")
    assert f"report-{number}" in run("--export").stdout
    closed = run("--close", str(number), "--rejected")
    assert (closed.exit_code, closed.stdout) == (0, f"Report #{number} is rejected.\n")
    assert json.loads(run("--format", "json").stdout) == []
    assert run("--export").stdout == "# No open reports.\n"


@pytest.mark.parametrize(
    "arguments", [["--close", "9"], ["--close", "0"], ["--rejected"], ["--close", "1", "--export"], ["--export", "--format", "json"]]
)
def test_bad_usage_ends_with_2_and_a_word(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stderr
    assert done.stdout == ""
