"""What an organisation's own files mark stricter than a workspace may see is not there: in names, lists, passages, menus and cards."""

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answers.scanned import scan_texts
from bot.knowledge_base import KnowledgeBase
from bot.replies.json_reply import answer_object
from bot.replies.scan_summary import summary_message
from bot.service import answer_text
from bot.settings import Settings
from bot.slack.app import SlackApp, create_app
from bot.slack.home import page_of
from bot.slack.links import answer_about
from bot.slack.lookup import menu_for
from bot.state.workspace import DEFAULT_CEILING, Workspace, write_workspace
from index.build import Model, build_index
from index.passages import passages_of
from knowledge import FOLDER
from knowledge.marking import MARKINGS, Marking
from tests.bot.slack.web_api import SECRET, WebApi, send_command

SECRET_ACTOR = """
id: copper-lantern
name: Copper Lantern
tlp: amber
reviewed: 2026-11-01
summary: {text: A crew that carries off drawings of turbine blades from shipyards., sources: [own]}
names: [{name: Verdigris Wick, sources: [own]}]
attribution: [{country: BR, confidence: low, asserted_by: our team, sources: [own]}]
targets: [{countries: [IS], sectors: [maritime], sources: [own]}]
uses: [{software: copper-kettle, as: a loader, sources: [own]}]
sources:
  own: {publisher: Our team, title: Case 12, date: 2026-10}
"""
MIXED_ACTOR = """
id: tin-whistle
name: Tin Whistle
reviewed: 2026-11-01
summary: {text: A crew that plants fake invoices for lighthouse lamps., sources: [open]}
names: [{name: Pewter Flute, sources: [closed]}]
targets:
  - {countries: [IS], sources: [open]}
  - {countries: [MT], tlp: red, sources: [open]}
uses: [{software: copper-kettle, as: a loader, sources: [open]}]
notes: [{topic: habits, text: Their payment pages copy the crest of a lighthouse museum., sources: [closed]}]
sources:
  open: {publisher: A paper, title: Invoices, date: 2026-09}
  closed: {publisher: Our team, title: Case 13, date: 2026-10, tlp: green}
"""
SECRET_TOOL = """
id: copper-kettle
name: CopperKettle
kind: malware
tlp: amber
reviewed: 2026-11-01
summary: {text: A loader., sources: [own]}
sources:
  own: {publisher: Our team, title: Case 12, date: 2026-10}
"""


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> KnowledgeBase:
    """Three marked files beside upstream, compiled and indexed."""
    folder = tmp_path_factory.mktemp("marked")
    files, data = folder / "knowledge", folder / "data"
    for name in ("vocabulary", "vendors.yaml", "sources.yaml"):
        (shutil.copytree if (FOLDER / name).is_dir() else shutil.copyfile)(FOLDER / name, _made(files) / name)
    for path, text in (
        ("actors/copper-lantern", SECRET_ACTOR),
        ("actors/tin-whistle", MIXED_ACTOR),
        ("software/copper-kettle", SECRET_TOOL),
    ):
        (_made((files / path).parent) / f"{Path(path).name}.yaml").write_text(text)
    data.mkdir()
    for name in ("model", "learned"):
        (data / name).symlink_to(settings.data_dir / name)
    found = KnowledgeBase(dataclasses.replace(settings, data_dir=data, knowledge_dir=files))
    ours = [p for p in passages_of(found.graph) if {"copper-lantern", "tin-whistle", "copper-kettle"} & set(p.entities)]
    assert len(ours) > 5
    build_index(ours, "print", found.settings.index_dir, found.settings.model_dir, Model(), lambda *_: None)
    return found


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def told(text: str, knowledge: KnowledgeBase) -> dict[str, Any]:
    return answer_object(answer_text(text, knowledge).answer, 0)


@pytest.mark.parametrize("ceiling", MARKINGS)
def test_a_marked_file_is_known_where_its_marking_is_let_through(marked: KnowledgeBase, ceiling: Marking) -> None:
    known = MARKINGS.index(ceiling) >= MARKINGS.index("amber")
    here = marked.up_to(ceiling)
    for text in ("who is Copper Lantern", "verdigris wick", "tools of Copper Lantern", "CopperKettle"):
        assert (told(text, here)["status"] == "answered") is known, text
    assert (here.names.look_up("Coper Lantern").status == "near") is known
    assert ("Copper Lantern" in json.dumps(told("who targets Iceland", here))) is known
    assert ("CopperKettle" in json.dumps(told("tools of Tin Whistle", here))) is known
    assert (answer_about("copper-lantern", here) is not None) is known
    assert any("copper-lantern" in mention.ids for mention in here.scanner.scan("It was Copper Lantern again.")) is known


def test_a_passage_is_found_only_where_its_marking_is_let_through(marked: KnowledgeBase) -> None:
    asked = "who steals drawings of turbine blades from shipyards"
    assert told(asked, marked.up_to("amber"))["actors"][0]["id"] == "copper-lantern"
    below = told(asked, marked.up_to("green"))
    assert "turbine" not in below["text"].replace(asked, "")
    assert not any(actor["id"] == "copper-lantern" for actor in below["actors"])
    crest = "whose payment pages copy the crest of a lighthouse museum"
    assert told(crest, marked.up_to("green"))["actors"][0]["id"] == "tin-whistle"
    assert "crest" not in told(crest, marked.up_to("clear"))["text"].replace(crest, "")


