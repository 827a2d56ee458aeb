"""Records -> items of an answer: grouped, in order of weight, each with its sources."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.answers.model import ActorRef, Item
from index.passages import targeting_text
from knowledge.graph import Graph
from knowledge.model import LAYERS, Entity, Event, NameClaim, Relation, Statement, Targeting, Use
from knowledge.normalise import key

S = TypeVar("S", bound=Statement)

LAYER_NAMES = {"curated": "curated by aptbot", "attack": "MITRE ATT&CK", "misp": "MISP galaxy"}
RELATION_WORDS = {
    "part-of": "a part of it", "overlaps": "overlaps with it", "disputed": "disputed", "software": "really malware",
    "formerly": "a former name",
}  # fmt: skip
RELATION_VERBS = {
    "part-of": "is a part of", "contains": "contains", "successor-of": "succeeded", "predecessor-of": "came before",
    "overlaps": "overlaps with", "works-with": "works with", "shares-tooling-with": "shares tools with",
    "distinct-from": "is kept apart from", "affiliate-of": "is an affiliate of", "same-sponsor-as": "has the same sponsor as",
    "sells-access-to": "sells access to", "buys-access-from": "buys access from", "splinter-of": "split off from",
}  # fmt: skip
NAME_VERBS = {
    "part-of": "names a part of", "overlaps": "overlaps with", "disputed": "is disputed as a name of", "software": "is malware of",
}  # fmt: skip
NAMES_NO_USER = "does not say who uses it"
"""How a note says by itself that nobody is known to use a name."""


def curated_first(statements: Iterable[S]) -> list[S]:
    """Statements by layer: what aptbot curates before the catalogues, otherwise as they come."""
    return sorted(statements, key=lambda statement: LAYERS.index(statement.layer))


def relation_in_words(graph: Graph, relation: Relation) -> str:
    """``APT28 has the same sponsor as Sandworm``."""
    words = RELATION_VERBS.get(relation.relation, f"is recorded as {relation.relation.replace('-', ' ')}")
    return f"{graph.name(relation.subject)} {words} {graph.name(relation.object)}"


def users_in_words(graph: Graph, claims: Sequence[NameClaim], verb: str = "used by") -> str:
    """Who uses a name; whose names it is shaped like, where no source says that; or that the sources list it and do not say."""
    stated = dict.fromkeys(vendor for claim in claims if claim.basis == "stated" for vendor in claim.by)
    if stated:
        return f"{verb} {', '.join(map(graph.vendor_name, stated))}"
    if shaped := dict.fromkeys(vendor for claim in claims for vendor in claim.by):
        return f"has the shape of the names of {', '.join(map(graph.vendor_name, shaped))}"
    told = any(NAMES_NO_USER in claim.note for claim in claims)
    return "" if told else "the sources list this name without saying who uses it"


def sources_of(statements: Iterable[Statement]) -> tuple[str, ...]:
    """The source ids of the statements, curated ones first."""
    ordered = curated_first(statements)
    return tuple(dict.fromkeys(source for statement in ordered for source in statement.sources))


def when_in_words(when: str) -> str:
    """``2017-04/2017-12`` -> ``2017-04 to 2017-12``."""
    first, slash, last = when.partition("/")
    if not slash:
        return first
    return f"{first} to {last}" if first and last else f"since {first}" if first else f"until {last}"


def actor_ref(graph: Graph, actor_id: str) -> ActorRef:
    """The actor with every name that is claimed to mean just it."""
    plain = [c.name for c in graph.names_of(actor_id) if c.relation in ("same", "formerly")]
    name = graph.name(actor_id)
    aliases = {key(alias): alias for alias in reversed(plain) if key(alias) != key(name)}
    return ActorRef(actor_id, name, tuple(sorted(aliases.values(), key=str.lower)))


def name_items(graph: Graph, entity: Entity) -> tuple[list[Item], list[Item]]:
    """Its names, and the names that only relate to it; each with who uses it and since when."""
    groups: dict[str, list[NameClaim]] = defaultdict(list)
    for claim in graph.names_of(entity.id):
        groups[key(claim.name)].append(claim)
    plain, related = [], []
    for claims in groups.values():
        claims.sort(key=lambda c: (LAYERS.index(c.layer), not c.main, not c.by))
        item = _name_item(graph, claims)
        if claims[0].relation in ("same", "formerly"):
            if key(item.value) != key(entity.name) or item.detail:
                plain.append(((not claims[0].main, LAYERS.index(claims[0].layer), not item.detail), item))
        else:
            related.append(item)
    plain.sort(key=lambda pair: pair[0])
    return [item for _, item in plain], related


def _name_item(graph: Graph, claims: Sequence[NameClaim]) -> Item:
    vendors = dict.fromkeys(v for c in claims if c.basis == "stated" for v in c.by)
    details = [", ".join(map(graph.vendor_name, vendors))] if vendors else []
    if not vendors and (shaped := dict.fromkeys(v for c in claims for v in c.by)):
        details.append(f"{', '.join(map(graph.vendor_name, shaped))}, by the shape of the name")
    since, until = (next((getattr(c, end) for c in claims if getattr(c, end)), "") for end in ("since", "until"))
    if since or until:
        details.append(when_in_words(f"{since}/{until}"))
    if claims[0].relation != "same":
        details.append(RELATION_WORDS[claims[0].relation])
    if note := next((c.note for c in claims if c.note), ""):
        details.append(note)
    return Item(claims[0].name, "; ".join(filter(None, details)), sources_of(claims))


def use_items(graph: Graph, uses: Iterable[Use], other: str) -> list[tuple[str, Item]]:
    """(id, item) of what is used (``other="object"``) or who uses it (``other="subject"``), the most telling first.

    Curated statements lead; of the rest, software that few actors use says more than software that all use.
    """
    groups: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        groups[getattr(use, other)].append(use)
    ranked = []
    for position, (id_, group) in enumerate(groups.items()):
        group.sort(key=lambda u: LAYERS.index(u.layer))
        details = [d for d in (group[0].role, when_in_words(group[0].when)) if d]
        item = Item(_shown(graph, id_), "; ".join(details), sources_of(group), catalogue_url(graph, id_))
        spread = graph.spread(id_) if other == "object" else 0
        layer = LAYERS.index(group[0].layer)
        ranked.append(((layer, position if layer == 0 else spread, position), id_, item))
    return [(id_, item) for _, id_, item in sorted(ranked, key=lambda entry: entry[0])]


def _shown(graph: Graph, id_: str) -> str:
    entity = graph.entity(id_)
    if entity and entity.type == "technique":
        return f"{id_} {entity.name}"
    return graph.name(id_)


def catalogue_url(graph: Graph, id_: str) -> str:
    """The ATT&CK page of a technique or of ATT&CK's own software."""
    entity = graph.entity(id_)
    if entity is None or entity.type not in ("technique", "software"):
        return ""
    attack = entity.ids.get("attack", ())
    found = graph.sources([id_ if entity.type == "technique" else f"attack:{attack[0]}"]) if attack else []
    return found[0].url if found else ""


