"""Lending: the handbook of the program for an atlas that was written without one."""

from pathlib import Path

from viewer.core.assets import atlas_folder
from viewer.core.atlas import Atlas
from viewer.core.errors import ViewerError
from viewer.core.handbook import with_handbook
from viewer.core.prepared import open_atlas

_OTHERWISE = "en"


def furnished(atlas: Atlas, cache: Path) -> Atlas:
    """Give an atlas with the handbook of the atlas that ships, by choice in its own language."""
    for language in (atlas.language, _OTHERWISE):
        try:
            return with_handbook(atlas, open_atlas(atlas_folder(), cache, language))
        except (ViewerError, OSError):
            continue
    return atlas
