"""What has been drawn: layers of marks and vessels, in paint order, each with its region's id."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from assets.drawing.curves import Marks, Points, Values, random_for
from assets.drawing.tube import broken, core, gleams, outline, shades

Layers = Sequence[tuple[str, str, str]]

LAYERS: Layers = (  # key, name in Inkscape, the reader's layer; deepest first
    ("bed", "Epidural space", "meninges"),
    ("bone", "Vertebrae and skull", "bone"),
    ("sac", "Subarachnoid space", "ground"),
    ("cord", "Spinal cord", "nervous"),
    ("ligament", "Denticulate ligaments", "meninges"),
    ("filum", "Filum terminale", "nervous"),
    ("filum-vein", "Vein of the filum, seen through", "veins"),
    ("net", "Pial venous plexus", "veins"),
    ("arches", "Arches round the side", "veins"),
    ("arteries", "Arteries of the cord", "arteries"),
    ("roots", "Roots and rootlets", "nervous"),
    ("veins", "Veins of the cord", "veins"),
    ("arachnoid", "Arachnoid, cut edge", "meninges"),
    ("nerves", "Spinal nerves", "nervous"),
    ("sleeves", "Root sleeves", "meninges"),
    ("ganglia", "Spinal ganglia", "nervous"),
    ("fat", "Epidural fat", "meninges"),
    ("stumps", "Radicular veins beyond the dura", "veins"),
    ("closed", "Dura, closed", "meninges"),
    ("ghosts", "Radicular veins under the closed dura", "veins"),
    ("flaps", "Dura, opened", "meninges"),
    ("slits", "Dural crossings", "veins"),
    ("epidural", "Epidural veins", "veins"),
    ("cut-ends", "Cut ends of epidural veins", "veins"),
    ("shunt", "Artery of a dural fistula", "arteries"),
    ("fade", "Upper edge", "ground"),
)

SHADOWS = {
    "arteries": "1.2 2.2 0.2",
    "epidural": "1.6 2.6 0.16",
    "arches": "none",
    "shunt": "1.2 2.2 0.2",
    "stumps": "none",
    "slits": "none",
}
"""Cast shadows that differ from the usual ones: shift right, shift down, strength."""


@dataclass(slots=True)
class Mark:
    """A filled or stroked path. ``region`` is the id of what it shows, or ""; ``when`` as in the SVG."""

    lines: list[Points]
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    alpha: float = 1.0
    closed: bool = True
    butt: bool = False
    shown_from: float = 0.0
    region: str = ""
    net: bool = False
    hit_only: bool = False
    when: str = ""
    tube: bool = False


@dataclass(slots=True)
class Vessel:
    """A tube about a line, and the centre lines that carry the ids."""

    role: str
    casing: float
    shown_from: float
    line: Points
    radii: Values
    centres: list[tuple[str, Points]]
    round_ends: tuple[bool, bool]
    lit: bool
    when: str = ""
    ties: Sequence[tuple[str, Points]] = ()
    """Edges of the drainage, each with the run that draws it.

    Behind an edge and a blank may stand a case of its own, in place of the vessel's.
    """
    dashes: tuple[float, float] | None = None
    """Length of the pieces and of the gaps of a broken tube."""
    radius: float = field(init=False)
    """The usual half-width, in units."""

    def __post_init__(self) -> None:
        self.radius = float(np.median(self.radii))

    def bodies(self) -> list[Points]:
        """Return the outlines to fill.

        One for the whole tube: where the end of a part lay inside the next, widths were measured wrongly.
        """
        start, end = self.round_ends
        if self.dashes is not None:
            return [outline(line, radii) for line, radii in broken(self.line, self.radii, *self.dashes)]
        return [outline(self.line, self.radii, round_start=start, round_end=end)]

    def shades(self, free: Marks) -> list[Points]:
        """Return the crescents of shade, where ``free`` says that nothing lies over the tube."""
        return shades(self.line, self.radii, free)

    def lights(self, free: Marks) -> list[Points]:
        """Return the slivers of light; in an artery its pale core."""
        source = random_for("light", self.centres[0][0], len(self.line))
        if self.role == "artery":
            return core(self.line, self.radii)
        return gleams(self.line, self.radii, source, free)


Ids = str | list[tuple[str, Points]]
"""One id for the whole centre line, or the pieces of it with an id each."""

Item = Mark | Vessel


@dataclass(slots=True)
class Picture:
    """The plate as drawn so far, in its own layers; ``shadows`` names those whose shadow is unusual."""

    layers: Layers = LAYERS
    shadows: Mapping[str, str] = field(default_factory=lambda: SHADOWS)
    items: dict[str, list[Item]] = field(init=False)
    _when: str = ""

    def __post_init__(self) -> None:
        self.items = {key: [] for key, _, _ in self.layers}

    @contextmanager
    def case(self, when: str) -> Iterator[None]:
        """Draw what follows for some variants and conditions only.

        ``when`` holds their names, parted by blanks, or "!name" for those it is not drawn in; a case
        within a case adds to it.
        """
        outer, self._when = self._when, " ".join(filter(None, (self._when, when)))
        try:
            yield
        finally:
            self._when = outer

    def fill(
        self,
        layer: str,
        lines: Points | Sequence[Points],
        role: str,
        *,
        edge: str = "",
        width: float = 0.0,
        alpha: float = 1.0,
        region: str = "",
        shown_from: float = 0.0,
    ) -> None:
        """Add closed outlines filled with a role and, if ``edge`` names one, stroked with another."""
        if len(lines):
            self.items[layer].append(
                Mark(_list(lines), role, edge, width, alpha, True, False, shown_from, region, when=self._when)
            )

    def stroke(
        self,
        layer: str,
        lines: Points | Sequence[Points],
        role: str,
        width: float,
        *,
        alpha: float = 1.0,
        region: str = "",
        shown_from: float = 0.0,
        butt: bool = False,
    ) -> None:
        """Add open lines; with a ``region`` they can be pointed at like a net."""
        if len(lines):
            mark = Mark(_list(lines), "", role, width, alpha, False, butt, shown_from, region, bool(region))
            mark.when = self._when
            self.items[layer].append(mark)

    def thread(self, layer: str, line: Points, role: str, width: float, region: str) -> None:
        """Add a fine vessel of one width: its stroke is its body."""
        mark = Mark([line], "", role, width, 1.0, False, False, 0.0, region, when=self._when, tube=True)
        self.items[layer].append(mark)

    def hit(self, layer: str, lines: Points | Sequence[Points], region: str) -> None:
        """Add an area that can be pointed at but is never painted."""
        self.items[layer].append(Mark(_list(lines), region=region, hit_only=True, when=self._when))

    def vessel(
        self,
        layer: str,
        line: Points,
        radii: Values,
        ids: Ids,
        *,
        role: str = "vein",
        casing: float = 1.1,
        shown_from: float = 0.0,
        round_ends: tuple[bool, bool] = (True, True),
        lit: bool = True,
        ties: Sequence[tuple[str, Points]] = (),
        dashes: tuple[float, float] | None = None,
    ) -> None:
        """Add a tube.

        :param ids: one id, or pieces of the centre line with an id each.
        :param casing: width of the dark edge outside the body, in units.
        :param lit: whether it is wide enough for shade and light.
        :param ties: edges of the drainage, each with the run of the vessel that draws it.
        :param dashes: length of the pieces and of the gaps, where the tube is broken.
        """
        centres = [(ids, line)] if isinstance(ids, str) else ids
        lit = lit and dashes is None and float(np.median(radii)) > 1.8
        self.items[layer].append(
            Vessel(role, casing, shown_from, line, radii, centres, round_ends, lit, self._when, ties, dashes)
        )

    def free_of(self, layer: str, vessel: Vessel) -> Marks:
        """Tell for each point of a tube whether no wider tube of its layer lies over it."""
        free = np.ones(len(vessel.line), bool)
        for other in self.items[layer]:
            if not isinstance(other, Vessel) or other is vessel or not _meet(other.when, vessel.when):
                continue
            if _wider(other, vessel):
                free &= _clear_of(vessel, other)
        return free

    def cut_end(self, end: Points, radius: float, shown_from: float = 0.5) -> None:
        """Show the open lumen where an epidural vein has been cut."""
        angle = np.linspace(0, 2 * np.pi, 14, endpoint=False)
        rim = np.column_stack(
            [end[0] + radius * 0.45 * np.cos(angle), end[1] + radius * 0.93 * np.sin(angle)]
        )
        self.fill("cut-ends", rim, "vein-lumen", edge="epi-edge", width=1.2, shown_from=shown_from)


def pieces(line: Points, names: Sequence[str], make_id: Callable[[str], str]) -> list[tuple[str, Points]]:
    """Cut a line where the name of its points changes; neighbours share their end point."""
    result = []
    start = 0
    for i in range(1, len(line) + 1):
        if i == len(line) or names[i] != names[start]:
            part = line[start : min(i + 1, len(line))]
            if len(part) > 1:
                result.append((make_id(names[start]), part))
            start = i
    return result


def unless(names: str) -> str:
    """Give the case in which none of the names is in force."""
    return " ".join(f"!{name}" for name in names.split())


def is_usual(when: str) -> bool:
    """Tell whether something is drawn where no variant but the usual one and no condition is in force."""
    return all(word.startswith("!") for word in when.split())


def _meet(other: str, own: str) -> bool:
    """Tell whether ``other`` may lie over something drawn in the case ``own``: both can be seen at once."""
    words, mine = set(other.split()), set(own.split())
    if any(f"!{word}" in mine for word in words) or any(f"!{word}" in words for word in mine):
        return False
    return is_usual(other) or any(word in mine for word in words if not word.startswith("!"))


def _wider(other: Vessel, vessel: Vessel) -> bool:
    return (other.radius, other.centres[0][0]) > (vessel.radius, vessel.centres[0][0])


def _clear_of(vessel: Vessel, other: Vessel) -> Marks:
    """Tell which points of a tube keep clear of another, with a little room to spare."""
    reach = float(other.radii.max()) + 4
    clear = np.ones(len(vessel.line), bool)
    low, high = other.line.min(axis=0) - reach, other.line.max(axis=0) + reach
    near = np.flatnonzero(np.all((vessel.line > low) & (vessel.line < high), axis=1))
    if len(near):
        gaps = vessel.line[near, None, :] - other.line[None, :, :]
        room = np.hypot(gaps[..., 0], gaps[..., 1]) - other.radii[None, :]
        clear[near] = room.min(axis=1) > 2.5
    return clear


def _list(lines: Points | Sequence[Points]) -> list[Points]:
    return [lines] if isinstance(lines, np.ndarray) else list(lines)
