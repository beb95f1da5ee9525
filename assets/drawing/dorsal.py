"""The dorsal plate, put together."""

import numpy as np

from assets.drawing.arteries import draw_arteries, draw_feeders, draw_shunt
from assets.drawing.body import Body
from assets.drawing.coil import draw_coil, plan_coil
from assets.drawing.cord import draw_cord
from assets.drawing.curves import Points, even_steps
from assets.drawing.epidural import draw_epidural, inner_rails, plan_rails
from assets.drawing.ground import draw_ground
from assets.drawing.links import draw_links
from assets.drawing.meninges import draw_arachnoid, draw_closed_sac, draw_fat, draw_flaps, draw_sleeves
from assets.drawing.net import draw_net
from assets.drawing.picture import Picture
from assets.drawing.radicular import Crossing, draw_crossings, draw_radicular
from assets.drawing.roots import draw_roots
from assets.drawing.trunks import draw_trunks, plan_trunks


def draw_dorsal(body: Body) -> Picture:
    """Draw the whole plate; what meets something else is drawn after its course is known."""
    picture = Picture()
    draw_ground(picture, body)
    draw_cord(picture, body)
    net = draw_net(picture, body)
    trunks = plan_trunks(body)
    coiled = plan_coil(body, trunks)
    draw_links(picture, body, trunks, coiled, net)
    draw_trunks(picture, body, trunks)
    with picture.case(body.measures.cases["coiled"]):
        draw_coil(picture, body, coiled)
    arteries = draw_arteries(picture, body)
    roots = draw_roots(picture, body)
    crossings = draw_radicular(picture, body, trunks, coiled, roots)
    draw_feeders(picture, body, roots, arteries)
    draw_arachnoid(picture, body)
    draw_sleeves(picture, body)
    draw_fat(picture, body)
    draw_closed_sac(picture, body)
    rails = plan_rails(body)
    foraminal = draw_epidural(picture, body, rails)
    inner = {sign: inner_rails(lines) for sign, lines in rails.items()}
    draw_crossings(picture, body, crossings, inner, foraminal)
    draw_flaps(picture, body)
    with picture.case(body.measures.cases["shunted"]):
        draw_shunt(picture, body, _shunted(body, crossings))
    _fade(picture, body)
    return picture


def _shunted(body: Body, crossings: list[Crossing]) -> Points:
    """Return where the vein of the shunt crosses the dura."""
    shunt = body.measures.shunt
    return next(
        each.point for each in crossings if (each.vein.level, each.vein.side) == (shunt.level, shunt.side)
    )


def _fade(picture: Picture, body: Body) -> None:
    """The cut through the medulla fades into the page."""
    y = body.y.at(body.measures.top)
    for low, alpha in zip(np.linspace(y + 32, y + 1, 24), even_steps(24), strict=True):
        sheet = np.array([[-600, y - 90], [600, y - 90], [600, low], [-600, low]], float)
        picture.fill("fade", sheet, "bg", alpha=alpha)
