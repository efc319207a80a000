"""Callbacks."""

from typing import TYPE_CHECKING

from chalicelib import wiring
from chalicelib.wiring import plug

if TYPE_CHECKING:
    from chalicelib.contacts import callback_desk as contacts_callback_desk
    from chalicelib.contacts import callback_offers as contacts_callback_offers
    from chalicelib.contacts import callbacks as contacts_callbacks
    from chalicelib.organisations.staff import Staff


def callbacks() -> "contacts_callbacks.Context":
    """Return what callbacks need."""
    return plug.once("callbacks", _callbacks)


def _callbacks() -> "contacts_callbacks.Context":
    from chalicelib.contacts import switchboards as boards
    from chalicelib.contacts.callback_store import DynamoCallbacks
    from chalicelib.contacts.callback_telling import teller
    from chalicelib.contacts.callbacks import Context
    from chalicelib.contacts.rows import Row
    from chalicelib.contacts.telling import SOURCE
    from chalicelib.shared.aws import client
    from chalicelib.shared.bus import EventBridgeBus
    from chalicelib.shared.observability import count

    Row.Meta.table_name = plug.settings().contacts_table

    def person(body: str, number: str) -> str:
        known = wiring.people().people.holder(body, "mobile", number)
        return known.id if known else ""

    bus = EventBridgeBus(plug.settings().bus_name, lambda: client("events"), source=SOURCE)
    return Context(
        callbacks=DynamoCallbacks(plug.secret()),
        board=lambda body: boards.of(wiring.switchboards(), body),
        body=wiring.organisations().recent.body,
        person=person,
        happened=teller(bus, wiring.live(), plug.secret(), plug.clock(), count),
        telephony=wiring.telephony(),
        countries=wiring.people().countries,
        secret=plug.secret(),
        clock=plug.clock(),
    )


def offering() -> "contacts_callback_offers.Offering":
    """Return what offering callbacks to agents needs."""
    return plug.once("offering", _offering)


def _offering() -> "contacts_callback_offers.Offering":
    from chalicelib.contacts.callback_offers import Offering
    from chalicelib.contacts.store import DynamoContacts
    from chalicelib.shared.observability import count

    calling, kept = callbacks(), DynamoContacts()

    def taken_up(task: str) -> bool:
        contact = kept.get(task)
        return contact is not None and bool(contact.told.answered_at) and not contact.told.ended_at

    return Offering(calling=calling, installation=wiring.installed(), count=count, taken_up=taken_up)


def callback_desk() -> "contacts_callback_desk.Desk":
    """Return what staff's actions on callbacks need."""
    return plug.once("callback_desk", _callback_desk)


def _callback_desk() -> "contacts_callback_desk.Desk":
    from chalicelib.contacts.callback_desk import Desk
    from chalicelib.contacts.callback_store import DynamoCallbacks
    from chalicelib.contacts.unreached import notices
    from chalicelib.notifications.store import DynamoMessages, Row
    from chalicelib.tickets.trouble import TicketNotFound
    from chalicelib.tickets.visibility import may_see

    Row.Meta.table_name = plug.settings().notifications_table
    acting = wiring.tickets()

    def sees(staff: "Staff", number: str) -> bool:
        try:
            return may_see(staff, acting.tickets.get(number), acting.body)
        except TicketNotFound:
            return False

    messages = DynamoMessages()
    return Desk(
        calling=callbacks(),
        lists=DynamoCallbacks(plug.secret()),
        sees=sees,
        notices=lambda found: notices(messages.many, plug.secret(), found),
    )
