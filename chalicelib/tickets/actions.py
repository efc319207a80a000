"""What people can do with tickets: register (registering.py), and act by the lifecycle, one thing at a time."""

from datetime import datetime
from typing import Any

import msgspec

from chalicelib.organisations.staff import Role
from chalicelib.shared.errors import Invalid, KeyReused
from chalicelib.shared.texts import clean_text
from chalicelib.tickets import appeal, assignment, clock, lifecycle, merging, moves
from chalicelib.tickets.context import Bodies, Context, Tickets
from chalicelib.tickets.deeds import Action, AnswerDeed, Assign, Measure, Merge, Reopen, Reply, Unmerge
from chalicelib.tickets.doing import Doing, Done, events_of, known_action, timers_after
from chalicelib.tickets.lifecycle import SYSTEM, Actor
from chalicelib.tickets.registering import ATTEMPTS, Origin, Registered, register
from chalicelib.tickets.scene import Happening, Scene
from chalicelib.tickets.ticket import Change, KnownKey, Ticket, Told
from chalicelib.tickets.trouble import ExcludedFromPass, NobodyFree, TicketChanged, VersionMissing
from chalicelib.tickets.visibility import may_see, seen
from chalicelib.tickets.words import ClockName

__all__ = ["ATTEMPTS", "Bodies", "Context", "Doing", "Done", "Origin", "Registered", "Tickets", "act", "known_action",
           "register", "timers_after"]  # fmt: skip


def act(context: Context, number: str, doing: Doing) -> Done:
    """Do one thing to a ticket, once.

    The order of checks is the contract's: seen before (the key), visible, role, version, status.

    :raises TicketNotFound: if there is none that the actor may see
    :raises RoleNotAllowed: if none of the actor's roles may
    :raises ExcludedFromPass: if the actor handled an earlier pass
    :raises VersionMissing: if staff name no version
    :raises TicketChanged: if somebody else changed it first
    :raises ActionNotAllowed: if the status does not allow it
    :raises NotYet: if a step that must come first is missing
    :raises Invalid: naming the field that does not fit
    """
    ticket, told = context.tickets.with_told(number)
    known = known_action(context.secret, number, doing)
    if before := ticket.known_key(known.key):
        if before.fingerprint != known.fingerprint:
            raise KeyReused.field("Idempotency-Key", "used-with-another-body")
        return Done(ticket=ticket, repeated=True)
    _check(context, ticket, doing)
    scene = Scene(context.body(ticket.body), doing.actor, context.clock())
    changes = _changes(context, ticket, told, doing, scene, known)
    try:
        return Done(ticket=context.tickets.save(*changes)[0])
    except TicketChanged:
        # An answer that was lost on its way, then repeated below us, meets its own success.
        now = context.tickets.get(number)
        if now.known_key(known.key):
            return Done(ticket=now)
        raise


def _check(context: Context, ticket: Ticket, doing: Doing) -> None:
    if doing.actor.staff:
        seen(doing.actor.staff, ticket, context.body)
    lifecycle.check_role(ticket, doing.action, doing.actor, doing.deed)
    if doing.actor.staff and doing.version is None:
        raise VersionMissing(header="If-Match")
    if doing.version is not None and doing.version != ticket.version:
        raise TicketChanged(version=ticket.version)
    lifecycle.check_status(ticket, doing.action, doing.actor)


def _changes(context: Context, ticket: Ticket, told: Told, doing: Doing, scene: Scene, known: KnownKey) -> list[Change]:
    """Return every ticket that an action changes, the one that it was done to first."""
    deed = doing.deed
    others: list[Change] = []
    if isinstance(deed, Merge):
        deed, others = merging.joining(context, ticket, deed, doing, scene)
    elif isinstance(deed, Unmerge):
        others = merging.parting(context, ticket, scene, doing)
    elif ticket.merged_into and isinstance(deed, Measure | Reply):
        others = merging.heard(context, ticket, deed, scene, doing)
    elif ticket.merged_into and isinstance(deed, Reopen):
        others = [_appealed_with(context, ticket, doing, scene)]
    elif isinstance(deed, AnswerDeed):
        _attached(context, ticket, deed)
    elif isinstance(deed, Assign):
        deed = _assignable(context, ticket, deed, doing.actor, scene)
    after, happened = moves.move(ticket, doing.action, deed, scene)
    change = _change(context, ticket, after, happened, told, doing, scene)
    remembered = change.after.remembering(KnownKey(known.key, known.fingerprint, ticket.version + 1))
    return [msgspec.structs.replace(change, after=remembered), *others]


