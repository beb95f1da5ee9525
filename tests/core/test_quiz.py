"""Sets of questions: fair in every one of a thousand, and in the order that a learner is served best by."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.fairness import BLOOD, joined, must_be_fair
from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import Case
from viewer.core.confusable import how_they_differ, mixed_up
from viewer.core.label_offers import points_on
from viewer.core.marking import Marked, Verdict, mark_option, mark_region, mark_spot, rating_of
from viewer.core.material import Material, Place
from viewer.core.network import Network
from viewer.core.question import Hides, Mode, Question, names_of
from viewer.core.quiz import Quiz, SetWish
from viewer.core.said import said_of, said_of_both
from viewer.core.schedule import Schedule, drainage_order
from viewer.core.section import Status
from viewer.core.showing import Showing, usual_names
from viewer.core.still_fair import stands
from viewer.core.stretches import levels_in
from viewer.core.structure import StructureId
from viewer.core.study_data import Review, stamp
from viewer.core.typed import TypedAnswers
from viewer.core.variant import Variant

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
MIDLINE, LATERAL = StructureId("posteromedian-spinal-vein"), StructureId("posterolateral-spinal-vein")
NAMING = (Mode.NAME_CHOICE, Mode.NAME_TYPED)


def review(item: str, given: str, at: datetime, mode: str = "find", rating: int = 1) -> Review:
    right = item.partition(".")[0]
    return Review(f"{item}{given}{at}", item, mode, right, given, "wrong", rating, 0, stamp(at), 1.0)


@pytest.fixture(scope="module")
def material(shipped: Atlas) -> Material:
    return Material(shipped, Showing(usual_names(shipped)))


@pytest.fixture(scope="module")
def without(shipped: Atlas) -> Material:
    """The same with arteries and bone hidden, and a variant in force in which some veins are not there."""
    gone = Variant(
        "gone", "group", "Gone", False, (Address(LATERAL, "left"), Address(StructureId("filum-vein"))),
        ("E26",), "", "A", (),
    )  # fmt: skip
    atlas = shipped._replace(variants={**shipped.variants, "gone": gone})
    return Material(atlas, Showing(usual_names(atlas) | {"gone"}), frozenset({"arteries", "bone"}))


def quiz(material: Material, log: list[Review] | None = None, seed: int = 1, now: datetime = NOW) -> Quiz:
    return Quiz(material, log or [], now, Random(seed))


# What holds in every set


def must_mark_fairly(material: Material, typed: TypedAnswers, question: Question) -> None:
    for option in question.options:
        expected = Verdict.RIGHT if option == question.right else Verdict.WRONG
        assert mark_option(question, option).verdict is expected
    once = (id(material), question[:3])
    if question.mode in (Mode.FIND, Mode.NAME_TYPED) and once in PROVED:
        return
    PROVED.add(once)
    if question.mode is Mode.NAME_TYPED:
        for name in names_of(material.atlas.structures[question.asked.structure]):
            assert typed.mark(question, name).verdict is Verdict.RIGHT
        assert set(question.hides.names) >= {material.atlas.structures[question.asked.structure].name}
    if question.mode is Mode.FIND:
        assert any(marked.verdict is Verdict.RIGHT for marked in clicks(material, question))


PROVED: set[object] = set()
"""Places that were found, and names that were typed, in one thousand sets again and again: once is enough."""


def clicks(material: Material, question: Question) -> Iterator[Marked]:
    for region in material.plates[question.plate].regions:
        if material.is_part(region.address, question.asked):
            yield mark_region(material, question, region.address)
            for x, y in list(points_on(region))[::5]:
                yield mark_spot(material, question, x, y, 2.0)


@settings(max_examples=1000, deadline=None)
@given(data=st.data())
def test_a_thousand_learners_are_asked_fairly(
    material: Material, without: Material, data: st.DataObject
) -> None:
    shown = data.draw(st.sampled_from([material, without]))
    seed = data.draw(st.integers(0, 1 << 32))
    chance = Random(seed)
    levels = shown.atlas.levels
    wish = SetWish(
        modes=tuple(data.draw(st.lists(st.sampled_from(list(Mode)), min_size=1, unique=True))),
        layer=data.draw(st.sampled_from(["", "", "veins", "nervous"])),
        levels=levels_in(data.draw(st.sampled_from(["C", "T", "L;S", "T4-T8"])), levels)
        if data.draw(st.booleans())
        else (),
        among=(Address(LATERAL), Address(StructureId("spinal-cord"))) if data.draw(st.booleans()) else (),
        due_only=data.draw(st.booleans()),
        length=data.draw(st.integers(1, 12)),
    )
    structures = sorted(shown.places)
    log = [
        review(
            chance.choice(structures), chance.choice(structures), NOW - timedelta(days=chance.randrange(60)),
            chance.choice(list(Mode)), chance.choice([1, 3]),
        )
        for _ in range(chance.randrange(12))
    ]  # fmt: skip
    asked = quiz(shown, log, seed).make_set(wish)
    assert len(asked) <= wish.length
    keys = [question.key for question in asked]
    assert len(set(keys)) == len(keys), "nothing repeats"
    typed = TypedAnswers(shown)
    for question in asked:
        assert question.mode in wish.modes
        must_be_fair(shown, question)
        must_mark_fairly(shown, typed, question)
        if wish.layer:
            assert shown.layer_of(question.asked.structure) == wish.layer


def test_every_question_there_is_can_be_answered(material: Material) -> None:
    every = SetWish(length=10_000)
    written = every._replace(modes=(Mode.NAME_TYPED,))
    asked = [question for wish in (every, written) for question in quiz(material).make_set(wish)]
    typed = TypedAnswers(material)
    assert {question.mode for question in asked} == {*Mode}
    for question in asked:
        must_be_fair(material, question)
        must_mark_fairly(material, typed, question)


def test_what_gives_an_answer_away_is_said(material: Material) -> None:
    for question in quiz(material).make_set(SetWish(length=10_000)):
        hides = question.hides
        assert hides.regions and hides.text
        assert hides.levels is (question.mode is Mode.LEVEL)
        assert hides.sides is (question.mode is Mode.SIDE)
        if question.mode in (*NAMING, Mode.FIND):
            assert material.atlas.structures[question.asked.structure].name in hides.names
        elif question.mode in BLOOD:
            assert hides.drainage
            assert material.atlas.structures[StructureId(question.right)].name in hides.names


def every_question(material: Material, *modes: Mode, seeds: int = 4) -> Iterator[Question]:
    for seed in range(seeds):
        yield from quiz(material, seed=seed).make_set(SetWish(modes, length=10_000))


def test_what_is_blocked_is_no_answer_and_what_it_is_is_no_hint(material: Material) -> None:
    seen = set()
    for question in every_question(material, Mode.CUT_OFF, seeds=12):
        seen.add(question.condition)
        blocked = material.places_blocked(question.asked.structure, question.condition)
        assert not material.kin_of(blocked) & {*question.options}
        assert question.right not in material.ends_blocked(question.asked.structure, question.condition)
    # Where a condition holds up the blood of some levels only, nothing is cut off at all of them.
    assert {"", "venous-infarction"} <= seen and "spinal-dural-fistula" not in seen


def test_what_a_two_way_or_doubtful_edge_joins_is_no_wrong_step(material: Material) -> None:
    for question in every_question(material, Mode.DRAINS_TO, Mode.DRAINED_BY):
        near = joined(material.atlas, question.asked.structure)
        assert not near & {option for option in question.options if option != question.right}


@pytest.mark.parametrize(
    "asked, never",
    [
        ("ventral-horn", "radial-veins"),
        ("pial-venous-plexus", "anterolateral-spinal-vein"),
        ("radial-veins", "ventral-horn"),
        ("posterolateral-spinal-vein", "posteromedian-spinal-vein"),
        ("radial-veins", "posterolateral-spinal-vein"),
    ],
)
def test_what_a_net_or_tissue_may_join_besides_is_no_wrong_step(
    material: Material, asked: str, never: str
) -> None:
    """The atlas lists radial veins for the dorsal horn only; nobody would swear to it for the ventral one.

    And the side veins empty partly into the midline vein, be it by cross-links; the net in the pia and its
    lengthwise channels are one system.
    """
    questions = list(every_question(material, Mode.DRAINS_TO, Mode.DRAINED_BY, seeds=8))
    about = [question for question in questions if question.asked.structure == asked]
    assert about and not any(never in question.options for question in about)


def test_a_vein_that_empties_one_way_has_its_like_among_the_wrong_steps(material: Material) -> None:
    """Front and back of the cord are just what must be told apart."""
    questions = every_question(material, Mode.DRAINS_TO, seeds=8)
    options = [one.options for one in questions if one.asked.structure == MIDLINE]
    assert any("anterior-radicular-veins" in each for each in options)


def test_four_options_wherever_four_can_be_found(material: Material) -> None:
    modes = [mode for mode in Mode if mode not in (Mode.FIND, Mode.NAME_TYPED, Mode.SIDE)]
    assert {len(question.options) for question in every_question(material, *modes)} == {4}


def test_what_is_lit_is_told_from_what_the_same_plate_draws(material: Material) -> None:
    """And from its own layer, which is shown the same way: no great vein of the trunk for one on the cord."""
    far = 0
    every = list(every_question(material, Mode.NAME_CHOICE))
    for question in every:
        drawn = {place.address.structure for place in plate_places(material, question.plate)}
        layer = material.layer_of(question.asked.structure)
        alike = {one for one in drawn if material.layer_of(one) == layer}
        if len(alike - material.kin_of((question.right,))) >= 8:
            assert {*question.options} <= drawn, question
        stages = [material.stages[StructureId(one)] for one in question.options if one in material.stages]
        far += bool(stages) and max(stages) - min(stages) > 12
    assert far < len(every) / 20


def test_no_two_options_share_a_name(shipped: Atlas) -> None:
    """An atlas may call two things alike besides: then either would be right."""
    alike = shipped.structures[LATERAL]._replace(synonyms=("Posteromedian spinal vein",))
    atlas = shipped._replace(structures={**shipped.structures, LATERAL: alike})
    material = Material(atlas, Showing(usual_names(atlas)))
    for question in every_question(material, Mode.NAME_CHOICE, Mode.DRAINS_TO):
        assert not {LATERAL, MIDLINE} <= {*question.options}


@pytest.mark.parametrize("plate", ["dorsal", "section-t8", "drainage"])
def test_a_chosen_plate_is_the_only_one_and_its_levels_too(material: Material, plate: str) -> None:
    cut = material.plates[plate].cut
    modes = set()
    for seed in range(3):
        for question in quiz(material, seed=seed).make_set(SetWish(plate=plate, length=10_000)):
            modes.add(question.mode)
            assert question.plate == plate
            assert not cut or question.asked.level in ("", cut)
            must_be_fair(material, question)
    assert ({*BLOOD} <= modes) is (plate != "drainage"), "a map draws where the blood goes"


def test_a_net_at_both_sides_is_asked_for_as_one_thing(material: Material) -> None:
    asked = {str(one.asked) for one in every_question(material, Mode.FIND, seeds=9)}
    assert "pial-venous-plexus" in asked and "pial-venous-plexus.right" not in asked


def plate_places(material: Material, plate: str) -> list[Place]:
    return [place for places in material.places.values() for place in places if place.plate == plate]


# When other things are shown in the middle of a set


def test_what_can_still_be_asked_stays_as_it_is(material: Material) -> None:
    made = quiz(material).make_set(SetWish(length=10_000))
    assert quiz(material, seed=2).renew(made, SetWish()) == (made, 0, 0)


@pytest.mark.parametrize("back", [False, True])
def test_what_is_hidden_now_is_asked_otherwise_or_left_out(
    material: Material, without: Material, back: bool
) -> None:
    before, now = (without, material) if back else (material, without)
    altered = 0
    for seed in range(4):
        made = quiz(before, seed=seed).make_set(SetWish(length=10_000))
        renewed = quiz(now, seed=seed).renew(made, SetWish())
        for question in renewed.questions:
            must_be_fair(now, question)
        kept = [question for question in renewed.questions if question in made]
        assert len(kept) == len(made) - renewed.altered - renewed.left_out > 100
        assert {question.key for question in renewed.questions} <= {question.key for question in made}
        assert bool(renewed.left_out) is not back
        assert all(not must_be_refused(now, question) for question in kept)
        altered += renewed.altered
    assert altered or back


def test_what_has_become_right_as_well_is_asked_otherwise(material: Material, without: Material) -> None:
    """A variant had closed the way from one of the options."""
    asked = Address(StructureId("posterior-radicular-veins"))
    question = Question(Mode.DRAINED_BY, asked, "dorsal", (LATERAL, MIDLINE), LATERAL, Hides(()))
    assert stands(without, question) and not stands(material, question)
    assert quiz(material).renew([question], SetWish()).altered == 1


def must_be_refused(now: Material, question: Question) -> bool:
    """Tell whether what is asked, or an option, is not there."""
    structures = [Address(StructureId(one)) for one in question.options if one in now.atlas.structures]
    return not all(map(now.is_there, (question.asked, *structures)))


# Order


def test_a_session_asks_what_is_due_then_new_things_within_the_days_share(material: Material) -> None:
    log = [
        review(LATERAL, LATERAL, NOW - timedelta(days=40), "find", 3),
        review("spinal-cord", "spinal-cord", NOW - timedelta(days=2), "find", 3),
        review("dorsal-root", "dorsal-root", NOW - timedelta(hours=1), "find", 3),
    ]
    wish = SetWish(modes=(Mode.FIND,), due_only=True, length=50, new_per_day=4)
    asked = [question.asked.structure for question in quiz(material, log).make_set(wish)]
    assert set(asked[:3]) == {LATERAL, "spinal-cord", "dorsal-root"}
    assert asked[0] == LATERAL
    assert len(asked) == 3 + 3, "one of the day's four was new an hour ago"
    assert quiz(material, log).count(wish) == (3, 3)


def test_what_was_mixed_up_and_is_new_takes_no_room_from_what_is_due(material: Material) -> None:
    asked = drainage_order(material.atlas)[:20]
    others = drainage_order(material.atlas)[20:40]
    log = [
        review(one, other, NOW - timedelta(days=2), "drains-to")
        for one, other in zip(asked, others, strict=False)
    ]
    wish = SetWish(due_only=True, length=len(log))
    due, _new = quiz(material, log).count(wish)
    made = quiz(material, log).make_set(wish._replace(length=due))
    schedule = Schedule(log)
    assert due > 8 and all(schedule.is_due(question.key, NOW) for question in made)


def test_the_ways_of_asking_what_is_due_take_turns(material: Material) -> None:
    places = [one for one in drainage_order(material.atlas) if one in material.places]
    log = [review(one, one, NOW - timedelta(days=30), "drains-to", 3) for one in places[:30]]
    log += [review(one, one, NOW - timedelta(days=20), "find", 3) for one in places[30:40]]
    made = quiz(material, log).make_set(SetWish(due_only=True, length=60, new_per_day=0))
    ways = [question.mode for question in made]
    assert ways.count(Mode.FIND) == 10 and ways.count(Mode.DRAINS_TO) > 10
    apart = [at for at, way in enumerate(ways) if way is Mode.FIND]
    assert max(after - before for before, after in pairwise(apart)) <= 5 and apart[0] < 5
    forgotten = [question.asked.structure for question in made if question.mode is Mode.DRAINS_TO]
    assert forgotten == sorted(forgotten, key=lambda one: Schedule(log).due(NOW).index((one, "drains-to")))


def test_a_name_is_chosen_first_and_written_when_it_was_right(material: Material) -> None:
    wish = SetWish(NAMING, among=(Address(MIDLINE), Address(LATERAL)))
    assert {question.mode for question in quiz(material).make_set(wish)} == {Mode.NAME_CHOICE}
    right = review(MIDLINE, MIDLINE, NOW - timedelta(days=30), "name-choice", 3)._replace(verdict="right")
    wrong = review(LATERAL, MIDLINE, NOW - timedelta(days=30), "name-choice")
    made = quiz(material, [right, wrong]).make_set(wish)
    assert {question.asked.structure: question.mode for question in made} == {
        MIDLINE: Mode.NAME_TYPED,
        LATERAL: Mode.NAME_CHOICE,
    }


def test_of_a_selection_each_is_asked_once_before_any_is_asked_again(material: Material) -> None:
    chosen = [
        MIDLINE, LATERAL, "pial-venous-plexus", "filum-vein", "great-posterior-radicular-vein",
        "intervertebral-veins", "dorsal-root-ganglion", "posterior-radicular-veins", "conus-medullaris",
    ]  # fmt: skip
    ways = ("find", "drains-to", "drained-by")
    log = [review(one, one, NOW - timedelta(days=30), way, 3) for one in chosen[:3] for way in ways]
    made = quiz(material, log).make_set(
        SetWish(among=tuple(Address(StructureId(one)) for one in chosen), length=len(chosen))
    )
    assert {question.asked.structure for question in made} == set(chosen)


def test_new_things_come_in_the_order_of_the_blood(shipped: Atlas) -> None:
    from viewer.core.drainage import Stage

    stages = (Stage("tissue", ("spinal-cord",)), Stage("on the cord", (LATERAL,)), Stage("net", (MIDLINE,)))
    material = Material(shipped._replace(stages=stages), Showing(usual_names(shipped)))
    asked = quiz(material).make_set(SetWish(modes=(Mode.FIND,), length=3))
    assert [question.asked.structure for question in asked] == ["spinal-cord", LATERAL, MIDLINE]


def test_what_was_mixed_up_is_asked_side_by_side(material: Material) -> None:
    log = [review(LATERAL, "dorsal-root-ganglion", NOW - timedelta(days=9))]
    asked = quiz(material, log).make_set(SetWish(modes=(Mode.FIND,), length=100))
    order = [question.asked.structure for question in asked]
    assert {LATERAL, "dorsal-root-ganglion"} in [set(pair) for pair in pairwise(order)]
    (choice,) = (
        question
        for question in quiz(material, log).make_set(SetWish(modes=(Mode.NAME_CHOICE,), length=100))
        if question.asked.structure == LATERAL
    )
    assert "dorsal-root-ganglion" in choice.options


def test_a_pair_told_apart_since_is_let_go(material: Material) -> None:
    log = [review(LATERAL, MIDLINE, NOW)]
    assert mixed_up(material, log) == {(LATERAL, MIDLINE): 1}
    for day in (1, 2):
        for one in (LATERAL, MIDLINE):
            log.append(review(one, one, NOW + timedelta(days=day), rating=3))
    assert not mixed_up(material, log)
    log.append(review(MIDLINE, LATERAL, NOW + timedelta(days=3)))
    assert mixed_up(material, log) == {(LATERAL, MIDLINE): 2}


def test_a_set_stays_within_the_levels_and_the_selection(material: Material) -> None:
    levels = levels_in("T4-T8", material.atlas.levels)
    for question in quiz(material).make_set(SetWish(NAMING, levels=levels, length=100)):
        assert question.asked.level in (*levels, "")
    among = (Address(LATERAL, "left"),)
    asked = quiz(material).make_set(SetWish(among=among, length=100))
    assert {question.asked.structure for question in asked} == {LATERAL}
    assert {question.mode for question in asked} >= {Mode.FIND, Mode.SIDE, Mode.DRAINS_TO}


def test_what_is_cut_off_follows_from_what_is_blocked(material: Material) -> None:
    asked = [one for seed in range(8) for one in quiz(material, seed=seed).make_set(SetWish((Mode.CUT_OFF,)))]
    known = {(question.asked.structure, question.right) for question in asked}
    assert ("anterior-sulcal-veins", "ventral-horn") in known
    assert any(question.condition for question in asked)
    for question in asked:
        if not question.condition:
            case = Case(frozenset({str(question.asked)}), names=material.showing.names)
            network = Network(material.atlas, case)
            for option in question.options:
                place = Address(StructureId(option))
                assert network.trace(place).reached is (option != question.right)


def test_of_two_steps_to_one_structure_the_sure_one_is_told(shipped: Atlas) -> None:
    sure = next(edge for edge in shipped.edges if edge.id == "E26")
    atlas = shipped._replace(edges=(*shipped.edges, sure._replace(id="again", certainty="B")))
    material = Material(atlas, Showing(usual_names(atlas)))
    told = {step.place.structure: step.sure for step in material.next_steps(Address(MIDLINE), onward=True)}
    assert told[sure.end.structure] and not told[StructureId("great-posterior-radicular-vein")]


def test_a_learner_who_knows_everything_is_soon_done(material: Material) -> None:
    """Study ten structures, come back on each day: less and less falls due, and nothing is forgotten."""
    log: list[Review] = []
    counts = []
    for day in range(15):
        now = NOW + timedelta(days=day)
        for _ in range(4):
            wish = SetWish(modes=(Mode.FIND,), due_only=True, length=40, new_per_day=10 if day == 0 else 0)
            asked = quiz(material, log, day, now).make_set(wish)
            for number, question in enumerate(asked):
                right = mark_region(material, question, question.asked)
                at = now + timedelta(seconds=number)
                log.append(
                    Review(f"{len(log)}", str(question.asked), question.mode, question.right, right.given,
                           right.verdict, rating_of(right.verdict), 0, stamp(at), 1.0)
                )  # fmt: skip
            counts.append(len(asked))
            now += timedelta(minutes=11)
    assert counts[0] == 10
    assert sum(counts[-20:]) < 20
    late = NOW + timedelta(days=15)
    known = quiz(material, log, now=late).schedule.all_known(late)
    assert len(known) == 10 and min(one.recall for one in known.values()) > 0.85


def test_a_card_quotes_what_the_text_says_of_both_with_its_sources(material: Material) -> None:
    both = said_of_both(material.atlas, StructureId("azygos-vein"), StructureId("hemiazygos-vein"))
    assert both is not None
    section = material.atlas.sections[both.section]
    assert " ".join(both.words.split()) in " ".join(section.text.split())
    assert both.sources and set(both.sources) <= set(material.atlas.sources)


def test_a_card_quotes_a_statement_about_each_where_none_is_of_both(material: Material) -> None:
    one, other = StructureId("pial-venous-plexus"), LATERAL
    assert said_of_both(material.atlas, one, other) is None
    for structure, not_of in ((one, other), (other, one)):
        said = said_of(material.atlas, structure, not_of)
        assert said is not None and said.words and said.sources
    assert said_of(material.atlas, StructureId("nowhere"), one) is None


def test_what_is_disputed_in_the_text_is_disputed_on_a_card(material: Material) -> None:
    doubtful = [
        said
        for one in material.atlas.structures
        if (said := said_of(material.atlas, one, MIDLINE)) is not None and said.status is Status.DISPUTED
    ]
    assert doubtful


def test_a_card_says_how_two_differ(material: Material) -> None:
    told = {one.field: one for one in how_they_differ(material, MIDLINE, LATERAL)}
    assert told["latin"].one == "vena spinalis posterior mediana"
    assert "posterolateral sulcus" in str(told["location"].other).lower()
    steps = told["from"].one
    assert not isinstance(steps, str)
    assert any(step.place.structure == "posterior-sulcal-veins" and not step.either for step in steps)
    assert "kind" not in told, "both are veins"
    assert not how_they_differ(material, MIDLINE, MIDLINE)
