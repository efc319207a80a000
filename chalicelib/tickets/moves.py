"""What each action does to a ticket: the ticket after it, and what happened. Pure; lifecycle.py said yes before."""

from collections.abc import Callable
from typing import Any

from chalicelib.tickets import appeal, conversation, ending, intake, referral, satisfaction
from chalicelib.tickets.deeds import Action, Deed
from chalicelib.tickets.lifecycle import REMEMBERED
from chalicelib.tickets.scene import PAST, Moved, Scene, with_one
from chalicelib.tickets.ticket import Ticket

Move = Callable[[Ticket, Any, Scene], Moved]


def move(ticket: Ticket, action: Action, deed: Deed, scene: Scene) -> Moved:
    """Return the ticket after an action, and what happened, in order.

    :raises NotYet: if a step that must come first is missing
    :raises Invalid: naming the field that does not fit this ticket
    """
    after, happened = MOVES[action](ticket, deed, scene)
    if action in REMEMBERED and scene.actor.staff:
        after = after.with_(handlers=with_one(after.handlers, scene.actor.id))
    return after.with_(changed_at=scene.at, news=PAST[action]), happened


MOVES: dict[Action, Move] = {
    Action.CLASSIFY: intake.classify,
    Action.REJECT: intake.reject,
    Action.SOLVE: intake.solve,
    Action.REFER: referral.refer,
    Action.DECLINE: referral.decline,
    Action.START: referral.start,
    Action.ASK: conversation.ask,
    Action.RESPOND: conversation.respond,
    Action.ANSWER: referral.answer,
    Action.RETURN: referral.return_,
    Action.INFORM: conversation.inform,
    Action.RESOLVE: ending.resolve,
    Action.MEASURE: satisfaction.measure,
    Action.CLOSE: ending.close,
    Action.REOPEN: appeal.reopen,
    Action.SPEAK: satisfaction.speak,
    Action.DECIDE: appeal.decide,
    Action.WITHDRAW: ending.withdraw,
    Action.MERGE: ending.merge,
    Action.UNMERGE: ending.unmerge,
    Action.ASSIGN: referral.assign,
    Action.DELAY: conversation.delay,
    Action.REMIND: referral.remind,
    Action.NOTE: conversation.note,
    Action.REPLY: conversation.reply,
    Action.REPLY_TO_OUTLET: conversation.reply_to_outlet,
}
