"""What a plate says of the rest: its labels, its cases, its ties, and the levels that a group shares out."""

from collections.abc import Iterator

from viewer.core.address import Address
from viewer.core.checker import Checker
from viewer.core.content_files import VARIANTS
from viewer.core.faults import hint
from viewer.core.plate import Plate, Region
from viewer.core.showing import Showing, plate_drawn, plate_named_at, usual_names, words_in_force
from viewer.core.variant import Variant


def check_plates(checker: Checker) -> None:
    """Labels, cases and ties resolve; variants hide what they say; the plates of a group share all levels."""
    for plate in checker.atlas.plates.values():
        _wishes(checker, plate)
        _cases(checker, plate)
        _ties(checker, plate)
    for variant in checker.atlas.variants.values():
        _hidden(checker, variant)
    _groups(checker)


def _wishes(checker: Checker, plate: Plate) -> None:
    """Label wishes name what their plate shows."""
    shown = {region.address.structure for region in plate.regions}
    file = f"plates/{plate.id}.toml"
    for wish in plate.wishes:
        checker.address(wish.address, file, 0)
        if wish.address.structure not in shown and wish.address.structure in checker.atlas.structures:
            checker.faults.add(file, 0, f"The label “{wish.address}” has nothing to point at. Draw it first.")


def _cases(checker: Checker, plate: Plate) -> None:
    """What is drawn in some cases only names variants and conditions."""
    atlas = checker.atlas
    known = (*atlas.variants, *atlas.conditions)
    file = f"plates/{plate.id}.svg"
    drawn = {element.when for element in plate.elements} | {region.when for region in plate.regions}
    drawn |= {tie.when for tie in plate.ties}
    for when in sorted(drawn - {""}):
        for word in when.split():
            name, at, levels = word.removeprefix("!").partition("@")
            if at:
                _narrowed(checker, plate, when, levels)
            if name not in known and not (at and not name):
                remedy = hint(name, known) or f" Add it to {VARIANTS}, or take this out."
                line = checker.line_in_drawing(plate.id, "data-when", when)
                checker.faults.add(file, line, f"No variant or condition is called “{name}”.{remedy}")


def _narrowed(checker: Checker, plate: Plate, when: str, levels: str) -> None:
    """See that what is drawn at some levels only lies on a plate that is cut, and that these are levels."""
    file, line = f"plates/{plate.id}.svg", checker.line_in_drawing(plate.id, "data-when", when)
    if not plate.cut:
        text = f"“@{levels}”: only a plate that is cut changes with the level. Take it out."
        checker.faults.add(file, line, text)
    else:
        checker.levels(levels, file, line)


def _ties(checker: Checker, plate: Plate) -> None:
    """What draws an edge of the drainage names one."""
    edges = [edge.id for edge in checker.atlas.edges]
    file = f"plates/{plate.id}.svg"
    for name, levels in sorted({(tie.edge, tie.levels) for tie in plate.ties}):
        written = f"{name}@{levels}" if levels else name
        line = 0 if name in edges and not levels else checker.line_in_drawing(plate.id, "data-edge", written)
        checker.known(name, edges, "edge", file, line)
        if levels:
            checker.levels(levels, file, line)


def _hidden(checker: Checker, variant: Variant) -> None:
    """What a variant hides is not drawn while it is in force."""
    atlas = checker.atlas
    others = {one.id for one in atlas.variants.values() if one.group == variant.group}
    names = (usual_names(atlas) - others) | {variant.id}
    named = {hidden.structure for hidden in variant.hides}
    for plate in atlas.plates.values():
        if not any(region.address.structure in named for region in plate.regions):
            continue
        wrong: dict[tuple[Address, str], dict[str, None]] = {}
        for level in plate.covers or ("",):
            for region, address in _drawn_at(checker, plate, names, level):
                if any(hidden.covers(address) for hidden in variant.hides):
                    wrong.setdefault((region.address, region.when), {})[level] = None
        for (address, when), levels in wrong.items():
            where = "" if len(levels) == len(plate.covers or ("",)) else f"@{';'.join(levels)}"
            wanted = f"{when} !{variant.id}{where}".strip()
            checker.faults.add(
                f"plates/{plate.id}.svg", checker.line_in_drawing(plate.id, "id", str(address)),
                f"“{address}” is drawn though the variant “{variant.id}” hides it. "
                f'Give it data-when="{wanted}".',
            )  # fmt: skip


def _drawn_at(
    checker: Checker, plate: Plate, names: frozenset[str], level: str
) -> Iterator[tuple[Region, Address]]:
    """Give the regions that a plate shows at a level of the cursor, and how they are named there."""
    words = words_in_force(checker.atlas, plate, Showing(names, level))
    drawn = plate_drawn(plate, lambda: words, False)
    named = plate_named_at(checker.atlas, drawn, level)
    for region, there in zip(drawn.regions, named.regions, strict=True):
        yield region, there.address


def _groups(checker: Checker) -> None:
    """Of the plates of a group each is cut at a level, and each level of the atlas belongs to one."""
    groups: dict[str, list[Plate]] = {}
    for plate in checker.atlas.plates.values():
        if plate.group:
            groups.setdefault(plate.group, []).append(plate)
    for group, plates in groups.items():
        taken: dict[str, str] = {}
        for plate in plates:
            file = f"plates/{plate.id}.toml"
            if not plate.cut or plate.cut not in plate.covers:
                checker.faults.add(
                    file, 0,
                    f"The plate is one of the group “{group}”. Give it the level that it is “cut” at, "
                    "and the levels that it “covers”, that one among them.",
                )  # fmt: skip
            for level in plate.covers:
                if level in taken:
                    checker.faults.add(
                        file, 0,
                        f"{level} is covered by the plate “{taken[level]}” too. Leave it to one of them.",
                    )  # fmt: skip
                taken.setdefault(level, plate.id)
        left = [level for level in checker.atlas.levels if level not in taken]
        if left:
            checker.faults.add(
                f"plates/{plates[-1].id}.toml", 0,
                f"No plate of the group “{group}” covers {left[0]}. Add it to the “covers” of one.",
            )  # fmt: skip
