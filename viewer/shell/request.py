"""Request: what the command line asks for; made without reading it when there is nothing to read."""

from pathlib import Path
from typing import NamedTuple


class Request(NamedTuple):
    """What to open and how. Empty words and None mean "as the reader left it".

    ``width, height`` are the window's size in device-independent pixels, for ``snapshot``;
    ``scale`` is device pixels to one of those; ``text_size`` is in per cent. ``atlas`` is a folder or
    an atlas file; for the commands ``pack`` and ``new``, the folder to pack or to make. ``handed`` says
    that it was given without an option, as a desktop does at a double click. ``start``, ``goal`` and
    ``upstream`` are for the command ``trace``; elsewhere ``trace`` is the place whose blood is followed.
    ``blocked``, ``variants`` and ``condition`` are for both. ``out``, ``anki``
    and ``worksheet`` are what ``export`` writes, one of them; ``paper`` is "a4" or "letter".
    """

    command: str = ""
    atlas: Path | None = None
    plate: str = ""
    select: str = ""
    language: str = ""
    profile: Path | None = None
    snapshot: Path | None = None
    width: int = 0
    height: int = 0
    scale: float = 1.0
    theme: str = ""
    text_size: int = 0
    labels: str = ""
    json: bool = False
    out: Path | None = None
    anki: Path | None = None
    worksheet: Path | None = None
    paper: str = "a4"
    handbook: bool = False
    handed: bool = False
    start: str = ""
    goal: str = ""
    upstream: bool = False
    blocked: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    condition: str = ""
    trace: str = ""
