"""What a requester is told of a ticket's history: each step that concerns them, in plain words of both languages.

Never who did it, what staff say among themselves, or whom the ticket is about.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.body import Body
from chalicelib.shared.words import say
from chalicelib.tickets.ticket import Event, Ticket
from chalicelib.tickets.words import Kind

REQUESTER = "requester"


@dataclass(frozen=True)
class _Told:
    """How a step is told: its line, that of a partner, the words meant for requesters; `own`: if they wrote them."""

    line: str
    partner_line: str = ""
    words: str = ""
    own: bool = False


_TOLD = {
    "ticket.registered": _Told("registered"),
    "ticket.rejected": _Told("rejected", words="reason"),
    "ticket.solved": _Told("solved", words="message"),
    "ticket.referred": _Told("referred", "referred-partner"),
    "ticket.started": _Told("started", "started-partner"),
    "ticket.asked": _Told("asked", words="question"),
    "ticket.responded": _Told("responded", words="text"),
    "ticket.answered": _Told("answered", "answered-partner", words="text"),
    "ticket.informed": _Told("informed"),
    "ticket.resolved": _Told("resolved", words="message"),
    "ticket.measured": _Told("measured", words="reason", own=True),
    "ticket.closed": _Told("closed"),
    "ticket.reopened": _Told("reopened", words="reason", own=True),
    "ticket.appealed": _Told("appealed", words="reason", own=True),
    "ticket.decided": _Told("decided", words="reason"),
    "ticket.spoken": _Told("spoken"),
    "ticket.withdrawn": _Told("withdrawn"),
    "ticket.merged": _Told("merged"),
    "ticket.unmerged": _Told("unmerged"),
    "ticket.delayed": _Told("delayed", words="reason"),
    "ticket.replied": _Told("replied", words="text"),
    "ticket.attached": _Told("attached"),
}


_OUTCOMES = frozenset({"solved", "not_solvable", "adopted", "noted", "not_adopted"})


class StepView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A step: `by` is requester or body, `message` what one wrote to the other, `expected_by` a delay's new instant."""

    type: str
    at: str
    by: str
    text: Words
    message: str = ""
    expected_by: str = ""


class MessageView(msgspec.Struct, frozen=True, kw_only=True):
    """What one wrote to the other."""

    type: str
    at: str
    by: str
    text: str


def steps_of(ticket: Ticket, events: Iterable[Event], body: Body, *, shared: bool = False) -> tuple[StepView, ...]:
    """Return the steps of a ticket, in the order of `events`.

    `shared` is for the requester of a ticket that was merged into this one: steps without anybody's words (domain.md,
    merge).
    """
    held = _Held(body, ticket.kind)
    return tuple(step for event in events for step in _steps(event, held, shared=shared))


def messages_of(steps: Iterable[StepView]) -> tuple[MessageView, ...]:
    """Return what was written, in the order of the steps."""
    return tuple(MessageView(type=s.type, at=s.at, by=s.by, text=s.message) for s in steps if s.message)


class _Held:
    """Whose hands a ticket is in, as its history is read from the beginning."""

    def __init__(self, body: Body, kind: Kind) -> None:
        self._partners = {partner.code: partner.name for partner in body.partners}
        self.kind, self.partner = kind, ""

    def follow(self, event: Event) -> None:
        """Note what an event says of the partner that holds the ticket."""
        if event.type == "ticket.referred":
            self.partner = str(event.facts.get("partner", ""))
        elif event.type == "ticket.declined":
            self.partner = ""

    @property
    def partner_name(self) -> Words | None:
        """Return the name of the partner that holds the ticket."""
        return self._partners.get(self.partner, Words(ar=self.partner, en=self.partner)) if self.partner else None


def _steps(event: Event, held: _Held, *, shared: bool) -> Iterator[StepView]:
    held.follow(event)
    told = _TOLD.get(event.type)
    own = event.by == REQUESTER or event.on_behalf.startswith(REQUESTER)
    if told is None or not _concerns(event, own, shared):
        return
    message = "" if shared or (told.own and not own) else _message(event, told, held)
    yield StepView(
        type=event.type, at=event.at, by=REQUESTER if own else "body", text=_text(event, told, held, own),
        message=message, expected_by=str(event.facts.get("expected_by", "")),
    )  # fmt: skip


def _message(event: Event, told: _Told, held: _Held) -> str:
    """Return what was written; a third party's answer goes to the requester in its own name (R211), a section's not."""
    if event.type == "ticket.answered" and not event.facts.get("to_requester"):
        return ""
    return event.words.get(told.words, "")


def _concerns(event: Event, own: bool, shared: bool) -> bool:
    """Return whether a step concerns the requester: tries that reached nobody and files of staff do not."""
    if event.facts.get("reached") is False:
        return False
    if event.type == "ticket.attached":
        return own and not shared
    return not (shared and (own or event.type in ("ticket.replied", "ticket.measured")))


def _text(event: Event, told: _Told, held: _Held, own: bool) -> Words:
    partner, line = held.partner_name, told.line
    if partner and told.partner_line:
        line = told.partner_line
    elif event.type == "ticket.replied" and own:
        line = "wrote"
    elif event.type == "ticket.resolved":
        line = _outcome(event)
    elif event.type == "ticket.decided":
        line = "decided-confirmed" if event.facts.get("confirmed") else "decided-again"
    return Words(ar=_say(line, "ar", held.kind, partner), en=_say(line, "en", held.kind, partner))


def _outcome(event: Event) -> str:
    if event.facts.get("no_response"):
        return "resolved-no-response"
    if event.facts.get("partner_did_not_answer"):
        return "resolved-no-answer"
    outcome = str(event.facts.get("outcome", ""))
    return f"resolved-{outcome}" if outcome in _OUTCOMES else "resolved"


def _say(line: str, language: str, kind: Kind, partner: Words | None) -> str:
    noun = say("nouns", kind, language, isolating=False)
    name = getattr(partner, language) if partner else ""
    return say("steps", line, language, isolating=False, noun=noun, partner=name)
