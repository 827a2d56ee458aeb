"""Beside PyPI's attack-query 0.7.0, on its own canonical questions and on other ways to ask the same.

`python -m bench.attack_query --python VENV/bin/python --data-file enterprise-attack-18.1.json`, where the virtual environment
has attack-query. Both answer the same questions on the same ATT&CK; what counts is the set of ids or names in the answer.
aptbot also knows what the curated files and MISP galaxy say, so its set may be larger: `holds` counts where it has all of
attack-query's, `equal` where it has just those. Times: warm, in one process each; cold, a whole process.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from typing import Any

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.replies.text import render_text
from bot.service import answer_text
from bot.settings import read_settings

CANONICAL = (
    "techniques used by APT28", "techniques used by APT28 or APT29", "techniques used by APT28 and APT29",
    "techniques used by APT28 or APT29 but not APT33", "techniques used by APT28 but not by APT29", "sub-techniques of T1566",
    "parent of T1566.001", "who is Fancy Bear", "aliases of APT28", "software used by APT28", "groups using Mimikatz", "groups using T1566",
    "techniques for Cobalt Strike", "software using T1566", "techniques used by APT28 for initial access", "tactics used by APT28",
    "tactics used by APT28 and APT29", "tactics used by APT28 or APT29", "campaigns by APT28", "techniques in C0027", "campaign info C0027",
    "campaigns in 2023", "campaigns between 2022 and 2024", "techniques used by both Cobalt Strike and APT28",
)  # fmt: skip
PARAPHRASES = (
    ("which TTPs does fancy bear have?", "techniques used by APT28"),
    ("what techniques do APT28 and Cozy Bear share", "techniques used by APT28 and APT29"),
    ("everything sofacy or the dukes do, ATT&CK techniques, except for what Elfin does", "techniques used by APT28 or APT29 but not APT33"),
    ("what are the subtechniques of phishing", "sub-techniques of T1566"),
    ("hey, anything on fancybear??", "who is Fancy Bear"),
    ("other names of Sofacy please", "aliases of APT28"),
    ("what malware and tools do Sofacy run", "software used by APT28"),
    ("who has mimikatz in their toolbox", "groups using Mimikatz"),
    ("which actors go phishing", "groups using T1566"),
    ("ttps of cobaltstrike", "techniques for Cobalt Strike"),
    ("how does Sednit get initial access, which techniques", "techniques used by APT28 for initial access"),
    ("what happened in 2023, campaigns", "campaigns in 2023"),
)
_CHILD = """
import json, sys, time, pathlib
from attack_query import ATTACKDataStore, ATTACKQueryEngine, NLQueryParser
store = ATTACKDataStore(data_file=pathlib.Path(sys.argv[1]), quiet=True); store.load()
parser = NLQueryParser(ATTACKQueryEngine(store))
for line in sys.stdin:
    started = time.perf_counter()
    try:
        found = parser.parse_and_execute(json.loads(line))
    except Exception as error:
        found = {"error": str(error)}
    print(json.dumps([found, (time.perf_counter() - started) * 1000], default=str), flush=True)
"""


def ids_of(found: Any) -> set[str]:
    """The ids, or names where there are none, in what attack-query answers."""
    if not isinstance(found, dict) or found.get("error") or found.get("query_type") in (None, "unknown", "error"):
        return set()
    kept: set[str] = set()
    for field in ("techniques", "subtechniques", "sub_techniques", "groups", "software", "campaigns", "tactics", "aliases"):
        for item in found.get(field) or ():
            keys = ("name", "id") if field == "tactics" else ("id", "name")
            value = next(filter(None, map(item.get, keys))) if isinstance(item, dict) else str(item)
            kept.add(str(value).lower().replace("-", " "))
    for field in ("parent", "id"):
        if isinstance(found.get(field), str):
            kept.add(found[field].lower())
    return kept


def said(answer: Answer, knowledge: KnowledgeBase) -> str:
    """All that an answer says, with the ATT&CK ids of the actors and software in it."""
    names = [answer.title, *answer.values, *(alias for actor in answer.actors for alias in (actor.name, *actor.aliases))]
    ids = [id_ for name in names for id_ in knowledge_ids(name, knowledge)]
    return re.sub(r"[-\s]+", " ", " | ".join([render_text(answer, whole=True), *names, *ids]).lower())


def knowledge_ids(name: str, knowledge: KnowledgeBase) -> list[str]:
    meaning = knowledge.names.exactly(name.split(" (")[0])
    entities = [knowledge.graph.entity(c.entity.id) for c in meaning.candidates] if meaning else []
    return [id_ for entity in entities if entity for id_ in (*entity.ids.get("attack", ()), entity.name)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--python", required=True)
    parser.add_argument("--data-file", required=True)
    options = parser.parse_args()
    questions = [(text, text) for text in CANONICAL] + list(PARAPHRASES)
    child = [options.python, "-c", _CHILD, options.data_file]
    asked = "".join(json.dumps(text) + "\n" for pair in questions for text in pair)
    lines = subprocess.run(child, input=asked, capture_output=True, text=True, check=True).stdout.splitlines()
    theirs = [json.loads(line) for line in lines]
    knowledge = KnowledgeBase(read_settings())
    answer_text("who hid behind satellites", knowledge)
    rows, times, their_times = [], [], []
    for number, (text, canonical) in enumerate(questions):
        (own, own_ms), (wanted, _) = theirs[2 * number], theirs[2 * number + 1]
        timed = answer_text(text, knowledge)
        times.append(timed.took_ms)
        their_times.append(own_ms)
        gold, words = ids_of(wanted), said(timed.answer, knowledge)
        missing = {value for value in gold if value not in words}
        rows.append((text, canonical, len(gold), len(missing), ids_of(own) == gold and bool(gold), timed.answer.status))
        shown = f"{'all' if gold and not missing else 'none to compare' if not gold else f'{len(missing)} of {len(gold)} missing'}"
        print(f"{text[:74]:<75}{len(gold):>4} theirs; aptbot {shown}; attack-query {'yes' if rows[-1][4] else 'no'}")
    for title, part in (("canonical", rows[: len(CANONICAL)]), ("paraphrases", rows[len(CANONICAL) :])):
        comparable = [row for row in part if row[2]]
        print(
            f"\n{title}: {len(comparable)} comparable; aptbot holds all in {sum(row[3] == 0 for row in comparable)},"
            f" attack-query answers {sum(row[4] for row in comparable)}"
        )
    print(f"warm, median: aptbot {statistics.median(times):.1f} ms, attack-query {statistics.median(their_times):.1f} ms")
    own_cold = cold([sys.executable, "-m", "bot.cli", "ask", CANONICAL[3]], "")
    print(f"cold, one question: aptbot {own_cold:.2f} s, attack-query {cold(child, json.dumps(CANONICAL[3])):.2f} s")


def cold(command: list[str], text: str) -> float:
    times = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main()
