"""What every action of the lifecycle needs: where it takes place, and how what happens is told. Pure."""

from datetime import datetime
from typing import Any, NamedTuple

from chalicelib.organisations.body import Body
from chalicelib.shared.clock import iso
from chalicelib.shared.texts import clean_text
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.lifecycle import Actor
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.trouble import NotYet

PAST = {
    Action.CLASSIFY: "classified", Action.REJECT: "rejected", Action.SOLVE: "solved", Action.REFER: "referred",
    Action.DECLINE: "declined", Action.START: "started", Action.ASK: "asked", Action.RESPOND: "responded",
    Action.ANSWER: "answered", Action.RETURN: "returned", Action.INFORM: "informed", Action.RESOLVE: "resolved",
    Action.MEASURE: "measured", Action.CLOSE: "closed", Action.REOPEN: "reopened", Action.WITHDRAW: "withdrawn",
    Action.SPEAK: "spoken", Action.DECIDE: "decided", Action.MERGE: "merged",
    Action.UNMERGE: "unmerged", Action.ASSIGN: "assigned", Action.DELAY: "delayed",
    Action.REMIND: "reminded", Action.NOTE: "noted", Action.REPLY: "replied", Action.REPLY_TO_OUTLET: "outlet_replied",
}  # fmt: skip


class Scene(NamedTuple):
    """Where an action takes place: the body with its rules, who acts, when."""

    body: Body
    actor: Actor
    now: datetime

    @property
    def at(self) -> str:
        """Return the instant as it is kept."""
        return iso(self.now)


class Happening(NamedTuple):
    """One thing that an action made happen: `facts` are codes and ids, `words` what somebody wrote.

    `by` is the system where it did this by itself; "" is whoever acts.
    """

    type: str
    facts: dict[str, Any]
    words: dict[str, str]
    by: str = ""


Moved = tuple[Ticket, list[Happening]]


def happening(action: Action, facts: dict[str, Any] | None = None, **words: str) -> Happening:
    """Return one thing that an action made happen; what is empty is left out."""
    said = {name: clean_text(text) for name, text in words.items() if text}
    known = {name: value for name, value in (facts or {}).items() if value not in (None, "", ())}
    return Happening(f"ticket.{PAST[action]}", known, said)


def out_of_waiting(ticket: Ticket) -> Ticket:
    """Return the ticket waiting for nobody."""
    return ticket.with_(waiting_from=None, waiting_since="")


def first_reply(ticket: Ticket, scene: Scene) -> str:
    """Return when the requester first heard from a person: now, or already before."""
    return ticket.first_reply_at or scene.at


def with_one(ids: tuple[str, ...], one: str) -> tuple[str, ...]:
    """Return ids with one more, each once."""
    return ids if not one or one in ids else (*ids, one)


def needs(given: bool, what: str, **facts: Any) -> None:
    """Refuse a step whose condition is not given. :raises NotYet: naming what is missing"""
    if not given:
        raise NotYet(needs=what, **facts)
