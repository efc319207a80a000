"""One thing that somebody does to a ticket: what they say, what is kept of it, what comes of it."""

from dataclasses import dataclass

import msgspec

from chalicelib.organisations.body import Body
from chalicelib.shared.secret import Secret
from chalicelib.shared.texts import clean_line
from chalicelib.tickets import timers
from chalicelib.tickets.context import Context
from chalicelib.tickets.deeds import Action, Deed
from chalicelib.tickets.lifecycle import Actor
from chalicelib.tickets.scene import Happening, Scene
from chalicelib.tickets.ticket import Event, KnownKey, Ticket, Timers, Told


@dataclass(frozen=True, kw_only=True)
class Doing:
    """One thing that somebody wants to do to a ticket: `version` is the one they saw, `key` makes a repeat harmless."""

    action: Action
    deed: Deed
    actor: Actor
    key: str
    version: int | None = None
    correlation: str = ""


@dataclass(frozen=True, kw_only=True)
class Done:
    """The ticket after an action, and whether this was a repeat of an earlier request."""

    ticket: Ticket
    repeated: bool = False


def known_action(secret: Secret, number: str, doing: Doing) -> KnownKey:
    """Return the digests of an action's key (within ticket, action and actor) and of what came with it."""
    key = secret.text("action-key", number, doing.action, doing.actor.id, doing.key, size=9)
    return KnownKey(key, secret.text("action-body", msgspec.json.encode(doing.deed).decode(), size=6), 0)


def timers_after(before: Ticket, after: Ticket, told: Told, body: Body) -> Timers | None:
    """Return what is due of a changed ticket; None if that did not change."""
    return timers.planned(after, body, told.steps) if timers.is_moved(before, after) else None


def events_of(context: Context, happened: list[Happening], doing: Doing, scene: Scene) -> tuple[Event, ...]:
    """Return what happened as the history keeps it."""
    behalf = doing.deed.on_behalf
    return tuple(
        Event(
            id=context.new_id(scene.now), type=one.type, at=scene.at, by=one.by or doing.actor.id, facts=one.facts,
            words=one.words, correlation=doing.correlation,
            on_behalf=f"{behalf.of}: {clean_line(behalf.contact)}".rstrip(": ") if behalf and not one.by else "",
        )
        for one in happened
    )  # fmt: skip
