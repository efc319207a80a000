"""What follows bodies' data, in the order in which each part needs those before it; flows come between the halves."""

from collections.abc import Sequence
from datetime import date

import msgspec

from chalicelib.contacts.exchange.hours import keep_hours
from chalicelib.contacts.exchange.house import Line, people_of, place_of, queues_of
from chalicelib.contacts.exchange.instance import Exchange
from chalicelib.contacts.exchange.numbers import keep_numbers, silence
from chalicelib.contacts.exchange.people import keep_people
from chalicelib.contacts.exchange.queues import keep_queues, let_call_out
from chalicelib.contacts.exchange.quick import keep_quick_connects
from chalicelib.contacts.exchange.statuses import keep_statuses
from chalicelib.contacts.telephony import Installation


def keep_house(
    exchange: Exchange, lines: Sequence[Line], changed: Sequence[Line], today: date, before: Installation
) -> Installation:
    """Keep hours and queues of the bodies that changed, statuses, and the people of all; return where they are.

    :param lines: every body that is configured, for somebody may sit in the queues of several
    """
    hours = keep_hours(exchange, changed, today)
    kept = keep_queues(exchange, changed, hours, before.places)
    ours = {line.body.code for line in changed}
    others = {place: id_ for place, id_ in before.places.items() if place.partition(".")[0] not in ours}
    places = others | kept
    queues = {
        name: places[place_of(line, queue, language)]
        for line in lines
        for name, queue, language in queues_of(line)
        if place_of(line, queue, language) in places
    }
    statuses = keep_statuses(exchange)
    now = msgspec.structs.replace(before, queues=queues, places=places, statuses=statuses)
    return keep_people(exchange, people_of(lines), queues, now) if queues else now


def connect_house(
    exchange: Exchange, lines: Sequence[Line], changed: Sequence[Line], here: Installation
) -> Installation:  # fmt: skip
    """Offer transfers, let flows answer the numbers, and let agents call out, where the flows are there.

    :param lines: every body with a switchboard: a number that none has is answered by nothing
    :returns: the installation, with where transfers lead
    """
    leads = keep_quick_connects(exchange, changed, here)
    numbers = keep_numbers(exchange, changed, here.flows)
    let_call_out(exchange, changed, here.queues, numbers, here.flows)
    silence(exchange, lines)
    return msgspec.structs.replace(here, leads=leads)
