"""The section plates: the cord and the canal cut across in the neck, the chest and the loins.

Everything in the tables is in millimetres, 0/0 in the middle of the cord, x to the right of the picture (the
body's right, for the slice is seen from below) and y to the back. :mod:`assets.drawing.section.cut` turns it
into plate units, whose y runs down the picture.
"""
