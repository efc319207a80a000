"""The one place where the real world is plugged in; `using(...)` plugs in another for a while, in tests.

Each feature's context is made at its first use and kept by its name.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from chalicelib.shared.clock import Clock, system_clock
from chalicelib.shared.ids import new_id
from chalicelib.shared.secret import Secret
from chalicelib.shared.settings import Settings

if TYPE_CHECKING:
    from chalice.app import Authorizer

    from chalicelib.contacts import asked as contacts_asked
    from chalicelib.contacts import callback_desk as contacts_callback_desk
    from chalicelib.contacts import callback_offers as contacts_callback_offers
    from chalicelib.contacts import callbacks as contacts_callbacks
    from chalicelib.contacts import figure_recounting as contacts_recounting
    from chalicelib.contacts import hours_following as contacts_hours
    from chalicelib.contacts import listening as contacts_listening
    from chalicelib.contacts import live_state as contacts_live
    from chalicelib.contacts import supervision as contacts_supervision
    from chalicelib.contacts import switchboards as contacts_switchboards
    from chalicelib.contacts import taking as contacts_taking
    from chalicelib.contacts import voicemail as contacts_voicemail
    from chalicelib.contacts.context import Context as Contacts
    from chalicelib.contacts.installed import Installed
    from chalicelib.contacts.switchboard import Switchboard
    from chalicelib.contacts.telephony import Telephony
    from chalicelib.live.actions import Context as Connections
    from chalicelib.live.sending import Live
    from chalicelib.notifications.context import Context as Notifications
    from chalicelib.organisations.actions import Context as Organisations
    from chalicelib.organisations.staff import Role, Staff
    from chalicelib.people.actions import Context as People
    from chalicelib.shared.bus import Bus
    from chalicelib.shared.http import Access
    from chalicelib.tickets import actions as tickets_actions
    from chalicelib.tickets import attachments as tickets_attachments
    from chalicelib.tickets import counts as tickets_counts
    from chalicelib.tickets import digests as tickets_digests
    from chalicelib.tickets import duplicate_search as tickets_duplicates
    from chalicelib.tickets import links as tickets_links
    from chalicelib.tickets import named as tickets_named
    from chalicelib.tickets import overview as tickets_overview
    from chalicelib.tickets import own_data as tickets_own_data
    from chalicelib.tickets import promises as tickets_promises
    from chalicelib.tickets import reading as tickets_reading
    from chalicelib.tickets import reassigning as tickets_reassigning
    from chalicelib.tickets import recounting as tickets_recounting
    from chalicelib.tickets import requesters as tickets_requesters
    from chalicelib.tickets import viewers as tickets_viewers
    from chalicelib.tickets.bearer import Bearer

T = TypeVar("T")
_plugged: dict[str, Any] = {}


@cache
def settings() -> Settings:
    """Return the deployment's settings, read once."""
    return Settings.from_env(os.environ)


def secret() -> Secret:
    """Return the deployment's secret; it is fetched at its first use."""
    return _once("secret", _secret)


def clock() -> Clock:
    """Return the clock that every action is given."""
    return _once("clock", lambda: system_clock(settings().clock_offset_file))


def organisations() -> "Organisations":
    """Return what the actions on bodies and staff need; other features read bodies through its `recent`."""
    return _once("organisations", _organisations)


def _organisations() -> "Organisations":
    from chalicelib.organisations.actions import Context
    from chalicelib.organisations.identities import CognitoIdentities
    from chalicelib.organisations.store import DynamoRegister, Row

    Row.Meta.table_name = settings().organisations_table
    return Context(
        register=DynamoRegister(),
        identities=CognitoIdentities(settings().user_pool_id),
        clock=clock(),
        recalculate=_recalculate,
        open_in=_open_in,
    )


def _open_in(body: str, section: str) -> int:
    """Return how many tickets stand in a section's queue."""
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.lists import Index, Stretch

    tickets()
    lists = DynamoLists(shards=settings().worklist_shards)
    return lists.count(Stretch(Index.WORKLIST, f"{body}#section:{section}"))


