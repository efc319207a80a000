"""Whether the telephony has a body's switchboard as it stands now. Pure."""

from datetime import date

import msgspec

from chalicelib.contacts.exchange.house import Line
from chalicelib.contacts.exchange.marks import marks
from chalicelib.contacts.exchange.problems import ExchangeProblem, Followed, State


class TelephonyShown(msgspec.Struct, frozen=True, kw_only=True):
    """What the telephony has of it, and since when it was last configured.

    `none`: there is no telephony; `waiting`: it follows within a minute or two; `configured`; `incomplete`: but for the
    flows, which come with the next deployment; `refused`: but for the problems.
    """

    state: State
    at: str | None
    problems: tuple[ExchangeProblem, ...]


def telephony_shown(line: Line, followed: Followed | None, today: date, *, installed: bool) -> TelephonyShown:
    """Return what is shown of a body; what was told of an older switchboard is shown no more."""
    if not installed:
        return TelephonyShown(state="none", at=None, problems=())
    now = marks(line, today)
    if followed is None or (followed.mark, followed.hours) != (now.house, now.hours):
        return TelephonyShown(state="waiting", at=followed.at if followed else None, problems=())
    return TelephonyShown(state=followed.state, at=followed.at, problems=followed.problems)
