"""What requesters, partners and duty numbers are told, from the Fluent catalogues; staff: staff_wording.py."""

from collections.abc import Callable
from typing import Any

from chalicelib.notifications import staff_wording
from chalicelib.notifications.digest import Digest
from chalicelib.notifications.notice import PARTNER, SMS, Matter, Notice
from chalicelib.notifications.text import NONE, Text, capital, clipped, day_of, ended, house, mark, named, noun
from chalicelib.organisations.body import Body
from chalicelib.people.codes import VALID
from chalicelib.shared.numbers import shown
from chalicelib.shared.texts import clean_line, clean_text
from chalicelib.shared.words import say
from chalicelib.tickets.clock import clock_of
from chalicelib.tickets.words import ClockName, Kind

_HOUSES = frozenset({"company", "government", "organisation"})
LONGEST_NAME = 36
LONGEST_REASON = 60
LONGEST_ANSWER = 100
CODE_MINUTES = int(VALID.total_seconds() // 60)

# What staff wrote and the person should read whole, by message; an SMS has room for a short one only.
_QUOTED = {
    "asked": "question", "rejected": "reason", "solved": "message", "resolved": "message", "replied": "text",
    "answered": "text", "delayed": "reason", "decided": "reason",
    "partner-referred": "note", "partner-reminded": "note",
}  # fmt: skip
# The fact that holds the day of a message; others say when the answer is expected.
_DAYS = {"waiting-reminded": "until", "closing-announced": "closes_at"}
_LINKED = frozenset({"rejected", "solved", "resolved", "closed", "closing-announced"})
# These end by what may follow: a rating, an appeal, or neither.
_ENDED = frozenset({"closed", "closing-announced"})
# Thanks are neither rated nor appealed; who reports harm is asked for a rating only at the own wish (domain.md, 2).
_ENDINGS = {Kind.THANKS: NONE, Kind.REPORT: "appeal", Kind.OBSERVATION: "appeal"}


class Wording:
    """Says notices; `portal_url` has no slash at its end.

    `link` returns the token of a short link to a ticket from its number and the event's id; the same each time.
    """

    def __init__(self, link: Callable[[str, str], str], portal_url: str) -> None:
        self._token = link
        self._portal = portal_url

    def notice(self, notice: Notice, matter: Matter, channel: str) -> Text:
        """Return what a notice of a ticket says on a channel."""
        if notice.staff:
            return staff_wording.of_ticket(notice, matter, channel, self._portal)
        link = self._link(notice, matter)
        return _sms(notice, matter, link) if channel == SMS else _email(notice, matter, link)

    def digest(self, notice: Notice, digest: Digest, channel: str) -> Text:
        """Return what a digest says on a channel."""
        return staff_wording.of_day(notice, digest, channel, self._portal)

    def unreached(self, notice: Notice, phone: str, body: Body) -> Text:
        """Return what somebody is told who could not be called back; `phone` is how they reach the centre."""
        language = notice.language
        opening = say(
            "sms", notice.says, language, isolating=False, body=clipped(named(body.name, language), LONGEST_NAME),
            phone=f"{mark(language)}{phone}" if phone else NONE, link=self._portal,
        )  # fmt: skip
        return Text(opening=capital(opening), language=language, number=notice.number)

    def _link(self, notice: Notice, matter: Matter) -> str:
        if notice.says not in _LINKED or not _leads_on(notice, matter):
            return self._portal
        return f"{self._portal}/s/{self._token(notice.number, matter.event.id)}"


def code_text(code: str, language: str, channel: str) -> Text:
    """Return what a one-time code says on a channel."""
    minutes = noun("minutes", language, minutes=CODE_MINUTES)
    if channel == SMS:
        opening = say("sms", "code", language, isolating=False, code=code, minutes=minutes)
        return Text(opening=opening, language=language)
    return Text(
        opening=say("email", "code", language, code=code, minutes=minutes), language=language,
        closing=say("email", "code.closing", language), greeting=say("email", "greeting", language, name=NONE),
        subject=say("email", "code-subject", language, isolating=False),
    )  # fmt: skip


def _sms(notice: Notice, matter: Matter, link: str) -> Text:
    facts, sign = _facts(notice, matter), mark(notice.language)
    answer = clean_line(_quoted(notice, matter))
    facts |= {
        "number": sign + facts["number"],
        "phone": facts["phone"] if facts["phone"] == NONE else sign + facts["phone"],
        "partner": clipped(facts["partner"], LONGEST_NAME),
        "place": clipped(facts["place"], LONGEST_NAME),
        "reason": ended(clipped(str(matter.said.get("reason", "")), LONGEST_REASON)) or NONE,
        "answer": ended(answer) if answer and len(answer) <= LONGEST_ANSWER else NONE,
        "link": link,
    }
    opening = capital(say("sms", notice.says, notice.language, isolating=False, **facts))
    return Text(opening=opening, language=notice.language, number=notice.number)


def _email(notice: Notice, matter: Matter, link: str) -> Text:
    facts, language = _facts(notice, matter), notice.language
    quoted = clean_text(_quoted(notice, matter))
    facts |= {"reason": "given" if quoted else NONE, "note": "given" if quoted else NONE}
    body = named(matter.body.name, language)
    to_partner = notice.audience == PARTNER
    linked = _leads_on(notice, matter)
    return Text(
        opening=say("email", notice.says, language, **facts),
        closing=say("email", f"{notice.says}.closing", language, **facts),
        action=say("email", f"{notice.says}.action", language, **facts) if linked else "",
        subject=_subject("partner-subject" if to_partner else "subject", language, facts),
        greeting=_greeting(notice, matter, facts), footer=say("email", "automatic", language, **facts),
        quoted=quoted, link=link if linked else "", language=language, sender=body, number=notice.number,
    )  # fmt: skip


def _quoted(notice: Notice, matter: Matter) -> str:
    return str(matter.said.get(_QUOTED.get(notice.says, ""), ""))


def _leads_on(notice: Notice, matter: Matter) -> bool:
    """Return whether a message has a link: what ends a ticket has none where nothing may follow."""
    return notice.says not in _ENDED or _ending(matter) != NONE


def _subject(message: str, language: str, facts: dict[str, Any]) -> str:
    number = mark(language) + facts["number"]
    return capital(say("email", message, language, isolating=False, **{**facts, "number": number}))


def _greeting(notice: Notice, matter: Matter, facts: dict[str, Any]) -> str:
    if notice.audience == PARTNER:
        return say("email", "partner-greeting", notice.language, name=facts["partner"])
    requester = matter.requester
    name = clean_line(requester.shown_name) if requester else ""
    if name and requester and requester.type in _HOUSES:
        return say("email", "partner-greeting", notice.language, name=name)
    return say("email", "greeting", notice.language, name=name or NONE)


def _facts(notice: Notice, matter: Matter) -> dict[str, Any]:
    language, partner, kind = notice.language, matter.partner, matter.ticket.kind.value
    due = _answer_due(matter)
    return {
        "kind": kind,
        "noun": noun(kind, language),
        "definite": noun(f"{kind}.definite", language),
        "indefinite": noun(f"{kind}.indefinite", language),
        "gender": noun(f"{kind}.gender", language),
        "number": shown(notice.number),
        "partner": named(partner.name, language) if partner else NONE,
        "phone": clean_line(partner.phone) if partner and partner.phone else NONE,
        "place": _place(matter, language),
        "outcome": str(matter.said.get("outcome") or "solved"),
        "ending": _ending(matter),
        "days": noun("days", language, days=matter.body.rules.appeal_days),
        "date": day_of(_day(notice, matter), matter.body, language),
        "reminder": noun("reminder", language, count=int(matter.said.get("count") or 1)),
        "due": day_of(due, matter.body, language),
        "late": "late" if due and due <= matter.event.at else "early",
    }


def _ending(matter: Matter) -> str:
    """Return how a ticket's closing goes on: `rating`, `appeal` or `none`."""
    return _ENDINGS.get(matter.ticket.kind, "rating")


def _day(notice: Notice, matter: Matter) -> str:
    """Return the instant whose day a message names; "" for none."""
    return str(matter.said.get(_DAYS.get(notice.says, "expected_by")) or matter.ticket.expected_by)


def _answer_due(matter: Matter) -> str:
    """Return when the answer to a referral is due; who reminds by hand names no instant."""
    clock = clock_of(matter.ticket, ClockName.REFERRAL_REPLY)
    return str(matter.said.get("due_at") or (clock.due_at if clock else matter.ticket.due_at))


def _place(matter: Matter, language: str) -> str:
    """Return with whom a ticket stands, as its requester may know: section, partner or manager, else the centre."""
    if matter.ticket.is_appealed:
        return noun("queue-manager", language)
    return house(matter.ticket.queue, matter.body, language) or noun("centre", language)
