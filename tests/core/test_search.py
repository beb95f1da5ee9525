"""Searching: names first, a letter wrong or missing, passages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.core.atlas import Atlas
from viewer.core.search import Search, fold


@pytest.fixture(scope="module")
def small_search(small: Atlas) -> Search:
    return Search(small)


@pytest.fixture(scope="module")
def search(shipped: Atlas) -> Search:
    return Search(shipped)


@pytest.mark.parametrize(
    ("text", "structure", "why"),
    [
        ("midline vein", "midline-vein", ""),
        ("MIDL", "midline-vein", ""),
        ("vein midl", "midline-vein", ""),
        ("vena mediana", "midline-vein", "vena mediana"),
        ("dorsal", "midline-vein", "Dorsal vein"),
        ("muller", "midline-vein", "Vein of Müller"),
        ("Müller", "midline-vein", "Vein of Müller"),
        ("A12.3", "midline-vein", "A12.3.07.025"),
        ("midlne", "midline-vein", ""),
        ("midlinne", "midline-vein", ""),
        ("midlibe vein", "midline-vein", ""),
        ("mildine", "midline-vein", ""),
        ("side veins", "side-vein", "Side veins"),
        ("dline", "midline-vein", ""),
        ("spinal", "the-cord", ""),
    ],
)
def test_a_structure_is_found_by_any_of_its_names(
    small_search: Search, text: str, structure: str, why: str
) -> None:
    first = small_search.find(text)[0]
    assert (first.kind, first.id, first.why) == ("structure", structure, why)


def test_the_exact_name_comes_before_names_that_hold_it(small_search: Search) -> None:
    assert small_search.find("side vein")[0].id == "side-vein"
    assert [found.id for found in small_search.find("vein")][:3] == ["vein-net", "midline-vein", "side-vein"]


def test_a_passage_is_found_with_the_words_around_it(small_search: Search) -> None:
    found = [one for one in small_search.find("other way") if one.kind == "section"]
    assert [one.id for one in found] == ["trouble"]
    assert found[0].title == "When a vein is blocked"
    assert "blood goes the other way" in found[0].excerpt


def test_a_long_passage_is_cut_at_words_round_the_match(shipped: Atlas, search: Search) -> None:
    cut = [
        found
        for found in search.find("blood")
        if found.excerpt.startswith("…") and found.excerpt.endswith("…")
    ]
    assert cut
    for found in cut:
        words = found.excerpt.strip("…").split()
        text = shipped.sections[found.id].text
        assert " ".join(words) in " ".join(text.split())
        assert words[0] in text.split()


def test_nothing_is_found_by_nothing(small_search: Search) -> None:
    for text in ("", "  ", "–", "xyzzy", "..."):
        assert small_search.find(text) == []
    assert len(small_search.find("e", limit=2)) == 2


@given(st.text())
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=40))
@settings(deadline=None)
def test_no_text_breaks_the_search(small_search: Search, text: str) -> None:
    assert len(small_search.find(text)) <= 30


def test_every_shipped_structure_is_found_first_by_its_own_name(search: Search, shipped: Atlas) -> None:
    for structure in shipped.structures.values():
        first = search.find(structure.name)[0]
        assert shipped.structures[structure.id].name == first.title


def test_every_shipped_structure_is_found_with_one_letter_missing(search: Search, shipped: Atlas) -> None:
    for structure in shipped.structures.values():
        longest = max(structure.name.split(), key=len)
        if len(longest) < 6:
            continue
        typed = structure.name.replace(longest, longest[:3] + longest[4:])
        assert structure.name in {found.title for found in search.find(typed)}, typed
