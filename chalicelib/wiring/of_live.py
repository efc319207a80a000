"""Live screens."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib import wiring
from chalicelib.wiring import plug

if TYPE_CHECKING:
    from chalicelib.live.actions import Context as Connections
    from chalicelib.live.sending import Live


def live() -> "Live":
    """Return what tells consoles of changes."""
    return plug.once("live", _live)


def _live() -> "Live":
    from chalicelib.live.senders import ApiGatewayLines, management_client, spread
    from chalicelib.live.sending import Sender
    from chalicelib.live.store import DynamoConnections, Row

    Row.Meta.table_name = plug.settings().live_table
    client = cache(lambda: management_client(plug.settings().live_url))
    return Sender(
        listening=DynamoConnections(),
        lines=ApiGatewayLines(client),
        staff=wiring.organisations().recent.staff,
        clock=plug.clock(),
        spread=spread,
    )


def connections() -> "Connections":
    """Return what live connections need."""
    return plug.once("connections", _connections)


def _connections() -> "Connections":
    import secrets

    from chalicelib.live.actions import Context
    from chalicelib.live.senders import ApiGatewayLines, management_client
    from chalicelib.live.store import DynamoConnections, Row

    Row.Meta.table_name = plug.settings().live_table
    address = plug.settings().live_url
    client = cache(lambda: management_client(address))
    return Context(
        connections=DynamoConnections(),
        staff=wiring.organisations().recent.staff,
        tell=ApiGatewayLines(client).post,
        clock=plug.clock(),
        new_token=lambda: secrets.token_urlsafe(16),
        # Behind plain HTTP there is no socket of its own that a page may open: it is reached at the page's origin.
        address=f"wss{address.removeprefix('https')}" if address.startswith("https:") else "",
    )
