"""Tickets over HTTP, for staff: register for somebody, and every action of the lifecycle."""

from collections.abc import Callable

from chalicelib import wiring
from chalicelib.organisations.staff import Role
from chalicelib.shared.errors import Invalid
from chalicelib.shared.http import Answer, Call, Routes
from chalicelib.shared.numbers import read_number
from chalicelib.tickets import actions, reading, reassigning, views
from chalicelib.tickets.deeds import DEEDS, Action
from chalicelib.tickets.lifecycle import actor_of
from chalicelib.tickets.registration import StaffRegistration
from chalicelib.tickets.trouble import (
    ActionNotAllowed,
    ExcludedFromPass,
    NobodyFree,
    NotYet,
    TicketChanged,
    TicketNotFound,
    TooManyRegistrations,
)
from chalicelib.tickets.visibility import READERS
from chalicelib.tickets.words import Channel, Kind

routes = Routes(__name__)
REGISTRARS = (Role.AGENT, Role.RECEPTION, Role.DISTRIBUTOR, Role.SUPERVISOR, Role.MEDIA_OFFICER)


@routes.on(
    "POST", "/v1/tickets",
    access=wiring.staff(*REGISTRARS), body=StaffRegistration, answer=views.RegisteredView, status=201, keyed=True,
    problems=(Invalid, TooManyRegistrations),
)  # fmt: skip
def register(call: Call) -> Answer:
    """Register a ticket for somebody who called, came or wrote."""
    asked: StaffRegistration = call.body
    if asked.body not in call.caller.bodies:
        raise Invalid.field("body", "not-found")
    if (asked.kind is Kind.MEDIA) != (Role.MEDIA_OFFICER in call.caller.roles and asked.channel is Channel.MEDIA):
        raise Invalid.field("kind", "not-allowed")
    origin = actions.Origin(
        by=call.caller.id, channel=asked.channel, key=call.key, scope=f"tickets/{call.caller.id}", public=False,
        correlation=call.correlation,
    )  # fmt: skip
    registered = actions.register(wiring.tickets(), asked, origin)
    return views.registered_answer(registered, wiring.secret(), f"/v1/tickets/{registered.ticket.number}")


@routes.on(
    "POST", "/v1/tickets/reassignments",
    access=wiring.staff(*reassigning.REASSIGNERS), body=reassigning.Reassignment, answer=reassigning.Reassigned,
    keyed=True, problems=(Invalid,),
)  # fmt: skip
def reassign(call: Call) -> Answer:
    """Reassign up to a hundred tickets at once: those named, or what somebody has; each is answered for."""
    done, repeated = reassigning.reassign(wiring.reassigning(), call.caller, call.body, call.key, call.correlation)
    return Answer(content=done, headers={"Idempotent-Replay": "true"} if repeated else {})


def _acting(action: Action) -> Callable[[Call, str], Answer]:
    def act(call: Call, number: str) -> Answer:
        doing = actions.Doing(
            action=action, deed=call.body, actor=actor_of(call.caller), key=call.key, version=call.version,
            correlation=call.correlation,
        )  # fmt: skip
        done = actions.act(wiring.tickets(), plain_number(number), doing)
        headers = {"ETag": f'"{done.ticket.version}"', **({"Idempotent-Replay": "true"} if done.repeated else {})}
        return Answer(content=reading.staff_view(wiring.reading(), call.caller, done.ticket), headers=headers)

    act.__doc__ = SUMMARIES[action]
    act.__name__ = action.value
    return act


def plain_number(text: str) -> str:
    """Return the 12 digits of a number as somebody wrote it.

    :raises TicketNotFound: if it is no number
    """
    if number := read_number(text):
        return number
    raise TicketNotFound


SUMMARIES: dict[Action, str] = {
    Action.CLASSIFY: "Classify a ticket; the first time moves it to the second line.",
    Action.REJECT: "Reject a ticket with a reason; it may be appealed.",
    Action.SOLVE: "Solve a ticket at first contact.",
    Action.REFER: "Refer a ticket to a section or a partner.",
    Action.DECLINE: "Decline a referral: not ours.",
    Action.START: "Start work on a referral.",
    Action.ASK: "Ask the requester a question; the clock pauses.",
    Action.RESPOND: "Record the requester's response to a question.",
    Action.ANSWER: "Answer a referral to the second line.",
    Action.RETURN: "Return an answer to the section.",
    Action.INFORM: "Record that the requester was informed, or a try.",
    Action.RESOLVE: "Resolve a ticket after informing.",
    Action.MEASURE: "Record the requester's satisfaction, or a try to ask.",
    Action.CLOSE: "Close a resolved ticket.",
    Action.REOPEN: "Reopen a ticket for new staff.",
    Action.SPEAK: "Record what a dissatisfied requester said to a supervisor, or a try to reach them.",
    Action.DECIDE: "Decide the appeal against a final closing.",
    Action.WITHDRAW: "Withdraw a ticket for the requester.",
    Action.MERGE: "Merge a ticket into another; both numbers live.",
    Action.UNMERGE: "Undo a merge.",
    Action.ASSIGN: "Assign a ticket to somebody.",
    Action.DELAY: "Tell the requester of a delay and until when.",
    Action.REMIND: "Remind the section or partner.",
    Action.NOTE: "Add a note that the requester never sees.",
    Action.REPLY: "Reply to the requester.",
    Action.REPLY_TO_OUTLET: "Reply to the outlet that published.",
}

for _action in Action:
    routes.on(
        "POST", f"/v1/tickets/{{number}}/actions/{_action}",
        access=wiring.staff(*READERS), body=DEEDS[_action], answer=reading.StaffTicketView, keyed=True, versioned=True,
        problems=(
            ActionNotAllowed, NotYet, ExcludedFromPass, TicketChanged, TicketNotFound, Invalid,
            *((NobodyFree,) if _action is Action.ASSIGN else ()),
        ),
    )(_acting(_action))  # fmt: skip
