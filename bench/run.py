"""How fast the bot is, and how much memory it takes: `make bench`.

Every figure is a median of runs in one go on one machine. Whole processes are timed from outside; the encoder's own time
stands beside a question's, so that what is ours can be told from what is the model's: as questions are embedded (in 8 bits)
and as the model comes (in 32 bits). The three are taken in turn in a warm process, by blocks of questions and question by question.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import psutil

from bench.asked import questions
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text
from bot.settings import read_settings
from index.encoder import Encoder, Vectors
from index.search import Search

ROW = "{:<58}{:>10}{:>12}".format
WIDE = "{:<34}{:>6}{:>12}{:>12}{:>11}{:>9}{:>11}{:>9}".format
DESCRIBED = "who hid its command and control behind satellite links"
NAMES = ("sofacy", "Fancy-Bear", "the Lazarus group", "G0007", "Forest Blizzard", "zebrocy")


def taken_ms(run: Callable[[str], object], inputs: Sequence[str], rounds: int = 3) -> list[float]:
    """How long each call takes in a warm process, in milliseconds; every input comes once a round."""
    for text in inputs:
        run(text)
    times = []
    for text in [*inputs] * rounds:
        started = time.perf_counter()
        run(text)
        times.append((time.perf_counter() - started) * 1000)
    return times


@dataclass
class Counting:
    """An encoder that counts how often it runs."""

    encoder: Encoder
    runs: int = 0

    @property
    def weights_sha256(self) -> str:
        return self.encoder.weights_sha256

    @property
    def dimension(self) -> int:
        return self.encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self.encoder.encode(texts)

    def encode_question(self, text: str) -> Vectors:
        self.runs += 1
        return self.encoder.encode_question(text)

    def begin(self, text: str) -> None:
        self.encoder.begin(text)

    def has_whole(self, word: str) -> bool:
        return self.encoder.has_whole(word)


def encoded(ask: Callable[[str], object], search: Search, texts: Sequence[str]) -> list[str]:
    """Those of the texts for which the encoder runs when each is asked once."""
    counting, found = Counting(search.encoder), []
    search.encoder = counting
    for text in texts:
        before = counting.runs
        ask(text)
        if counting.runs > before:
            found.append(text)
    search.encoder = counting.encoder
    return found


def whole_process(*arguments: str, rounds: int = 9) -> float:
    """Median of a whole process, in seconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "bot.cli", *arguments], capture_output=True, check=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def p99(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[98]


def main() -> None:
    """Print the table."""
    whole_processes()
    knowledge = KnowledgeBase(read_settings())
    search = knowledge.opened()

    def ask(text: str) -> object:
        return answer_text(text, knowledge)

    everything = questions()
    with_encoder = encoded(ask, search, everything)
    resident = psutil.Process().memory_info().rss / 2**20
    beside_the_encoder(ask, search.encoder, everything, with_encoder)
    print("\n" + ROW("warm process", "median", "target"))
    print(ROW("a profile", f"{statistics.median(taken_ms(ask, NAMES, 40)):.2f} ms", ""))
    looked_up = statistics.median(taken_ms(knowledge.names.look_up, NAMES, 40))
    print(ROW("a name looked up", f"{looked_up * 1000:.0f} µs", ""))
    print(ROW(f"resident memory after {len(everything)} questions", f"{resident:.0f} MB", "350 MB"))


def whole_processes() -> None:
    """Print what a command takes, start to end."""
    print(ROW("whole process", "median", "target"))
    python = whole_process("--help")
    for arguments, target in ((("names", "sofacy"), 0.35), (("ask", "/apt sofacy"), 0.6), (("ask", DESCRIBED), 1.2)):
        print(ROW(" ".join(arguments)[:56], f"{whole_process(*arguments):.3f} s", f"{target} s"))
    print(ROW("  of which starting Python and the command line", f"{python:.3f} s", ""))


def in_turn(runs: Sequence[Callable[[str], object]], texts: Sequence[str], block: int) -> list[list[float]]:
    """How long each of some calls takes for each text, in milliseconds: all of them for so many texts after the other, so that whatever
    else the machine does slows all alike."""
    times: list[list[float]] = [[] for _ in runs]
    for start in range(0, len(texts), block):
        for run, taken in zip(runs, times, strict=True):
            for text in texts[start : start + block]:
                started = time.perf_counter()
                run(text)
                taken.append((time.perf_counter() - started) * 1000)
    return times


BLOCK, EVERY = 200, 10
"""So many questions are timed before the encoder is, over the same; and of so many questions one is timed right after it as well."""


def beside_the_encoder(ask: Callable[[str], object], encoder: Encoder, everything: Sequence[str], with_encoder: Sequence[str]) -> None:
    """Print what questions take, with their answers, beside the encoder's own forward over the same texts.

    By blocks, as a process answers that only answers; and each right after the model in 32 bits, which no answer uses and whose weights
    leave nothing of the answering in the processor's caches.
    """
    runs, passages = (ask, encoder.encode_question, lambda text: encoder.encode([text])), set(questions("passages"))
    for label, texts, block in (
        (f"warm process, by {BLOCK} in turn", everything, BLOCK), (f"each right after it, 1 in {EVERY}", everything[::EVERY], 1),
    ):  # fmt: skip
        _print_beside(label, texts, in_turn(runs, texts, block), set(with_encoder), passages)


def _print_beside(title: str, texts: Sequence[str], times: Sequence[Sequence[float]], needs: set[str], passages: set[str]) -> None:
    print("\n" + WIDE(title, "n", "median", "p99", "x 8 bits", "its p99", "x 32 bits", "its p99"))
    eights, wholes = ([taken for text, taken in zip(texts, one, strict=True) if text in needs] for one in times[1:])
    for label, taken in (("in 8 bits", eights), ("in 32 bits", wholes)):
        print(WIDE(f"the encoder alone, {label}", len(taken), f"{statistics.median(taken):.2f} ms", f"{p99(taken):.2f} ms", "", "", "", ""))
    alone = [statistics.median(eights), p99(eights), statistics.median(wholes), p99(wholes)]
    for label, chosen in (
        ("any question", set(texts)), ("questions that need the encoder", needs),
        ("questions decided without it", set(texts) - needs), ("passage questions", passages),
    ):  # fmt: skip
        taken = [one for text, one in zip(texts, times[0], strict=True) if text in chosen]
        here = [statistics.median(taken), p99(taken)]
        ratios = (f"x{one / encoders:.2f}" for one, encoders in zip(here * 2, alone, strict=True))
        print(WIDE(label, len(taken), f"{here[0]:.2f} ms", f"{here[1]:.2f} ms", *ratios))


if __name__ == "__main__":
    main()
