"""What the tests of the core share: the small atlas, and the drawing that ships."""

from pathlib import Path

import pytest

from viewer.core.assets import atlas_folder
from viewer.core.atlas import Atlas
from viewer.core.loading import load_atlas
from viewer.core.plate import Plate
from viewer.core.prepared import open_atlas
from viewer.core.showing import Showing, plate_as_shown, usual_names

SMALL = Path(__file__).parent.parent / "small_atlas"


@pytest.fixture(scope="session")
def small_folder() -> Path:
    return SMALL


@pytest.fixture(scope="session")
def small() -> Atlas:
    return load_atlas(SMALL)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return open_atlas(atlas_folder(), tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="session")
def dorsal(shipped: Atlas) -> Plate:
    """The dorsal plate as it opens: in the usual variants, in no condition."""
    return plate_as_shown(shipped, shipped.plates["dorsal"], Showing(usual_names(shipped)))
