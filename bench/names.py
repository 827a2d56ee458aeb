"""Does every name that a catalogue gives an actor lead back to that actor? `python -m bench.names`.

Takes every main name and synonym of the catalogues' actors as installed and looks it up. A name counts as right where the
actor that the catalogue gives it is meant or, for a contested name, is among the candidates.
"""

import statistics
import time
from collections import Counter

from bot.knowledge_base import KnowledgeBase
from bot.settings import read_settings
from knowledge.names import Names
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
    """Print shares of right answers by catalogue, the wrong ones, and the times of look-ups."""
    names = KnowledgeBase(read_settings()).names
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
    print(f"exact look-up: {_median(names, ['sofacy', 'Fancy Bear', 'G0007']):.1f} µs")
    print(f"near look-up: {_median(names, ['sofacyy', 'Fancy Baer']):.0f} µs")


def _median(names: Names, texts: list[str]) -> float:
    times = []
    for number in range(300):
        started = time.perf_counter()
        names.look_up(texts[number % len(texts)])
        times.append((time.perf_counter() - started) * 1e6)
    return statistics.median(times)


if __name__ == "__main__":
    main()
