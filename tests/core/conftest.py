"""What the tests of the core share: the small atlas, and the drawing that ships."""

from pathlib import Path

import pytest

from viewer.core.assets import atlas_folder
from viewer.core.atlas import Atlas
from viewer.core.loading import load_atlas
from viewer.core.plate import Plate
from viewer.core.prepared import open_atlas

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
    return next(iter(shipped.plates.values()))
