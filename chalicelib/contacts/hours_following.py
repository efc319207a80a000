"""Let the telephony's hours follow the calendars of all bodies, between two deployments."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from chalicelib.contacts.hours_keeping import HoursKeeper, wanted_hours
from chalicelib.contacts.switchboard import Switchboard
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.body import Body
from chalicelib.shared.clock import Clock
from chalicelib.shared.observability import logger

SOON = timedelta(days=90)
"""Hours that are right for less than this are told of: their calendar departs from its week too often."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What is needed; `connect` makes a client of Amazon Connect in a region."""

    installed: Callable[[], Installation | None]
    connect: Callable[[str], Any]
    bodies: Callable[[], Iterable[Body]]
    switchboard: Callable[[str], Switchboard | None]
    clock: Clock


def follow(context: Context) -> int:
    """Keep the hours of every body with a switchboard; return how many there are, 0 without telephony."""
    here = context.installed()
    if here is None:
        return 0
    today = context.clock().date()
    lines = ((body, context.switchboard(body.code)) for body in context.bodies())
    wanted = {name: hours for body, board in lines if board for name, hours in wanted_hours(body, board, today).items()}
    for name, hours in wanted.items():
        if hours.until < today + SOON:
            logger.warning("hours %s are right until %s only: Connect takes no more overrides", name, hours.until)
    return len(HoursKeeper(context.connect(here.region), here.instance).keep(wanted))
