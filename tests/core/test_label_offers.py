"""Which labels a view asks for, and where their dots may lie."""

from math import hypot
from pathlib import Path

import pytest

from viewer.core.address import Address
from viewer.core.label_offers import CLOSE, CLOSER, REPEATED, SELECTED_LEAST, UNWISHED, LabelOffers
from viewer.core.loading import load_atlas
from viewer.core.plate import Plate, Rect

_EVERYTHING = Rect(-500, -500, 2000, 2000)
_NOTHING_HIDDEN: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def plate() -> Plate:
    return load_atlas(Path(__file__).parents[1] / "small_atlas").plates["back"]


def _asked(
    plate: Plate, zoom: float, mode: str = "all", *selection: str, seen: Rect = _EVERYTHING
) -> list[str]:
    offers = LabelOffers(plate)
    chosen = [Address.parse(text) for text in selection]
    return [str(label.address) for label in offers.wanted(seen, zoom, mode, chosen, _NOTHING_HIDDEN)]


def test_from_afar_only_wishes_are_asked_for_by_priority(plate: Plate) -> None:
    assert _asked(plate, CLOSE - 0.1) == ["midline-vein", "side-vein.right"]


def test_closer_in_everything_seen_has_a_name_once(plate: Plate) -> None:
    asked = _asked(plate, CLOSE)
    assert {"vein-net.left", "vein-net.right", "side-vein.left.C1", "the-cord"} < set(asked)
    assert "midline-vein.C1" not in asked


def test_closer_still_each_vessel_has_its_level(plate: Plate) -> None:
    offers = LabelOffers(plate)
    seen = Rect(-50, 120, 100, 60)
    labels = offers.wanted(seen, CLOSER, "all", [Address.parse("side-vein.right")], _NOTHING_HIDDEN)
    assert [label.selected for label in labels] == [True, *[False] * (len(labels) - 1)]
    assert labels[0].priority >= SELECTED_LEAST
    assert {label.priority for label in labels[1:]} - {REPEATED, UNWISHED}


def test_what_is_out_of_view_is_not_asked_for(plate: Plate) -> None:
    assert _asked(plate, 0.5, seen=Rect(300, 0, 10, 10)) == []


def test_modes(plate: Plate) -> None:
    assert _asked(plate, 2.0, "none", "midline-vein") == []
    assert _asked(plate, 2.0, "selected", "midline-vein.C2", "the-cord") == ["midline-vein.C2", "the-cord"]
    assert _asked(plate, 2.0, "selected") == []


def test_a_hidden_layer_asks_for_nothing(plate: Plate) -> None:
    labels = LabelOffers(plate).wanted(_EVERYTHING, 2.0, "all", [], frozenset({"veins"}))
    assert [str(label.address) for label in labels] == ["the-cord"]


def test_anchors_of_a_vessel_lie_on_it_and_not_at_its_ends(plate: Plate) -> None:
    offers = LabelOffers(plate)
    number = next(n for n, region in enumerate(plate.regions) if str(region.address) == "midline-vein.T1")
    anchors = offers.anchors(number)
    assert len(anchors) >= 10
    assert all(abs(x) < 0.5 and 212 < y < 288 for x, y in anchors)
    assert all(offers.topmost(number, anchor, _NOTHING_HIDDEN) for anchor in anchors)


def test_anchors_of_an_area_lie_in_it_and_those_under_vessels_are_not_free(plate: Plate) -> None:
    offers = LabelOffers(plate)
    number = next(n for n, region in enumerate(plate.regions) if str(region.address) == "the-cord")
    anchors = offers.anchors(number)
    assert all(-100 < x < 100 and 0 < y < 300 for x, y in anchors)
    free = [anchor for anchor in anchors if offers.topmost(number, anchor, _NOTHING_HIDDEN)]
    assert free
    assert all(hypot(x, 0) > 6 for x, _ in free)
    middle = next(anchor for anchor in anchors if anchor[0] == 0)
    assert not offers.topmost(number, middle, _NOTHING_HIDDEN)
    assert offers.topmost(number, middle, frozenset({"veins"}))
