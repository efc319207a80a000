"""The live board, listening and stepping in."""

from typing import TYPE_CHECKING

from chalicelib import wiring
from chalicelib.wiring import plug

if TYPE_CHECKING:
    from chalicelib.contacts import listening as contacts_listening
    from chalicelib.contacts import live_state as contacts_live
    from chalicelib.contacts import supervision as contacts_supervision


def live_board() -> "contacts_live.Context":
    """Return what knowing what goes on at a body needs."""
    return plug.once("live_board", _live_board)


def _live_board() -> "contacts_live.Context":
    from chalicelib.contacts.figure_store import DynamoFigures, FigureRow
    from chalicelib.contacts.live_state import Context
    from chalicelib.contacts.rows import Row
    from chalicelib.contacts.store import DynamoContacts

    Row.Meta.table_name = FigureRow.Meta.table_name = plug.settings().contacts_table
    recent = wiring.organisations().recent
    return Context(
        contacts=DynamoContacts(),
        figures=DynamoFigures(),
        switchboard=lambda body: kept.switchboard if (kept := wiring.switchboards().recent.get(body)) else None,
        team=recent.team,
        zone=lambda body: recent.body(body).zone,
        live=wiring.live(),
        clock=plug.clock(),
    )


def listening() -> "contacts_listening.Context":
    """Return what listening to recordings needs."""
    return plug.once("listening", _listening)


def _listening() -> "contacts_listening.Context":
    from chalicelib.contacts.listening import Context
    from chalicelib.contacts.visibility import may_see

    own = supervising()
    return Context(
        sees=lambda staff, contact: may_see(wiring.contacts(), staff, contact),
        contact=own.contact,
        log=own.log,
        telephony=own.telephony,
        live=own.live,
        published=own.published,
        secret=own.secret,
        clock=own.clock,
    )


def supervising() -> "contacts_supervision.Context":
    """Return what supervisors' actions need."""
    return plug.once("supervising", _supervising)


def _supervising() -> "contacts_supervision.Context":
    from chalicelib.contacts.colleagues import Colleagues
    from chalicelib.contacts.heard_store import DynamoLog, HeardRow
    from chalicelib.contacts.rows import Row
    from chalicelib.contacts.store import DynamoContacts
    from chalicelib.contacts.supervision import Context
    from chalicelib.contacts.telling import SOURCE, published
    from chalicelib.shared.aws import client
    from chalicelib.shared.bus import EventBridgeBus

    Row.Meta.table_name = HeardRow.Meta.table_name = plug.settings().contacts_table
    bus = EventBridgeBus(plug.settings().bus_name, lambda: client("events"), source=SOURCE)
    recent = wiring.organisations().recent
    return Context(
        contact=DynamoContacts().get,
        colleague=Colleagues(recent.heads, recent.team, plug.clock()),
        log=DynamoLog(),
        telephony=wiring.telephony(),
        live=wiring.live(),
        published=lambda type, contact, at, by: published(bus, plug.secret(), type, contact, at, by=by),
        secret=plug.secret(),
        clock=plug.clock(),
    )
