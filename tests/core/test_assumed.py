"""What is drawn at some places only is gathered once for an atlas."""

from viewer.core.assumed import pattern_of
from viewer.core.atlas import Atlas


def test_the_pattern_of_an_atlas_is_gathered_once_and_anew_for_another(small: Atlas, shipped: Atlas) -> None:
    pattern = pattern_of(shipped)
    assert pattern_of(shipped) is pattern
    assert pattern_of(small).atlas is small
    assert pattern_of(shipped).atlas is shipped
