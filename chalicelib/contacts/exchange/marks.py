"""A mark of what a body wants of the telephony: while it is the same, Connect is asked nothing. Pure."""

from datetime import date

import msgspec

from chalicelib.contacts.exchange.house import Line, mark_of, people_of

RECIPE = 2
"""Counted up when the same data are to be configured otherwise: after an upgrade every body is configured anew."""


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """`house` is of everything but the calendars' dates; `hours` of these, which differ from day to day."""

    house: str
    hours: str


def marks(line: Line, today: date) -> Marks:
    """Return the marks of a body: its queues, who sits in them or listens, its numbers, calendars and the day."""
    body, board = line.body, line.switchboard
    people = [
        (person.staff.username, person.staff.body, person.queues, person.identity) for person in people_of([line])
    ]
    asked = {queue.calendar or body.calendar for queue in board.queues}
    calendars = [calendar for calendar in body.calendars if calendar.code in asked]
    return Marks(
        house=mark_of(RECIPE, body.name.en, body.calendar, board.flow, board.numbers, board.queues, people),
        hours=mark_of(RECIPE, body.zone, sorted(asked), calendars, today),
    )
