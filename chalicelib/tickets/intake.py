"""How a ticket is taken in: classified, rejected, or solved at first contact. Pure; lifecycle.py said yes before."""

from typing import Any

from chalicelib.shared.errors import Invalid
from chalicelib.tickets import deeds
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.scene import Moved, Scene, first_reply, happening, promised
from chalicelib.tickets.ticket import Pass, Ticket
from chalicelib.tickets.words import ANONYMOUS_KINDS, Kind, Outcome, Procedure, Status


def classify(ticket: Ticket, deed: deeds.Classify, scene: Scene) -> Moved:
    """Classify a ticket; the first classification moves it to the second line."""
    changes = _classes(ticket, deed, scene)
    if not ticket.classified_at and set(changes) - {"importance"}:
        changes["classified_at"] = scene.at
    after = promised(ticket.with_(**changes), scene.body)
    told = {name: getattr(after, name) for name in changes if getattr(after, name) != getattr(ticket, name)}
    return after, [happening(Action.CLASSIFY, {"changed": told})]


def _classes(ticket: Ticket, deed: deeds.Classify, scene: Scene) -> dict[str, Any]:
    """Return what the deed changes.

    :raises Invalid: if a class does not exist, or the kind asks for a name that nobody left
    """
    names = ("kind", "category", "subcategory", "complexity", "importance", "procedure", "in_jurisdiction", "object")
    changes = {name: value for name in names if (value := getattr(deed, name)) is not None}
    category = scene.body.category(changes.get("category", ticket.category))
    if sub := changes.get("subcategory"):
        if sub not in {subcategory.code for subcategory in category.subcategories}:
            raise Invalid.field("subcategory", "not-found")
    elif "category" in changes:
        changes["subcategory"] = ""
    kind = changes.get("kind", ticket.kind)
    if ticket.anonymous and kind not in ANONYMOUS_KINDS:
        raise Invalid.field("kind", "not-anonymous")
    if (kind is Kind.MEDIA) != (ticket.kind is Kind.MEDIA):
        raise Invalid.field("kind", "not-allowed")
    if deed.about is not None:
        changes["about"] = deed.about
    return changes


def reject(ticket: Ticket, deed: deeds.Reject, scene: Scene) -> Moved:
    """Reject a ticket; it may be appealed."""
    after = ticket.with_(status=Status.REJECTED, closed_at=scene.at, first_reply_at=first_reply(ticket, scene))
    return after, [happening(Action.REJECT, reason=deed.reason)]


def solve(ticket: Ticket, deed: deeds.Solve, scene: Scene) -> Moved:
    """Solve a ticket within the registering contact (R209)."""
    solved = Pass(informed=True, outcome=Outcome.SOLVED, solved_by=scene.actor.id)
    after = ticket.with_(
        status=Status.RESOLVED, procedure=Procedure.FIRST_CONTACT, this_pass=solved, resolved_at=scene.at,
        first_reply_at=first_reply(ticket, scene), classified_at=ticket.classified_at or scene.at,
    )  # fmt: skip
    return after, [happening(Action.SOLVE, message=deed.message)]
