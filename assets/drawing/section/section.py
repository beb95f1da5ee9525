"""A section plate, put together."""

from assets.drawing.picture import Picture
from assets.drawing.section.bone import draw_foramina, draw_vertebra
from assets.drawing.section.cord import draw_cord
from assets.drawing.section.cut import Cut
from assets.drawing.section.epidural import draw_epidural, draw_epidural_trunks
from assets.drawing.section.inner import draw_inner
from assets.drawing.section.radicular import draw_radicular, draw_slits
from assets.drawing.section.roots import draw_ganglia, draw_nerves, draw_roots
from assets.drawing.section.sac import draw_bed, draw_ligaments, draw_sac
from assets.drawing.section.surface import (
    draw_arteries,
    draw_links,
    draw_net,
    draw_round_side,
    draw_trunks,
    draw_vasocorona,
)

LAYERS = (  # key, name in Inkscape, the reader's layer; deepest first
    ("beyond", "Vertebra beyond the cut", "bone"),
    ("ground", "Epidural space, its bed", "meninges"),
    ("foramina", "Intervertebral foramina", "meninges"),
    ("bone", "Vertebra, cut", "bone"),
    ("bed", "Epidural space and fat", "meninges"),
    ("flavum", "Ligamenta flava and joints", "bone"),
    ("epidural", "Veins outside the dura", "veins"),
    ("cut-ends", "Cut ends of epidural veins", "veins"),
    ("nerves", "Spinal nerves", "nervous"),
    ("dura", "Dura mater and sleeves", "meninges"),
    ("space", "Subarachnoid space and arachnoid", "meninges"),
    ("ligament", "Denticulate ligaments", "meninges"),
    ("cord", "Spinal cord", "nervous"),
    ("grey", "Grey matter", "nervous"),
    ("pia", "Pia mater", "meninges"),
    ("grooves", "Grooves and septa", "nervous"),
    ("inner", "Veins inside the cord", "veins"),
    ("link", "Link through the cord", "veins"),
    ("net", "Pial venous plexus", "veins"),
    ("vasocorona", "Arterial vasocorona", "arteries"),
    ("round-side", "Links round the side", "veins"),
    ("links", "Links across the back", "veins"),
    ("roots", "Roots and rootlets", "nervous"),
    ("ganglia", "Spinal ganglia", "nervous"),
    ("slits", "Dural crossings", "veins"),
    ("radicular", "Radicular veins", "veins"),
    ("coils", "Coils of the midline vein", "veins"),
    ("canal-trunks", "Trunks of the canal, cut across", "veins"),
    ("arteries", "Arteries of the cord, cut across", "arteries"),
    ("trunks", "Veins of the cord, cut across", "veins"),
)

SHADOWS = {
    "epidural": "2.0 3.6 0.14",
    "inner": "none",
    "vasocorona": "none",
    "round-side": "1.2 2.2 0.16",
    "links": "1.2 2.2 0.16",
}


def draw_section(cut: Cut) -> Picture:
    """Draw one cut."""
    picture = Picture(LAYERS, SHADOWS)
    draw_vertebra(picture, cut)
    draw_foramina(picture, cut)
    draw_bed(picture, cut)
    draw_epidural(picture, cut)
    draw_nerves(picture, cut)
    draw_sac(picture, cut)
    draw_ligaments(picture, cut)
    draw_cord(picture, cut)
    draw_inner(picture, cut)
    draw_net(picture, cut)
    draw_vasocorona(picture, cut)
    draw_round_side(picture, cut)
    draw_links(picture, cut)
    draw_roots(picture, cut)
    draw_ganglia(picture, cut)
    draw_slits(picture, cut)
    draw_radicular(picture, cut)
    draw_epidural_trunks(picture, cut)
    draw_arteries(picture, cut)
    draw_trunks(picture, cut)
    return picture
