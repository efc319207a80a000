"""Every message that is sent, shown to admins with invented facts, in either language, with what its SMS costs."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from chalicelib.notifications import callback_notice
from chalicelib.notifications.digest import DUE, SAYS, Digest, Overdue
from chalicelib.notifications.mail import html, plain
from chalicelib.notifications.notice import (
    COMPUTED,
    DUTY,
    DUTY_TOLD,
    EMAIL,
    PARTNER,
    PARTNER_TOLD,
    REQUESTER,
    SMS,
    TOLD,
    BusEvent,
    Matter,
    Notice,
    Way,
)
from chalicelib.notifications.parts import is_gsm, length, parts
from chalicelib.notifications.staff_notice import STAFF_TOLD
from chalicelib.notifications.text import Text
from chalicelib.notifications.views import EmailPreview, MessagePreview, PreviewWanted, SmsPreview, TemplateView
from chalicelib.notifications.wording import Wording, code_text
from chalicelib.organisations.bilingual import Words
from chalicelib.organisations.body import Body, Partner, Section
from chalicelib.organisations.staff import Role, Staff
from chalicelib.people.requester import Requester
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import NotFound
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Channel, Kind, Status

CODE = "code"
STAFF = "staff"
_BOTH, _SMS_ALONE = (SMS, EMAIL), (SMS,)
_NUMBER, _CODE = "260123456785", "493021"
_LINK = "Zk3Xq8vT1mPq0sLw5aBcDe"
_PARTNER = Partner(code="example", name=Words(ar="جهة شريكة", en="A partner"), phone="+96824000000")
_SECTION = Section(code="example", name=Words(ar="القسم المختص", en="The section"), directorate="")
_REQUESTERS = {
    "ar": Requester(first_name="مريم", family_name="البلوشية", mobile="+96892000001"),
    "en": Requester(first_name="Maryam", family_name="Al Balushi", mobile="+96892000001"),
}
_OFFICERS = {"ar": "ناصر السدراوي", "en": "Nasser Al Sadrawi"}
# What people write in the example, by message and language.
_WRITTEN: Mapping[str, Mapping[str, Words]] = {
    "asked": {"question": Words(ar="هل ما زال التسرب مستمرًا؟", en="Is it still leaking?")},
    "rejected": {"reason": Words(ar="سبق البت في الموضوع نفسه", en="the same matter was decided before")},
    "solved": {"message": Words(ar="أُصلح عمود الإنارة صباح اليوم", en="the lamp was mended this morning")},
    "answered": {"text": Words(ar="أُصلح الأنبوب مساء أمس", en="the pipe was mended last night")},
    "resolved": {"message": Words(ar="أُعيد رصف الشارع", en="the street was paved anew")},
    "decided": {"reason": Words(ar="تمت المعالجة وفق اللائحة", en="it was handled by the rules")},
    "replied": {"text": Words(ar="سيزوركم المهندس يوم الأحد.", en="The engineer will visit you on Sunday.")},
    "delayed": {"reason": Words(ar="بانتظار تصريح الحفر", en="we wait for the permit to dig")},
    "partner-referred": {"note": Words(ar="يرجى المعاينة.", en="Please inspect it.")},
}


def templates() -> tuple[TemplateView, ...]:
    """Return every message that is sent: to requesters, partners, duty numbers and staff, and the one-time code."""
    return tuple(_templates())


def _templates() -> Iterator[TemplateView]:
    for event, says in (*TOLD.items(), ("ticket.delayed", COMPUTED)):
        yield TemplateView(id=says, event=event, audience=REQUESTER, channels=_BOTH)
    for event, says in PARTNER_TOLD.items():
        yield TemplateView(id=says, event=event, audience=PARTNER, channels=_BOTH)
    for event, says in DUTY_TOLD.items():
        yield TemplateView(id=says, event=event, audience=DUTY, channels=_SMS_ALONE)
    for event, told in STAFF_TOLD.items():
        yield TemplateView(id=told.says, event=event, audience=STAFF, channels=_BOTH)
    yield TemplateView(id=callback_notice.SAYS, event=callback_notice.UNREACHABLE, audience=REQUESTER,
                       channels=_SMS_ALONE)  # fmt: skip
    yield TemplateView(id=SAYS, event=DUE, audience=STAFF, channels=_BOTH)
    yield TemplateView(id=CODE, event="", audience=REQUESTER, channels=_BOTH)


def preview(id: str, wanted: PreviewWanted, body: Body, portal_url: str, now: datetime) -> MessagePreview:
    """Return a message as it would be sent for a body, of an invented ticket; nothing is kept or sent.

    :raises NotFound: if there is no such message
    """
    template = next((each for each in _templates() if each.id == id), None)
    if template is None:
        raise NotFound
    said = {channel: _said(template, wanted, _whole(body), portal_url, now, channel) for channel in template.channels}
    return MessagePreview(
        id=id, language=wanted.language, kind=wanted.kind, sms=_sms(said[SMS]),
        email=_email(said[EMAIL]) if EMAIL in said else None,
    )  # fmt: skip


def _said(
    template: TemplateView, wanted: PreviewWanted, body: Body, portal_url: str, now: datetime, channel: str
) -> Text:
    wording = Wording(lambda _number, _event: _LINK, portal_url)
    if template.id == CODE:
        return code_text(_CODE, wanted.language, channel)
    notice = _notice(template, wanted, body)
    if template.id == callback_notice.SAYS:
        return wording.unreached(notice, _PARTNER.phone, body)
    if template.id == SAYS:
        return wording.digest(notice, _digest(body, now), channel)
    return wording.notice(notice, _matter(template, wanted, body, now), channel)


def _sms(text: Text) -> SmsPreview:
    return SmsPreview(
        text=text.opening, encoding="gsm7" if is_gsm(text.opening) else "ucs2", characters=length(text.opening),
        parts=parts(text.opening),
    )  # fmt: skip


def _email(text: Text) -> EmailPreview:
    return EmailPreview(subject=text.subject, sender=text.sender, text=plain(text), html=html(text))


def _whole(body: Body) -> Body:
    """Return a body that has a section and a partner to speak of."""
    return msgspec.structs.replace(body, sections=body.sections or (_SECTION,), partners=body.partners or (_PARTNER,))


def _notice(template: TemplateView, wanted: PreviewWanted, body: Body) -> Notice:
    told = Notice(
        number=_NUMBER, body=body.code, audience=template.audience, says=template.id, language=wanted.language,
        ways=tuple(Way(channel, "") for channel in template.channels),
    )  # fmt: skip
    if template.audience != STAFF:
        return told
    roles = {each.says: each.posts[0] for each in STAFF_TOLD.values()} | {SAYS: Role.EXECUTIVE}
    person = Staff(id=STAFF, username=STAFF, name=_OFFICERS[wanted.language], body=body.code)
    number = "" if template.id == SAYS else _NUMBER
    return msgspec.structs.replace(told, staff=person, post=roles[template.id], number=number)


def _matter(template: TemplateView, wanted: PreviewWanted, body: Body, now: datetime) -> Matter:
    event = BusEvent(id="example", type=template.event, body=body.code, at=iso(now), ticket=_NUMBER)
    words = {name: getattr(text, wanted.language) for name, text in _WRITTEN.get(template.id, {}).items()}
    section, partner = body.sections[0].code, body.partners[0].code
    at_partner = template.id in ("referred", "answered") or template.audience == PARTNER
    place = {"partner": partner} if at_partner else {"section": section}
    return Matter(
        event=event, ticket=_ticket(body, now, kind=Kind(wanted.kind), **place),
        requester=_REQUESTERS[wanted.language], body=body, said={**_facts(now), **place, **words},
    )  # fmt: skip


def _facts(now: datetime) -> dict[str, Any]:
    """Return the facts of events, each of which takes what it needs."""
    soon = iso(now + timedelta(days=5))
    return {
        "until": soon, "closes_at": soon, "expected_by": soon, "due_at": soon, "outcome": "solved", "score": 2,
        "count": 2, "clock": "resolution", "percent": 75, "reason_wanted": True, "reopened": 3, "pass": 1,
    }  # fmt: skip


def _ticket(body: Body, now: datetime, **facts: Any) -> Ticket:
    given: dict[str, Any] = {
        "number": _NUMBER, "body": body.code, "kind": Kind.COMPLAINT, "channel": Channel.WEB, "status": Status.REFERRED,
        "category": body.categories[0].code if body.categories else "", "registered_at": iso(now - timedelta(days=2)),
        "due_at": iso(now + timedelta(days=5)),
    }  # fmt: skip
    return Ticket(**given | facts)


def _digest(body: Body, now: datetime) -> Digest:
    places: tuple[dict[str, Any], ...] = (
        {"section": body.sections[0].code}, {"status": Status.REGISTERED}, {"partner": body.partners[0].code},
    )  # fmt: skip
    overdue = tuple(
        _ticket(body, now, due_at=iso(now - timedelta(days=days)), **place) for days, place in enumerate(places, 1)
    )
    event = BusEvent(id="example", type=DUE, body=body.code, at=iso(now), day=now.date().isoformat())
    return Digest(event=event, body=body, overdue=Overdue(overdue))
