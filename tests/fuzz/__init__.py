"""Damaged atlases by the thousand: ``make fuzz``."""
