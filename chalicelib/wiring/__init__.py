"""The one place where the real world is plugged in; `using(...)` plugs in another for a while, in tests.

Each feature's context is made at its first use and kept by its name. A module a feature, named `of_<feature>`: the
plain name is the function that gives its context.
"""

from chalicelib.wiring.access import holder, requester, staff
from chalicelib.wiring.of_callbacks import callback_desk, callbacks, offering
from chalicelib.wiring.of_contacts import answering, contacts, figure_recounting, taking, voicemail
from chalicelib.wiring.of_live import connections, live
from chalicelib.wiring.of_notifications import notifications
from chalicelib.wiring.of_organisations import organisations
from chalicelib.wiring.of_people import own_data, people
from chalicelib.wiring.of_supervision import listening, live_board, supervising
from chalicelib.wiring.of_telephony import exchange, following, installed, lease, lines, switchboards, telephony
from chalicelib.wiring.of_ticket_lists import counting, duplicates, names, overseeing, reassigning, recounting
from chalicelib.wiring.of_tickets import (
    attachments,
    digests,
    promises,
    reading,
    requesters,
    ticket_links,
    tickets,
    viewing,
)
from chalicelib.wiring.plug import _plugged as _plugged
from chalicelib.wiring.plug import bus, clock, secret, settings, using

__all__ = [
    "answering", "attachments", "bus", "callback_desk", "callbacks", "clock",
    "connections", "contacts", "counting", "digests", "duplicates", "exchange",
    "figure_recounting", "following", "holder", "installed", "lease", "lines",
    "listening", "live", "live_board",
    "names", "notifications", "offering", "organisations", "overseeing", "own_data",
    "people", "promises", "reading", "reassigning", "recounting", "requester",
    "requesters", "secret", "settings", "staff", "supervising", "switchboards",
    "taking", "telephony", "ticket_links", "tickets", "using", "viewing",
    "voicemail",
]  # fmt: skip
