"""The drawing of the drainage plate: a map from the dorsal horn to the right atrium, laid out by hand.

``places.toml`` holds the course of every vein and where it draws an edge of the drainage. Units are those of
the plate: x to the right of the picture (the body's right), 0 in the midline, y downwards. What has a pair is
written once, for the right, and mirrored.
"""
