"""Medians, spreads and ratios of rounds."""
import statistics
from dataclasses import dataclass

BOUND = 0.25


def median(values):
    return statistics.median(values)


def spread(values):
    """How far the values lie apart: the largest less the smallest, as a part of the median."""
    middle = median(values)
    return (max(values) - min(values)) / middle if middle else 0.0


@dataclass(frozen=True)
class Ratio:
    """The median of the ratios of the rounds, each measured side by side, and their spread."""

    value: float
    spread: float

    @classmethod
    def of(cls, values, base):
        rounds = [value / other for value, other in zip(values, base, strict=True) if other]
        return cls(median(rounds), spread(rounds)) if rounds else None

    def agrees(self):
        """Whether the rounds agree well enough to print the ratio."""
        return self.spread <= BOUND

    def __str__(self):
        if self.agrees():
            return f"{self.value:.2f}"
        return f"no ratio: rounds differ by {self.spread:.0%}"