def test_what_is_told_of_an_actor_is_asked_of_what_is_let_through(marked: KnowledgeBase) -> None:
    below, among = marked.up_to("clear"), marked.up_to("green")
    assert among.tells(["tin-whistle"], "crest")
    assert not below.tells(["tin-whistle"], "crest")
    assert below.tells(["tin-whistle"], "lighthouse")
    assert not any("crest" in passage.text for passage in below.passages_about(["tin-whistle"]))
    assert any("crest" in passage.text for passage in among.passages_about(["tin-whistle"]))


def test_a_report_is_held_only_against_what_is_let_through(marked: KnowledgeBase) -> None:
    report = (
        "Shipyards on the northern coast found that somebody had carried off their drawings of turbine blades. "
        "The crew took nothing else from the yards and left a loader behind on the machines of the designers. Who is this?"
    )
    assert told(report, marked.up_to("amber"))["actors"][0]["id"] == "copper-lantern"
    below = told(report, marked.up_to("green"))
    assert not any(actor["id"] == "copper-lantern" for actor in below["actors"])
    assert "carries off" not in below["text"].replace(report, "")
    invoices = (
        "A museum on the coast of Iceland paid fake invoices for lamps of its lighthouse in the summer of this year. "
        "The pages on which it paid copied the crest of the museum itself, down to the last line of it. Who is this?"
    )
    assert "crest of a lighthouse" in json.dumps(told(invoices, marked.up_to("green")))
    assert "crest of a lighthouse" not in json.dumps(told(invoices, marked.up_to("clear")))


def test_a_fact_is_as_restricted_as_its_own_mark_or_its_source(marked: KnowledgeBase) -> None:
    def text(ceiling: Marking) -> str:
        return str(told("targets of Tin Whistle", marked.up_to(ceiling))["text"] + told("names Tin Whistle", marked.up_to(ceiling))["text"])

    assert ["Iceland" in text("clear"), "Pewter Flute" in text("clear"), "Malta" in text("clear")] == [True, False, False]
    assert ["Pewter Flute" in text("green"), "Malta" in text("green")] == [True, False]
    assert ["Malta" in text("amber+strict"), "Malta" in text("red")] == [False, True]


def test_what_is_marked_says_so_beside_its_source_and_once_for_the_reply(marked: KnowledgeBase) -> None:
    found = told("who is Copper Lantern", marked)
    assert {source.get("tlp") for source in found["sources"]} == {"amber"}
    assert "Our team, Case 12, 2026-10, TLP:AMBER" in found["text"]
    assert "Holds TLP:AMBER: for this organisation and its clients alone." in found["text"]
    clear = told("targets of Tin Whistle", marked.up_to("clear"))
    assert "TLP" not in json.dumps(clear)
    assert all("tlp" not in source for source in clear["sources"])


def test_what_a_text_names_says_how_it_is_marked(marked: KnowledgeBase) -> None:
    by_name = {f.readings[0].name: f for f in scan_texts(["Copper Lantern and Turla were seen"], marked.up_to("red")).findings}
    assert [by_name[name].readings[0].marking for name in ("Copper Lantern", "Turla")] == ["amber", "clear"]
    text = json.dumps(summary_message(tuple(by_name.values()), 0, "U1"))
    assert text.count("TLP:AMBER") == 1


def test_without_marks_every_ceiling_is_the_whole(knowledge: KnowledgeBase) -> None:
    assert all(knowledge.up_to(ceiling) is knowledge for ceiling in MARKINGS)


@pytest.fixture
def slack(api: WebApi, marked: KnowledgeBase, tmp_path: Path) -> Iterator[SlackApp]:
    url = f"sqlite:///{tmp_path / 's.sqlite3'}"
    here = dataclasses.replace(marked.settings, slack_bot_token="xoxb-1", slack_api_url=api.url, state_url=url)
    made = create_app(here, marked, signing_secret=SECRET)
    yield made
    made.close()


def test_a_workspace_sees_green_until_its_admins_let_more_through(slack: SlackApp, api: WebApi) -> None:
    assert DEFAULT_CEILING == "green"

    def replied(number: int) -> str:
        send_command(slack.bolt, api, "who is Copper Lantern")
        return json.dumps(api.wait_for("response", number)[-1])

    assert "turbine" not in replied(1)
    write_workspace(slack.services.database, "T1", Workspace(ceiling="amber"))
    slack.services.workspaces.forget("T1")
    told_then = replied(2)
    assert "turbine" in told_then
    assert "*TLP:AMBER*" in told_then


@pytest.mark.parametrize("look", ["menu", "home"])
def test_menus_and_the_home_page_do_not_give_it_away(slack: SlackApp, api: WebApi, look: str) -> None:
    api.failing["users.info"] = (200, {"ok": True, "user": {"is_admin": False}})
    looks: dict[str, Callable[[], object]] = {
        "menu": lambda: menu_for(slack.services.knowledge_in("T1"), "copper"),
        "home": lambda: page_of(slack.services, slack.bolt.client, "T1", "U1").changes,
    }
    assert "lantern" not in str(looks[look]()).lower()
    write_workspace(slack.services.database, "T1", Workspace(ceiling="red"))
    slack.services.workspaces.forget("T1")
    if look == "menu":
        assert "Copper Lantern" in str(looks[look]())
