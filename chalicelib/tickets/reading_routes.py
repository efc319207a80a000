"""Tickets over HTTP, for staff who read: one, its history, lists."""

from chalicelib import wiring
from chalicelib.shared.errors import Invalid, NotFound
from chalicelib.shared.http import Answer, Call, Routes
from chalicelib.tickets import counts, overview, reading
from chalicelib.tickets.trouble import TicketNotFound
from chalicelib.tickets.visibility import READERS
from chalicelib.tickets.worklists import Wanted

routes = Routes(__name__)


@routes.on(
    "GET", "/v1/tickets",
    access=wiring.staff(*READERS), query=Wanted, answer=reading.Listed, problems=(Invalid, NotFound),
)  # fmt: skip
def list_tickets(call: Call) -> reading.Listed:
    """List tickets: a queue, all that is open, what is done, or what is searched for; soonest due first."""
    return reading.listed(wiring.reading(), call.caller, call.query)


@routes.on(
    "GET", "/v1/tickets/{number}",
    access=wiring.staff(*READERS), answer=reading.StaffTicketView, problems=(TicketNotFound,),
)  # fmt: skip
def read_ticket(call: Call, number: str) -> Answer:
    """Read a ticket by its number, or by the one that it had in an old system; `ETag` is its version."""
    view = reading.one(wiring.reading(), call.caller, number)
    return Answer(content=view, headers={"ETag": f'"{view.version}"'})


@routes.on(
    "GET", "/v1/tickets/{number}/history",
    access=wiring.staff(*READERS), query=reading.HistoryWanted, answer=reading.HistoryPage,
    problems=(TicketNotFound, Invalid),
)  # fmt: skip
def read_history(call: Call, number: str) -> reading.HistoryPage:
    """Read what happened to a ticket, newest first."""
    return reading.history(wiring.reading(), call.caller, number, call.query)


@routes.on("GET", "/v1/counts", access=wiring.staff(*READERS), answer=counts.CountsView)
def read_counts(call: Call) -> counts.CountsView:
    """Read the counts of what one may see: tiles and live counts, each of which sums to all."""
    return counts.counts_for(wiring.counting(), call.caller)


@routes.on(
    "GET", "/v1/overview",
    access=wiring.staff(*overview.OVERSEERS), query=overview.OverviewWanted, answer=overview.Overview,
    problems=(NotFound,),
)  # fmt: skip
def read_overview(call: Call) -> overview.Overview:
    """Read what stands where: each queue, section and partner of a body, and the people of a section."""
    return overview.overview(wiring.overseeing(), call.caller, call.query)
