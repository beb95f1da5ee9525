"""The way that is shown first in the shipped atlas: the surest and most usual of all that there are."""

from pathlib import Path

import pytest

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import case_of
from viewer.core.first_way import first_way
from viewer.core.loading import load_atlas
from viewer.core.network import Network
from viewer.core.showing import usual_names
from viewer.core.way import stops_of


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas(Path(__file__).parents[2] / "assets" / "atlas")


def shown(atlas: Atlas, start: str, *blocks: str, condition: str = "") -> list[str]:
    """The structures of the way shown first."""
    case = case_of(atlas, condition, usual_names(atlas))
    trace = Network(atlas, case._replace(blocked=case.blocked | {*blocks})).trace(Address.parse(start))
    return [trace.stops[stop].address.structure for stop in stops_of(trace, first_way(trace, atlas))]


def test_from_the_horn_it_goes_by_what_is_sure_and_by_the_plexus_that_is_usual(atlas: Atlas) -> None:
    assert shown(atlas, "dorsal-horn.T8") == [
        "dorsal-horn", "radial-veins", "pial-venous-plexus", "posteromedian-spinal-vein",
        "posterior-radicular-veins", "radicular-dural-crossing", "posterior-internal-vertebral-plexus",
        "intervertebral-veins", "posterior-intercostal-veins", "azygos-vein", "superior-vena-cava",
        "right-atrium",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "plexus"),
    [
        ("radicular-dural-crossing", "posterior-internal-vertebral-plexus"),
        ("posterior-radicular-veins.L2", "posterior-internal-vertebral-plexus"),
        ("great-posterior-radicular-vein", "posterior-internal-vertebral-plexus"),
        ("anterior-radicular-veins.L2", "anterior-internal-vertebral-plexus"),
        ("anteromedian-spinal-vein", "anterior-internal-vertebral-plexus"),
    ],
)
def test_each_radicular_vein_leads_to_its_usual_plexus(atlas: Atlas, start: str, plexus: str) -> None:
    way = shown(atlas, start)
    assert way[way.index("radicular-dural-crossing") + 1] == plexus


def test_with_the_outlets_behind_blocked_it_goes_to_the_front_at_its_own_level(atlas: Atlas) -> None:
    way = shown(atlas, "dorsal-horn.T8", "posterior-radicular-veins")
    assert "transmedullary-anastomoses" in way and "anterior-radicular-veins" in way
    assert "great-posterior-radicular-vein" not in way


def test_in_the_fistula_it_fills_the_midline_vein_and_leaves_by_a_neighbour(atlas: Atlas) -> None:
    way = shown(atlas, "posterior-radicular-veins.right.T8", condition="spinal-dural-fistula")
    assert way[:4] == [
        "posterior-radicular-veins", "posteromedian-spinal-vein", "posteromedian-spinal-vein",
        "posterior-radicular-veins",
    ]  # fmt: skip