def _recalculate(body: str, cause: str, code: str, version: int) -> None:
    """Have the clocks of a body's open tickets counted again."""
    from chalicelib.shared.aws import client
    from chalicelib.shared.workflows import StepFunctionsWorkflow

    workflow = StepFunctionsWorkflow(settings().recalculate_arn, lambda: client("stepfunctions"))
    given = {"body": body, "cause": cause, "code": code, "version": version}
    workflow.start(f"{body}-{cause}-{code}-{version}", given)


def staff(*roles: "Role") -> "Access":
    """Let staff in who have one of the roles (none named: all staff); the view's caller is a `Staff`."""
    from chalicelib.organisations.actions import identified
    from chalicelib.shared.http import Access

    return Access(
        name="staff",
        identify=lambda _headers, claims: identified(organisations(), claims),
        roles_of=lambda caller: caller.roles,
        roles=frozenset(roles),
        authorizer=_staff_authorizer(),
    )


def requester() -> "Access":
    """Let requesters in who opened a session with a code; the view's caller is a `Session`."""
    from chalicelib.people.actions import session_of
    from chalicelib.shared.http import Access, bearer

    return Access(name="requester", identify=lambda headers, _claims: session_of(people(), bearer(headers)))


def holder() -> "Access":
    """Let in who has a session, or the token of one ticket; the view's caller is a `Bearer`."""
    from chalicelib.shared.http import Access, bearer
    from chalicelib.tickets.bearer import read_bearer

    def identify(headers: Mapping[str, str], _claims: object) -> "Bearer":
        return read_bearer(secret(), bearer(headers), now=clock()())

    return Access(name="ticket", identify=identify)


@cache
def _staff_authorizer() -> "Authorizer":
    """Return the authorizer by name only: infra/shared.yaml says which user pool it asks."""
    from chalice.app import CognitoUserPoolAuthorizer

    return CognitoUserPoolAuthorizer("staff", provider_arns=["arn:aws:cognito-idp:::userpool/set-by-infra"])


def people() -> "People":
    """Return what the actions on people need; its `limits` count for every feature."""
    return _once("people", _people)


def _people() -> "People":
    import secrets

    from chalicelib.people.actions import Context
    from chalicelib.people.queue import SqsCodesQueue
    from chalicelib.people.store import DynamoPeople, Row
    from chalicelib.shared.aws import client
    from chalicelib.shared.observability import count
    from chalicelib.tickets.reading import lines_of

    Row.Meta.table_name = settings().people_table
    return Context(
        people=DynamoPeople(secret()),
        queue=SqsCodesQueue(settings().codes_queue_url, lambda: client("sqs")),
        bodies=organisations().recent,
        secret=secret(),
        clock=clock(),
        new_id=new_id,
        new_code=lambda: f"{secrets.randbelow(10**6):06d}",
        count=count,
        countries=tuple(settings().sms_countries.split(",")),
        tickets_of=lambda staff, body, refs: lines_of(reading(), staff, body, refs),
    )


def bus() -> "Bus":
    """Return the bus that history rows are published on."""
    return _once("bus", _bus)


def tickets() -> "tickets_actions.Context":
    """Return what the actions of tickets need."""
    return _once("tickets", _tickets)


def _tickets() -> "tickets_actions.Context":
    from chalicelib.shared.sealing import new_seal
    from chalicelib.tickets import assignment
    from chalicelib.tickets.actions import Context
    from chalicelib.tickets.assignment_store import DynamoTurns
    from chalicelib.tickets.rows import Row
    from chalicelib.tickets.store import DynamoTickets

    Row.Meta.table_name = settings().tickets_table
    recent = organisations().recent
    return Context(
        tickets=DynamoTickets(shards=settings().worklist_shards),
        body=recent.body,
        staff=recent.staff,
        secret=secret(),
        clock=clock(),
        new_id=new_id,
        new_seal=new_seal,
        has_file=lambda ticket, id: attachments().attachments.get(ticket, id) is not None,
        assigning=assignment.Context(team=recent.team, turns=DynamoTurns(), body=recent.body, secret=secret()),
    )


def reading() -> "tickets_reading.Context":
    """Return what reading tickets needs: one by one, in lists, by what somebody knows of them."""
    return _once("reading", _reading)


