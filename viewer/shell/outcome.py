"""How a command ends: its exit code, and the faults that it found."""

import sys
from collections.abc import Sequence
from pathlib import Path

from viewer.core.errors import Fault

DONE, UNMET, MISUSED = 0, 1, 2
"""The exit codes: done; the content or the request cannot be met; wrong usage."""


def tell_faults(faults: Sequence[Fault], asked: Path) -> int:
    """Print one line for each fault of an atlas; give the exit code."""
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    sys.stderr.write(f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in {asked}.\n")
    return UNMET
