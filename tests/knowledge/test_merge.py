"""The layers are joined where the rules say so, and nowhere else."""

from bot.knowledge_base import KnowledgeBase


def test_every_statement_of_the_graph_is_about_something_known(knowledge: KnowledgeBase) -> None:
    records = knowledge.graph.records
    known = {entity.id for entity in records.entities}
    for use in records.uses:
        assert use.subject in known
        assert use.object in known
    assert all(target.subject in known for target in records.targetings)


def test_every_statement_has_a_source_that_exists(knowledge: KnowledgeBase) -> None:
    records = knowledge.graph.records
    known = {source.id for source in records.sources}
    for name in ("names", "summaries", "uses", "targetings", "attributions", "motivations", "events", "notes", "activities"):
        for statement in getattr(records, name):
            assert statement.sources, statement
            assert set(statement.sources) <= known, statement


def test_what_curated_files_list_is_joined(knowledge: KnowledgeBase) -> None:
    apt28 = knowledge.graph.entity("apt28")
    assert apt28 is not None
    assert apt28.layers == ("curated", "attack", "misp")


def test_andariel_stays_apart_from_lazarus(knowledge: KnowledgeBase) -> None:
    meaning = knowledge.names.look_up("Andariel")
    assert meaning.candidates[0].entity.name == "Andariel"
    assert all(c.relation != "same" for c in meaning.candidates if "lazarus" in c.entity.id)


def test_the_graph_answers_both_ways(knowledge: KnowledgeBase) -> None:
    graph = knowledge.graph
    for use in list(graph.uses_of_type("apt28", "software"))[:20]:
        assert "apt28" in {u.subject for u in graph.users_of(use.object)}
    kazakhstan = {t.subject for t in graph.targetings_at("country", "KZ")}
    central_asia = {t.subject for t in graph.targetings_at("region", "central-asia")}
    assert "apt28" in kazakhstan
    assert kazakhstan <= central_asia


def test_a_withdrawn_attack_id_leads_to_what_replaced_it(knowledge: KnowledgeBase) -> None:
    meaning = knowledge.names.look_up("G0042")  # MONSOON, revoked in favor of Patchwork
    assert meaning.candidates
    assert meaning.candidates[0].relation == "formerly"
    assert knowledge.names.look_up("Patchwork").candidates[0].entity.id == meaning.candidates[0].entity.id


def test_procedure_sentences_carry_the_report_they_cite(knowledge: KnowledgeBase) -> None:
    uses = [u for u in knowledge.graph.uses_of("apt28") if u.layer == "attack"]
    cited = [s for u in uses for s in knowledge.graph.sources(u.sources) if s.id.startswith("cited:") and s.url and s.date]
    assert len(cited) > 100