def _change(
    context: Context, ticket: Ticket, after: Ticket, happened: list[Happening], told: Told, doing: Doing, scene: Scene
) -> Change:
    """Return what becomes of a ticket: given out anew if it must be, with the clocks and timers of its new state."""
    if context.assigning:
        after, given = assignment.given_out(context.assigning, after, happened, scene.now)
        happened = [*happened, *given]
    after = clock.kept(ticket, after, scene.body, scene.now, heard=_was_heard(happened, doing.actor))
    happened = _with_ended(happened, clock.stopped(ticket, after, scene.now))
    return Change(
        before=ticket, after=after, events=events_of(context, happened, doing, scene),
        timers=timers_after(ticket, after, told, scene.body),
    )  # fmt: skip


def _appealed_with(context: Context, ticket: Ticket, doing: Doing, scene: Scene) -> Change:
    """Return the reopening of the ticket that this one was merged into; its own requester did not ask for it.

    :raises ActionNotAllowed: if that one is not resolved yet, or its one appeal was heard
    :raises NotYet: if its appeal days are over
    """
    into, told = context.tickets.with_told(ticket.merged_into)
    lifecycle.check_status(into, Action.REOPEN, doing.actor)
    after, happened = appeal.reopen(into, Reopen(reason=""), scene)
    facts = [one._replace(facts={**one.facts, "from": ticket.number}, by=SYSTEM.id) for one in happened]
    return _change(context, into, after.with_(changed_at=scene.at, news="reopened"), facts, told, doing, scene)


# What a requester is told of beside what a person writes or says to them (domain.md section 4, update).
_HEARD = frozenset({"ticket.asked", "ticket.delayed", "ticket.reopened", "ticket.decided"})


def _was_heard(happened: list[Happening], actor: Actor) -> bool:
    """Return whether the requester was told something, so that the next message is due from now on."""
    return any(
        one.type in _HEARD
        or (one.type == "ticket.replied" and actor.staff is not None)
        or (one.type in ("ticket.informed", "ticket.spoken") and bool(one.facts.get("reached")))
        or (one.type == "ticket.answered" and bool(one.facts.get("to_requester")))
        or (one.type == "ticket.referred" and bool(one.facts.get("partner")))
        for one in happened
    )


def _with_ended(happened: list[Happening], ended: list[dict[str, Any]]) -> list[Happening]:
    """Return what happened, the first with the promises that ended by it.

    What a partner never answered was not kept, however early its silence was given up on.
    """
    if not ended or not happened:
        return happened
    first = happened[0]
    if first.facts.get("partner_did_not_answer"):
        ended = [{**one, "kept": one["kept"] and one["name"] != ClockName.REFERRAL_REPLY} for one in ended]
    return [first._replace(facts={**first.facts, "clocks": ended}), *happened[1:]]


def _attached(context: Context, ticket: Ticket, deed: AnswerDeed) -> None:
    """Refuse an answer that names a file which the ticket does not have. :raises Invalid: naming each"""
    missing = [i for i, id in enumerate(deed.attachments) if not context.has_file(ticket, id)]
    if missing:
        raise Invalid(fields=[{"field": f"attachments.{i}", "reason": "not-found"} for i in missing])


def _assignable(context: Context, ticket: Ticket, deed: Assign, actor: Actor, scene: Scene) -> Assign:
    """Return the assignment if the person may have the ticket; without a person, to the next of its section.

    :raises NobodyFree: if nobody of the section can be given it now
    :raises Invalid: if there is no such person here, it is their own matter, or a supervisor gave no reason for one of
        an earlier pass
    :raises ExcludedFromPass: if the person handled an earlier pass and no supervisor says otherwise
    """
    if deed.to is None:
        return msgspec.structs.replace(deed, to=_next(context, ticket, scene.now))
    staff = context.staff(deed.to)
    if not staff or not staff.active or not may_see(staff, ticket, context.body):
        raise Invalid.field("to", "not-found")
    if assignment.has_interest(context.secret, ticket, staff):
        raise Invalid.field("to", "own-matter")
    if deed.to in ticket.excluded and deed.to not in ticket.this_pass.readmitted:
        if Role.SUPERVISOR not in actor.roles:
            raise ExcludedFromPass
        if not clean_text(deed.reason):
            raise Invalid.field("reason", "missing")
    return deed


def _next(context: Context, ticket: Ticket, now: datetime) -> str:
    if not context.assigning or not ticket.queue.startswith("section:"):
        raise Invalid.field("to", "missing")
    if chosen := assignment.next_officer(context.assigning, ticket, now):
        return chosen
    raise NobodyFree(section=ticket.section)
