"""Upstream texts lose their mark-up and are cut at sentences."""

from knowledge.upstream.text import citations, plain


def test_links_and_citations_are_taken_out() -> None:
    text = "[APT28](https://attack.mitre.org/groups/G0007) used <code>certutil</code>.(Citation: A B)(Citation: C (D))"
    assert plain(text) == "APT28 used certutil."
    assert citations(text) == ("A B", "C (D)")


def test_a_text_cut_upstream_ends_at_its_last_sentence_or_word() -> None:
    assert plain("It was first seen in 2019 and came back. Then the [Grou...") == "It was first seen in 2019 and came back."
    assert plain("One long sentence that never comes to its en...") == "One long sentence that never comes to its …"


def test_a_note_about_the_entry_is_not_what_it_says() -> None:
    note = '*We no longer keep this object in favor of one by **MITRE**: "Turla" (Group).*'
    assert plain(f"{note} Turla is a group. *Some* say so.") == "Turla is a group. *Some* say so."
    assert plain("*Turla*") == "*Turla*"
