"""Tickets for live connections, over HTTP, for staff."""

from chalicelib import wiring
from chalicelib.live import actions
from chalicelib.live.actions import TicketView
from chalicelib.shared.http import Call, Routes

routes = Routes(__name__)


@routes.on("POST", "/v1/ws-tickets", access=wiring.staff(), answer=TicketView, status=201)
def ticket(call: Call) -> TicketView:
    """Get a ticket to open one live connection with, within thirty seconds: no bearer stands in an address."""
    return actions.issue(wiring.connections(), call.caller)