def targeting_items(graph: Graph, targetings: Iterable[Targeting]) -> list[Item]:
    """Each targeting statement as one item: where, whom, when."""
    ordered = curated_first(targetings)
    found = []
    for targeting in ordered:
        text, when = targeting_text(graph, targeting), when_in_words(targeting.when)
        if text:
            detail = ": ".join(filter(None, (when, targeting.note)))
            found.append(Item(f"{text[0].upper()}{text[1:]}", detail, targeting.sources))
    return found


def whom_items(graph: Graph, targetings: Iterable[Targeting]) -> list[Item]:
    """The same below a title that says what they are: without ``Goes after`` before each."""
    items = targeting_items(graph, targetings)
    return [replace(item, value=item.value.removeprefix("Goes after ")) for item in items]


def target_words(graph: Graph, targetings: Iterable[Targeting]) -> tuple[list[str], list[str]]:
    """The places and the sectors (and organizations) of targeting statements, as shown, curated first."""
    places: dict[str, None] = {}
    sectors: dict[str, None] = {}
    for t in curated_first(targetings):
        for country in t.countries:
            places[graph.term_name("country", country)] = None
        for region in t.regions:
            places[graph.term_name("region", region)] = None
        for sector in t.sectors:
            sectors[graph.term_name("sector", sector)] = None
    return list(places), list(sectors)


def layer_words(entity: Entity) -> tuple[str, ...]:
    return tuple(LAYER_NAMES[layer] for layer in entity.layers)


def events_of(graph: Graph, actor_id: str) -> list[Event]:
    """Campaigns and incidents, the latest first; a catalogue's campaign that a curated one stands for is left to that."""
    events = graph.events_of(actor_id)
    told = {event.attack for event in events if event.layer == "curated"}
    own = [event for event in events if event.layer == "curated" or event.id not in told]
    return sorted(own, key=lambda e: e.when.partition("/")[2] or e.when, reverse=True)
