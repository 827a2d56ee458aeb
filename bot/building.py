"""`aptbot build`: the compiled knowledge, the exported model and the passage index, each only if it is not current."""

import sys
import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.knowledge_base import KnowledgeBase
from bot.settings import Settings
from index.build import Model, Outcome, build_index
from index.errors import IndexUnusable
from index.exported import export_is_current
from index.habits import Habit, read_habits
from index.passages import Passage, passages_of
from index.retold import Retelling, placed, read_retold
from index.sentence_encoder import check_weights, model_folder
from index.store import check_files, index_fingerprint, read_manifest
from knowledge import FOLDER
from knowledge.changes import record_changes
from knowledge.terms import country_names


def build_all(settings: Settings, quiet: bool) -> None:
    """Bring everything in the data folder up to date, with a progress bar on standard error."""
    started = time.perf_counter()
    knowledge = KnowledgeBase(settings)
    _ = knowledge.names
    record_changes(settings.knowledge_dir or FOLDER, settings.compiled_dir)
    made_of = index_fingerprint(knowledge.made_of)
    if _is_current(settings, made_of):
        _learn(settings)
        _say(quiet, "The knowledge and its index are up to date.")
        return
    console = Console(stderr=True, quiet=quiet)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        tasks: dict[str, int] = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

        passages = passages_of(knowledge.graph)
        habits, retellings = _beside(passages)
        outcome = build_index(
            passages, made_of, settings.index_dir, settings.model_dir,
            Model(settings.model, settings.model_sha256), progress, country_names(knowledge.graph.records.terms),
            habits, retellings,
        )  # fmt: skip
        progress("learning what questions ask", 0, 1)
        _learn(settings)
        progress("learning what questions ask", 1, 1)
    _report(outcome, time.perf_counter() - started, quiet)


def _beside(passages: list[Passage]) -> tuple[list[Habit], list[Retelling]]:
    """The habits, and the passages in other words. Raises IndexUnusable naming the file that is broken."""
    try:
        return read_habits(), placed(read_retold(), passages)
    except ValueError as error:
        raise IndexUnusable(f"{error}; mend that file") from None


def _learn(settings: Settings) -> None:
    """What questions ask, from the exemplars; kept beside the index, and made anew only where they have changed."""
    KnowledgeBase(settings).intent("who is that")


def _is_current(settings: Settings, made_of: str) -> bool:
    """Is the index whole, of this knowledge and of this model?"""
    try:
        manifest = read_manifest(settings.index_dir)
        if manifest.made_of != made_of:
            return False
        weights = check_weights(model_folder(settings.model), settings.model_sha256)
        check_files(settings.index_dir, manifest)
        return manifest.weights_sha256 == weights and export_is_current(settings.model_dir, weights)
    except IndexUnusable as error:
        if "sha256" in str(error):
            raise
        return False


def _report(outcome: Outcome, seconds: float, quiet: bool) -> None:
    for notice in outcome.notices:
        _say(quiet, notice)
    _say(quiet, f"{outcome.passages} passages, {outcome.embedded} embedded now, in {seconds:.1f} s.")


def _say(quiet: bool, text: str) -> None:
    if not quiet:
        print(text, file=sys.stderr)
