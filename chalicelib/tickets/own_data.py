"""A requester's own data: all of it to take away, or to have erased (docs/decisions/what-erasure-leaves.md)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from chalicelib.people import actions as people_actions
from chalicelib.people.actions import Context as PeopleContext
from chalicelib.people.person import Person
from chalicelib.people.requester import Requester
from chalicelib.people.session import Session
from chalicelib.shared.clock import iso
from chalicelib.tickets import actions, lifecycle, requesters
from chalicelib.tickets.attachments import FILES_A_DAY, Attachment
from chalicelib.tickets.attachments import Context as AttachmentsContext
from chalicelib.tickets.bearer import Bearer
from chalicelib.tickets.deeds import Action, Withdraw
from chalicelib.tickets.lifecycle import REQUESTER
from chalicelib.tickets.lists import cursor, read_cursor, read_page
from chalicelib.tickets.named import keys_of
from chalicelib.tickets.own_deeds import TRIES
from chalicelib.tickets.own_views import OwnTicketView
from chalicelib.tickets.requesters import Context, Owned
from chalicelib.tickets.ticket import Behalf, Event, Ticket
from chalicelib.tickets.trouble import TicketChanged

# So many tickets are erased in one call; `complete` says whether it must be called again.
MOST_ERASED = 50


class Profiles(Protocol):
    """What the profiles that bodies keep offer to who proved an identifier."""

    def export(self, session: Session, body: str) -> Person | None: ...

    def erase(self, session: Session, body: str) -> bool: ...


class OwnContact(msgspec.Struct, frozen=True, kw_only=True):
    """A call, chat or task of a requester, as a body keeps it; `keyed` is what was keyed in and noted on the way."""

    id: str
    body: str
    channel: str
    direction: str
    number: str
    dialled: str
    language: str
    queue: str
    started_at: str
    ended_at: str
    outcome: str
    disposition: str
    summary: str
    tickets: tuple[str, ...]
    keyed: Mapping[str, str]
    recorded: bool


class OwnContacts(Protocol):
    """What the feature of contacts lends: those of who proved an identifier."""

    def export(self, session: Session, body: str) -> tuple[OwnContact, ...]: ...

    def erase(self, session: Session, body: str) -> tuple[int, bool]:
        """Erase some contacts of a body; return how many, and whether none is left."""
        ...


@dataclass(frozen=True, kw_only=True)
class DataContext:
    """What this needs: own tickets, profiles, contacts (None: none are kept), what drops an erased ticket's files."""

    own: Context
    profiles: Profiles
    drop_files: Callable[[Ticket], None]
    contacts: OwnContacts | None = None


class OwnTicketData(OwnTicketView, frozen=True, kw_only=True, omit_defaults=True):
    """A ticket with everything that its requester said."""

    requester: Requester | None = None
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    attributes: Mapping[str, Any] = {}
    on_behalf: Behalf | None = None
    portal: str = ""


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """A page of one's own data: profiles of all bodies and contacts on the first, tickets newest first."""

    profiles: tuple[Person, ...]
    tickets: tuple[OwnTicketData, ...]
    contacts: tuple[OwnContact, ...]
    next: str | None


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """What was erased now; unless `complete`, call again for the rest."""

    tickets: int
    profiles: int
    contacts: int
    complete: bool


def export(context: DataContext, session: Session, *, cursor_text: str, limit: int) -> Exported:
    """Return a page of what bodies keep of who is asking.

    :raises Invalid: if the cursor is none of this list
    """
    own, name = context.own, f"export {session.subject}"
    after = read_cursor(own.acting.secret, name, cursor_text)
    page = read_page(own.lists, requesters.own_plan(own, session), after=after, limit=limit)
    found = [found for ticket in page.tickets if (found := _held(own, session, ticket.number))]
    people = () if after else tuple(p for code in own.codes() if (p := context.profiles.export(session, code)))
    return Exported(
        profiles=people,
        tickets=tuple(_data(own, each) for each in found),
        contacts=() if after else _contacts(context, session),
        next=cursor(own.acting.secret, name, page.after),
    )


def _contacts(context: DataContext, session: Session) -> tuple[OwnContact, ...]:
    kept = context.contacts
    return tuple(one for code in context.own.codes() for one in kept.export(session, code)) if kept else ()


