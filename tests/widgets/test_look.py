"""The themes: every role there, every text and every meaningful line readable."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette

from viewer.widgets.look import THEMES, Look, contrast, load_theme, mixed, theme_from

_TEXT_ON_GROUND = [
    ("text", "window"),
    ("text", "base"),
    ("text", "alternate-base"),
    ("muted", "window"),
    ("muted", "base"),
    ("button-text", "button"),
    ("highlight-text", "highlight"),
    ("link", "base"),
    ("link", "window"),
    ("link-visited", "base"),
    ("tip-text", "tip"),
    ("mention", "base"),
    ("mention-lit-text", "mention-lit"),
    ("disputed", "base"),
    ("warning", "warning-base"),
    ("text", "warning-base"),
    ("error", "base"),
    ("error", "window"),
    ("success", "base"),
]
_INK_ON_PLATE = [("ink", "bg"), ("ink", "panel"), ("ink", "ruler-a"), ("ink2", "bg"), ("ink2", "panel")]
_MEANING = [
    ("vein", "cord"),
    ("vein", "csf"),
    ("vein", "root"),
    ("vein", "dura"),
    ("vein", "bg"),
    ("net", "cord"),
    ("epi", "fat"),
    ("epi", "fat-bed"),
    ("epi", "dura"),
    ("epi", "bone"),
    ("epi", "bg"),
    ("artery", "cord"),
    ("cord-edge", "csf"),
    ("dura-edge", "csf"),
    ("leader", "bg"),
    ("leader", "cord"),
    ("select", "key"),
    ("trace", "cord"),
]
_EDGES = [
    ("bone-edge", "bg"),
    ("bone-edge", "bone"),
    ("fat-edge", "fat"),
    ("root-edge", "csf"),
    ("ganglion-edge", "ganglion"),
    ("filum-edge", "csf"),
    ("cord-edge", "cord"),
]


@pytest.fixture(params=THEMES)
def look(request: pytest.FixtureRequest) -> Look:
    """Each shipped theme in turn."""
    return Look(load_theme(request.param))


def _ratio(look: Look, one: str, other: str) -> float:
    return contrast(look.colour(one), look.colour(other))


def test_every_theme_colours_the_same_roles() -> None:
    themes = [load_theme(name) for name in THEMES]
    for theme in themes[1:]:
        assert theme.plate.keys() == themes[0].plate.keys()
        assert theme.interface.keys() == themes[0].interface.keys()


def test_every_value_is_a_colour(look: Look) -> None:
    for value in (*look.theme.plate.values(), *look.theme.interface.values()):
        assert QColor.isValidColorName(value), value
    assert set(look.theme.ground) | set(look.theme.ground.values()) <= set(look.theme.plate)


def test_text_can_be_read(look: Look) -> None:
    least = 7.0 if look.theme.name == "high-contrast" else 4.5
    for text, ground in _TEXT_ON_GROUND:
        assert contrast(look.ui(text), look.ui(ground)) >= least, (text, ground)
    for text, ground in _INK_ON_PLATE:
        assert _ratio(look, text, ground) >= least, (text, ground)


def test_what_carries_meaning_stands_out(look: Look) -> None:
    least = 4.5 if look.theme.name == "high-contrast" else 3.0
    for mark, ground in _MEANING:
        assert round(_ratio(look, mark, ground), 1) >= least, (mark, ground, _ratio(look, mark, ground))
    assert contrast(look.ui("line"), look.ui("window")) >= 3.0
    assert contrast(look.ui("focus"), look.ui("window")) >= 3.0


def test_high_contrast_strengthens_the_edges() -> None:
    look = Look(load_theme("high-contrast"))
    for edge, ground in _EDGES:
        assert _ratio(look, edge, ground) >= 4.5, (edge, ground, _ratio(look, edge, ground))


def test_ghosted_colours_step_back_towards_their_ground(look: Look) -> None:
    plain = _ratio(look, "vein", "cord")
    ghosted = contrast(look.colour("vein", ghosted=True), look.colour("cord", ghosted=True))
    assert 1.1 < ghosted < plain
    assert look.colour("bg", ghosted=True) == look.colour("bg")
    assert look.colour("vein", ghosted=True).alpha() == 255


def test_mixing_moves_a_colour_by_the_amount_asked() -> None:
    black, white = QColor("#000000"), QColor("#ffffff")
    assert mixed(black, white, 0.0) == black
    assert mixed(black, white, 1.0) == white
    assert mixed(black, white, 0.5).lightness() in (127, 128)


def test_the_palette_is_the_theme(look: Look) -> None:
    palette = look.palette()
    assert palette.color(QPalette.ColorRole.Window) == look.ui("window")
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == look.ui("disabled")


def test_a_role_that_no_theme_knows_is_drawn_in_ink(look: Look) -> None:
    assert look.colour("a-teacher's-own") == look.colour("ink")
    assert look.kin("vein", "edge", "key") == "vein-edge"
    assert look.kin("net", "shade", "key") == "key"


def test_a_kept_theme_is_read_again_and_renewed(tmp_path: Path) -> None:
    first = load_theme("dark", tmp_path)
    assert load_theme("dark", tmp_path) == first
    (tmp_path / "theme-dark").write_bytes(b"broken")
    assert load_theme("dark", tmp_path) == first


def test_a_theme_that_does_not_ship_is_refused() -> None:
    with pytest.raises(KeyError):
        load_theme("sepia")
    with pytest.raises(KeyError):
        theme_from("dark = true")