def _reading() -> "tickets_reading.Context":
    from chalicelib.shared.observability import logger
    from chalicelib.tickets.finding import Profiles
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.reading import Context

    acting = tickets()
    return Context(
        tickets=acting.tickets,
        lists=DynamoLists(shards=settings().worklist_shards),
        finder=Profiles(people()),
        body=acting.body,
        staff=acting.staff,
        secret=acting.secret,
        clock=acting.clock,
        saw=lambda staff, number: logger.info("ticket seen", extra={"ticket": number, "by": staff}),
        team=organisations().recent.team,
    )


def promises() -> "tickets_promises.Context":
    """Return what keeping promises needs."""
    return _once("promises", _promises)


def _promises() -> "tickets_promises.Context":
    from chalicelib.shared.observability import count
    from chalicelib.tickets import digests as due
    from chalicelib.tickets.promise_store import DynamoPromises
    from chalicelib.tickets.promises import Context

    return Context(
        acting=tickets(),
        promises=DynamoPromises(shards=settings().worklist_shards),
        team=organisations().recent.team,
        breached=lambda body, now: due.breached(digests(), body, now),
        count=count,
    )


def digests() -> "tickets_digests.Context":
    """Return what the digests of overdue tickets need."""
    return _once("digests", _digests)


def _digests() -> "tickets_digests.Context":
    from chalicelib.tickets.digests import Context
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.promise_store import DynamoDigests

    tickets()
    return Context(
        digests=DynamoDigests(), lists=DynamoLists(shards=settings().worklist_shards), body=organisations().recent.body,
        bus=bus(), clock=clock(),
    )  # fmt: skip


def attachments() -> "tickets_attachments.Context":
    """Return what attachments need: their place with the tickets, the bucket, and what looks for viruses."""
    return _once("attachments", _attachments)


