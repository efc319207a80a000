"""Every message, in every kind and language, as people read it; and at its longest."""

from collections.abc import Iterator
from typing import Any

import msgspec

from chalicelib.notifications.notice import DUTY, EMAIL, PARTNER, REQUESTER, SMS, Matter, Notice, Way
from chalicelib.notifications.wording import (
    LONGEST_ANSWER,
    LONGEST_NAME,
    LONGEST_REASON,
    Text,
    Wording,
    code_text,
)
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.body import Body, Partner
from chalicelib.tickets.words import Kind
from tests.notifications.fakes import BODY, MARYAM, NUMBER, PORTAL, bus_event, ticket

LANGUAGES = ("ar", "en")
# Kinds that a person can be told of; media complaints are not (domain.md section 2).
KINDS = tuple(kind for kind in Kind if kind is not Kind.MEDIA)
SAID: dict[str, dict[str, Any]] = {
    "registered": {},
    "referred": {"partner": "water"},
    "asked": {"question": {"ar": "هل ما زال التسرب مستمرًا؟", "en": "Is it still leaking?"}},
    "rejected": {"reason": {"ar": "سبق البت في الموضوع نفسه", "en": "the same matter was decided before"}},
    "solved": {"message": {"ar": "أُصلح عمود الإنارة صباح اليوم", "en": "the lamp was mended this morning"}},
    "resolved": {"outcome": "solved", "message": {"ar": "أُعيد رصف الشارع", "en": "the street was paved anew"}},
    "closed": {},
    "reopened": {},
    "sorry": {"score": 2},
    "merged": {"into": "260999999999"},
    "withdrawn": {},
    "replied": {"text": {"ar": "سيزوركم المهندس يوم الأحد.", "en": "The engineer will visit you on Sunday."}},
    "delayed": {
        "reason": {"ar": "بانتظار تصريح الحفر", "en": "we wait for the permit to dig"},
        "expected_by": "2026-11-30T19:59:00.000Z",
    },
    "partner-referred": {"partner": "water", "note": {"ar": "يرجى المعاينة.", "en": "Please inspect it."}},
    "partner-withdrawn": {"partner": "water"},
    "duty": {"section": "roads"},
}
_AUDIENCES = {"partner-referred": PARTNER, "partner-withdrawn": PARTNER, "duty": DUTY}
ONLY_SMS = frozenset({"duty"})


def matter(kind: Kind, said: dict[str, Any], *, body: Body = BODY) -> Matter:
    """Return a matter of a kind that says something."""
    return Matter(event=bus_event(), ticket=ticket(kind=kind), requester=MARYAM, body=body, said=said)


def notice(says: str, language: str) -> Notice:
    """Return a notice that says something."""
    audience = _AUDIENCES.get(says, REQUESTER)
    return Notice(number=NUMBER, audience=audience, says=says, language=language, ways=(Way(SMS, "x"), Way(EMAIL, "y")))


def spoken(says: str, kind: Kind, language: str, channel: str, said: dict[str, Any] | None = None) -> Text:
    """Return what a message says."""
    wording = Wording(lambda _number, _event: "Zk3Xq8vT1mPq0sLw5aBcDe", PORTAL)
    given = SAID[says] if said is None else said
    words = {name: fact[language] if isinstance(fact, dict) else fact for name, fact in given.items()}
    return wording.notice(notice(says, language), matter(kind, words), channel)


def longest(says: str, kind: Kind, language: str) -> Text:
    """Return an SMS with every placeholder at its longest."""
    letter = "ض" if language == "ar" else "W"
    partner = Partner(
        code="long", name=Words(ar=letter * (LONGEST_NAME + 9), en=letter * (LONGEST_NAME + 9)), phone="+968240000001"
    )
    rules = msgspec.structs.replace(BODY.rules, appeal_days=100)
    body = msgspec.structs.replace(BODY, partners=(partner,), rules=rules)
    said = {
        "partner": "long", "reason": letter * LONGEST_REASON, "message": letter * LONGEST_ANSWER,
        "outcome": "not_solvable", "expected_by": "2026-09-30T10:00:00.000Z",
    }  # fmt: skip
    wording = Wording(lambda _number, _event: "t" * 22, "https://" + "p" * 22)
    return wording.notice(notice(says, language), matter(kind, said, body=body), SMS)


def document() -> Iterator[str]:
    """Yield the golden file, line by line."""
    for language in LANGUAGES:
        yield f"# {language}"
        for says in SAID:
            yield from _section(says, language)
        yield from ("", "## code", "", code_text("493021", language, SMS).opening)


def _section(says: str, language: str) -> Iterator[str]:
    yield from ("", f"## {says}", "")
    for kind in KINDS:
        yield f"{kind} · sms · {spoken(says, kind, language, SMS).opening}"
    for kind in () if says in ONLY_SMS else KINDS:
        text = spoken(says, kind, language, EMAIL)
        yield f"{kind} · email · [{text.subject}] {text.opening} «{text.quoted}» {text.closing} ({text.action})"