def _data(own: Context, found: Owned) -> OwnTicketData:
    view = msgspec.structs.asdict(requesters.view(own, found))
    said = found.details
    return OwnTicketData(
        **view, requester=said.requester, address=said.address, attributes=said.attributes,
        lat=found.ticket.lat, lon=found.ticket.lon, on_behalf=said.on_behalf, portal=said.portal,
    )  # fmt: skip


def _held(own: Context, session: Session, number: str) -> Owned | None:
    found = own.own.owned(number)
    return requesters.held_by(found, Bearer(session=session), own.acting.secret) if found else None


def erase(context: DataContext, session: Session, *, correlation: str) -> Erased:
    """Erase what bodies keep of who is asking: open tickets are withdrawn first, and all lose their words.

    Ids, codes and times stay for the figures. A repeat goes on where an earlier call ended.
    """
    own = context.own
    page = read_page(own.lists, requesters.own_plan(own, session), limit=MOST_ERASED)
    for ticket in page.tickets:
        _erase(context, session, ticket.number, correlation)
    contacts, none_left = _without_contacts(context, session)
    complete = not page.after and none_left
    # The profile goes last: what else is kept is found by it.
    gone = [code for code in own.codes() if complete and context.profiles.erase(session, code)]
    return Erased(tickets=len(page.tickets), profiles=len(gone), contacts=contacts, complete=complete)


def _without_contacts(context: DataContext, session: Session) -> tuple[int, bool]:
    """Erase contacts, some of each body in a call; return how many, and whether none is left."""
    kept = context.contacts
    done = [kept.erase(session, code) for code in context.own.codes()] if kept else []
    return sum(count for count, _ in done), all(none_left for _, none_left in done)


def _erase(context: DataContext, session: Session, number: str, correlation: str) -> None:
    own = context.own
    for _ in range(TRIES):
        found = _held(own, session, number)
        if found is None or found.ticket.erased:
            return None
        try:
            found = _withdrawn(own, found, correlation)
            context.drop_files(found.ticket)
            now = own.acting.clock()
            event = Event(
                id=own.acting.new_id(now), type="ticket.erased", at=iso(now), by=REQUESTER.id, correlation=correlation
            )
            names = keys_of(own.acting.secret, found.ticket.body, found.details.requester)
            return own.own.erase(found, emptied(found.ticket, event.at), event, names)
        except TicketChanged as changed:
            again = changed
    raise again


def _withdrawn(own: Context, found: Owned, correlation: str) -> Owned:
    """Return a ticket that nobody works on any more."""
    if Action.WITHDRAW not in lifecycle.allowed(found.ticket, REQUESTER):
        return found
    doing = actions.Doing(
        action=Action.WITHDRAW, deed=Withdraw(), actor=REQUESTER, key="erasure", version=found.ticket.version,
        correlation=correlation,
    )  # fmt: skip
    done = actions.act(own.acting, found.ticket.number, doing)
    return msgspec.structs.replace(found, ticket=done.ticket)


def emptied(ticket: Ticket, at: str) -> Ticket:
    """Return a ticket without what tells who asked and what they said; its words cannot be opened any more.

    So nothing is left to do with it either: nobody to speak with, nothing to decide or to find out.
    """
    return ticket.with_(
        seal=b"", person="", subject="", lat=None, lon=None, contactable=False, erased=True, changed_at=at,
        news="erased", speak_since="", cause_wanted=False, appeal=None if ticket.is_appealed else ticket.appeal,
        appealed_at="",
    )  # fmt: skip


class KeptProfiles:
    """The profiles of the feature `people`."""

    def __init__(self, people: PeopleContext) -> None:
        self._people = people

    def export(self, session: Session, body: str) -> Person | None:
        return people_actions.export_person(self._people, session, body)

    def erase(self, session: Session, body: str) -> bool:
        return people_actions.erase_person(self._people, session, body)


def file_dropper(attachments: AttachmentsContext) -> Callable[[Ticket], None]:
    """Return what drops every file of a ticket, accepted or still awaited, and forgets that there was one."""

    def drop(ticket: Ticket) -> None:
        after = ""
        while page := attachments.attachments.page(ticket, after=after, limit=FILES_A_DAY):
            for one in page:
                _drop_file(attachments, one)
            after = page[-1].id

    return drop


def _drop_file(attachments: AttachmentsContext, one: Attachment) -> None:
    for key in (one.key, one.incoming):
        attachments.files.drop(key)
    attachments.attachments.forget(one)
