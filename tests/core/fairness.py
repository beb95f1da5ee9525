"""What holds of every question that is fair, judged from the atlas alone."""

from collections.abc import Sequence

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import Case, case_of
from viewer.core.drainage import Edge
from viewer.core.material import Material
from viewer.core.network import Network
from viewer.core.question import Mode, Question, is_kin, names_of
from viewer.core.structure import StructureId
from viewer.core.words import fold, words_of

DRAINAGE = (Mode.DRAINS_TO, Mode.DRAINED_BY)
BLOOD = (*DRAINAGE, Mode.CUT_OFF)


def names(atlas: Atlas, structure: str) -> set[tuple[str, ...]]:
    return {words_of(fold(name)) for name in names_of(atlas.structures[StructureId(structure)])}


def right_answers(material: Material, question: Question) -> set[str]:
    """Every structure that a fair examiner would let pass."""
    if question.mode in DRAINAGE:
        steps = material.steps(question.asked, question.mode is Mode.DRAINS_TO)
        asked = question.asked.structure
        listed = {step.place.structure for step in steps}
        return (listed | joined(material.atlas, asked) | perhaps_joined(material.atlas, asked)) - {asked}
    if question.mode is Mode.CUT_OFF:
        effect = material.effect(question.asked.structure, question.condition)
        blocked = {name.partition(".")[0] for name in blocks(material, question)}
        return {place.structure for place in effect.cut_off} | (blocked & set(material.atlas.structures))
    return {question.asked.structure}


def joined(atlas: Atlas, structure: str) -> set[str]:
    """What blood may come from or go to, either way, or as not all sources say."""
    return {
        end.structure
        for edge in atlas.edges
        if (edge.either or edge.certainty != "A") and structure in (edge.start.structure, edge.end.structure)
        for end in (edge.start, edge.end)
        if end.structure != structure
    }


def alike(atlas: Atlas, structure: str) -> set[str]:
    """What is of the same kind, and listed at the same stage of the way to the heart."""
    kind = atlas.structures[StructureId(structure)].kind
    beside = {other for stage in atlas.stages if structure in stage.structures for other in stage.structures}
    return {one for one in beside - {structure} if atlas.structures[StructureId(one)].kind == kind}


def perhaps_joined(atlas: Atlas, structure: str) -> set[str]:
    """What blood may come from or go to as well, where nets, cross-links and tissue keep to no border."""
    led_into = {end.structure for edge in atlas.edges for end in (edge.start, edge.end)[not edge.either :]}
    either = [edge for edge in atlas.edges if edge.either]
    loose = [edge for edge in atlas.edges if edge.either or edge.start.structure not in led_into]

    def ends(edges: Sequence[Edge], one: str) -> set[str]:
        pairs = ({edge.start.structure, edge.end.structure} for edge in edges)
        return {other for pair in pairs if one in pair for other in pair - {one}}

    as_its_like = {far for one in alike(atlas, structure) for far in ends(loose, one)}
    like_these = {far for one in ends(loose, structure) for far in alike(atlas, one)}
    as_one = {far for one in ends(atlas.edges, structure) for far in ends(either, one)}
    into_one = {far for one in ends(either, structure) for far in ends(atlas.edges, one)}
    return as_its_like | like_these | as_one | into_one


def blocks(material: Material, question: Question) -> tuple[str, ...]:
    if question.condition:
        return material.atlas.conditions[question.condition].blocks
    return (question.asked.structure,)


def must_be_certain(material: Material, question: Question) -> None:
    """What is cut off is so in any case, and what is not finds a way by steps that nobody doubts."""
    atlas, names = material.atlas, material.showing.names
    sure = atlas._replace(edges=tuple(edge for edge in atlas.edges if edge.certainty.split(";")[0] == "A"))
    case = case_of(atlas, question.condition, names)
    if not question.condition:
        case = case._replace(blocked=frozenset((question.asked.structure,)))
    case = case._replace(reversed=frozenset(case.reversed))
    for option in map(StructureId, question.options):
        assert option not in blocks(material, question)
        if option == question.right:
            assert Network(sure, Case(names=names)).trace(Address(option)).reached
            assert not Network(atlas, case).trace(Address(option)).reached
        else:
            way = Network(sure, case).trace(Address(option))
            assert way.reached and not way.cut_off


def must_be_fair(material: Material, question: Question) -> None:
    atlas, options = material.atlas, question.options
    assert material.is_there(question.asked), "nothing hidden is asked"
    if question.lit or question.mode is Mode.FIND:
        plate = material.plates[question.plate]
        shown = [region for region in plate.regions if material.is_part(region.address, question.asked)]
        assert any(region.layer not in material.hidden_layers for region in shown)
    if question.mode in BLOOD:
        assert question.hides.drainage
        assert not question.plate or not material.plates[question.plate].is_map, "the plate draws the answer"
    if not options:
        return
    assert question.right in options and len(set(options)) == len(options) >= 2
    if question.mode in (Mode.LEVEL, Mode.SIDE):
        assert question.right in (question.asked.level, question.asked.side)
        return
    if question.mode is Mode.CUT_OFF:
        must_be_certain(material, question)
    right = right_answers(material, question)
    wrong = [option for option in options if option != question.right]
    assert not any(is_kin(atlas, one, other) for one in wrong for other in right), "one right option"
    assert all(material.is_there(Address(StructureId(option))) for option in options)
    called = [words_of(fold(atlas.structures[StructureId(option)].name)) for option in options]
    assert len(set(called)) == len(called)
    if question.mode not in (Mode.NAME_CHOICE, Mode.NAME_TYPED) and not question.condition:
        prompt = atlas.structures[question.asked.structure]
        said = f" {' '.join(words_of(fold(prompt.name)))} {' '.join(words_of(fold(prompt.plural)))} "
        assert not any(f" {' '.join(name)} " in said for name in names(atlas, question.right))
