"""The words of the section plates, and the levels that each stands for."""

import tomllib
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


def covers(cut: str, level: str) -> bool:
    """Tell whether the plate that is cut at a level stands for another one too."""
    names: str = WORDS[cut]["plate"]["covers"]
    return level.rstrip("0123456789") in names.split(";")
