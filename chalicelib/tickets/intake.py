"""How a ticket is taken in: classified, rejected, or solved at first contact. Pure; lifecycle.py said yes before."""

from typing import Any

from chalicelib.shared.errors import Invalid
from chalicelib.tickets import deeds
from chalicelib.tickets.deeds import Action
from chalicelib.tickets.scene import Moved, Scene, first_reply, happening
from chalicelib.tickets.ticket import Pass, Ticket
from chalicelib.tickets.words import ANONYMOUS_KINDS, Kind, Outcome, Procedure, Status


def classify(ticket: Ticket, deed: deeds.Classify, scene: Scene) -> Moved:
    """Classify a ticket; the first classification moves it to the second line."""
    changes = _classes(ticket, deed, scene)
    if not ticket.classified_at and set(changes) - {"importance"}:
        changes["classified_at"] = scene.at
    after = ticket.with_(**changes)
    told = {name: getattr(after, name) for name in changes if getattr(after, name) != getattr(ticket, name)}
    told.pop("cause_wanted", None)
    return after, [happening(Action.CLASSIFY, {"changed": told})]


def _classes(ticket: Ticket, deed: deeds.Classify, scene: Scene) -> dict[str, Any]:
    """Return what the deed changes.

    :raises Invalid: if a class does not exist, or the kind asks for a name that nobody left
    """
    if not ticket.is_open or deed.root_cause is not None:
        return _late_cause(ticket, deed)
    names = ("kind", "category", "subcategory", "complexity", "importance", "procedure", "in_jurisdiction", "object",
             "grade", "vip")  # fmt: skip
    changes = {name: value for name in names if (value := getattr(deed, name)) is not None}
    changes |= _place_among_categories(ticket, changes, scene)
    kind = changes.get("kind", ticket.kind)
    if ticket.anonymous and kind not in ANONYMOUS_KINDS:
        raise Invalid.field("kind", "not-anonymous")
    if (kind is Kind.MEDIA) != (ticket.kind is Kind.MEDIA):
        raise Invalid.field("kind", "not-allowed")
    if deed.about is not None:
        changes["about"] = deed.about
    return changes


def _place_among_categories(ticket: Ticket, changes: dict[str, Any], scene: Scene) -> dict[str, Any]:
    """Return the subcategory that a change of the category leaves: none, unless it is named too.

    :raises Invalid: if one of the two is not there, or a retired category is chosen
    """
    category = scene.body.category(changes.get("category", ticket.category))
    if not category.active and category.code != ticket.category:
        raise Invalid.field("category", "not-found")
    sub = changes.get("subcategory")
    if sub and not category.subcategory(sub):
        raise Invalid.field("subcategory", "not-found")
    return {} if sub or "category" not in changes else {"subcategory": ""}


def _late_cause(ticket: Ticket, deed: deeds.Classify) -> dict[str, Any]:
    """Return the root cause of a complaint that the system closed without one, and nothing beside it (R235).

    :raises Invalid: naming what is missing or not to be changed now
    """
    if not ticket.cause_wanted:
        raise Invalid.field("root_cause", "not-allowed")
    given = [name for name in deed.__struct_fields__ if getattr(deed, name) is not None]
    for name in set(given) - {"root_cause", "on_behalf"}:
        raise Invalid.field(name, "not-allowed")
    if deed.root_cause is None:
        raise Invalid.field("root_cause", "missing")
    return {"root_cause": deed.root_cause, "cause_wanted": False}


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
