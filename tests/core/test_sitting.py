"""A set while it is answered: open questions, slips, undoing, the summary, and the next day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from tests.core.study_helpers import START, Watch, refuse
from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.marking import Verdict
from viewer.core.material import Material
from viewer.core.question import Hides, Mode, Question, shuffled
from viewer.core.quiz import Quiz, SetWish
from viewer.core.schedule import Schedule
from viewer.core.showing import Showing, usual_names
from viewer.core.sitting import Sitting
from viewer.core.structure import StructureId
from viewer.core.study import StudyStore

LATERAL = StructureId("posterolateral-spinal-vein")
MIDLINE = StructureId("posteromedian-spinal-vein")


@pytest.fixture(scope="module")
def material(shipped: Atlas) -> Material:
    return Material(shipped, Showing(usual_names(shipped)))


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def store(tmp_path: Path, watch: Watch) -> Iterator[StudyStore]:
    with StudyStore(tmp_path, refuse, watch) as opened:
        yield opened


def find(structure: StructureId, side: str = "") -> Question:
    asked = Address(structure, side)
    return Question(Mode.FIND, asked, "dorsal", (), str(asked), Hides(()))


@pytest.fixture
def sitting(material: Material, store: StudyStore, watch: Watch) -> Sitting:
    name = Question(Mode.NAME_TYPED, Address(MIDLINE), "dorsal", (), MIDLINE, Hides(()))
    return Sitting(material, store, (find(LATERAL, "left"), name, find(MIDLINE)), watch)


def test_a_question_is_open_until_it_is_answered(sitting: Sitting, store: StudyStore) -> None:
    assert sitting.is_open and sitting.number == 1
    sitting.go_on()
    assert sitting.number == 1, "an open question is not passed over"
    assert sitting.click(-5000, 0, 1).verdict is Verdict.NOTHING
    assert sitting.is_open and not store.reviews()
    assert sitting.pick(Address(LATERAL, "right", "T5")).verdict is Verdict.WRONG_SIDE
    assert not sitting.is_open
    assert sitting.pick(Address(LATERAL, "left", "T5")).verdict is Verdict.NOTHING, "it is answered"
    (review,) = store.reviews()
    assert (review.item, review.given, review.rating) == (f"{LATERAL}.left", f"{LATERAL}.right.T5", 1)
    sitting.go_on()
    assert sitting.is_open and sitting.number == 2


def test_the_wrong_side_comes_again_soon_however_well_it_was_known(
    material: Material, store: StudyStore, watch: Watch
) -> None:
    for days in (0, 1, 5, 30):
        watch.moment = START + timedelta(days=days)
        Sitting(material, store, (find(LATERAL, "left"),), watch).pick(Address(LATERAL, "left", "T5"))
    assert not Schedule(store.reviews()).is_due((LATERAL, "find"), START + timedelta(days=60))
    Sitting(material, store, (find(LATERAL, "left"),), watch).pick(Address(LATERAL, "right", "T5"))
    assert Schedule(store.reviews()).is_due((LATERAL, "find"), START + timedelta(days=31))


def test_a_slip_is_offered_again_and_remembered_as_hard(sitting: Sitting, store: StudyStore) -> None:
    sitting.give_up()
    sitting.go_on()
    assert sitting.write("perimedullary veins").verdict is Verdict.SLIP
    assert sitting.is_open
    assert sitting.write("posteromedian spinal vein").verdict is Verdict.RIGHT
    assert [(one.rating, one.slips) for one in store.reviews()] == [(1, 0), (2, 1)]


def test_what_the_atlas_does_not_know_may_be_claimed(sitting: Sitting, store: StudyStore) -> None:
    sitting.give_up()
    assert not sitting.can_claim, "what is to be found is not typed"
    sitting.go_on()
    assert not sitting.can_claim
    sitting.write("middle vein of the back")
    assert sitting.can_claim and sitting.wrong[-1].mode is Mode.NAME_TYPED
    assert sitting.claim().verdict is Verdict.CLAIMED
    assert not sitting.can_claim and len(sitting.wrong) == 1
    kept = store.reviews()[-1]
    assert (kept.verdict, kept.rating, kept.given) == ("claimed", 3, "middle vein of the back")
    assert len(store.reviews()) == 2 and sitting.claim().verdict is Verdict.NOTHING


def name_on(side: str = "") -> Question:
    return Question(Mode.NAME_TYPED, Address(LATERAL, side), "dorsal", (), LATERAL, Hides(()))


def written(material: Material, store: StudyStore, watch: Watch, question: Question, text: str) -> Sitting:
    sitting = Sitting(material, store, (question,), watch)
    sitting.write(text)
    return sitting


def test_an_own_word_is_taken_for_right_the_next_time(
    material: Material, store: StudyStore, watch: Watch
) -> None:
    first = written(material, store, watch, name_on("right"), "the side rail")
    assert first.claim().verdict is Verdict.CLAIMED
    again = written(material, store, watch, name_on("right"), "Side rail, right")
    assert again.outcomes[-1].marked.verdict is Verdict.CLAIMED and not again.wrong
    other = written(material, store, watch, name_on("right"), "left side rail")
    assert other.outcomes[-1].marked.verdict is Verdict.WRONG_SIDE
    middle = Question(Mode.NAME_TYPED, Address(MIDLINE), "dorsal", (), MIDLINE, Hides(()))
    elsewhere = written(material, store, watch, middle, "the side rail")
    assert elsewhere.outcomes[-1].marked.verdict is Verdict.WRONG, "of another structure it is no word"


def test_an_own_word_that_is_taken_back_is_none(material: Material, store: StudyStore, watch: Watch) -> None:
    first = written(material, store, watch, name_on(), "the side rail")
    first.claim()
    first.undo()
    again = written(material, store, watch, name_on(), "the side rail")
    assert again.outcomes[-1].marked.verdict is Verdict.WRONG and again.can_claim


@pytest.mark.parametrize("text", ["left posterolateral spinal vein", "left side rail", "side rail, left T4"])
def test_a_wrong_side_cannot_be_claimed(
    material: Material, store: StudyStore, watch: Watch, text: str
) -> None:
    assert not written(material, store, watch, name_on("right"), text).can_claim
    assert written(material, store, watch, name_on("right"), "right side rail").can_claim


def test_a_claim_from_a_strange_file_does_no_harm(sitting: Sitting, store: StudyStore) -> None:
    """What is brought in may hold any words."""
    for right in ("", "No Address.at.all", "gone-from-this-atlas"):
        store.answer(MIDLINE, "name-typed", right, "mine", "claimed", 3)
    sitting.give_up()
    sitting.go_on()
    assert sitting.write("posteromedian spinal vein").verdict is Verdict.RIGHT


def test_the_last_answer_can_be_taken_back_after_going_on(sitting: Sitting, store: StudyStore) -> None:
    assert sitting.undo() is None
    sitting.pick(Address(MIDLINE, "", "T5"))
    assert sitting.mixed() == (LATERAL, MIDLINE)
    sitting.go_on()
    undone = sitting.undo()
    assert undone is not None and undone.question.asked.structure == LATERAL
    assert (sitting.number, sitting.is_open, store.reviews()) == (1, True, ())


def test_what_was_taken_back_is_asked_again_at_the_end_and_counts_as_helped(
    sitting: Sitting, store: StudyStore
) -> None:
    """Its solution was seen: a second try at once would be a gift."""
    sitting.pick(Address(MIDLINE, "", "T5"))
    sitting.undo()
    assert [one.asked.structure for one in sitting.questions] == [MIDLINE, MIDLINE, LATERAL]
    sitting.write("posteromedian spinal vein")
    sitting.go_on()
    sitting.pick(Address(MIDLINE, "", "T5"))
    sitting.go_on()
    assert sitting.pick(Address(LATERAL, "left", "T5")).verdict is Verdict.RIGHT
    assert [(one.rating, one.slips) for one in store.reviews()] == [(3, 0), (3, 0), (2, 1)]
    assert [one.helped for one in sitting.outcomes] == [False, False, True]


def test_the_options_stand_in_another_order_when_they_come_again() -> None:
    options = ("one", "two", "three")
    question = Question(Mode.NAME_CHOICE, Address(MIDLINE), "dorsal", options, "one", Hides(()))
    for seed in range(9):
        again = shuffled(question, Random(seed)).options
        assert again != options and sorted(again) == sorted(options)
    level = question._replace(mode=Mode.LEVEL)
    assert shuffled(level, Random(1)) == level, "levels stand in their own order"


def test_the_summary_and_going_over_the_wrong_ones_again(
    sitting: Sitting, material: Material, store: StudyStore, watch: Watch
) -> None:
    sitting.pick(Address(LATERAL, "left", "T5"))
    sitting.go_on()
    sitting.write("nonsense")
    sitting.go_on()
    sitting.give_up()
    sitting.go_on()
    assert sitting.question is None and not sitting.is_open
    assert [one.marked.verdict for one in sitting.outcomes] == ["right", "wrong", "wrong"]
    assert [one.marked.given for one in sitting.outcomes] == [f"{LATERAL}.left.T5", "nonsense", ""]
    again = Sitting(material, store, sitting.wrong, watch)
    assert [one.mode for one in again.questions] == [Mode.NAME_TYPED, Mode.FIND]


def test_a_set_goes_on_with_other_material(
    sitting: Sitting, material: Material, shipped: Atlas, store: StudyStore
) -> None:
    sitting.pick(Address(LATERAL, "left", "T5"))
    assert [one.asked.structure for one in sitting.waiting] == [MIDLINE, MIDLINE]
    bare = Material(shipped, material.showing, frozenset({"nervous"}))
    sitting.renew(bare, sitting.waiting[1:])
    sitting.go_on()
    question = sitting.question
    assert question is not None and question.mode is Mode.FIND and sitting.material is bare
    assert (sitting.number, len(sitting.questions)) == (2, 2)
    sitting.undo()
    assert [one.asked.structure for one in sitting.waiting] == [MIDLINE, LATERAL] and not store.reviews()


def test_what_was_seen_counts_as_helped_though_what_came_before_it_is_left_out(
    sitting: Sitting, material: Material, store: StudyStore
) -> None:
    sitting.pick(Address(MIDLINE, "", "T5"))
    sitting.undo()
    sitting.renew(material, sitting.waiting[2:])
    assert sitting.pick(Address(LATERAL, "left", "T5")).verdict is Verdict.RIGHT
    assert [(one.rating, one.slips) for one in store.reviews()] == [(2, 1)]


def test_ten_things_today_and_the_same_ten_tomorrow(
    material: Material, store: StudyStore, watch: Watch
) -> None:
    wish = SetWish(modes=(Mode.FIND,), due_only=True, length=10)
    first = _studied(material, store, watch, wish)
    assert len(first) == 10
    assert _studied(material, store, watch, wish) == [], "nothing is due, and the day's share is used up"
    watch.moment = START + timedelta(minutes=12)
    assert sorted(_studied(material, store, watch, wish)) == sorted(first), "the second step of learning"
    watch.moment = START + timedelta(days=3)
    again = _studied(material, store, watch, wish._replace(length=30))
    assert sorted(again[:10]) == sorted(first)
    assert len(again) == 20, "and ten that are new"


def _studied(material: Material, store: StudyStore, watch: Watch, wish: SetWish) -> list[str]:
    quiz = Quiz(material, store.reviews(), watch.moment, Random(1))
    sitting = Sitting(material, store, quiz.make_set(wish), watch)
    while (question := sitting.question) is not None:
        sitting.pick(question.asked)
        sitting.go_on()
    return [one.question.asked.structure for one in sitting.outcomes]
