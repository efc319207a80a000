"""Tickets: acting, reading, promises, files, links, and requesters' own."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib import wiring
from chalicelib.shared.ids import new_id
from chalicelib.wiring import plug

if TYPE_CHECKING:
    from chalicelib.tickets import actions as tickets_actions
    from chalicelib.tickets import attachments as tickets_attachments
    from chalicelib.tickets import digests as tickets_digests
    from chalicelib.tickets import links as tickets_links
    from chalicelib.tickets import promises as tickets_promises
    from chalicelib.tickets import reading as tickets_reading
    from chalicelib.tickets import requesters as tickets_requesters
    from chalicelib.tickets import viewers as tickets_viewers


def tickets() -> "tickets_actions.Context":
    """Return what the actions of tickets need."""
    return plug.once("tickets", _tickets)


def _tickets() -> "tickets_actions.Context":
    from chalicelib.shared.sealing import new_seal
    from chalicelib.tickets import assignment
    from chalicelib.tickets.actions import Context
    from chalicelib.tickets.assignment_store import DynamoTurns
    from chalicelib.tickets.rows import Row
    from chalicelib.tickets.store import DynamoTickets

    Row.Meta.table_name = plug.settings().tickets_table
    recent = wiring.organisations().recent
    return Context(
        tickets=DynamoTickets(shards=plug.settings().worklist_shards),
        body=recent.body,
        staff=recent.staff,
        secret=plug.secret(),
        clock=plug.clock(),
        new_id=new_id,
        new_seal=new_seal,
        has_file=lambda ticket, id: attachments().attachments.get(ticket, id) is not None,
        assigning=assignment.Context(team=recent.team, turns=DynamoTurns(), body=recent.body, secret=plug.secret()),
    )


def reading() -> "tickets_reading.Context":
    """Return what reading tickets needs: one by one, in lists, by what somebody knows of them."""
    return plug.once("reading", _reading)


def _reading() -> "tickets_reading.Context":
    from chalicelib.shared.observability import logger
    from chalicelib.tickets.finding import Profiles
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.reading import Context

    acting = tickets()
    return Context(
        tickets=acting.tickets,
        lists=DynamoLists(shards=plug.settings().worklist_shards),
        finder=Profiles(wiring.people()),
        body=acting.body,
        staff=acting.staff,
        secret=acting.secret,
        clock=acting.clock,
        saw=lambda staff, number: logger.info("ticket seen", extra={"ticket": number, "by": staff}),
        team=wiring.organisations().recent.team,
    )


def promises() -> "tickets_promises.Context":
    """Return what keeping promises needs."""
    return plug.once("promises", _promises)


def _promises() -> "tickets_promises.Context":
    from chalicelib.shared.observability import count
    from chalicelib.tickets import digests as due
    from chalicelib.tickets.promise_store import DynamoPromises
    from chalicelib.tickets.promises import Context

    return Context(
        acting=tickets(),
        promises=DynamoPromises(shards=plug.settings().worklist_shards),
        team=wiring.organisations().recent.team,
        breached=lambda body, now: due.breached(digests(), body, now),
        count=count,
    )


def digests() -> "tickets_digests.Context":
    """Return what the digests of overdue tickets need."""
    return plug.once("digests", _digests)


def _digests() -> "tickets_digests.Context":
    from chalicelib.tickets.digests import Context
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.promise_store import DynamoDigests

    tickets()
    return Context(
        digests=DynamoDigests(), lists=DynamoLists(shards=plug.settings().worklist_shards),
        body=wiring.organisations().recent.body, bus=plug.bus(), clock=plug.clock(),
    )  # fmt: skip


def attachments() -> "tickets_attachments.Context":
    """Return what attachments need: their place with the tickets, the bucket, and what looks for viruses."""
    return plug.once("attachments", _attachments)


def _attachments() -> "tickets_attachments.Context":
    from chalicelib.shared.observability import count
    from chalicelib.tickets import file_store, isolated
    from chalicelib.tickets.attachments import Context

    acting, bucket, client = tickets(), plug.settings().files_bucket, cache(file_store.s3_client)
    protected = plug.settings().malware_protection
    return Context(
        tickets=acting.tickets,
        attachments=file_store.DynamoAttachments(shards=plug.settings().worklist_shards),
        files=file_store.S3Files(bucket, client),
        scanner=file_store.GuardDutyScanner(bucket, client) if protected else file_store.NoScanner(),
        redrawn=isolated.redrawn,
        body=acting.body,
        secret=acting.secret,
        clock=acting.clock,
        new_id=acting.new_id,
        count=count,
    )


def ticket_links() -> "tickets_links.Context":
    """Return what links to tickets need; its `link` makes the token that a message carries."""
    return plug.once("ticket_links", _ticket_links)


def _ticket_links() -> "tickets_links.Context":
    from chalicelib.tickets.link_store import DynamoLinks
    from chalicelib.tickets.links import Context

    return Context(acting=tickets(), links=DynamoLinks())


def viewing() -> "tickets_viewers.Context":
    """Return what it needs to know who has a ticket open."""
    return plug.once("viewing", _viewing)


def _viewing() -> "tickets_viewers.Context":
    from chalicelib.tickets.viewer_store import DynamoViewers
    from chalicelib.tickets.viewers import Context

    acting = tickets()
    return Context(viewers=DynamoViewers(), body=acting.body, clock=acting.clock)


def requesters() -> "tickets_requesters.Context":
    """Return what requesters' own tickets need."""
    return plug.once("requesters", _requesters)


def _requesters() -> "tickets_requesters.Context":
    from chalicelib.tickets.attachments import listed
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.own_store import DynamoOwn
    from chalicelib.tickets.requesters import Context

    shards = plug.settings().worklist_shards
    return Context(
        acting=tickets(),
        own=DynamoOwn(shards=shards),
        lists=DynamoLists(shards=shards),
        attached=lambda ticket: listed(attachments(), ticket, public=True)[0],
        codes=lambda: [head.code for head in wiring.organisations().recent.heads()],
    )
