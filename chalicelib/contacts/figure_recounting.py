"""Mend the figures of a body's queues from its contacts, while calls go on (`make recount`).

What is kept is compared with a plain count of every contact, twice: a difference that stood both times is no call that
came in between, and is added.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from chalicelib.contacts.contact import Contact
from chalicelib.contacts.figures import Cell, Figures, recounted
from chalicelib.contacts.kept import By, Contacts, Stretch

PASSES = 5
PAGE = 100
_FIRST, _LAST = "0000-00-00", "9999-12-31"


class Mendable(Protocol):
    """Figures that can be read and added to."""

    def between(self, body: str, first: str, last: str) -> Mapping[Cell, Figures]: ...

    def add(self, body: str, by: Mapping[Cell, Figures]) -> None: ...


class FiguresUnsteady(Exception):
    """Calls came faster than they were counted; run it again."""


@dataclass(frozen=True, kw_only=True)
class Recounting:
    """What recounting needs; `say` is told what each pass mended."""

    contacts: Contacts
    figures: Mendable
    zone: Callable[[str], str]
    say: Callable[[str], None]


def recount(context: Recounting, body: str) -> int:
    """Mend a body's figures; return how many cells were wrong.

    :raises FiguresUnsteady: if they differ still after five passes
    """
    mended = 0
    for _ in range(PASSES):
        wrong = _differences(context, body)
        if not wrong:
            return mended
        again = _differences(context, body)
        steady = {cell: by for cell, by in wrong.items() if again.get(cell) == by}
        context.figures.add(body, steady)
        context.say(f"{body}: {len(steady)} cells of queue figures mended")
        mended += len(steady)
    if _differences(context, body):
        raise FiguresUnsteady
    return mended


def _differences(context: Recounting, body: str) -> dict[Cell, dict[str, int]]:
    """Return what is to be added to which cells, so that they say what the contacts do."""
    sums = {cell: Counter(n) for cell, n in recounted(_all(context.contacts, body), context.zone(body)).items()}
    for cell, kept in context.figures.between(body, _FIRST, _LAST).items():
        sums.setdefault(cell, Counter()).subtract(kept)
    wrong = {cell: {name: by for name, by in counted.items() if by} for cell, counted in sums.items()}
    return {cell: by for cell, by in wrong.items() if by}


def _all(contacts: Contacts, body: str) -> Iterable[Contact]:
    before = ""
    while places := contacts.places(Stretch(by=By.BODY, key=body), before=before, limit=PAGE):
        yield from contacts.many(place.id for place in places).values()
        before = places[-1].sort
