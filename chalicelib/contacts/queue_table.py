"""The table of queues (R189): a row for each queue and language, and the row of all. Pure.

Percentages are of those presented, rounded to two decimals; None where nothing was.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from chalicelib.contacts.figures import Cell, Figures
from chalicelib.contacts.switchboard import CallQueue
from chalicelib.organisations.bilingual import Words

LANGUAGES = ("ar", "en")


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """What became of those who came into queues; presented = handled + abandoned + otherwise.

    Of the abandoned, `abandoned_soon` hardly heard that there was a queue, and `abandoned_owed` had booked a call back.
    `answered_in_target` are those answered within the promised seconds, of which `service_level_percent` is the share;
    waits are those of the handled, handling is talk, hold and after-call work of those whose talk is over.
    """

    presented: int
    handled: int
    handled_percent: float | None
    abandoned: int
    abandoned_percent: float | None
    abandoned_soon: int
    abandoned_owed: int
    otherwise: int
    otherwise_percent: float | None
    answered_in_target: int
    service_level_percent: float | None
    average_wait_seconds: float | None
    average_abandon_seconds: float | None
    average_handle_seconds: float | None


class QueueRow(Total, frozen=True, kw_only=True):
    """A queue in one language: its code, its name in reports (Data_AR), its name for people."""

    code: str
    label: str
    language: str
    name: Words


def rows(queues: Sequence[CallQueue], counted: Mapping[Cell, Figures]) -> list[QueueRow]:
    """Return a row for each queue: in Arabic always, in English if somebody was presented there.

    A queue that the switchboard has no more, and that was presented somebody, is called by its code.
    """
    sums: dict[tuple[str, str], Counter[str]] = {}
    for cell, figures in counted.items():
        sums.setdefault((cell.queue, cell.language), Counter()).update(figures)
    found = {key: total for key, total in sums.items() if presented(total)}
    known = [(queue.code, queue.label, queue.name) for queue in queues]
    gone = sorted({code for code, _ in found} - {code for code, *_ in known})
    every = [*known, *((code, code, Words(ar=code, en=code)) for code in gone)]
    return [
        _row(code, label, name, language, found.get((code, language), {}))
        for code, label, name in every
        for language in LANGUAGES
        if (code, language) in found or (language == "ar" and code not in gone)
    ]


def total(counted: Iterable[Figures]) -> Total:
    """Return the row of all figures together."""
    together: Counter[str] = Counter()
    for figures in counted:
        together.update(figures)
    return Total(**_numbers(together))


def presented(figures: Figures) -> int:
    """Return how many came into a queue and have left it."""
    return sum(figures.get(name, 0) for name in ("handled", "abandoned", "otherwise"))


def _row(code: str, label: str, name: Words, language: str, figures: Figures) -> QueueRow:
    return QueueRow(
        code=code, label=f"{label}_{language.upper()}", language=language, name=Words(ar=name.ar, en=name.en),
        **_numbers(figures),
    )  # fmt: skip


def _numbers(figures: Figures) -> dict[str, Any]:
    number = {name: figures.get(name, 0) for name in ("handled", "abandoned", "otherwise", "in_target", "over")}
    base, handling = presented(figures), sum(figures.get(name, 0) for name in ("talked", "held", "after"))
    return {
        "presented": base,
        "handled": number["handled"],
        "handled_percent": _percent(number["handled"], base),
        "abandoned": number["abandoned"],
        "abandoned_percent": _percent(number["abandoned"], base),
        "abandoned_soon": figures.get("short", 0),
        "abandoned_owed": figures.get("owed", 0),
        "otherwise": number["otherwise"],
        "otherwise_percent": _percent(number["otherwise"], base),
        "answered_in_target": number["in_target"],
        "service_level_percent": _percent(number["in_target"], base),
        "average_wait_seconds": _mean(figures.get("waited", 0), number["handled"]),
        "average_abandon_seconds": _mean(figures.get("gave_up_after", 0), number["abandoned"]),
        "average_handle_seconds": _mean(handling, number["over"]),
    }


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 2) if whole else None


def _mean(sum_: int, count: int) -> float | None:
    return round(sum_ / count, 1) if count else None
