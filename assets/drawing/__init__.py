"""The drawing of the plates: measures in, drawings and the words beside them out.

``python -m assets.drawing`` draws them anew. On the dorsal plate everything is in plate units: x to the right
of the picture (the body's right), y downwards, 0/0 where the midline meets the top of segment C1. Lengths
along the cord are also given as millimetres below that point ("mm"); :class:`~assets.drawing.body.Body`
turns one into the other. The package is for the people who keep the atlas; the program does not need it.
"""
