"""The atlas that is made by rule to measure by: without a fault, and the same from its prepared form."""

from pathlib import Path

from tests.benchmarks.large_atlas import Size, make_large_atlas
from viewer.core.geometry import RegionIndex
from viewer.core.loading import check_atlas
from viewer.core.prepared import open_atlas


def test_a_made_atlas_has_no_fault_and_every_vein_is_where_it_was_drawn(tmp_path: Path) -> None:
    folder = make_large_atlas(tmp_path / "large", Size(120, 20_000, 24))
    atlas, faults, counts = check_atlas(folder)
    assert faults == []
    assert (counts.structures, counts.regions, counts.sections) == (120, 595, 24)
    assert atlas == open_atlas(folder, tmp_path) == open_atlas(folder, tmp_path)
    plate = open_atlas(folder, tmp_path).plates["large"]
    index = RegionIndex(plate)
    for number, region in enumerate(plate.regions):
        points = region.lines[0].points
        middle = len(points) // 4 * 2
        assert index.hit(points[middle], points[middle + 1], 4.0).best == number
