"""What an atlas says of the flow: its edges, stages, variants and conditions, and the way to the heart."""

from viewer.core.address import Address
from viewer.core.case import Case, edge_named
from viewer.core.checker import VEINS, Checker
from viewer.core.content_files import ATLAS, CONDITIONS, DRAINAGE, STRUCTURES, VARIANTS
from viewer.core.errors import AddressError
from viewer.core.network import Network
from viewer.core.showing import usual_names
from viewer.core.structure import StructureId
from viewer.core.variant import Variant


def check_flow(checker: Checker) -> None:
    """Edges, stages, variants and conditions resolve, and from every vein blood finds the heart."""
    atlas = checker.atlas
    line = checker.lines["atlas"][""].get("heart", 0)
    sound = checker.known(atlas.heart, atlas.structures, "structure", ATLAS, line)
    _edges(checker)
    _stages(checker)
    _variants(checker)
    _conditions(checker)
    if sound and atlas.edges:
        _to_the_heart(checker)


def _edges(checker: Checker) -> None:
    for edge in checker.atlas.edges:
        for key, address in (("from", edge.start), ("to", edge.end)):
            if address.structure:
                checker.address(address, DRAINAGE, checker.at("edge", edge.id, key))
        for name in edge.usual_after:
            line = checker.at("edge", edge.id, "usual_after")
            checker.known(name, checker.atlas.structures, "structure", DRAINAGE, line)
        line = checker.at("edge", edge.id, "sources")
        for source in edge.sources:
            checker.known(source, checker.atlas.sources, "source", DRAINAGE, line)
        checker.levels(edge.levels, DRAINAGE, checker.at("edge", edge.id, "levels"))


def _stages(checker: Checker) -> None:
    """Each structure with an edge is in one stage, and each one-way edge leads to a later one."""
    atlas = checker.atlas
    if not atlas.stages:
        return
    order: dict[str, int] = {}
    for number, stage in enumerate(atlas.stages):
        line = checker.at("stage", str(number + 1), "structures")
        for name in stage.structures:
            checker.known(name, atlas.structures, "structure", DRAINAGE, line)
            if name in order:
                first = atlas.stages[order[name]].title
                checker.faults.add(
                    DRAINAGE, line, f"“{name}” is in the stage “{first}” too. Leave it in one of them."
                )
            order.setdefault(name, number)
    for edge in atlas.edges:
        ends = (("from", edge.start.structure), ("to", edge.end.structure))
        for key, name in ends:
            if name in atlas.structures and name not in order:
                checker.faults.add(
                    DRAINAGE, checker.at("edge", edge.id, key),
                    f"“{name}” is in no stage. Add it to the [[stage]] where blood passes it.",
                )  # fmt: skip
        start, end = (order.get(name) for _key, name in ends)
        if start is not None and end is not None and end <= start and not edge.either:
            checker.faults.add(
                DRAINAGE, checker.at("edge", edge.id, "to"),
                f"“{edge.id}” leads one way, yet not to a later stage: “{edge.end.structure}” is in "
                f"“{atlas.stages[end].title}”. Move one of the two to another stage.",
            )  # fmt: skip


def _variants(checker: Checker) -> None:
    """Groups have one usual variant each, and what variants name is there."""
    atlas = checker.atlas
    edges = {edge.id for edge in atlas.edges}
    for group in atlas.variant_groups:
        usual = [one.id for one in atlas.variants.values() if one.group == group and one.usual]
        if len(usual) != 1:
            found = f"“{'” and “'.join(usual)}” are" if usual else "No variant is"
            checker.faults.add(
                VARIANTS, checker.at("group", group),
                f"{found} usual in the group “{group}”. Write usual = true in exactly one of its variants.",
            )  # fmt: skip
    for variant in atlas.variants.values():
        line = checker.at("variant", variant.id, "hides")
        for address in variant.hides:
            checker.address(address, VARIANTS, line)
        for edge in variant.closes:
            checker.known(edge, edges, "edge", VARIANTS, checker.at("variant", variant.id, "closes"))
        for source in variant.sources:
            line = checker.at("variant", variant.id, "sources")
            checker.known(source, atlas.sources, "source", VARIANTS, line)
        if variant.section:
            line = checker.at("variant", variant.id, "section")
            checker.known(variant.section, atlas.sections, "section", VARIANTS, line)
        if variant.id in atlas.conditions:
            checker.faults.add(
                VARIANTS, checker.at("variant", variant.id),
                f"A condition is called “{variant.id}” too. Rename one of them: drawings name both alike.",
            )  # fmt: skip


