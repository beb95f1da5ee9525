"""What is asked, in words: all that one must know to answer stands in the question."""

from random import Random

import pytest

from tests.core.test_quiz import NOW
from viewer.core.assets import atlas_folder
from viewer.core.confusable import how_they_differ
from viewer.core.loading import load_atlas
from viewer.core.material import Material
from viewer.core.question import Mode, Question
from viewer.core.quiz import Quiz, SetWish
from viewer.core.showing import Showing, usual_names
from viewer.core.structure import StructureId
from viewer.shell.quiz_words import QuizWords

MIDLINE, LATERAL = StructureId("posteromedian-spinal-vein"), StructureId("posterolateral-spinal-vein")
RADICULAR = StructureId("posterior-radicular-veins")


@pytest.fixture(scope="module")
def material() -> Material:
    shipped = load_atlas(atlas_folder())
    return Material(shipped, Showing(usual_names(shipped)))


def every(material: Material, *modes: Mode) -> list[Question]:
    sets = [
        Quiz(material, [], NOW, Random(seed)).make_set(SetWish(modes, length=10_000)) for seed in range(9)
    ]
    return [question for made in sets for question in made]


def test_it_is_said_what_is_blocked(material: Material) -> None:
    words, structures = QuizWords(material.atlas), material.atlas.structures
    told = set()
    for question in every(material, Mode.CUT_OFF):
        prompt = f"{words.prompt(question)} {words.facts(question)}"
        told.add(prompt)
        assert "in this atlas" in prompt
        for name in material.ends_blocked(question.asked.structure, question.condition):
            found = structures[StructureId(name)]
            assert found.name in prompt or found.plural in prompt
        right = structures[StructureId(question.right)]
        assert right.name not in prompt
    assert any("Blocked here: Posteromedian spinal vein; " in one for one in told)


def test_a_step_that_may_go_either_way_is_asked_for_as_one_that_can(material: Material) -> None:
    words = QuizWords(material.atlas)
    for question in every(material, Mode.DRAINED_BY, Mode.DRAINS_TO):
        asked = words.asked(question, 1, 1)
        assert " can " in asked.prompt and "that this atlas gives" in asked.hint


def test_a_question_and_its_options_speak_of_one_or_of_many_alike(material: Material) -> None:
    """Of "Posterior horns" the answer is not "Posterior horn"."""
    words, known = QuizWords(material.atlas), material.atlas.structures
    for question in every(material, Mode.DRAINS_TO, Mode.DRAINED_BY, Mode.CUT_OFF):
        plain = (known[StructureId(option)] for option in question.options)
        assert words.asked(question, 1, 1).options == tuple(one.plural or one.name for one in plain)


def test_it_is_asked_in_plain_words_and_said_which_keys_answer(material: Material) -> None:
    words = QuizWords(material.atlas)
    for question in every(material, *Mode):
        asked = words.asked(question, 1, 1)
        if question.mode is Mode.SIDE:
            assert asked.hint == "Press 1 or 2."
            assert asked.facts in ("Seen from behind.", "Seen from below."), "else no side can be told"
            assert asked.facts.removesuffix(".").lower() in material.plates[question.plate].caption.lower()
        elif question.options:
            assert asked.hint.startswith("Press a number from 1 to 4.")
        if question.mode is Mode.LEVEL:
            kinds = ("cord segment", "vertebra", "spinal nerve")
            assert asked.prompt.endswith(tuple(f": at which {kind} is it lit?" for kind in kinds))


def test_a_card_says_of_two_where_blood_goes_either_way(material: Material) -> None:
    """Else the same veins stood under what blood comes from and what it goes to."""
    rows = QuizWords(material.atlas).contrasts(how_they_differ(material, MIDLINE, LATERAL))
    told = {row.field: f"{row.both.removeprefix('Both: ')}; {row.one}".split("; ") for row in rows}
    both = {*told["Blood comes from"]} & {*told["Blood goes to"]}
    assert both and all(name.endswith(("(either way)", "(either way) (not certain)")) for name in both)


def test_what_two_share_of_the_blood_is_told_once_and_not_as_a_difference(material: Material) -> None:
    words = QuizWords(material.atlas)
    rows = words.contrasts(how_they_differ(material, MIDLINE, LATERAL))
    comes = next(row for row in rows if row.field == "Blood comes from")
    assert comes.both.startswith("Both: Pial venous plexus (either way); ")
    assert comes.one == "Posterior sulcal vein; Vein of the medulla oblongata (either way)"
    assert comes.other == "Lateral spinal venous system (either way) (not certain)"


def test_where_one_has_nothing_of_its_own_it_is_said(material: Material) -> None:
    words = QuizWords(material.atlas)
    one, other = StructureId("accessory-hemiazygos-vein"), StructureId("hemiazygos-vein")
    rows = words.contrasts(how_they_differ(material, one, other))
    goes = next(row for row in rows if row.field == "Blood goes to")
    assert goes.both == "Both: Azygos vein"
    assert (goes.one, goes.other) == ("nothing else", "Left renal vein (either way) (not certain)")


def test_what_is_in_doubt_for_one_of_two_is_no_common_ground(material: Material) -> None:
    found = how_they_differ(material, StructureId("great-posterior-radicular-vein"), RADICULAR)
    comes = next(row for row in QuizWords(material.atlas).contrasts(found) if row.field == "Blood comes from")
    assert comes.both == "" and comes.one == "Posteromedian spinal vein (not certain)"
