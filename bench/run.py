"""How fast the bot is, and how much memory it takes: `make bench`.

Every figure is a median of runs in one go on one machine. Whole processes are timed from outside; the encoder's own time
stands beside a question's, so that what is ours can be told from what is the model's.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import psutil

from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text
from bot.settings import read_settings
from index.encoder import OnnxEncoder

PASSAGE_QUESTIONS = (
    "who hid its command and control behind satellite links",
    "the crew behind the heist at the central bank of Bangladesh",
    "hotel guests infected over wifi by fake updates",
    "malware that wiped thirty thousand computers of an oil company",
    "which first stage implant resembled MiniDuke",
)
NAMES = ("sofacy", "Fancy-Bear", "the Lazarus group", "G0007", "Forest Blizzard", "zebrocy")


def median_ms(run: Callable[[str], object], inputs: tuple[str, ...], rounds: int = 40) -> float:
    """Median of a call in a warm process, in milliseconds."""
    for text in inputs:
        run(text)
    times = []
    for number in range(rounds * len(inputs)):
        started = time.perf_counter()
        run(inputs[number % len(inputs)])
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def whole_process(*arguments: str, rounds: int = 9) -> float:
    """Median of a whole process, in seconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "bot.cli", *arguments], capture_output=True, check=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    row = "{:<58}{:>10}{:>12}".format
    print(row("whole process", "median", "target"))
    python = whole_process("--help")
    for arguments, target in ((("names", "sofacy"), 0.35), (("ask", "/apt sofacy"), 0.6), (("ask", PASSAGE_QUESTIONS[0]), 1.2)):
        print(row(" ".join(arguments)[:56], f"{whole_process(*arguments):.3f} s", f"{target} s"))
    print(row("  of which starting Python and the command line", f"{python:.3f} s", ""))
    settings = read_settings()
    knowledge = KnowledgeBase(settings)
    print(row("warm process", "median", "target"))
    question = median_ms(lambda text: answer_text(text, knowledge), PASSAGE_QUESTIONS)
    resident = psutil.Process().memory_info().rss / 2**20
    encoder = OnnxEncoder(settings.model_dir)
    alone = median_ms(lambda text: encoder.encode([text]), PASSAGE_QUESTIONS)
    print(row("a passage question", f"{question:.2f} ms", "15 ms"))
    print(row("  of which the encoder alone", f"{alone:.2f} ms", f"x{question / alone:.1f}"))
    print(row("a profile", f"{median_ms(lambda text: answer_text(text, knowledge), NAMES):.2f} ms", ""))
    print(row("a name looked up", f"{median_ms(knowledge.names.look_up, NAMES) * 1000:.0f} µs", ""))
    print(row("resident memory after passage questions", f"{resident:.0f} MB", "350 MB"))


if __name__ == "__main__":
    main()
