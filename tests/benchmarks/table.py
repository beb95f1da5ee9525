"""Rows of the table: what was measured, against what, and whether the budget is met."""

import sys
from dataclasses import dataclass
from statistics import median

RED, GREEN, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"


@dataclass(frozen=True)
class Row:
    """One line. ``value`` and ``budget`` are in ``unit``; ``beside`` tells of the reference."""

    what: str
    value: float
    budget: float
    unit: str
    beside: str = ""

    @property
    def met(self) -> bool:
        """Tell whether the budget is kept."""
        return self.value <= self.budget

    def __str__(self) -> str:
        """Give the line as printed."""
        coloured = sys.stdout.isatty()
        verdict = "met" if self.met else "NOT MET"
        if coloured:
            verdict = f"{GREEN if self.met else RED}{verdict}{PLAIN}"
        told = f"{self.what:<58} {self.value:>9.2f} {self.unit:<3} at most {self.budget:>6.2f}"
        return f"{told}  {verdict:<8} {self.beside}"


def middle_and_worst(times: list[float]) -> tuple[float, float]:
    """Give median and worst, in milliseconds."""
    return median(times) * 1000, max(times) * 1000
