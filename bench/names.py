"""Does every name that a catalogue gives an actor lead back to that actor, and how fast? `python -m bench.names`.

Takes every main name and synonym of the catalogues' actors as installed and looks it up. A name counts as right where the
actor that the catalogue gives it is meant or, for a contested name, is among the candidates. Times are medians of one run;
the scan is also given as a multiple of the bare automaton's pass over the same text.
"""

import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable

from bot.knowledge_base import KnowledgeBase
from bot.settings import read_settings
from knowledge.names import Names
from knowledge.scanning import Scanner
from knowledge.segments import segments
from knowledge.upstream.attack_data import installed_attack
from knowledge.upstream.misp_data import installed_clusters

GALAXIES = ("threat-actor", "microsoft-activity-group", "360net")


def catalogue_names() -> list[tuple[str, str, str]]:
    """(catalogue, id there, name)."""
    found = [
        (galaxy, cluster.uuid, name)
        for galaxy in GALAXIES
        for cluster in installed_clusters(galaxy)
        for name in (cluster.value, *cluster.texts("synonyms"))
    ]
    for group in installed_attack().objects.values():
        if group.stix_type == "intrusion-set" and not group.withdrawn:
            found += [("ATT&CK", group.attack_id, name) for name in (group.name, *group.aliases)]
    return found


def main() -> None:
    """Print shares of right answers by catalogue, the wrong ones, and times."""
    knowledge = KnowledgeBase(read_settings())
    print_shares(knowledge.names)
    print_times(knowledge.names)
    print_scans(knowledge)


def print_shares(names: Names) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for catalogue, id_, name in catalogue_names():
        wanted = set(names.table.ids.get(id_.replace("-", "").lower(), ()))
        meaning = names.look_up(name)
        total[catalogue] += 1
        statuses[meaning.status] += 1
        if wanted & {candidate.entity.id for candidate in meaning.candidates}:
            right[catalogue] += 1
        else:
            print(f"wrong: {name!r} of {catalogue} {id_}: {meaning.status} {[c.entity.id for c in meaning.candidates]}")
    for catalogue, count in total.items():
        print(f"{catalogue:<28}{right[catalogue]:>6} of {count:<6}{right[catalogue] / count:>8.2%}")
    print(dict(statuses))


def print_times(names: Names) -> None:
    claims = [claim.name for claim in names.table.claims]
    print(f"exact look-up, every name once: {_median(names.look_up, claims):.1f} µs")
    slips = [name[:4] + name[5:] for name in claims[:: len(claims) // 300] if len(name) > 7]
    print(f"look-up of names with a letter missing: {_median(names.look_up, slips):.0f} µs")
    lines = "\n".join(claims[:10_000])
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot.cli", "names", "-", "--batch", "--format", "json"],
        input=lines.encode(), stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    seconds = time.perf_counter() - started
    print(f"names --batch: {min(len(claims), 10_000) / seconds:,.0f} names a second, start included")


def print_scans(knowledge: KnowledgeBase) -> None:
    terms = knowledge.graph.records.terms
    started = time.perf_counter()
    scanner = Scanner(knowledge.names, terms)
    scanner.scan("")
    print(f"automaton of {len(knowledge.names.table.forms):,} forms ready in {(time.perf_counter() - started) * 1000:.0f} ms")
    report = " ".join(cluster.description for cluster in installed_clusters("threat-actor"))
    texts = {
        "descriptions of MISP galaxy": (report * (1_000_000 // len(report) + 1))[:1_000_000],
        "one letter": "a" * 1_000_000,
        "zero-width spaces": "\u200b" * 1_000_000,
        "nested mark-up": "[*<_" * 250_000,
        "one name": "Sofacy" * 166_666,
    }
    for title, text in texts.items():
        scanner.scan(text[:10_000])
        bare, _ = _timed(lambda text=text: scanner._automaton.find_matches_as_indexes(segments(text).normal, overlapping=True))
        seconds, mentions = _timed(lambda text=text: scanner.scan(text))
        print(f"1 MB of {title:<30}{seconds:>6.2f} s, {seconds / bare:>4.1f} x the bare pass, {len(mentions):,} mentions")
    print(f"most memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _timed(call: Callable[[], list[object]]) -> tuple[float, list[object]]:
    started = time.perf_counter()
    found = call()
    return time.perf_counter() - started, found


def _median(call: Callable[[str], object], texts: list[str]) -> float:
    times = []
    for text in texts:
        started = time.perf_counter()
        call(text)
        times.append((time.perf_counter() - started) * 1e6)
    return statistics.median(times)


if __name__ == "__main__":
    main()
