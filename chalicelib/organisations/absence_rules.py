"""What must hold of somebody's absences: days in order, none twice, and a stand-in who is there."""

from collections.abc import Iterator, Mapping, Sequence

from chalicelib.organisations.faults import Fault, fault
from chalicelib.organisations.staff import Absence, Staff

Colleagues = Mapping[str, Staff]


def absence_faults(username: str, absences: Sequence[Absence], new: frozenset[Absence],
                   colleagues: Colleagues) -> list[Fault]:  # fmt: skip
    """Return what is wrong with somebody's absences, by their places.

    Only of the `new` ones the stand-in is asked about: whoever was there when the absence was planned may have left
    since. A stand-in must not be away on any of those days, so no two can stand in for each other, nor more in a ring;
    who falls ill while standing in names somebody in turn. `colleagues` are the stand-ins who exist, by user name.
    """
    faults = []
    for place, away in enumerate(absences):
        faults += [fault(f"absences.{place}.{field}", reason) for field, reason in _of_days(absences[:place], away)]
        if away in new and away.stand_in and (reason := _of_stand_in(username, away, colleagues)):
            faults.append(fault(f"absences.{place}.stand_in", reason))
    return faults


def _of_days(earlier: Sequence[Absence], away: Absence) -> Iterator[tuple[str, str]]:
    if away.last < away.first:
        yield "last", "before-first"
    if any(overlap(away, other) for other in earlier):
        yield "first", "overlapping"


def _of_stand_in(username: str, away: Absence, colleagues: Colleagues) -> str:
    """Return why nobody of this name can stand in; "" if they can."""
    if away.stand_in == username:
        return "oneself"
    colleague = colleagues.get(away.stand_in)
    if not colleague or not colleague.active:
        return "not-found"
    return "away" if any(overlap(away, other) for other in colleague.absences) else ""


def overlap(one: Absence, other: Absence) -> bool:
    """Return whether two absences have a day in common."""
    return one.first <= other.last and other.first <= one.last


def in_order(absences: Sequence[Absence]) -> tuple[Absence, ...]:
    """Return absences as they are kept: the earliest first."""
    return tuple(sorted(absences, key=lambda away: (away.first, away.last)))
