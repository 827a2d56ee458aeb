"""A text that is copied from a catalogue is found; one in our own words is not."""

from pathlib import Path

import pytest

from knowledge.copying import copied_faults
from knowledge.loader import load_curated
from knowledge.model import Records, Summary
from tests.knowledge.folders import ACTOR, folder_with

UPSTREAM = "The group has been active since at least two thousand and four and targets many governments in the east."


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("Active since at least two thousand and four and TARGETS many: governments", True),
        ("Governments in the east are what the group is after", False),
    ],
)
def test_a_shared_run_of_ten_words_is_a_fault(tmp_path: Path, text: str, copied: bool) -> None:
    folder = folder_with(tmp_path, ACTOR.replace("form: short\n", f'form: short\nsummary: {{text: "{text}", sources: report}}\n'))
    curated = load_curated(folder)
    assert not curated.faults
    upstream = Records(summaries=[Summary(subject="a", layer="attack", text=UPSTREAM)])
    assert bool(list(copied_faults(curated, upstream))) == copied
