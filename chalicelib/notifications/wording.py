"""What a notice says, from the Fluent catalogues: an SMS, or an e-mail's subject, opening, quoted words and close."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.notifications.notice import PARTNER, SMS, Matter, Notice
from chalicelib.notifications.parts import is_gsm
from chalicelib.organisations.bilingual import Words
from chalicelib.people.codes import VALID
from chalicelib.shared.clock import from_iso
from chalicelib.shared.numbers import shown
from chalicelib.shared.texts import clean_line, clean_text
from chalicelib.shared.words import say
from chalicelib.tickets.words import Kind

# After Arabic letters a number shows its groups in reverse, and a telephone its plus at the end (UAX 9, rules W2 and
# W4), unless this sign stands before it. It costs one character of an SMS; the isolates of an e-mail do the same.
LEFT_TO_RIGHT = "\u200e"
_HOUSES = frozenset({"company", "government", "organisation"})
LONGEST_NAME = 36
LONGEST_REASON = 60
LONGEST_ANSWER = 100
CODE_MINUTES = int(VALID.total_seconds() // 60)
NONE = "none"

# What staff wrote and the person should read whole, by message; an SMS has room for a short one only.
_QUOTED = {
    "asked": "question", "rejected": "reason", "solved": "message", "resolved": "message", "replied": "text",
    "delayed": "reason", "partner-referred": "note",
}  # fmt: skip
_LINKED = frozenset({"rejected", "solved", "resolved", "closed"})
# Thanks are neither rated nor appealed; who reports harm is asked for a rating only at the own wish (domain.md, 2).
_ENDINGS = {Kind.THANKS: NONE, Kind.REPORT: "appeal", Kind.OBSERVATION: "appeal"}


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent; an SMS is its `opening` alone. `number` is the ticket's 12 digits, "" for a code."""

    opening: str
    language: str
    subject: str = ""
    sender: str = ""
    greeting: str = ""
    quoted: str = ""
    closing: str = ""
    action: str = ""
    link: str = ""
    footer: str = ""
    number: str = ""


class Wording:
    """Says notices; `portal_url` has no slash at its end.

    `link` returns the token of a short link to a ticket from its number and the event's id; the same each time.
    """

    def __init__(self, link: Callable[[str, str], str], portal_url: str) -> None:
        self._token = link
        self._portal = portal_url

    def notice(self, notice: Notice, matter: Matter, channel: str) -> Text:
        """Return what a notice says on a channel."""
        link = self._link(notice, matter)
        return _sms(notice, matter, link) if channel == SMS else _email(notice, matter, link)

    def _link(self, notice: Notice, matter: Matter) -> str:
        if notice.says not in _LINKED or (notice.says == "closed" and _ending(matter) == NONE):
            return self._portal
        return f"{self._portal}/s/{self._token(notice.number, matter.event.id)}"


def code_text(code: str, language: str, channel: str) -> Text:
    """Return what a one-time code says on a channel."""
    minutes = say("nouns", "minutes", language, isolating=False, minutes=CODE_MINUTES)
    if channel == SMS:
        opening = say("sms", "code", language, isolating=False, code=code, minutes=minutes)
        return Text(opening=opening, language=language)
    return Text(
        opening=say("email", "code", language, code=code, minutes=minutes), language=language,
        closing=say("email", "code.closing", language), greeting=say("email", "greeting", language, name=NONE),
        subject=say("email", "code-subject", language, isolating=False),
    )  # fmt: skip


def clipped(text: str, most: int) -> str:
    """Return a text as one line of at most `most` characters, cut with a sign of its own alphabet."""
    line, cut = clean_line(text), "..." if is_gsm(text) else "…"
    return line if len(line) <= most else line[: most - len(cut)].rstrip() + cut


def _sms(notice: Notice, matter: Matter, link: str) -> Text:
    facts, mark = _facts(notice, matter), _mark(notice.language)
    answer = clean_line(str(matter.said.get("message", "")))
    facts |= {
        "number": mark + facts["number"],
        "phone": facts["phone"] if facts["phone"] == NONE else mark + facts["phone"],
        "partner": clipped(facts["partner"], LONGEST_NAME),
        "reason": _ended(clipped(str(matter.said.get("reason", "")), LONGEST_REASON)) or NONE,
        "answer": _ended(answer) if answer and len(answer) <= LONGEST_ANSWER else NONE,
        "link": link,
    }
    opening = say("sms", notice.says, notice.language, isolating=False, **facts)
    return Text(opening=opening, language=notice.language, number=notice.number)


def _email(notice: Notice, matter: Matter, link: str) -> Text:
    facts, language = _facts(notice, matter), notice.language
    quoted = clean_text(str(matter.said.get(_QUOTED.get(notice.says, ""), "")))
    facts |= {"reason": NONE if not quoted else "given", "note": NONE if not quoted else "given"}
    body = clean_line(_named(matter.body.name, language))
    to_partner = notice.audience == PARTNER
    linked = notice.says != "closed" or _ending(matter) != NONE
    return Text(
        opening=say("email", notice.says, language, **facts),
        closing=say("email", f"{notice.says}.closing", language, **facts),
        action=say("email", f"{notice.says}.action", language, **facts) if linked else "",
        subject=_subject("partner-subject" if to_partner else "subject", language, facts),
        greeting=_greeting(notice, matter, facts), footer=say("email", "automatic", language, **facts),
        quoted=quoted, link=link if linked else "", language=language, sender=body, number=notice.number,
    )  # fmt: skip


def _subject(message: str, language: str, facts: dict[str, Any]) -> str:
    number = _mark(language) + facts["number"]
    subject = say("email", message, language, isolating=False, **{**facts, "number": number})
    return subject[0].upper() + subject[1:]


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
    return {
        "kind": kind,
        "noun": say("nouns", kind, language, isolating=False),
        "definite": say("nouns", f"{kind}.definite", language, isolating=False),
        "indefinite": say("nouns", f"{kind}.indefinite", language, isolating=False),
        "gender": say("nouns", f"{kind}.gender", language, isolating=False),
        "number": shown(notice.number),
        "partner": clean_line(_named(partner.name, language)) if partner else NONE,
        "phone": clean_line(partner.phone) if partner and partner.phone else NONE,
        "outcome": str(matter.said.get("outcome") or "solved"),
        "ending": _ending(matter),
        "days": say("nouns", "days", language, isolating=False, days=matter.body.rules.appeal_days),
        "date": _date(matter, language),
    }


def _ending(matter: Matter) -> str:
    """Return how a ticket's closing goes on: `rating`, `appeal` or `none`."""
    return _ENDINGS.get(matter.ticket.kind, "rating")


def _date(matter: Matter, language: str) -> str:
    expected = str(matter.said.get("expected_by") or matter.ticket.expected_by)
    if not expected:
        return NONE
    day = from_iso(expected).astimezone(ZoneInfo(matter.body.zone)).date()
    return say("nouns", "date", language, isolating=False, date=day)


def _named(name: Words, language: str) -> str:
    return name.ar if language == "ar" else name.en


def _mark(language: str) -> str:
    return LEFT_TO_RIGHT if language == "ar" else ""


def _ended(text: str) -> str:
    """Return a sentence with its full stop, so that ours can follow it."""
    return f"{text}." if text and text[-1] not in ".!?؟…" else text
