"""A figure beside its budget, and the table that shows them."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median, quantiles


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured thing; `most` or `least` is its budget, `note` what stands beside it (median and min of times)."""

    what: str
    value: float
    unit: str = ""
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def kept(self) -> bool:
        """Return whether the budget is kept; a figure without one keeps it."""
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)

    @property
    def verdict(self) -> str:
        """Return what the table says of the budget."""
        if self.most is None and self.least is None:
            return ""
        return "kept" if self.kept else "OVER" if self.most is not None else "UNDER"

    @property
    def budget(self) -> str:
        """Return the budget as the table shows it."""
        limits = [(sign, limit) for sign, limit in (("<=", self.most), (">=", self.least)) if limit is not None]
        return ", ".join(f"{sign} {shown(limit)} {self.unit}".rstrip() for sign, limit in limits)


def table(title: str, figures: Iterable[Figure]) -> str:
    """Return a table in Markdown, its columns aligned for the terminal."""
    rows = [("figure", "measured", "budget", "verdict", "beside it")]
    rows += [(f.what, f"{shown(f.value)} {f.unit}".rstrip(), f.budget, f.verdict, f.note) for f in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in padded]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join([f"## {title}", "", *lines, ""])


def shown(value: float) -> str:
    """Return a number with about three digits that mean something."""
    if value == int(value) and abs(value) < 1e9:
        return f"{int(value):,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def spread(times: Sequence[float], unit: str = "ms") -> str:
    """Return the median, the least and the 95th percentile of some times, in words."""
    return f"median {shown(median(times))}, min {shown(min(times))}, p95 {shown(p95(times))} {unit}, n {len(times)}"


def p95(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


def machine() -> str:
    """Return what stands over every table: when, how many cores, and what else keeps them busy."""
    load = ", ".join(f"{each:.2f}" for each in os.getloadavg())
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, load average {load}"
