"""Our own modules, made known to PySide, which would else read the source of each one that is imported.

PySide asks of every module that is imported after it whether its text holds "PySide6", for a module
that does may have switched on a feature, e.g. snake_case names. Reading a hundred sources takes a tenth
of the start. Ours all go by the plain names; so that is said beforehand.
"""

import sys
from pathlib import Path

_PLAIN = 0
"""PySide's own word for a module that may use it and has switched on no feature."""


def make_known() -> None:
    """Say that none of our modules needs reading; call it once PySide is imported.

    Where PySide keeps no such list, or the modules are not files, nothing happens but the reading.
    """
    known = getattr(sys.modules.get("shibokensupport.feature"), "pyside_feature_dict", None)
    root = Path(__file__).parents[1]
    if not isinstance(known, dict) or not root.is_dir():
        return
    for package in ("core", "shell", "widgets"):
        known.setdefault(f"{root.name}.{package}", _PLAIN)
        # In a bundle the modules lie compiled where their sources lie in a checkout.
        for file in (root / package).glob("*.py*"):
            known.setdefault(f"{root.name}.{package}.{file.stem}", _PLAIN)
