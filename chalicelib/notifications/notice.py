"""Who is told of an event, by which ways and in which language; and who is not."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from chalicelib.organisations.body import Body, Partner
from chalicelib.people.requester import Requester
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Complexity, Kind

SMS = "sms"
EMAIL = "email"
REQUESTER = "requester"
PARTNER = "partner"
DUTY = "duty"

# What a requester hears of, and the message that says it; everything else stays among staff.
_TOLD = {
    "ticket.registered": "registered",
    "ticket.referred": "referred",
    "ticket.asked": "asked",
    "ticket.rejected": "rejected",
    "ticket.solved": "solved",
    "ticket.resolved": "resolved",
    "ticket.closed": "closed",
    "ticket.reopened": "reopened",
    "ticket.merged": "merged",
    "ticket.withdrawn": "withdrawn",
    "ticket.replied": "replied",
    "ticket.delayed": "delayed",
    "ticket.measured": "sorry",
}
# Whoever joined a ticket hears of these under the own number (domain.md section 3, merge). What staff write to one
# requester, and what one requester did, is nobody else's.
SHARED = frozenset(
    {"ticket.referred", "ticket.solved", "ticket.resolved", "ticket.closed", "ticket.reopened", "ticket.delayed"}
)
# Only these two channels have a sender; who prefers another is told by SMS first (R142).
_ORDER = {EMAIL: (EMAIL, SMS)}
_USUAL_ORDER = (SMS, EMAIL)


class BusEvent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An event as it comes from the bus: ids only (docs/events.md)."""

    id: str
    type: str
    body: str
    ticket: str
    sequence: str
    at: str
    by: str = ""
    correlation: str = ""


class Way(msgspec.Struct, frozen=True):
    """A channel, and the mobile (E.164) or address that it reaches somebody by."""

    channel: str
    target: str


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What one person should be told; `ways` in the order of preference, the next one only if one fails."""

    number: str
    audience: str
    says: str
    language: str
    ways: tuple[Way, ...]


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
        """Return the partner that the ticket stands with."""
        code = str(self.said.get("partner") or self.ticket.partner)
        return next((partner for partner in self.body.partners if partner.code == code), None)


def notices(matter: Matter) -> tuple[Notice, ...]:
    """Return every notice that an event asks for; none for media and imported tickets."""
    if matter.ticket.imported or matter.ticket.kind is Kind.MEDIA:
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
    ticket, said = matter.ticket, matter.said
    says = _TOLD.get(matter.event.type, "")
    if says == "registered" and not ticket.notified:
        return ""
    if says == "referred" and matter.partner is None:
        return ""
    if says == "replied" and matter.event.by == REQUESTER:
        return ""
    if says == "sorry" and not _is_left_dissatisfied(ticket, said, matter.body):
        return ""
    return says


def _is_left_dissatisfied(ticket: Ticket, said: Mapping[str, Any], body: Body) -> bool:
    """Return whether a rating was low and opened nothing: the reopening, where there is one, apologises itself."""
    score = said.get("score")
    return isinstance(score, int) and score <= body.rules.dissatisfied_at and said.get("pass") == ticket.reopened


def _to_the_partner(matter: Matter) -> Iterator[Notice]:
    """Yield the referral, and the word to stop; each by SMS and by e-mail, apart (R156)."""
    says = {"ticket.referred": "partner-referred", "ticket.withdrawn": "partner-withdrawn"}.get(matter.event.type)
    if says is None or matter.partner is None:
        return
    reach = (Way(SMS, matter.partner.mobile), Way(EMAIL, matter.partner.email))
    for way in (way for way in reach if way.target):
        yield Notice(
            number=matter.ticket.number, audience=PARTNER, says=says, language=matter.body.languages[0], ways=(way,)
        )


def _to_the_duty_number(matter: Matter) -> Iterator[Notice]:
    """Yield the call to a section's duty number when something critical is referred to it (R308)."""
    if matter.event.type != "ticket.referred" or matter.ticket.complexity is not Complexity.CRITICAL:
        return
    code = str(matter.said.get("section") or matter.ticket.section)
    section = next((section for section in matter.body.sections if section.code == code), None)
    if section and section.duty and matter.partner is None:
        way = Way(SMS, section.duty)
        language = matter.body.languages[0]
        yield Notice(number=matter.ticket.number, audience=DUTY, says="duty", language=language, ways=(way,))
