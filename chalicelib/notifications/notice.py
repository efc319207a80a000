"""Who is told of an event, by which ways and in which language; and who is not. Staff: staff_notice.py."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from chalicelib.organisations.body import Body, Partner
from chalicelib.organisations.staff import Role, Staff
from chalicelib.people.requester import Requester
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Complexity, Kind

SMS = "sms"
EMAIL = "email"
REQUESTER = "requester"
PARTNER = "partner"
DUTY = "duty"

# What a requester hears of, and the message that says it; everything else stays among staff.
TOLD = {
    "ticket.registered": "registered",
    "ticket.referred": "referred",
    "ticket.asked": "asked",
    "ticket.waiting_reminded": "waiting-reminded",
    "ticket.rejected": "rejected",
    "ticket.solved": "solved",
    "ticket.answered": "answered",
    "ticket.resolved": "resolved",
    "ticket.closing_announced": "closing-announced",
    "ticket.closed": "closed",
    "ticket.reopened": "reopened",
    "ticket.decided": "decided",
    "ticket.merged": "merged",
    "ticket.withdrawn": "withdrawn",
    "ticket.replied": "replied",
    "ticket.updated": "updated",
    "ticket.delayed": "delayed",
    "ticket.measured": "sorry",
}
# A delay that nobody gave a reason for: only where the ticket stands, and a date that was computed (R145).
COMPUTED = "delayed-computed"
# Whoever joined a ticket hears of these under the own number (domain.md section 3, merge). What staff write to one
# requester, and what one requester did, is nobody else's.
SHARED = frozenset(
    {
        "ticket.referred",
        "ticket.solved",
        "ticket.answered",
        "ticket.resolved",
        "ticket.closing_announced",
        "ticket.closed",
        "ticket.reopened",
        "ticket.decided",
        "ticket.updated",
        "ticket.delayed",
    }
)
PARTNER_TOLD = {
    "ticket.referred": "partner-referred",
    "ticket.reminded": "partner-reminded",
    "ticket.withdrawn": "partner-withdrawn",
}
DUTY_TOLD = {"ticket.referred": "duty"}
# Only these two channels have a sender; who prefers another is told by SMS first (R142).
_ORDER = {EMAIL: (EMAIL, SMS)}
_USUAL_ORDER = (SMS, EMAIL)


class BusEvent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An event as it comes from the bus: ids only (docs/events.md).

    `day` is of a body's day, `callback` of a callback: neither is of a ticket.
    """

    id: str
    type: str
    body: str
    at: str
    ticket: str = ""
    sequence: str = ""
    by: str = ""
    correlation: str = ""
    day: str = ""
    callback: str = ""


class Way(msgspec.Struct, frozen=True):
    """A channel, and the mobile (E.164) or address that it reaches somebody by."""

    channel: str
    target: str


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What one person should be told; `ways` in the order of preference, the next one only if one fails.

    `number` is the ticket's; a notice of none is of a `callback`, or of the `body`.
    Of staff it is known who they are, and in which `post`.
    """

    audience: str
    says: str
    language: str
    ways: tuple[Way, ...]
    number: str = ""
    body: str = ""
    callback: str = ""
    staff: Staff | None = None
    post: Role | None = None

    @property
    def owner(self) -> str:
        """Return the collection that holds the notice's messages."""
        if self.number:
            return f"TICKET#{self.number}"
        return f"CALLBACK#{self.callback}" if self.callback else f"BODY#{self.body}"


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """What a notice speaks of; `said` are the event's facts and words, by name."""

    event: BusEvent
    ticket: Ticket
    requester: Requester | None
    body: Body
    said: Mapping[str, Any]
    on_behalf: bool = False

    @property
    def partner(self) -> Partner | None:
        """Return the partner that the event names, or else the one that the ticket stands with."""
        code = self.said.get("partner") or ("" if self.said.get("section") else self.ticket.partner)
        return next((partner for partner in self.body.partners if partner.code == code), None)


def notices(matter: Matter) -> tuple[Notice, ...]:
    """Return every notice outside the staff that an event asks for; none for media.

    Of an imported ticket its requester hears nothing, who works on it does.
    """
    if matter.ticket.kind is Kind.MEDIA:
        return ()
    return (*to_the_requester(matter), *_to_the_partner(matter), *_to_the_duty_number(matter))


def ways(requester: Requester) -> tuple[Way, ...]:
    """Return how a requester can be reached, the preferred channel first (R142, R147)."""
    targets = {SMS: requester.mobile, EMAIL: requester.email}
    order = _ORDER.get(requester.preferred_channel or "", _USUAL_ORDER)
    return tuple(Way(channel, targets[channel]) for channel in order if targets[channel])


def to_the_requester(matter: Matter) -> Iterator[Notice]:
    """Yield what the requester is told; nothing if there is nothing to tell or no contact is left."""
    ticket, says = matter.ticket, _says(matter)
    if not says or ticket.imported or ticket.anonymous or matter.requester is None:
        return
    if reach := ways(matter.requester):
        yield Notice(number=ticket.number, audience=REQUESTER, says=says, language=ticket.language, ways=reach)


def _says(matter: Matter) -> str:
    """Return the name of what the requester is told of an event; "" for nothing."""
    says = TOLD.get(matter.event.type, "")
    if says in _KEPT_BACK and _KEPT_BACK[says](matter):
        return ""
    return COMPUTED if says == "delayed" and matter.said.get("computed") else says


def _is_left_dissatisfied(matter: Matter) -> bool:
    """Return whether a rating was low and opened nothing: the reopening, where there is one, apologises itself."""
    score = matter.said.get("score")
    low = isinstance(score, int) and score <= matter.body.rules.dissatisfied_at
    return low and matter.said.get("pass") == matter.ticket.reopened


# When the requester is not told after all. An answer is told when it goes to them at once, in a partner's name (R211);
# an appeal that is granted reopens the ticket, which is told.
_KEPT_BACK: Mapping[str, Callable[[Matter], bool]] = {
    "registered": lambda matter: not matter.ticket.notified,
    "referred": lambda matter: matter.partner is None,
    "answered": lambda matter: not matter.said.get("to_requester"),
    "decided": lambda matter: not matter.said.get("confirmed"),
    "replied": lambda matter: matter.event.by == REQUESTER,
    "sorry": lambda matter: not _is_left_dissatisfied(matter),
}


def _to_the_partner(matter: Matter) -> Iterator[Notice]:
    """Yield the referral, each reminder, and the word to stop; each by SMS and by e-mail, apart (R125, R156)."""
    says = PARTNER_TOLD.get(matter.event.type)
    if says is None or matter.partner is None:
        return
    reach = (Way(SMS, matter.partner.mobile), Way(EMAIL, matter.partner.email))
    for way in (way for way in reach if way.target):
        yield Notice(
            number=matter.ticket.number, audience=PARTNER, says=says, language=matter.body.languages[0], ways=(way,)
        )


def _to_the_duty_number(matter: Matter) -> Iterator[Notice]:
    """Yield the call to a section's duty number when something critical is referred to it (R308)."""
    says = DUTY_TOLD.get(matter.event.type)
    if says is None or matter.ticket.complexity is not Complexity.CRITICAL:
        return
    code = str(matter.said.get("section") or matter.ticket.section)
    section = next((section for section in matter.body.sections if section.code == code), None)
    if section and section.duty and matter.partner is None:
        way = Way(SMS, section.duty)
        language = matter.body.languages[0]
        yield Notice(number=matter.ticket.number, audience=DUTY, says=says, language=language, ways=(way,))
