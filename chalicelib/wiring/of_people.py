"""Requesters, and what is kept of them."""

from typing import TYPE_CHECKING

from chalicelib import wiring
from chalicelib.shared.ids import new_id
from chalicelib.wiring import plug

if TYPE_CHECKING:
    from chalicelib.people.actions import Context as People
    from chalicelib.tickets import own_data as tickets_own_data


def people() -> "People":
    """Return what the actions on people need; its `limits` count for every feature."""
    return plug.once("people", _people)


def _people() -> "People":
    import secrets

    from chalicelib.people.actions import Context
    from chalicelib.people.queue import SqsCodesQueue
    from chalicelib.people.rows import Row
    from chalicelib.people.store import DynamoPeople
    from chalicelib.shared.aws import client
    from chalicelib.shared.observability import count
    from chalicelib.tickets.reading import lines_of

    Row.Meta.table_name = plug.settings().people_table
    return Context(
        people=DynamoPeople(plug.secret()),
        queue=SqsCodesQueue(plug.settings().codes_queue_url, lambda: client("sqs")),
        bodies=wiring.organisations().recent,
        secret=plug.secret(),
        clock=plug.clock(),
        new_id=new_id,
        new_code=lambda: f"{secrets.randbelow(10**6):06d}",
        count=count,
        countries=tuple(plug.settings().sms_countries.split(",")),
        tickets_of=lambda staff, body, refs: lines_of(wiring.reading(), staff, body, refs),
    )


def own_data() -> "tickets_own_data.DataContext":
    """Return what taking one's own data away, and erasing it, need."""
    return plug.once("own_data", _own_data)


def _own_data() -> "tickets_own_data.DataContext":
    from chalicelib.contacts import callback_own
    from chalicelib.contacts.callback_store import DynamoCallbacks
    from chalicelib.contacts.own import OwnContacts
    from chalicelib.contacts.rows import Row
    from chalicelib.contacts.store import DynamoContacts
    from chalicelib.tickets.own_data import DataContext, KeptProfiles, file_dropper

    Row.Meta.table_name = plug.settings().contacts_table
    return DataContext(
        own=wiring.requesters(),
        profiles=KeptProfiles(people()),
        drop_files=file_dropper(wiring.attachments()),
        contacts=OwnContacts(
            DynamoContacts(),
            plug.secret(),
            wiring.telephony().drop_recording,
            lambda body, number: callback_own.erase(wiring.callbacks(), DynamoCallbacks(plug.secret()), body, number),
        ),
    )
