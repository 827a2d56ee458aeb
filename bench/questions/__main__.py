"""How many labelled questions are answered right: `python -m bench.questions [tune|test] [--wrong] [--kind KIND]`.

A question is right where its status is one of the accepted, every gold actor is there (first, where the gold says so), none
that must not be there is, and every gold value is in the reply. README.md describes the labels.
"""

import argparse
import json
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.replies.text import render_text
from bot.service import Timed, answer_text, answer_thread
from bot.settings import read_settings

FOLDER = Path(__file__).parent
UNKNOWN = ("unknown", "suggested")


def resolve(gold: dict[str, Any], knowledge: KnowledgeBase) -> dict[str, Any]:
    """Gold ids of catalogues as the ids of today: an actor may have got a curated file since."""
    ids = knowledge.names.table.ids

    def today(id_: str) -> str:
        return id_ if id_ in knowledge.names.table.entities else next(iter(ids.get(re.sub(r"[-.]", "", id_), [])), id_)

    found = {**gold, **{field: [today(i) for i in gold.get(field, ())] for field in ("actors", "not_actors")}}
    return {**found, "first": today(gold["first"])} if gold.get("first") else found


def load(half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]


def faults(gold: dict[str, Any], answer: Answer) -> Iterator[str]:
    """What is wrong with an answer."""
    ids = [actor.id for actor in answer.actors]
    text = render_text(answer, whole=True).lower()
    if answer.status not in gold["status"]:
        yield f"status {answer.status}, not {gold['status']}"
    yield from (f"actor {id_} is missing" for id_ in gold.get("actors", ()) if id_ not in ids)
    yield from (f"actor {id_} must not be there" for id_ in gold.get("not_actors", ()) if id_ in ids)
    if gold.get("first") and ids[:1] != [gold["first"]]:
        yield f"first is {ids[:1]}, not {gold['first']}"
    for value in gold.get("values", ()):
        if not any(option.lower() in text for option in ([value] if isinstance(value, str) else value)):
            yield f"no {value!r} in the reply"
    yield from (f"{value!r} must not be in the reply" for value in gold.get("not_values", ()) if value.lower() in text)


def wrong_actor_as_certain(gold: dict[str, Any], answer: Answer) -> bool:
    """An answer that is sure of an actor although the gold has others or none."""
    wanted = {*gold.get("actors", ()), *([gold["first"]] if gold.get("first") else ())}
    sure = answer.status in ("answered", "yes", "no") and answer.kind not in ("passages", "help")
    return (
        sure and bool(answer.actors) and (bool(gold["actors"]) or gold["kind"] == "unknown") and not wanted & {a.id for a in answer.actors}
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("halves", nargs="*", default=["tune", "test"])
    parser.add_argument("--wrong", action="store_true", help="print every wrong answer (never for the test half while tuning)")
    parser.add_argument("--kind")
    options = parser.parse_args()
    knowledge = KnowledgeBase(read_settings())
    answer_text("who hid behind satellites", knowledge)
    for half in options.halves:
        golds = [resolve(gold, knowledge) for gold in load(half) if options.kind in (None, gold["kind"])]
        report(half, [(gold, ask(gold, knowledge)) for gold in golds], options.wrong)


def ask(gold: dict[str, Any], knowledge: KnowledgeBase) -> Timed:
    """The answer to a labelled question, or to the last one of a thread."""
    return answer_thread(gold["thread"], knowledge)[-1] if "thread" in gold else answer_text(gold["question"], knowledge)


def report(half: str, answered: Sequence[tuple[dict[str, Any], Timed]], show: bool) -> None:
    """Print how many are right, by kind."""
    right: dict[str, list[bool]] = defaultdict(list)
    times: list[float] = []
    certain, abstained, should = 0, [0, 0], 0
    for gold, timed in answered:
        found = list(faults(gold, timed.answer))
        right[gold["kind"]].append(not found)
        times.append(timed.took_ms)
        certain += wrong_actor_as_certain(gold, timed.answer)
        if timed.answer.status in UNKNOWN:
            abstained[set(gold["status"]) <= set(UNKNOWN)] += 1
        should += set(gold["status"]) <= set(UNKNOWN)
        if show and found:
            print(f"{gold['id']} {gold['kind']}: {gold.get('question') or gold['thread']}")
            print(f"    {timed.answer.kind} {timed.answer.title}: {'; '.join(found)[:300]}")
    print(
        f"\n{half}: {sum(map(sum, right.values()))} of {len(answered)} right ({sum(map(sum, right.values())) / max(1, len(answered)):.1%})"
    )
    for kind, results in sorted(right.items()):
        print(f"  {kind:<14}{sum(results):>4} of {len(results):<4}{sum(results) / len(results):>7.1%}")
    print(f"  unanswerable abstained from: {abstained[1]} of {should}; abstained though answerable: {abstained[0]}")
    print(f"  wrong actor presented as certain: {certain}")
    if len(times) > 1:
        print(f"  latency ms: median {statistics.median(times):.1f}, p99 {statistics.quantiles(times, n=100)[-1]:.1f}")


if __name__ == "__main__":
    main()
