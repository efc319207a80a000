"""Every message, in every kind and language, as people read it; and at its longest."""

from collections.abc import Iterator
from typing import Any

import msgspec

from chalicelib.notifications import callback_notice
from chalicelib.notifications.digest import Digest, Overdue
from chalicelib.notifications.mail import plain
from chalicelib.notifications.notice import DUTY, EMAIL, PARTNER, REQUESTER, SMS, Matter, Notice, Way
from chalicelib.notifications.text import Text
from chalicelib.notifications.wording import LONGEST_ANSWER, LONGEST_NAME, LONGEST_REASON, Wording, code_text
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.body import Body, Partner
from chalicelib.organisations.staff import Role
from chalicelib.tickets.words import Complexity, Kind, Status
from tests.notifications.fakes import BODY, MARYAM, NASSER, NUMBER, PORTAL, TALAL, bus_event, ticket

LANGUAGES = ("ar", "en")
# Kinds that a person can be told of; media complaints are not (domain.md section 2).
KINDS = tuple(kind for kind in Kind if kind is not Kind.MEDIA)
SAID: dict[str, dict[str, Any]] = {
    "registered": {},
    "referred": {"partner": "water"},
    "asked": {"question": {"ar": "هل ما زال التسرب مستمرًا؟", "en": "Is it still leaking?"}},
    "waiting-reminded": {"until": "2026-12-06T10:00:00.000Z"},
    "rejected": {"reason": {"ar": "سبق البت في الموضوع نفسه", "en": "the same matter was decided before"}},
    "solved": {"message": {"ar": "أُصلح عمود الإنارة صباح اليوم", "en": "the lamp was mended this morning"}},
    "answered": {"partner": "water", "text": {"ar": "أُصلح الأنبوب مساء أمس", "en": "the pipe was mended last night"}},
    "resolved": {"outcome": "solved", "message": {"ar": "أُعيد رصف الشارع", "en": "the street was paved anew"}},
    "closing-announced": {"closes_at": "2026-12-06T10:00:00.000Z"},
    "closed": {},
    "reopened": {},
    "decided": {"reason": {"ar": "تمت المعالجة وفق اللائحة", "en": "it was handled by the rules"}},
    "sorry": {"score": 2},
    "merged": {"into": "260999999999"},
    "withdrawn": {},
    "replied": {"text": {"ar": "سيزوركم المهندس يوم الأحد.", "en": "The engineer will visit you on Sunday."}},
    "delayed": {
        "reason": {"ar": "بانتظار تصريح الحفر", "en": "we wait for the permit to dig"},
        "expected_by": "2026-11-30T19:59:00.000Z",
    },
    "delayed-computed": {"expected_by": "2026-11-30T19:59:00.000Z"},
    "updated": {},
    "partner-referred": {"partner": "water", "note": {"ar": "يرجى المعاينة.", "en": "Please inspect it."}},
    "partner-reminded": {"partner": "water", "count": 2, "due_at": "2026-11-24T10:00:00.000Z"},
    "partner-withdrawn": {"partner": "water"},
    "duty": {"section": "roads"},
}
_DUE = "2026-12-07T10:00:00.000Z"
STAFF_SAID: dict[str, dict[str, Any]] = {
    "staff-escalated": {"clock": "resolution", "percent": 75, "due_at": _DUE, "reason_wanted": True},
    "staff-reminded": {"section": "roads", "count": 2, "due_at": _DUE},
    "staff-referred": {"section": "roads"},
    "staff-returned": {"section": "roads"},
    "staff-reopened": {"pass": 1},
    "staff-withdrawn": {"section": "roads"},
    "staff-assigned": {"to": NASSER.id},
    "staff-waiting-expired": {},
    "staff-speak-wanted": {"score": 1},
    "staff-limit-reached": {"reopened": 3},
    "staff-appealed": {},
    "staff-appeal-waiting": {"due_at": _DUE, "late": False},
}
# One message in its other forms: what was escalated, how far, and by whose reminder.
FORMS: dict[str, tuple[dict[str, Any], ...]] = {
    "staff-escalated": (
        {"clock": "first_reply", "percent": 50, "due_at": _DUE, "unassigned": True},
        {"clock": "referral_reply", "percent": 100, "due_at": "2026-11-20T10:00:00.000Z"},
        {"clock": "update", "percent": 100, "due_at": "2026-11-20T10:00:00.000Z"},
    ),
    "staff-reminded": ({"section": "roads", "count": 7, "due_at": "2026-11-20T10:00:00.000Z"},),
    "staff-appeal-waiting": ({"due_at": "2026-11-20T10:00:00.000Z", "late": True},),
}
_AUDIENCES = {"partner-referred": PARTNER, "partner-reminded": PARTNER, "partner-withdrawn": PARTNER, "duty": DUTY}
ONLY_SMS = frozenset({"duty"})
DIGEST = "staff-digest"
CALLBACK = callback_notice.SAYS


def matter(kind: Kind, said: dict[str, Any], *, body: Body = BODY) -> Matter:
    """Return a matter of a kind that says something."""
    standing = ticket(kind=kind, status=Status.REFERRED, section="roads")
    return Matter(event=bus_event(), ticket=standing, requester=MARYAM, body=body, said=said)


