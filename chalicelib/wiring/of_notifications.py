"""Telling people."""

from typing import TYPE_CHECKING

from chalicelib import wiring
from chalicelib.shared.ids import new_id
from chalicelib.wiring import plug

if TYPE_CHECKING:
    from chalicelib.notifications.callback_notice import FindUnreached
    from chalicelib.notifications.context import Context as Notifications


def notifications() -> "Notifications":
    """Return what telling people needs: the carriers are called once, never repeated by the SDK."""
    return plug.once("notifications", _notifications)


def _notifications() -> "Notifications":
    from chalicelib.notifications import senders
    from chalicelib.notifications.context import Context
    from chalicelib.notifications.store import DynamoBudget, DynamoMessages, Row
    from chalicelib.notifications.wording import Wording
    from chalicelib.people.actions import issue_code
    from chalicelib.people.codes import Target
    from chalicelib.shared.aws import client, impatient_client
    from chalicelib.shared.observability import count

    own, recent = plug.settings(), wiring.organisations().recent
    Row.Meta.table_name = own.notifications_table
    return Context(
        messages=DynamoMessages(),
        tickets=wiring.tickets().tickets,
        lists=wiring.reading().lists,
        body=recent.body,
        staff=recent.staff,
        team=recent.team,
        unreached=_unreached(),
        issue_code=lambda kind, value: issue_code(wiring.people(), Target(kind, value)),
        wording=Wording(wiring.ticket_links().link, own.portal_url),
        senders={
            "sms": senders.SnsSms(lambda: impatient_client("sns"), own.sms_sender_id),
            "email": senders.SesEmail(lambda: impatient_client("sesv2"), own.sender_email, plug.clock()),
        },
        checks=senders.SqsChecks(lambda: client("sqs"), own.checks_queue_url),
        budget=DynamoBudget(frozenset(own.sms_countries.split(","))),
        clock=plug.clock(),
        new_id=new_id,
        secret=plug.secret(),
        count=count,
    )


def _unreached() -> "FindUnreached":
    """Return what finds a callback that reached nobody, and the number of its body."""
    from chalicelib.contacts import switchboards as boards
    from chalicelib.contacts.callback_store import DynamoCallbacks
    from chalicelib.contacts.rows import Row
    from chalicelib.contacts.unreached import unreached

    Row.Meta.table_name = plug.settings().contacts_table
    kept = DynamoCallbacks(plug.secret())
    return lambda id: unreached(kept.get(id), lambda body: boards.of(wiring.switchboards(), body))
