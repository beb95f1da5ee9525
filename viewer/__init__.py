"""Spinal Vein Viewer: an offline atlas of the veins on the back of the spinal cord."""

__version__ = "0.1.0"
