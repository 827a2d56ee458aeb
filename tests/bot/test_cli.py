"""The command line, driven as a user drives it: in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.knowledge.folders import ACTOR, folder_with

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_ask_gives_the_json_that_others_rely_on(run_cli: Run) -> None:
    done = run_cli("ask", "--format", "json", "/apt sofacy")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) == {"question", "kind", "status", "actors", "values", "text", "sources", "took_ms"}
    assert (found["kind"], found["status"]) == ("profile", "answered")
    assert found["actors"][0]["id"] == "apt28"
    assert {"Fancy Bear", "Sofacy", "Pawn Storm", "Tsar Team"} <= set(found["actors"][0]["aliases"])
    assert any(s["publisher"] == "Security Affairs" and s["date"] == "2018-02-21" for s in found["sources"])


def test_names_gives_the_json_that_others_rely_on(run_cli: Run) -> None:
    found = json.loads(run_cli("names", "--format", "json", "fancy bear").stdout)
    assert {"name", "status", "actors", "suggestions", "scheme"} <= set(found)
    assert found["status"] == "same"
    actor = found["actors"][0]
    assert (actor["id"], actor["relation"]) == ("apt28", "same")
    assert "CrowdStrike" in actor["by"]
    assert actor["sources"]


@pytest.mark.parametrize("command", ["ask", "names"])
def test_batch_gives_one_object_a_line_in_order(run_cli: Run, command: str) -> None:
    lines = ["sofacy", "", "Purple Zebra", "turla ☃ \x1b[31m", "x" * 3000, "S0251"]
    done = run_cli(command, "--batch", "--format", "json", stdin="\n".join(lines) + "\n")
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(objects) == len(lines)
    assert objects[0]["actors"][0]["id"] == "apt28"
    assert objects[2]["actors"] == []


def test_an_unknown_name_is_an_answer_not_an_error(run_cli: Run) -> None:
    done = run_cli("ask", "Purple Zebra")
    assert done.returncode == 0
    assert "not in the knowledge base" in done.stdout


def test_a_text_of_6000_characters_is_told_to_be_shorter(run_cli: Run) -> None:
    done = run_cli("ask", "-", stdin="who is sofacy " * 430)
    assert done.returncode == 0
    assert "too long for a question" in done.stdout
    assert len(done.stdout) < 1500


def test_blocks_are_json_for_slack(run_cli: Run) -> None:
    message = json.loads(run_cli("ask", "--format", "blocks", "who uses X-Agent").stdout)
    assert message["text"].startswith("X-Agent")
    assert message["blocks"][0]["type"] == "header"


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (("ask", " "), {}, "the question is empty"),
        (("run",), {"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}, "SLACK_BOT_TOKEN is not set; SLACK_APP_TOKEN is not set"),
        (("run",), {"SLACK_BOT_TOKEN": "secret-1", "SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN does not start with xoxb-"),
        (("ask", "x"), {"APTBOT_WORKERS": "0", "APTBOT_LOG_LEVEL": "loud"}, "APTBOT_LOG_LEVEL must be"),
        (("ask", "x"), {"APTBOT_KNOWLEDGE_DIR": "/nowhere"}, "APTBOT_KNOWLEDGE_DIR is no folder"),
        (("build",), {"APTBOT_MODEL_SHA256": "0" * 64}, "not the expected weights"),
        (("build",), {"APTBOT_MODEL": "/nowhere"}, "has no model.safetensors"),
    ],
)
def test_bad_input_ends_in_one_clear_message(run_cli: Run, arguments: tuple[str, ...], environment: dict[str, str], said: str) -> None:
    done = run_cli(*arguments, **environment)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret-1" not in done.stderr


def test_faulty_yaml_ends_in_every_fault(run_cli: Run, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, ACTOR.replace("[KZ]", "[XX]").replace("2017-02-03", "yesterday"))
    for command in (("lint",), ("ask", "sofacy")):
        done = run_cli(*command, APTBOT_KNOWLEDGE_DIR=str(folder), APTBOT_DATA_DIR=str(tmp_path / "var"))
        assert done.returncode == 2
        assert "actors/test-bear.yaml:11: error: sources.report.date: not a date" in done.stdout + done.stderr


def test_names_and_structure_answer_without_index_and_passages_say_so(run_cli: Run, tmp_path: Path) -> None:
    environment = {"APTBOT_DATA_DIR": str(tmp_path / "var"), "APTBOT_KNOWLEDGE_DIR": str(folder_with(tmp_path))}
    assert "Test Bear" in run_cli("names", "bear of tests", **environment).stdout
    done = run_cli("ask", "who used satellite links to hide its servers", **environment)
    assert done.returncode == 0
    assert "passage index" in done.stdout
    assert "aptbot build" in done.stdout


def test_a_damaged_compiled_file_is_made_anew(run_cli: Run, tmp_path: Path) -> None:
    environment = {"APTBOT_DATA_DIR": str(tmp_path / "var"), "APTBOT_KNOWLEDGE_DIR": str(folder_with(tmp_path))}
    run_cli("names", "test bear", **environment)
    (tmp_path / "var" / "knowledge" / "names.msgpack").write_bytes(b"damaged")
    done = run_cli("names", "test bear", **environment)
    assert done.returncode == 0
    assert "Test Bear" in done.stdout
    assert "damaged" in done.stderr


def test_chat_answers_piped_lines(run_cli: Run) -> None:
    done = run_cli("chat", stdin="sofacy\n\ntools of APT28\n")
    assert done.returncode == 0
    assert "Intruders of Russian" in done.stdout
    assert "X-Agent" in done.stdout


def test_no_answer_imports_torch() -> None:
    program = (
        "import sys\n"
        "from bot.knowledge_base import KnowledgeBase\n"
        "from bot.service import answer_text\n"
        "from bot.settings import read_settings\n"
        "knowledge = KnowledgeBase(read_settings())\n"
        "for text in ('sofacy', 'names turla', 'who hid its servers behind satellite links', 'who targets banks in Asia'):\n"
        "    print(answer_text(text, knowledge).answer.kind)\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'yaml', 'pydantic', 'pymispgalaxies'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["profile", "names", "passages", "actors"]


def test_stats_count_what_is_there(run_cli: Run) -> None:
    counts = json.loads(run_cli("stats", "--format", "json").stdout)
    assert counts["facts"] == counts["facts with a source"] > 20_000


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("unbuffered", ["1", ""])
def test_a_full_disk_ends_in_one_clear_message(unbuffered: str) -> None:
    command = [sys.executable, "-c", "from bot.cli import main; main()", "ask", "apt28"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": unbuffered}, check=False
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "could not be written" in done.stderr
