"""Contacts over HTTP, for staff: lists, one, who calls, wrap-up, the ticket that a contact is about."""

from chalicelib import wiring
from chalicelib.contacts import callers, listing, reading, wrapping
from chalicelib.contacts.callers import CallerView
from chalicelib.contacts.listing import ContactsPage, ContactsWanted
from chalicelib.contacts.trouble import ContactGoesOn, ContactNotFound, ContactNotOwn, WrapUpClosed
from chalicelib.contacts.views import ContactView, WholeContactView, view
from chalicelib.contacts.visibility import READERS, SPEAKERS
from chalicelib.contacts.wrapping import Done, Linking, WrapUp
from chalicelib.shared.errors import Invalid, KeyReused, NotFound, Unavailable
from chalicelib.shared.http import Answer, Call, Routes
from chalicelib.tickets.trouble import TicketChanged, TicketNotFound

routes = Routes(__name__)


@routes.on(
    "GET", "/v1/contacts", access=wiring.staff(*READERS), query=ContactsWanted, answer=ContactsPage,
    problems=(Invalid, NotFound),
)  # fmt: skip
def list_contacts(call: Call) -> ContactsPage:
    """List contacts, newest first: an agent's own; those of the body for who oversees."""
    return listing.listed(wiring.contacts(), call.caller, call.query)


@routes.on(
    "GET", "/v1/contacts/{id}", access=wiring.staff(*READERS), answer=WholeContactView, problems=(ContactNotFound,)
)  # fmt: skip
def show_contact(call: Call, id: str) -> WholeContactView:
    """Show a contact, the other legs of the call, and what was written of it before."""
    return reading.one(wiring.contacts(), call.caller, id)


@routes.on(
    "GET", "/v1/contacts/{id}/caller", access=wiring.staff(*READERS), answer=CallerView, problems=(ContactNotFound,)
)  # fmt: skip
def show_caller(call: Call, id: str) -> CallerView:
    """Show who calls, before one answers: profile, last contacts, open tickets."""
    return callers.caller(wiring.contacts(), call.caller, id)


@routes.on(
    "POST", "/v1/contacts/{id}/wrap-up", access=wiring.staff(*SPEAKERS), body=WrapUp, answer=ContactView, keyed=True,
    problems=(ContactNotFound, ContactNotOwn, ContactGoesOn, WrapUpClosed, TicketNotFound, TicketChanged, Invalid,
              KeyReused, Unavailable),
)  # fmt: skip
def wrap_up(call: Call, id: str) -> Answer:
    """Write down why the person called and what was said, or correct it within a day."""
    done = wrapping.wrap_up(
        wiring.contacts(), call.caller, id, call.body, key=call.key, correlation=call.correlation
    )  # fmt: skip
    return _done(call, done)


@routes.on(
    "POST", "/v1/contacts/{id}/tickets", access=wiring.staff(*SPEAKERS), body=Linking, answer=ContactView, keyed=True,
    problems=(ContactNotFound, TicketNotFound, TicketChanged, Invalid, KeyReused, Unavailable),
)  # fmt: skip
def link_ticket(call: Call, id: str) -> Answer:
    """Note which ticket a contact is about; it is counted on that ticket, and no second one is made."""
    done = wrapping.link(
        wiring.contacts(), call.caller, id, call.body.number, key=call.key, correlation=call.correlation
    )  # fmt: skip
    return _done(call, done)


def _done(call: Call, done: Done) -> Answer:
    return Answer(
        content=view(wiring.contacts(), call.caller, done.contact),
        headers={"Idempotent-Replay": "true"} if done.repeated else {},
    )
