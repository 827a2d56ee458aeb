"""What the benchmarks ask: every question of the tuning sets once, so that nothing is remembered from before."""

import json
from pathlib import Path

SETS = ("tune", "dev", *(f"dev{number}" for number in range(2, 240)))


def questions(kind: str = "") -> list[str]:
    """The questions of the sets, of one kind or of all; those of threads are left out."""
    folder = Path(__file__).parent / "questions"
    rows = [json.loads(line) for name in SETS for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row["question"] for row in rows if "question" in row and kind in ("", row["kind"])]