def _attachments() -> "tickets_attachments.Context":
    from chalicelib.shared.observability import count
    from chalicelib.tickets import file_store, isolated
    from chalicelib.tickets.attachments import Context

    acting, bucket, client = tickets(), settings().files_bucket, cache(file_store.s3_client)
    protected = settings().malware_protection
    return Context(
        tickets=acting.tickets,
        attachments=file_store.DynamoAttachments(shards=settings().worklist_shards),
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
    return _once("ticket_links", _ticket_links)


def _ticket_links() -> "tickets_links.Context":
    from chalicelib.tickets.link_store import DynamoLinks
    from chalicelib.tickets.links import Context

    return Context(acting=tickets(), links=DynamoLinks())


def viewing() -> "tickets_viewers.Context":
    """Return what it needs to know who has a ticket open."""
    return _once("viewing", _viewing)


def _viewing() -> "tickets_viewers.Context":
    from chalicelib.tickets.viewer_store import DynamoViewers
    from chalicelib.tickets.viewers import Context

    acting = tickets()
    return Context(viewers=DynamoViewers(), body=acting.body, clock=acting.clock)


def requesters() -> "tickets_requesters.Context":
    """Return what requesters' own tickets need."""
    return _once("requesters", _requesters)


def _requesters() -> "tickets_requesters.Context":
    from chalicelib.tickets.attachments import listed
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.own_store import DynamoOwn
    from chalicelib.tickets.requesters import Context

    shards = settings().worklist_shards
    return Context(
        acting=tickets(),
        own=DynamoOwn(shards=shards),
        lists=DynamoLists(shards=shards),
        attached=lambda ticket: listed(attachments(), ticket, public=True)[0],
        codes=lambda: [head.code for head in organisations().recent.heads()],
    )


def own_data() -> "tickets_own_data.DataContext":
    """Return what taking one's own data away, and erasing it, need."""
    return _once("own_data", _own_data)


def _own_data() -> "tickets_own_data.DataContext":
    from chalicelib.contacts import callback_own
    from chalicelib.contacts.callback_store import DynamoCallbacks
    from chalicelib.contacts.own import OwnContacts
    from chalicelib.contacts.rows import Row
    from chalicelib.contacts.store import DynamoContacts
    from chalicelib.tickets.own_data import DataContext, KeptProfiles, file_dropper

    Row.Meta.table_name = settings().contacts_table
    return DataContext(
        own=requesters(),
        profiles=KeptProfiles(people()),
        drop_files=file_dropper(attachments()),
        contacts=OwnContacts(
            DynamoContacts(),
            secret(),
            telephony().drop_recording,
            lambda body, number: callback_own.erase(callbacks(), DynamoCallbacks(secret()), body, number),
        ),
    )


def duplicates() -> "tickets_duplicates.Context":
    """Return what looking for likely duplicates needs."""
    return _once("duplicates", _duplicates)


def _duplicates() -> "tickets_duplicates.Context":
    from chalicelib.tickets.duplicate_search import Context

    known = reading()
    return Context(lists=known.lists, body=known.body, secret=known.secret, clock=known.clock)


def counting() -> "tickets_counts.Context":
    """Return what counting tickets needs."""
    return _once("counting", _counting)


def _counting() -> "tickets_counts.Context":
    import random
    import time

    from chalicelib.tickets.count_store import CountedRow, CounterRow, DynamoCounts
    from chalicelib.tickets.counts import Context

    CountedRow.Meta.table_name = CounterRow.Meta.table_name = settings().tickets_table
    acting = tickets()
    return Context(
        tickets=acting.tickets,
        counts=DynamoCounts(),
        body=acting.body,
        pause=lambda attempt: time.sleep(random.uniform(0, 0.02 * 2**attempt)),  # noqa: S311
        clock=acting.clock,
    )


def overseeing() -> "tickets_overview.Context":
    """Return what those who oversee need: counters, indexes, and who is at work."""
    return _once("overseeing", _overseeing)


def _overseeing() -> "tickets_overview.Context":
    from chalicelib.tickets.count_store import CounterRow, DynamoCounts
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.overview import Context

    CounterRow.Meta.table_name = settings().tickets_table
    acting = tickets()
    return Context(
        counts=DynamoCounts(),
        lists=DynamoLists(shards=settings().worklist_shards),
        body=acting.body,
        team=organisations().recent.team,
        clock=acting.clock,
    )


def reassigning() -> "tickets_reassigning.Context":
    """Return what giving many tickets to somebody else needs."""
    return _once("reassigning", _reassigning)


def _reassigning() -> "tickets_reassigning.Context":
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.reassigning import Context
    from chalicelib.tickets.reassigning_store import DynamoOrders

    return Context(acting=tickets(), lists=DynamoLists(shards=settings().worklist_shards), orders=DynamoOrders())


def names() -> "tickets_named.Names":
    """Return where the names on tickets are entered."""
    return _once("names", _names)


def _names() -> "tickets_named.Names":
    from chalicelib.tickets.name_store import DynamoNames

    return DynamoNames()


def recounting(say: Callable[[str], None]) -> "tickets_recounting.Recounting":
    """Return what rebuilding the counts needs; an operator's tool, not a function's."""
    from chalicelib.tickets.count_store import DynamoCounts
    from chalicelib.tickets.list_store import DynamoLists
    from chalicelib.tickets.recounting import Recounting

    lists = DynamoLists(shards=settings().worklist_shards)
    return Recounting(counting=counting(), counters=DynamoCounts(), lists=lists, say=say)


def _bus() -> "Bus":
    from chalicelib.shared.aws import client
    from chalicelib.shared.bus import EventBridgeBus

    return EventBridgeBus(settings().bus_name, lambda: client("events"))


def notifications() -> "Notifications":
    """Return what telling people needs: the carriers are called once, never repeated by the SDK."""
    return _once("notifications", _notifications)


def _notifications() -> "Notifications":
    from chalicelib.notifications import senders
    from chalicelib.notifications.context import Context
    from chalicelib.notifications.store import DynamoBudget, DynamoMessages, Row
    from chalicelib.notifications.wording import Wording
    from chalicelib.people.actions import issue_code
    from chalicelib.people.codes import Target
    from chalicelib.shared.aws import client, impatient_client
    from chalicelib.shared.observability import count

    own, recent = settings(), organisations().recent
    Row.Meta.table_name = own.notifications_table
    return Context(
        messages=DynamoMessages(),
        tickets=tickets().tickets,
        lists=reading().lists,
        body=recent.body,
        staff=recent.staff,
        team=recent.team,
        issue_code=lambda kind, value: issue_code(people(), Target(kind, value)),
        wording=Wording(ticket_links().link, own.portal_url),
        senders={
            "sms": senders.SnsSms(lambda: impatient_client("sns"), own.sms_sender_id),
            "email": senders.SesEmail(lambda: impatient_client("sesv2"), own.sender_email, clock()),
        },
        checks=senders.SqsChecks(lambda: client("sqs"), own.checks_queue_url),
        budget=DynamoBudget(frozenset(own.sms_countries.split(","))),
        clock=clock(),
        new_id=new_id,
        secret=secret(),
        count=count,
    )


def switchboards() -> "contacts_switchboards.Context":
    """Return what switchboards need; `recent` is what was kept at most a minute ago."""
    return _once("switchboards", _switchboards)


def _switchboards() -> "contacts_switchboards.Context":
    from chalicelib.contacts.switchboard_store import DynamoSwitchboards, Row
    from chalicelib.contacts.switchboards import Context

    Row.Meta.table_name = settings().contacts_table
    recent = organisations().recent
    return Context(switchboards=DynamoSwitchboards(), body=recent.body, team=recent.team, clock=clock())


def installed() -> "Installed":
    """Return what says where the telephony is, if there is one: `installed()()`."""
    return _once("installed", _installed)


def _installed() -> "Installed":
    from chalicelib.contacts.installation_store import DynamoInstallation, InstallationRow
    from chalicelib.contacts.installed import Installed

    InstallationRow.Meta.table_name = settings().contacts_table
    return Installed(DynamoInstallation().get, clock())


def telephony() -> "Telephony":
    """Return the telephony; without one its verbs raise TelephonyAway."""
    return _once("telephony", _telephony)


def _telephony() -> "Telephony":
    from chalicelib.contacts.connect import ConnectTelephony, sounds_client
    from chalicelib.shared.aws import client

    return ConnectTelephony(installed(), lambda region: client("connect", region), cache(sounds_client))


def following() -> "contacts_hours.Context":
    """Return what the hours of the telephony need to follow the calendars."""
    return _once("following", _following)


def _following() -> "contacts_hours.Context":
    from chalicelib.contacts.hours_following import Context
    from chalicelib.shared.aws import client

    recent, boards = organisations().recent, switchboards()

    def board(body: str) -> "Switchboard | None":
        kept = boards.switchboards.get(body)
        return kept.switchboard if kept else None

    return Context(
        installed=installed(),
        connect=lambda region: client("connect", region),
        bodies=lambda: [recent.body(head.code) for head in recent.heads()],
        switchboard=board,
        clock=clock(),
    )


def taking() -> "contacts_taking.Context":
    """Return what taking in what telephony tells needs."""
    return _once("taking", _taking)


def _taking() -> "contacts_taking.Context":
    import random
    import time

    from chalicelib.contacts import callbacks as calling_back
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

    Row.Meta.table_name = FigureRow.Meta.table_name = settings().contacts_table
    recent = organisations().recent
    staff = Colleagues(recent.heads, recent.team, clock())
    return Context(
        contacts=DynamoContacts(),
        names=names(switchboards(), installed(), staff),
        telephony=telephony(),
        zone=lambda body: recent.body(body).zone,
        staff=staff,
        secret=secret(),
        clock=clock(),
        new_seal=new_seal,
        live=live(),
        bus=EventBridgeBus(settings().bus_name, lambda: client("events"), source=SOURCE),
        count=count,
        pause=lambda attempt: time.sleep(random.uniform(0, 0.02 * 2**attempt)),  # noqa: S311
        queue_changed=lambda body, queue: live_state.queue_changed(live_board(), body, queue),
        after=(
            lambda contact: calling_back.told(callbacks(), contact),
            lambda contact: voicemails.register(voicemail(), contact),
        ),
    )


def contacts() -> "Contacts":
    """Return what staff's actions on contacts need."""
    return _once("contacts", _contacts)


def _contacts() -> "Contacts":
    from chalicelib.contacts.context import Context
    from chalicelib.shared.observability import logger

    recent, own = organisations().recent, taking()
    return Context(
        taking=own,
        tickets=tickets(),
        reading=reading(),
        people=people(),
        body=recent.body,
        switchboard=own.names.switchboard,
        staff=recent.staff,
        team=recent.team,
        installed=installed(),
        saw=lambda staff, contact: logger.info("contact seen", extra={"contact": contact, "by": staff}),
    )


def answering() -> "contacts_asked.Context":
    """Return what answering flows needs; files are not said, so that none are looked for."""
    return _once("answering", _answering)


def _answering() -> "contacts_asked.Context":
    from dataclasses import replace

    from chalicelib.contacts.asked import Context
    from chalicelib.contacts.memory_store import DynamoMemories

    return Context(
        boards=switchboards(),
        own=replace(requesters(), attached=lambda _ticket: ()),
        people=people(),
        callbacks=callbacks(),
        memories=DynamoMemories(),
        installation=installed(),
        secret=secret(),
        clock=clock(),
    )


def callbacks() -> "contacts_callbacks.Context":
    """Return what callbacks need."""
    return _once("callbacks", _callbacks)


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

    Row.Meta.table_name = settings().contacts_table

    def person(body: str, number: str) -> str:
        known = people().people.holder(body, "mobile", number)
        return known.id if known else ""

    bus = EventBridgeBus(settings().bus_name, lambda: client("events"), source=SOURCE)
    return Context(
        callbacks=DynamoCallbacks(secret()),
        board=lambda body: boards.of(switchboards(), body),
        body=organisations().recent.body,
        person=person,
        happened=teller(bus, live(), secret(), clock(), count),
        telephony=telephony(),
        countries=people().countries,
        secret=secret(),
        clock=clock(),
    )


def live_board() -> "contacts_live.Context":
    """Return what knowing what goes on at a body needs."""
    return _once("live_board", _live_board)


def _live_board() -> "contacts_live.Context":
    from chalicelib.contacts.figure_store import DynamoFigures, FigureRow
    from chalicelib.contacts.live_state import Context
    from chalicelib.contacts.rows import Row
    from chalicelib.contacts.store import DynamoContacts

    Row.Meta.table_name = FigureRow.Meta.table_name = settings().contacts_table
    recent = organisations().recent
    return Context(
        contacts=DynamoContacts(),
        figures=DynamoFigures(),
        switchboard=lambda body: kept.switchboard if (kept := switchboards().recent.get(body)) else None,
        team=recent.team,
        zone=lambda body: recent.body(body).zone,
        live=live(),
        clock=clock(),
    )


def listening() -> "contacts_listening.Context":
    """Return what listening to recordings needs."""
    return _once("listening", _listening)


def _listening() -> "contacts_listening.Context":
    from chalicelib.contacts.listening import Context
    from chalicelib.contacts.visibility import may_see

    own = supervising()
    return Context(
        sees=lambda staff, contact: may_see(contacts(), staff, contact),
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
    return _once("supervising", _supervising)


def _supervising() -> "contacts_supervision.Context":
    from chalicelib.contacts.colleagues import Colleagues
    from chalicelib.contacts.heard_store import DynamoLog, HeardRow
    from chalicelib.contacts.rows import Row
    from chalicelib.contacts.store import DynamoContacts
    from chalicelib.contacts.supervision import Context
    from chalicelib.contacts.telling import SOURCE, published
    from chalicelib.shared.aws import client
    from chalicelib.shared.bus import EventBridgeBus

    Row.Meta.table_name = HeardRow.Meta.table_name = settings().contacts_table
    bus = EventBridgeBus(settings().bus_name, lambda: client("events"), source=SOURCE)
    recent = organisations().recent
    return Context(
        contact=DynamoContacts().get,
        colleague=Colleagues(recent.heads, recent.team, clock()),
        log=DynamoLog(),
        telephony=telephony(),
        live=live(),
        published=lambda type, contact, at, by: published(bus, secret(), type, contact, at, by=by),
        secret=secret(),
        clock=clock(),
    )


def figure_recounting(say: Callable[[str], None]) -> "contacts_recounting.Recounting":
    """Return what mending the figures of queues needs; an operator's tool, not a function's."""
    from chalicelib.contacts.figure_recounting import Recounting
    from chalicelib.contacts.figure_store import DynamoFigures

    board = live_board()
    return Recounting(contacts=board.contacts, figures=DynamoFigures(), zone=board.zone, say=say)


def offering() -> "contacts_callback_offers.Offering":
    """Return what offering callbacks to agents needs."""
    return _once("offering", _offering)


def _offering() -> "contacts_callback_offers.Offering":
    from chalicelib.contacts.callback_offers import Offering
    from chalicelib.shared.observability import count

    return Offering(calling=callbacks(), installation=installed(), count=count)


def callback_desk() -> "contacts_callback_desk.Desk":
    """Return what staff's actions on callbacks need."""
    return _once("callback_desk", _callback_desk)


def _callback_desk() -> "contacts_callback_desk.Desk":
    from chalicelib.contacts.callback_desk import Desk
    from chalicelib.contacts.callback_store import DynamoCallbacks
    from chalicelib.tickets.trouble import TicketNotFound
    from chalicelib.tickets.visibility import may_see

    acting = tickets()

    def sees(staff: "Staff", number: str) -> bool:
        try:
            return may_see(staff, acting.tickets.get(number), acting.body)
        except TicketNotFound:
            return False

    return Desk(calling=callbacks(), lists=DynamoCallbacks(secret()), sees=sees)


def voicemail() -> "contacts_voicemail.Context":
    """Return what registering voice messages needs."""
    return _once("voicemail", _voicemail)


def _voicemail() -> "contacts_voicemail.Context":
    from chalicelib.contacts import switchboards as boards
    from chalicelib.contacts.rows import Row
    from chalicelib.contacts.store import DynamoContacts
    from chalicelib.contacts.voicemail import Context
    from chalicelib.shared.observability import count

    Row.Meta.table_name = settings().contacts_table
    return Context(
        contacts=DynamoContacts(),
        tickets=tickets(),
        calling=callbacks(),
        board=lambda body: boards.of(switchboards(), body),
        person=lambda body, mobile: people().people.holder(body, "mobile", mobile),
        telephony=telephony(),
        installation=installed(),
        count=count,
    )


def live() -> "Live":
    """Return what tells consoles of changes."""
    return _once("live", _live)


def _live() -> "Live":
    from chalicelib.live.senders import ApiGatewayLines, management_client, spread
    from chalicelib.live.sending import Sender
    from chalicelib.live.store import DynamoConnections, Row

    Row.Meta.table_name = settings().live_table
    client = cache(lambda: management_client(settings().live_url))
    return Sender(
        listening=DynamoConnections(),
        lines=ApiGatewayLines(client),
        staff=organisations().recent.staff,
        clock=clock(),
        spread=spread,
    )


def connections() -> "Connections":
    """Return what live connections need."""
    return _once("connections", _connections)


def _connections() -> "Connections":
    import secrets

    from chalicelib.live.actions import Context
    from chalicelib.live.senders import ApiGatewayLines, management_client
    from chalicelib.live.store import DynamoConnections, Row

    Row.Meta.table_name = settings().live_table
    address = settings().live_url
    client = cache(lambda: management_client(address))
    return Context(
        connections=DynamoConnections(),
        staff=organisations().recent.staff,
        tell=ApiGatewayLines(client).post,
        clock=clock(),
        new_token=lambda: secrets.token_urlsafe(16),
        # Behind plain HTTP there is no socket of its own that a page may open: it is reached at the page's origin.
        address=f"wss{address.removeprefix('https')}" if address.startswith("https:") else "",
    )


def _secret() -> Secret:
    from chalicelib.shared.aws import secret_value

    return Secret(lambda: secret_value(settings().secret_arn))


def _once(name: str, make: Callable[[], T]) -> T:
    if name not in _plugged:
        _plugged[name] = make()
    return cast(T, _plugged[name])


@contextmanager
def using(**others: Any) -> Iterator[None]:
    """Plug in others by name (`tickets=...`, `clock=...`) for a while; what is not named is made anew."""
    before = dict(_plugged)
    _plugged.clear()
    _plugged.update(others)
    try:
        yield
    finally:
        _plugged.clear()
        _plugged.update(before)
