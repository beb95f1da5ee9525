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
        assert " can " in words.prompt(question) and "as this atlas has it" in words.prompt(question)


def test_what_two_share_of_the_blood_is_told_once_and_not_as_a_difference(material: Material) -> None:
    words = QuizWords(material.atlas)
    rows = words.contrasts(how_they_differ(material, MIDLINE, LATERAL))
    comes = next(row for row in rows if row.field == "Blood comes from")
    assert comes.both.startswith("Both: Pial venous plexus; ")
    assert comes.one == "Posterior sulcal vein; Vein of the medulla oblongata"
    assert comes.other == "Lateral spinal venous system"


def test_where_one_has_nothing_of_its_own_it_is_said(material: Material) -> None:
    words = QuizWords(material.atlas)
    found = how_they_differ(material, StructureId("great-posterior-radicular-vein"), RADICULAR)
    comes = next(row for row in words.contrasts(found) if row.field == "Blood comes from")
    assert comes.both == "Both: Posteromedian spinal vein"
    assert (comes.one, comes.other) == ("nothing else", "Posterolateral spinal vein")
