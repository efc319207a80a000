"""Contacts: taken in, handled, answered by flows."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib import wiring
from chalicelib.wiring import plug

if TYPE_CHECKING:
    from chalicelib.contacts import asked as contacts_asked
    from chalicelib.contacts import figure_recounting as contacts_recounting
    from chalicelib.contacts import taking as contacts_taking
    from chalicelib.contacts import voicemail as contacts_voicemail
    from chalicelib.contacts.contact import Contact
    from chalicelib.contacts.context import Context as Contacts


def taking() -> "contacts_taking.Context":
    """Return what taking in what telephony tells needs."""
    return plug.once("taking", _taking)


def _taking() -> "contacts_taking.Context":
    from chalicelib.contacts import callback_calls as calling_back
    from chalicelib.contacts import live_state
    from chalicelib.contacts import voicemail as voicemails
    from chalicelib.contacts.colleagues import Colleagues, names
    from chalicelib.contacts.figure_store import FigureRow
    from chalicelib.contacts.rows import Row
    from chalicelib.contacts.store import DynamoContacts
    from chalicelib.contacts.taking import Context
    from chalicelib.contacts.telling import SOURCE
    from chalicelib.shared.aws import client
    from chalicelib.shared.bus import EventBridgeBus
    from chalicelib.shared.observability import count
    from chalicelib.shared.sealing import new_seal

    Row.Meta.table_name = FigureRow.Meta.table_name = plug.settings().contacts_table
    recent = wiring.organisations().recent
    staff = Colleagues(recent.heads, recent.team, plug.clock())

    def called_in(contact: "Contact") -> None:
        calling_back.called_in(wiring.callbacks(), contact)

    return Context(
        contacts=DynamoContacts(),
        names=names(wiring.switchboards(), wiring.installed(), staff),
        telephony=wiring.telephony(),
        zone=lambda body: recent.body(body).zone,
        staff=staff,
        secret=plug.secret(),
        clock=plug.clock(),
        new_seal=new_seal,
        live=wiring.live(),
        bus=EventBridgeBus(plug.settings().bus_name, lambda: client("events"), source=SOURCE),
        count=count,
        pause=plug.pause,
        queue_changed=lambda body, queue: live_state.queue_changed(wiring.live_board(), body, queue),
        answered=(called_in,),
        after=(
            called_in,
            lambda contact: calling_back.told(wiring.callbacks(), contact),
            lambda contact: voicemails.register(voicemail(), contact),
        ),
    )


def contacts() -> "Contacts":
    """Return what staff's actions on contacts need."""
    return plug.once("contacts", _contacts)


def _contacts() -> "Contacts":
    from chalicelib.contacts.context import Context
    from chalicelib.shared.observability import logger

    recent, own = wiring.organisations().recent, taking()
    return Context(
        taking=own,
        tickets=wiring.tickets(),
        reading=wiring.reading(),
        people=wiring.people(),
        body=recent.body,
        switchboard=own.names.switchboard,
        staff=recent.staff,
        team=recent.team,
        installed=wiring.installed(),
        callback=lambda body, number: wiring.callbacks().callbacks.of_number(body, number),
        saw=lambda staff, contact: logger.info("contact seen", extra={"contact": contact, "by": staff}),
    )


def answering() -> "contacts_asked.Context":
    """Return what answering flows needs; files are not said, so that none are looked for."""
    return plug.once("answering", _answering)


def _answering() -> "contacts_asked.Context":
    from dataclasses import replace

    from chalicelib.contacts.asked import Context
    from chalicelib.contacts.memory_store import DynamoMemories

    return Context(
        boards=wiring.switchboards(),
        own=replace(wiring.requesters(), attached=lambda _ticket: ()),
        people=wiring.people(),
        callbacks=wiring.callbacks(),
        memories=DynamoMemories(),
        installation=wiring.installed(),
        secret=plug.secret(),
        clock=plug.clock(),
    )


def figure_recounting(say: Callable[[str], None]) -> "contacts_recounting.Recounting":
    """Return what mending the figures of queues needs; an operator's tool, not a function's."""
    from chalicelib.contacts.figure_recounting import Recounting
    from chalicelib.contacts.figure_store import DynamoFigures

    board = wiring.live_board()
    return Recounting(contacts=board.contacts, figures=DynamoFigures(), zone=board.zone, say=say)


def voicemail() -> "contacts_voicemail.Context":
    """Return what registering voice messages needs."""
    return plug.once("voicemail", _voicemail)


def _voicemail() -> "contacts_voicemail.Context":
    from chalicelib.contacts import switchboards as boards
    from chalicelib.contacts.rows import Row
    from chalicelib.contacts.store import DynamoContacts
    from chalicelib.contacts.voicemail import Context
    from chalicelib.shared.observability import count

    Row.Meta.table_name = plug.settings().contacts_table
    return Context(
        contacts=DynamoContacts(),
        tickets=wiring.tickets(),
        calling=wiring.callbacks(),
        board=lambda body: boards.of(wiring.switchboards(), body),
        person=lambda body, mobile: wiring.people().people.holder(body, "mobile", mobile),
        telephony=wiring.telephony(),
        installation=wiring.installed(),
        count=count,
    )
