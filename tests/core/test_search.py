"""Searching: names first, a letter wrong or missing, passages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.core.atlas import Atlas
from viewer.core.search import Search
from viewer.core.words import fold


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


# Levels


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("T8", "posteromedian-spinal-vein.T8"),
        ("t8", "posteromedian-spinal-vein.T8"),
        ("radicular vein T8", "posterior-radicular-veins.right.T8"),
        ("posterolateral T8 left", "posterolateral-spinal-vein.left.T8"),
        ("posterolateral left T8", "posterolateral-spinal-vein.left.T8"),
        ("l posterolateral t8", "posterolateral-spinal-vein.left.T8"),
        ("vena lateralis r T8", "posterolateral-spinal-vein.right.T8"),
        ("radicular T8", "posterior-radicular-veins.right.T8"),
        ("dura T8", "radicular-dural-crossing.right.T8"),
        ("radiculr vein T8", "posterior-radicular-veins.right.T8"),
    ],
)
def test_what_is_drawn_at_a_level_is_found_there(search: Search, text: str, first: str) -> None:
    found = search.find(text)[0]
    assert (found.kind, found.id) == ("structure", first)


def test_a_level_alone_lists_all_that_is_drawn_there_veins_first(search: Search, shipped: Atlas) -> None:
    places = [one for one in search.find("T8", limit=60) if one.kind == "structure"]
    drawn = {str(r.address) for p in shipped.plates.values() for r in p.regions if r.address.level == "T8"}
    assert {one.id for one in places} == drawn
    layers = [shipped.kinds[shipped.structures[one.address.structure].kind].layer for one in places]
    assert layers == sorted(layers, key=lambda layer: layer != "veins")
    assert "Posterior radicular vein, right, spinal nerve T8" in [one.title for one in places]


def test_both_sides_are_offered_unless_one_is_asked_for(search: Search) -> None:
    ids = [one.id for one in search.find("posterolateral T8")]
    assert ids[:2] == ["posterolateral-spinal-vein.left.T8", "posterolateral-spinal-vein.right.T8"]
    assert all(".left" in one.id for one in search.find("left T8") if one.kind == "structure")


def test_the_word_for_a_level_narrows_to_what_is_counted_so(search: Search, shipped: Atlas) -> None:
    for word, kind in (("vertebra", "vertebra"), ("segment", "segment"), ("spinal nerve", "nerve")):
        places = [one for one in search.find(f"{word} T8", limit=60) if one.kind == "structure"]
        kinds = {shipped.structures[one.address.structure].level_kind for one in places}
        assert kinds == {kind}, word


def test_a_level_that_a_cut_stands_for_is_found(search: Search) -> None:
    found = search.find("posterior horn left T8")[0]
    assert (found.id, found.missing) == ("dorsal-horn.left.T8", "")


def test_a_side_is_not_asked_of_what_has_none(search: Search) -> None:
    found = search.find("basivertebral left L3")[0]
    assert (found.id, found.missing) == ("basivertebral-veins.L3", "")


def test_what_counts_no_levels_is_found_in_the_cut_at_one(search: Search) -> None:
    found = search.find("epidural space T4")[0]
    assert (found.id, found.level, found.missing) == ("epidural-space", "T4", "")
    assert search.find("inferior vena cava T4")[0].missing == "T4"


def test_what_is_not_drawn_at_a_level_is_found_without_it_and_says_so(search: Search) -> None:
    first = search.find("great posterior radicular vein left C3")[0]
    assert (first.id, first.missing) == ("great-posterior-radicular-vein", "left C3")
    assert search.find("radicular vein T8")[0].missing == ""


# What leads


def test_drawn_veins_lead_where_names_match_alike(search: Search, shipped: Atlas) -> None:
    for text in ("posterior", "posterior v", "lateral"):
        first = shipped.structures[search.find(text)[0].address.structure]
        assert shipped.kinds[first.kind].layer == "veins", text
        assert not first.undrawn, text
    firsts = [shipped.structures[one.address.structure] for one in search.find("posterior")[:4]]
    assert {shipped.kinds[one.kind].layer for one in firsts} == {"veins"}
    assert not any(one.undrawn for one in firsts)


def test_a_word_of_the_text_leads_to_what_it_names(search: Search) -> None:
    assert search.find("net")[0].id == "pial-venous-plexus"
    assert search.find("midline vein")[0].id == "posteromedian-spinal-vein"


def test_what_the_tables_tell_of_leads_there_too(search: Search) -> None:
    ids = [one.id for one in search.find("adamkiewitz")]
    assert ids[0] == "artery-of-adamkiewicz"
    assert "great-anterior-radicular-vein" in ids


def test_names_lead_and_passages_about_the_program_come_last(search: Search, shipped: Atlas) -> None:
    found = search.find("vein", limit=99)
    parts = [shipped.sections[one.id].part if one.kind == "section" else "" for one in found]
    late = [part in ("handbook", "about") for part in parts]
    named = [one.kind == "structure" for one in found]
    assert late == sorted(late) and set(late) == {False, True}
    assert named == sorted(named, reverse=True) and set(named) == {False, True}


# Cases and titles


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("SDAVF", "spinal-dural-fistula"),
        ("valsalva", "straining"),
        ("metastasis", "spread-by-the-vertebral-plexus"),
        ("coughing", "straining"),
        ("epidural hematoma", "epidural-haematoma"),
        ("foix alajouanine", "foix-alajouanine-syndrome"),
        ("look ill", "normal-lookalikes"),
    ],
)
def test_a_condition_is_found_by_its_names_and_other_words(search: Search, text: str, first: str) -> None:
    found = next(one for one in search.find(text) if one.kind != "structure" or one.close)
    assert (found.kind, found.id) == ("condition", first)


def test_a_variant_is_found_by_what_it_is_one_of_and_by_its_name(search: Search) -> None:
    found = search.find("occipital sinus absent")[0]
    assert found.kind == "variant"
    assert found.title == "Direct link to the occipital sinus: Absent: by the marginal sinus only"


def test_a_title_that_begins_so_comes_before_what_only_tells_of_it(search: Search) -> None:
    found = search.find("spread by the")
    assert (found[0].kind, found[0].id) == ("section", "spread")
    assert any(one.kind == "structure" for one in found[1:])


@pytest.mark.parametrize(("one", "other"), [("tumor", "tumour"), ("hemorrhage", "haemorrhage")])
def test_american_spelling_finds_the_passages_of_british(search: Search, one: str, other: str) -> None:
    passages = {found.id for found in search.find(one) if found.kind == "section"}
    assert passages and passages <= {found.id for found in search.find(other)}


# Loose words


@pytest.mark.parametrize(
    "text", ["vein without artery", "no companion artery", "artery companion", "companion arteries"]
)
def test_loose_words_find_the_passage_that_holds_them(search: Search, text: str) -> None:
    passages = [one for one in search.find(text) if one.kind == "section"]
    assert passages[0].id == "two-arteries"
    assert "no companion artery" in passages[0].excerpt


def test_what_tells_it_in_just_these_words_comes_first(shipped: Atlas, search: Search) -> None:
    for text in ("pierce the dura", "pierces the dura"):
        late = {one.id for one in shipped.sections.values() if one.part in ("about", "handbook")}
        found = [one for one in search.find(text) if not one.close and one.id not in late]
        told = [text in fold(one.excerpt or one.why) for one in found]
        assert any(told) and told == sorted(told, reverse=True), [one.title for one in found]


def test_words_that_no_passage_holds_together_find_those_that_hold_most_of_them(search: Search) -> None:
    found = search.find("spread pelvis valveless hemisphere")
    assert {one.kind for one in found} == {"section"}
    assert found[0].id in ("spread", "no-valves")
    assert not any(one.close for one in found)
    assert search.find("zzxqy hemisphere") == []


@pytest.mark.parametrize(("text", "name"), [("SVC", "Superior vena cava"), ("ivc", "Inferior vena cava")])
def test_a_structure_is_found_by_the_initials_of_its_name(search: Search, text: str, name: str) -> None:
    assert search.find(text)[0].title == name
