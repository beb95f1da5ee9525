"""What one question says: of its very place, with no option that tells, and of another place each time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import Case
from viewer.core.cut_off import cut_off
from viewer.core.material import Material
from viewer.core.network import Network
from viewer.core.question import Hides, Mode, Question
from viewer.core.quiz import Quiz, SetWish
from viewer.core.reasons import way_to_block
from viewer.core.showing import Showing, usual_names
from viewer.core.stretches import levels_in
from viewer.core.structure import StructureId
from viewer.core.study_data import Review, stamp
from viewer.core.words import fold, stem, words_of

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
STEPS = (Mode.DRAINS_TO, Mode.DRAINED_BY)


@pytest.fixture(scope="module")
def material(shipped: Atlas) -> Material:
    return Material(shipped, Showing(usual_names(shipped)))


def every_question(
    material: Material, *modes: Mode, seeds: range = range(8), log: Sequence[Review] = ()
) -> Iterator[Question]:
    for seed in seeds:
        yield from Quiz(material, log, NOW, Random(seed)).make_set(SetWish(modes, length=10_000))


# A level or a side is asked of only where it makes a difference


def test_no_level_is_asked_of_what_blood_runs_along(material: Material) -> None:
    """The midline vein goes on to the medulla, but not at C6: its blood is that of all its levels."""
    for question in every_question(material, *STEPS):
        structure = material.atlas.structures[question.asked.structure]
        assert not (structure.lengthwise and question.asked.level), question


def test_a_place_is_asked_of_only_where_it_makes_a_difference(material: Material) -> None:
    asked = set()
    for question in every_question(material, *STEPS):
        onward = question.mode is Mode.DRAINS_TO
        place = question.asked
        for plainer in (place._replace(level=""), place._replace(side="")):
            assert plainer == place or ends(material, plainer, onward) != ends(material, place, onward)
        asked.add((bool(place.side), bool(place.level)))
    assert asked == {(False, False), (False, True), (True, False), (True, True)}


def test_in_a_set_about_the_neck_the_next_step_is_one_of_the_neck(material: Material) -> None:
    """The plexus behind the column empties into lumbar veins too, but not there."""
    neck = levels_in("C", material.atlas.levels)
    for seed in range(6):
        wish = SetWish(STEPS, levels=neck, length=1000)
        for question in Quiz(material, (), NOW, Random(seed)).make_set(wish):
            onward = question.mode is Mode.DRAINS_TO
            if material.atlas.structures[question.asked.structure].level_kind:
                here = (question.asked._replace(level=level) for level in neck)
                assert any(question.right in ends(material, place, onward) for place in here), question


def ends(material: Material, place: Address, onward: bool) -> set[str]:
    return {step.place.structure for step in material.steps(place, onward)}


def test_the_right_option_is_a_step_of_the_network_at_the_side_and_level_asked(material: Material) -> None:
    channels = Network(material.atlas, Case(names=material.showing.names)).channels
    for question in every_question(material, *STEPS):
        arcs = channels.out if question.mode is Mode.DRAINS_TO else channels.into
        near = {}
        for node, mask in channels.nodes_of(question.asked).items():
            for arc in arcs[node]:
                met = arc.held if question.mode is Mode.DRAINS_TO else arc.gives
                if met & mask:
                    far = arc.end if question.mode is Mode.DRAINS_TO else arc.start
                    near[channels.places[far].structure] = True
        assert question.right in near, question
        assert not {*question.options} - {question.right} & {*near}
        told = ends(material, question.asked, question.mode is Mode.DRAINS_TO)
        assert told == {*near}, question


def test_the_way_told_to_what_is_blocked_can_be_gone(material: Material) -> None:
    """From the sacral veins to the lumbar ones no intervertebral vein leads: it has one level."""
    channels = Network(material.atlas, Case(names=material.showing.names)).channels
    for structure in sorted(material.drained):
        for condition in material.cases_of(structure):
            for right in cut_off(material, structure, condition).lost:
                asked = Question(Mode.CUT_OFF, Address(structure), "", (), right, Hides(()), condition)
                here = channels.nodes_of(Address(right))
                for following in way_to_block(material, asked)[1:]:
                    there: dict[int, int] = {}
                    for node, mask in here.items():
                        reach = channels.along(node, mask) if channels.lengthwise[node] else mask
                        for arc in channels.out[node]:
                            if channels.places[arc.end].structure == following:
                                there[arc.end] = there.get(arc.end, 0) | arc.forward(reach)
                    here = {node: mask for node, mask in there.items() if mask}
                assert here, asked


# Another place each time


def answered(question: Question, at: datetime) -> Review:
    return Review(
        f"{at}",
        str(question.asked),
        question.mode,
        question.right,
        question.right,
        "right",
        3,
        0,
        stamp(at),
        1,
    )


@pytest.mark.parametrize("mode", [Mode.LEVEL, Mode.FIND, Mode.NAME_TYPED, Mode.SIDE, Mode.DRAINS_TO])
def test_another_place_is_asked_from_day_to_day(material: Material, mode: Mode) -> None:
    log: list[Review] = []
    told: dict[str, list[str]] = {}
    for day in range(12):
        now = NOW + timedelta(days=day)
        for number, question in enumerate(every_question(material, mode, seeds=range(day, day + 1), log=log)):
            log.append(answered(question, now + timedelta(seconds=number)))
            answer = {Mode.SIDE: question.asked.side, Mode.LEVEL: question.asked.level}
            told.setdefault(question.asked.structure, []).append(answer.get(mode, str(question.asked)))
    for structure, answers in told.items():
        fair = {*answers}
        running = max(map(len, runs(answers)))
        assert running <= (1 if len(fair) > 2 else 2 if len(fair) == 2 else 12), structure
    if mode is Mode.SIDE:
        turns = [one != other for each in told.values() for one, other in pairwise(each)]
        assert 0.5 < sum(turns) / len(turns) < 0.85, "one side does not tell the next"
        assert {*told["marginal-sinus"]} == {"left", "right"}
    if mode is Mode.LEVEL:
        assert len({*told["posterior-radiculomedullary-arteries"]}) > 3


def runs(answers: Sequence[str]) -> list[list[str]]:
    found: list[list[str]] = []
    for answer in answers:
        if found and found[-1][-1] == answer:
            found[-1].append(answer)
        else:
            found.append([answer])
    return found


def test_what_was_wrong_is_asked_again_of_another_place(material: Material) -> None:
    """Its answer has just been told."""
    asked = list(every_question(material, Mode.LEVEL, seeds=range(1)))
    log = [answered(question, NOW) for question in asked]
    again = Quiz(material, log, NOW, Random(1)).again(asked, SetWish())
    before = {question.asked.structure: question.right for question in asked}
    same = [one.asked.structure for one in again if before[one.asked.structure] == one.right]
    assert len(again) == len(asked) and same == ["great-posterior-radicular-vein"], "drawn at one level only"


# No option tells


def test_the_right_level_is_anywhere_among_its_options(material: Material) -> None:
    ranks: Counter[int] = Counter()
    farthest: Counter[bool] = Counter()
    for question in every_question(material, Mode.LEVEL, seeds=range(100)):
        at = [material.atlas.levels.index(option) for option in question.options]
        assert at == sorted(at) and len(at) == 4
        right = question.options.index(question.right)
        ranks[right] += 1
        apart = [min(abs(one - other) for other in at if other != one) for one in at]
        lone = [number for number in range(4) if apart.count(max(apart)) == 1 and apart[number] == max(apart)]
        if lone:
            farthest[lone == [right]] += 1
    count = sum(ranks.values())
    assert all(abs(ranks[rank] / count - 1 / 4) < 0.03 for rank in range(4)), ranks
    assert abs(farthest[True] / sum(farthest.values()) - 1 / 4) < 0.04, "the odd one out is not the right one"


def test_neither_tissue_nor_membrane_is_a_wrong_way_of_the_blood(material: Material) -> None:
    """Unless tissue is right: then another tissue stands beside it, if it is not cut off too."""
    into = {
        end.structure for edge in material.atlas.edges for end in (edge.start, edge.end)[not edge.either :]
    }
    for question in every_question(material, *STEPS, Mode.CUT_OFF):
        tissues = {*question.options} - into
        if question.right in into:
            assert not tissues, question
        elif question.mode in STEPS:
            assert len(tissues) > 1, question


def test_no_answer_alone_has_the_words_of_the_question(material: Material) -> None:
    """The crossing "of the radicular vein" is no test of where radicular veins go."""
    told = [one for one in every_question(material, *STEPS) if echoes(material.atlas, one)]
    assert {(one.asked.structure, one.right) for one in told} <= {
        ("internal-iliac-veins", "common-iliac-veins")
    }


def echoes(atlas: Atlas, question: Question) -> bool:
    """Tell whether the right option alone shares a word with what is asked that few names have."""
    stems = {
        one.id: {stem(word) for name in (one.name, one.plural) for word in words_of(fold(name))}
        for one in atlas.structures.values()
    }
    counts = Counter(word for words in stems.values() for word in words)
    asked = {word for word in stems[question.asked.structure] if counts[word] <= 12}
    shared = {one: stems[StructureId(one)] & asked for one in question.options}
    return bool(shared[question.right]) and not any(
        words for one, words in shared.items() if one != question.right
    )