def _conditions(checker: Checker) -> None:
    atlas = checker.atlas
    for condition in atlas.conditions.values():

        def line(key: str, name: str = condition.id) -> int:
            return checker.at("condition", name, key)

        for address in condition.involves:
            checker.address(address, CONDITIONS, line("involves"))
        for key, names in (("blocks", condition.blocks), ("reverses", condition.reverses)):
            for name in names:
                _blocked_or_reversed(checker, name, line(key))
        for level in condition.levels:
            checker.levels(level, CONDITIONS, line("levels"))
        if condition.section:
            checker.known(condition.section, atlas.sections, "section", CONDITIONS, line("section"))
        for key, end in (("start", condition.start), ("goal", condition.goal)):
            if end is not None:
                checker.address(end, CONDITIONS, line(key))
        for name in condition.by:
            checker.known(name, [edge.id for edge in atlas.edges], "edge", CONDITIONS, line("by"))
        if condition.at:
            checker.known(condition.at, atlas.levels, "level", CONDITIONS, line("at"))


def _blocked_or_reversed(checker: Checker, name: str, line: int) -> None:
    """See that a name is a place, or an edge that may be narrowed to some levels."""
    atlas = checker.atlas
    edges = {edge.id for edge in atlas.edges}
    edge = edge_named(name, edges)
    if edge:
        if len(name) > len(edge):
            checker.levels(name[len(edge) + 1 :], CONDITIONS, line)
        return
    try:
        place = Address.parse(name)
    except AddressError:
        place = Address(StructureId(name))
    if place.structure in atlas.structures:
        checker.address(place, CONDITIONS, line)
    else:
        checker.known(name, (*edges, *atlas.structures), "edge or structure", CONDITIONS, line)


def _to_the_heart(checker: Checker) -> None:
    """From every vein blood finds the heart, at each side and level at which it exists, in every variant."""
    atlas = checker.atlas
    usual = usual_names(atlas)
    lost = _lost(checker, usual)
    for structure in atlas.structures.values():
        kind = atlas.kinds.get(structure.kind)
        if kind is None or kind.layer != VEINS:
            continue
        where = lost.get(structure.id)
        if where is not None:
            checker.faults.add(
                STRUCTURES, checker.at("structure", structure.id),
                f"From “{where}” no edge leads to “{atlas.heart}”. Add the way to {DRAINAGE}.",
            )  # fmt: skip
    for variant in atlas.variants.values():
        if not variant.usual:
            _in_variant(checker, variant, usual, set(lost))


def _in_variant(checker: Checker, variant: Variant, usual: frozenset[str], known: set[str]) -> None:
    atlas = checker.atlas
    others = {one.id for one in atlas.variants.values() if one.group == variant.group}
    for name, where in _lost(checker, (usual - others) | {variant.id}).items():
        if name not in known:
            checker.faults.add(
                VARIANTS, checker.at("variant", variant.id),
                f"In the variant “{variant.id}” no way leads from “{where}” to “{atlas.heart}”. "
                "Hide or close less.",
            )  # fmt: skip


def _lost(checker: Checker, names: frozenset[str]) -> dict[str, str]:
    """Give the veins from some part of which no way leads to the heart, each with such a part.

    A group, or a part without edges of its own, goes the way of its kin.
    """
    atlas = checker.atlas
    network = Network(atlas, Case(names=names))
    stranded = network.stranded()
    found: dict[str, str] = {}
    for address in stranded:
        kind = atlas.kinds.get(atlas.structures[address.structure].kind)
        if kind is not None and kind.layer == VEINS:
            found.setdefault(address.structure, str(address))
    having = {str(structure) for structure in network.channels.nodes} | {str(atlas.heart)}
    kin = checker.with_ancestors(having)
    for structure in atlas.structures.values():
        kind = atlas.kinds.get(structure.kind)
        if kind is None or kind.layer != VEINS or structure.id in having:
            continue
        if structure.id not in kin and not checker.ancestors(structure) & having:
            found.setdefault(structure.id, structure.id)
    return found
