"""Every reply there is passes our checker of limits, slack_sdk's models and, as shapes, the types that Slack publishes."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from bot.knowledge_base import KnowledgeBase
from bot.replies import limits
from tests.bot.every_reply import every_answer, every_look

Shape = str


@pytest.fixture(scope="module")
def shapes(knowledge: KnowledgeBase) -> dict[Shape, dict[str, Any]]:
    """One block of each shape, found while every reply is checked against the limits and slack_sdk's models."""
    found: dict[Shape, dict[str, Any]] = {}
    for answer in every_answer(knowledge):
        for blocks in every_look(answer):
            faults = limits.faults(blocks)
            assert not faults, (answer.question, faults)
            for block in blocks:
                parsed = Block.parse(block)
                assert parsed is not None
                parsed.validate_json()
                found.setdefault(json.dumps(shape(block)), block)
    return found


def shape(value: Any, key: str = "") -> Any:
    """A block with every free text made the same, and long lists of the same shape cut to what is different in them."""
    if isinstance(value, dict):
        return {k: shape(v, k) for k, v in sorted(value.items())}
    if isinstance(value, list):
        return [json.loads(one) for one in dict.fromkeys(json.dumps(shape(v)) for v in value)]
    return value if key in ("type", "style") or not isinstance(value, str) else "x"


def test_limits_and_models(shapes: dict[Shape, dict[str, Any]]) -> None:
    assert {json.loads(s)["type"] for s in shapes} == {"header", "section", "context", "actions", "context_actions"}


def test_slacks_own_types(shapes: dict[Shape, dict[str, Any]], node_modules: Path, tmp_path: Path) -> None:
    assert not type_faults([json.loads(s) for s in shapes], "KnownBlock", node_modules, tmp_path)


def test_the_compiler_would_find_a_wrong_block(node_modules: Path, tmp_path: Path) -> None:
    wrong = {"type": "section", "text": {"type": "mrkdwn", "txt": "x"}}
    assert "txt" in type_faults([wrong], "KnownBlock", node_modules, tmp_path)


def type_faults(things: list[dict[str, Any]], type_: str, node_modules: Path, folder: Path) -> str:
    """What TypeScript finds wrong with things that should be of a type of ``@slack/types``."""
    lines = [f'import type {{ {type_} }} from "@slack/types";']
    lines += [f"export const thing{n}: {type_} = {json.dumps(thing)};" for n, thing in enumerate(things)]
    (folder / "things.ts").write_text("\n".join(lines), encoding="utf-8")
    link = folder / "node_modules"
    if not link.exists():
        link.symlink_to(node_modules)
    compiler = node_modules / "typescript" / "bin" / "tsc"
    options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", "things.ts"]
    done = subprocess.run(["node", str(compiler), *options], cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    return done.stdout + done.stderr
