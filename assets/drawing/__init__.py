"""The drawing of the plates: measures in, ``plates/dorsal.svg`` and ``plates/dorsal.toml`` out, and so on.

``python -m assets.drawing`` draws the plates anew. ``map`` holds the drainage plate; in the rest everything
is in plate units: x to the right of the picture (the body's right), y downwards, 0/0 where the midline meets
the top of segment C1. Lengths along the cord are also given as millimetres below that point ("mm");
:class:`~assets.drawing.body.Body` turns one into the other. The package is for the people who keep the
atlas; the program does not need it.
"""
