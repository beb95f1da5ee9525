"""Label arranging: which names stand where beside the plate, worked out when a view has come to rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.camera import Camera
from viewer.core.label_alone import Alone, place_alone
from viewer.core.label_offers import SELECTED_LEAST, LabelOffers, Wanted, straying
from viewer.core.label_placing import GAP, LANE_MIN, Gutter, Offer, Placed, Point, place
from viewer.core.plate import Plate, Rect
from viewer.widgets.compass_marks import CompassMarks
from viewer.widgets.label_marks import OFF_EDGE, PAD_X, PAD_Y, Label, Text, free_of, rect_of, settled
from viewer.widgets.label_text import LabelTexts
from viewer.widgets.letters import em
from viewer.widgets.ruler import Ruler

_WIDEST = 17.0
"""The text of a label is at most so many font sizes wide."""

_OVER_ART, _OVER_MOST = 0.38, 0.7
"""A column takes at most this part of the view close in; what is selected is named in any case, if need be
across so much of the view."""

_CROWDED, _OFFERED, _ALONE, _OVER = 0.5, 2.0, 0.62, 0.37
_FAR_INSIDE = 8.0
_MOST_ANCHORS, _MOST_REGIONS, _FEW = 48, 9, 6
_MIDDLE = 0.02
_STAYS, _NEAR = 0.5, 0.06
"""So much more, in priorities, does a label matter that was there before, at nearly the same zoom."""


class _Column(NamedTuple):
    """Room for text on one side: the gutter as the placing sees it, and the greatest width of a line.

    No width: all names stand on the other side, which is ``alone`` then.
    """

    gutter: Gutter
    width: float
    alone: bool


class Arranger:
    """Arranges the labels of one plate for one view of it after another."""

    def __init__(self, atlas: Atlas, plate: Plate, ruler: Ruler) -> None:
        """Take the atlas for the names, the plate, and the ruler that stands beside it."""
        self._plate = plate
        self._ruler = ruler
        self._compass = CompassMarks(plate)
        self._offers = LabelOffers(plate)
        self._texts = LabelTexts(atlas)
        self._font = QFont()
        self._before: frozenset[str] = frozenset()
        self._last: Camera | None = None

    def arrange(
        self,
        camera: Camera,
        art: tuple[float, float],
        fonts: tuple[QFont, QFont],
        mode: str,
        selection: Sequence[Address],
        hidden_layers: frozenset[str],
        reserved: Sequence[QRectF],
        before: Collection[Address] = (),
    ) -> list[Label]:
        """Give the labels in their places; the words are as in :meth:`LabelLayer.place`.

        ``art`` bounds the part of the view between the gutters, ``fonts`` are the view's and the labels'.
        Of labels that matter as much, those in ``before`` stay, so that a view that grows a little changes
        little.
        """
        near = abs(camera.zoom / self._last.zoom - 1) < _NEAR if self._last is not None else False
        self._before = frozenset(map(str, before)) if near else frozenset()
        self._last = camera
        self._font = QFont(fonts[0])
        self._texts.set_font(fonts[1])
        wanted = self._offers.wanted(camera.seen(), camera.zoom, mode, selection, hidden_layers)
        beside = self._beside(wanted, camera, art, hidden_layers, reserved)
        chosen = [label for label in wanted if label.selected]
        if {label.address for label in chosen} & {label.address for label in beside}:
            return beside
        for label in chosen:
            alone = self._alone(label, camera, hidden_layers, reserved)
            if alone is not None:
                return [
                    alone[0],
                    *(one for one in beside if not alone[1].meets(rect_of(one.box), one.leader)),
                ]
        return beside

    def _beside(
        self,
        wanted: list[Wanted],
        camera: Camera,
        art: tuple[float, float],
        hidden_layers: frozenset[str],
        reserved: Sequence[QRectF],
    ) -> list[Label]:
        """Give the labels that find places in the columns beside the drawing."""
        span = self._room(camera)
        wanted = self._readable(wanted, camera, span)
        columns = self._columns_for(camera, art, span, wanted, reserved)
        if columns is None:
            return []
        sides = self._sided(wanted, camera, columns)
        placed = self._arranged(sides, columns, camera, hidden_layers)
        drawn = self._art_span(camera)
        found: list[Label] = []
        for left, labels, column, side in zip((True, False), placed, columns, sides, strict=True):
            words = {str(label.address): self._text(label, column) for label in side}
            found += [settled(label, words[label.id], left, drawn) for label in labels]
        return found

    def _alone(
        self, label: Wanted, camera: Camera, hidden: frozenset[str], reserved: Sequence[QRectF]
    ) -> tuple[Label, Alone] | None:
        """Place the name of what is selected over the drawing, without its Latin, above or below its region.

        For where no column can hold its widest word and still leave that region in sight.
        """
        start, end = span = self._room(camera)
        anchors = [
            spot
            for number in label.regions
            for point in self._offers.anchors(number)
            if 0 < (spot := camera.to_view(*point))[1] < camera.height
            and self._offers.topmost(number, point, hidden)
        ]
        top, bottom = self._free_height(camera, span, reserved, below=0.2)
        room = Rect(start, top, end - start, bottom - top)
        width = min(room.width - 2 * PAD_X, em(self._font) * _WIDEST)
        text = self._texts.text(label, width, latin=False)
        alone = place_alone(anchors, text.width + 2 * PAD_X, text.height + 2 * PAD_Y, room)
        return alone and (Label(label.address, text, QRectF(*alone.box), alone.leader, False, True), alone)

    def _arranged(
        self,
        sides: tuple[list[Wanted], list[Wanted]],
        columns: tuple[_Column, _Column],
        camera: Camera,
        hidden: frozenset[str],
    ) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
        """Place the labels; those that end up far from their anchor go, unless they are selected."""
        owners: dict[tuple[str, Point], tuple[int, Point]] = {}
        offers = tuple(
            [
                self._offer(label, self._text(label, column).height, at_left, camera, owners)
                for label in self._no_more_than_fit(side, column, camera)
            ]
            for at_left, side, column in zip((True, False), sides, columns, strict=True)
        )

        def usable(label: str, anchor: Point) -> bool:
            return self._offers.topmost(*owners[label, anchor], hidden)

        gutters = (columns[0].gutter, columns[1].gutter)
        placed = place(offers[0], offers[1], gutters, usable)
        size = em(self._font)
        strayed = {
            label.id
            for side, known in zip(placed, offers, strict=True)
            for label in side
            for offer in known
            if offer.id == label.id and abs(label.y - label.leader[0][1]) > size * straying(offer.priority)
        }
        if strayed:
            left, right = ([offer for offer in side if offer.id not in strayed] for side in offers)
            placed = place(left, right, gutters, usable)
        shown = {label.id for side in placed for label in side}
        kept = {
            offer.id
            for side in offers
            for offer in side
            if offer.id in self._before or offer.priority >= SELECTED_LEAST
        }
        if kept - shown and not kept & strayed:
            left, right = ([offer for offer in side if offer.id in kept] for side in offers)
            again = place(left, right, gutters, usable)
            if kept == {label.id for side in again for label in side}:
                return again
        return placed

    def _no_more_than_fit(self, labels: Sequence[Wanted], column: _Column, camera: Camera) -> list[Wanted]:
        """Leave out labels without room, names told already in a crowd, and what would hide the drawing."""
        height = column.gutter.bottom - column.gutter.top
        over = not self._is_whole(camera) and self._art_span(camera)[0] < self._room(camera)[0] - 1
        most = _OVER if over else _ALONE if column.alone else _OFFERED
        taken = 0.0
        kept: list[Wanted] = []
        told: set[str] = set()
        for label in labels:
            again = label.address.structure in told and not label.selected
            more = self._text(label, column).height + GAP
            if label.selected or taken + more <= height * min(most, _CROWDED if again else most):
                kept.append(label)
                told.add(label.address.structure)
                taken += more
        return kept

    def _text(self, label: Wanted, column: _Column) -> Text:
        """Break a label's words for a column; the Latin name goes where it makes them too high or wide."""
        text = self._texts.text(label, column.width)
        if text.height > column.gutter.bottom - column.gutter.top or text.width > column.width:
            text = self._texts.text(label, column.width, latin=False)
        return text

    def _art_span(self, camera: Camera) -> tuple[float, float]:
        view = self._plate.view
        return camera.to_view(view.x, 0.0)[0], camera.to_view(view.x + view.width, 0.0)[0]

    def _room(self, camera: Camera) -> tuple[float, float]:
        """Give the ends of what a label may cover, from the ruler to the other side, off the compass."""
        size = em(self._font)
        before, behind, _up, _down = self._compass.margins(self._font)
        strip = self._ruler.width(self._font, camera.width) + self._ruler.margin(camera, self._font)
        return strip + max(size * OFF_EDGE, before + 2), camera.width - max(size * OFF_EDGE, behind + 2)

    def _readable(self, wanted: list[Wanted], camera: Camera, span: tuple[float, float]) -> list[Wanted]:
        """Leave out labels with a word that the columns cannot hold, all of them beside a whole plate.

        What is selected stays: a wide word of it lies over the drawing, at the side with more room.
        """
        word = {label: self._texts.longest_word(label) + 2 * PAD_X for label in wanted}
        across, art = span[1] - span[0], self._art_span(camera)
        whole = self._is_whole(camera)
        most = max(art[0] - span[0], span[1] - art[1]) if whole else across * _OVER_ART
        crowded = whole and any(word[label] > most for label in wanted if not label.selected)
        kept = []
        for label in wanted:
            if word[label] <= most and (label.selected or not crowded):
                kept.append(label)
            elif label.selected and not whole and word[label] <= across * _OVER_MOST:
                kept.append(label._replace(gutter=self._roomier(label, camera, span)))
        return kept

    def _is_whole(self, camera: Camera) -> bool:
        """Tell whether all of the plate is seen, so that no label need lie over it."""
        art, view = self._art_span(camera), self._plate.view
        high = view.height * camera.zoom <= camera.height + 1
        return high and art[0] >= -1 and art[1] <= camera.width + 1

    def _roomier(self, label: Wanted, camera: Camera, span: tuple[float, float]) -> str:
        rects = [self._plate.regions[number].bounds for number in label.regions]
        x = sum(rect.x + rect.width / 2 for rect in rects) / len(rects)
        return "left" if camera.to_view(x, 0.0)[0] > (span[0] + span[1]) / 2 else "right"

    def _columns_for(
        self,
        camera: Camera,
        gutters: tuple[float, float],
        span: tuple[float, float],
        wanted: Sequence[Wanted],
        reserved: Sequence[QRectF],
    ) -> tuple[_Column, _Column] | None:
        """Give the room for text at either side; None where the view is too narrow for a word."""
        size = em(self._font)
        (start, end), (art_left, art_right) = span, gutters
        words = [
            max(
                (
                    self._texts.longest_word(label) + 2 * PAD_X
                    for label in wanted
                    if not (label.selected and label.gutter) or label.gutter == side
                ),
                default=0.0,
            )
            for side in ("left", "right")
        ]
        art = self._art_span(camera)
        left = max(max(art[0] - 12, art_left) - 2 - LANE_MIN, start + words[0])
        right = min(min(art[1] + 12, art_right) + 2 + LANE_MIN, end - words[1])
        closed = (False, False)
        if self._is_whole(camera):
            # What would lie over the drawing goes to the other side.
            closed = (left > art[0], right < art[1])
            if closed != (True, True):
                left = start - LANE_MIN if closed[0] else left
                right = end + LANE_MIN if closed[1] else right
        if right - left < 3 * LANE_MIN:
            return None
        alone = closed[0] != closed[1]
        columns = []
        for edge, part, shut in zip((left, right), ((start, left), (right, end)), closed, strict=True):
            high, low = self._free_height(camera, part, reserved)
            width = min(part[1] - part[0] - 2 * PAD_X, size * _WIDEST)
            columns.append(_Column(Gutter(edge, high, low), 0.0 if shut and alone else width, alone))
        return columns[0], columns[1]

    def _free_height(
        self, camera: Camera, part: tuple[float, float], reserved: Sequence[QRectF], below: float = 0.8
    ) -> tuple[float, float]:
        """Give the ends of what labels may cover of the height in a part of the width, ``below`` ems free."""
        size = em(self._font)
        caption = self._ruler.caption_rect(camera, self._font)
        blocked = list(reserved) if caption.isEmpty() else [*reserved, caption]
        *_sides, up, down = self._compass.margins(self._font)
        return free_of(
            blocked,
            part,
            max(size * 2.3, up + PAD_Y + 1),
            camera.height - max(size * below, down + PAD_Y + 1),
        )

    def _sided(
        self, wanted: Sequence[Wanted], camera: Camera, columns: tuple[_Column, _Column]
    ) -> tuple[list[Wanted], list[Wanted]]:
        """Part the labels into left and right, by wish or by where in the view they belong."""
        sides: tuple[list[Wanted], list[Wanted]] = ([], [])
        edges = (columns[0].gutter.edge, columns[1].gutter.edge)
        wishes = {wish.address: wish.gutter for wish in self._plate.wishes}
        told = set()
        for label in wanted:
            if label.address in told:
                continue
            told.add(label.address)
            wish = label.gutter or wishes.get(label.address, "")
            side = {"left": 0, "right": 1}.get(wish)
            aside = side is not None and label.selected and label.gutter
            if side is None or not (aside or self._reaches(self._on_side(label, side == 0), camera, edges)):
                side = self._side_of(label, camera, edges, len(sides[0]) > len(sides[1]))
            if not columns[side].width:
                side = 1 - side
                # Where there are few names a leader may cross the drawing.
                if len(wanted) > _FEW and not (label.selected or self._on_side(label, side == 0)):
                    continue
            sides[side].append(label)
        return sides

    def _reaches(self, regions: Sequence[int], camera: Camera, edges: tuple[float, float]) -> bool:
        """Tell whether any of the regions shows between the columns."""
        low, high = (camera.to_plate(edge, 0.0)[0] for edge in edges)
        bounds = (self._plate.regions[number].bounds for number in regions)
        return any(rect.x < high and rect.x + rect.width > low for rect in bounds)

    def _side_of(self, label: Wanted, camera: Camera, edges: tuple[float, float], crowded_left: bool) -> int:
        """Give the side that a label without a wish is closer to: in the view, else on the plate."""
        rects = [self._plate.regions[number].bounds for number in label.regions]
        x = sum(rect.x + rect.width / 2 for rect in rects) / len(rects)
        away = camera.to_view(x, 0.0)[0] - (edges[0] + edges[1]) / 2
        if abs(away) > 2 * LANE_MIN:
            return int(away > 0)
        view = self._plate.view
        off_middle = x - view.x - view.width / 2
        if abs(off_middle) > view.width * _MIDDLE:
            return int(off_middle > 0)
        return int(crowded_left)

    def _offer(
        self,
        label: Wanted,
        height: float,
        at_left: bool,
        camera: Camera,
        owners: dict[tuple[str, Point], tuple[int, Point]],
    ) -> Offer:
        """Make the label's offer; ``owners`` learns which region and plate point each anchor is."""
        name = str(label.address)
        low, high = _FAR_INSIDE, camera.height - _FAR_INSIDE
        found: list[tuple[Point, int, Point]] = []
        for number in self._on_side(label, at_left) or label.regions:
            for point in self._offers.anchors(number):
                spot = camera.to_view(*point)
                if low < spot[1] < high and 0 < spot[0] < camera.width:
                    found.append((spot, number, point))
        stride = max(len(found) // _MOST_ANCHORS, 1)
        for spot, number, point in found[::stride]:
            owners[name, spot] = (number, point)
        anchors = tuple(spot for spot, _, _ in found[::stride])
        heights = sorted(spot[1] for spot in anchors)
        near = camera.to_view(0.0, label.near_y)[1] if label.near_y is not None else -1.0
        if heights and not low < near < high:
            near = heights[len(heights) // 2]
        return Offer(name, height, label.priority + _STAYS * (name in self._before), anchors, near)

    def _on_side(self, label: Wanted, at_left: bool) -> Sequence[int]:
        """Give the label's regions on the side of a gutter; of many only those close to the wish."""
        view = self._plate.view
        middle = view.x + view.width / 2

        def away(number: int) -> float:
            bounds = self._plate.regions[number].bounds
            return bounds.x + bounds.width / 2 - middle

        slack = view.width * _MIDDLE
        near = [n for n in label.regions if (away(n) < slack if at_left else away(n) > -slack)]
        if len(near) > _MOST_REGIONS and label.near_y is not None:
            wish = label.near_y
            rects = {n: self._plate.regions[n].bounds for n in near}
            near.sort(key=lambda n: abs(rects[n].y + rects[n].height / 2 - wish))
            del near[_MOST_REGIONS:]
        return near
