"""What the benchmarks ask: every question of the tuning sets once, so that nothing is remembered from before."""

import json
from pathlib import Path

SETS = ("tune", "dev", "dev2", "dev3", "dev4", "dev5", "dev6", "dev7", "dev8", "dev9", "dev10", "dev11", "dev12", "dev13", "dev14", "dev15", "dev16", "dev17", "dev18", "dev19", "dev20", "dev21", "dev22")


def questions(kind: str = "") -> list[str]:
    """The questions of the sets, of one kind or of all; those of threads are left out."""
    folder = Path(__file__).parent / "questions"
    rows = [json.loads(line) for name in SETS for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row["question"] for row in rows if "question" in row and kind in ("", row["kind"])]