def notice(says: str, language: str) -> Notice:
    """Return a notice that says something."""
    audience = _AUDIENCES.get(says, REQUESTER)
    told = Notice(number=NUMBER, audience=audience, says=says, language=language, ways=(Way(SMS, "x"), Way(EMAIL, "y")))
    if not says.startswith("staff-"):
        return told
    return msgspec.structs.replace(told, staff=NASSER, post=Role.SECTION_OFFICER)


def spoken(says: str, kind: Kind, language: str, channel: str, said: dict[str, Any] | None = None) -> Text:
    """Return what a message says."""
    wording = Wording(lambda _number, _event: "Zk3Xq8vT1mPq0sLw5aBcDe", PORTAL)
    given = (SAID | STAFF_SAID)[says] if said is None else said
    words = {name: fact[language] if isinstance(fact, dict) else fact for name, fact in given.items()}
    return wording.notice(notice(says, language), matter(kind, words), channel)


def longest(says: str, kind: Kind, language: str) -> Text:
    """Return an SMS with every placeholder at its longest."""
    letter = "ض" if language == "ar" else "W"
    partner = Partner(
        code="long", name=Words(ar=letter * (LONGEST_NAME + 9), en=letter * (LONGEST_NAME + 9)), phone="+968240000001"
    )
    rules = msgspec.structs.replace(BODY.rules, appeal_days=100)
    section = msgspec.structs.replace(BODY.sections[0], name=partner.name)
    body = msgspec.structs.replace(BODY, partners=(partner,), sections=(section,), rules=rules)
    day = "2026-09-30T10:00:00.000Z"
    said = {
        "partner": "long", "reason": letter * LONGEST_REASON, "message": letter * LONGEST_ANSWER,
        "text": letter * LONGEST_ANSWER, "outcome": "not_solvable", "expected_by": day, "until": day,
        "closes_at": day, "due_at": day, "count": 99, "percent": 90, "clock": "first_reply",
    }  # fmt: skip
    wording = Wording(lambda _number, _event: "t" * 22, "https://" + "p" * 22)
    critical = matter(kind, said, body=body)
    critical = msgspec.structs.replace(critical, ticket=critical.ticket.with_(complexity=Complexity.CRITICAL))
    return wording.notice(notice(says, language), critical, SMS)


def digest(language: str, channel: str, *, count: int = 3, more: bool = False) -> Text:
    """Return a digest of some overdue tickets."""
    places = (
        {"status": Status.REFERRED, "section": "roads"},
        {"status": Status.REGISTERED},
        {"status": Status.REFERRED, "partner": "water"},
    )
    found = tuple(
        ticket(number=f"2601234567{i:02d}", due_at=f"2026-11-{i % 20 + 1:02d}T08:00:00.000Z", **places[i % 3])
        for i in range(count)
    )
    event = msgspec.structs.replace(bus_event("digest.due", number=""), day="2026-11-22")
    told = Notice(
        body="muni", audience=f"staff-{TALAL.id}", says=DIGEST, language=language, ways=(), staff=TALAL,
        post=Role.EXECUTIVE,
    )  # fmt: skip
    return Wording(lambda _number, _event: "", PORTAL).digest(
        told, Digest(event=event, body=BODY, overdue=Overdue(found, more)), channel
    )


def unreached(language: str, phone: str = "+96824000000", *, name: Words = BODY.name, portal: str = PORTAL) -> Text:
    """Return what somebody is told who could not be called back."""
    way = Way(SMS, "x")
    told = Notice(body="muni", callback="c1", audience=REQUESTER, says=CALLBACK, language=language, ways=(way,))
    return Wording(lambda _number, _event: "", portal).unreached(told, phone, msgspec.structs.replace(BODY, name=name))


def document() -> Iterator[str]:
    """Yield the golden file, line by line."""
    for language in LANGUAGES:
        yield f"# {language}"
        for says in SAID:
            yield from _section(says, language)
        for says in STAFF_SAID:
            yield from _of_staff(says, language)
        yield from ("", f"## {DIGEST}", "", digest(language, SMS, count=12).opening, *_whole(digest(language, EMAIL)))
        yield from ("", f"## {CALLBACK}", "", unreached(language).opening, unreached(language, "").opening)
        yield from ("", "## code", "", code_text("493021", language, SMS).opening)


def _section(says: str, language: str) -> Iterator[str]:
    yield from ("", f"## {says}", "")
    for kind in KINDS:
        yield f"{kind} · sms · {spoken(says, kind, language, SMS).opening}"
    for kind in () if says in ONLY_SMS else KINDS:
        text = spoken(says, kind, language, EMAIL)
        yield f"{kind} · email · [{text.subject}] {text.opening} «{text.quoted}» {text.closing} ({text.action})"


def _of_staff(says: str, language: str) -> Iterator[str]:
    yield from ("", f"## {says}", "")
    for kind in Kind:
        yield f"{kind} · sms · {spoken(says, kind, language, SMS).opening}"
    for kind in Kind:
        text = spoken(says, kind, language, EMAIL)
        yield f"{kind} · email · [{text.subject}] {text.opening}"
    for said in (STAFF_SAID[says], *FORMS.get(says, ())):
        yield from ("", f"complaint · sms · {spoken(says, Kind.COMPLAINT, language, SMS, said).opening}")
        yield from _whole(spoken(says, Kind.COMPLAINT, language, EMAIL, said))


def _whole(text: Text) -> Iterator[str]:
    yield from ("", f"> {text.subject}", ">")
    yield from (f"> {line}".rstrip() for line in plain(text).splitlines())
