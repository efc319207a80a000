"""Tickets, staff and a body to test with, all invented."""

from datetime import timedelta
from typing import Any

from chalicelib.organisations.body import Body, Category, Directorate, Partner, Region, Section, Words
from chalicelib.organisations.staff import Role, Staff
from chalicelib.people.requester import Requester
from chalicelib.shared.clock import iso
from chalicelib.shared.numbers import ticket_number
from chalicelib.shared.secret import Secret
from chalicelib.tickets.ticket import Details, Event, Ticket
from chalicelib.tickets.words import Channel, Kind
from tests.conftest import NOW

SECRET = Secret(lambda: b"a secret of the tests")
SEAL = b"s" * 32


def words(text: str) -> Words:
    return Words(ar=text, en=text)


def a_body(code: str = "muttrah", **changes: Any) -> Body:
    """Return a municipality with two directorates of two sections each, and two partners."""
    facts: dict[str, Any] = {
        "name": Words(ar="بلدية مطرح الجديدة", en="New Muttrah Municipality"),
        "directorates": (Directorate(code="services", name=words("الخدمات")),
                         Directorate(code="health", name=words("الصحة"))),
        "sections": tuple(Section(code=s, name=words(s), directorate=d) for s, d in (
            ("cleaning", "services"), ("roads", "services"), ("food", "health"), ("pests", "health"))),
        "partners": (Partner(code="water", name=words("مياه")), Partner(code="power", name=words("كهرباء"))),
        "categories": (Category(code="waste", name=words("النظافة")), Category(code="lighting", name=words("إنارة"))),
        "regions": (Region(code="north", name=words("شمال")), Region(code="south", name=words("جنوب"))),
    }  # fmt: skip
    return Body(code=code, **facts | changes)


def staff(*roles: Role, id: str = "staff-1", body: str = "muttrah", **facts: Any) -> Staff:
    return Staff(**{"id": id, "username": id, "name": f"موظف {id}", "body": body, "roles": frozenset(roles)} | facts)


def number(i: int) -> str:
    """Return the i-th ticket's number, a valid one."""
    return ticket_number(SECRET, year=2026, attempt=0, key=str(i))


def a_ticket(i: int = 1, **changes: Any) -> Ticket:
    """Return a registered complaint, due a week after NOW and i minutes."""
    at = NOW + timedelta(minutes=i)
    facts: dict[str, Any] = {
        "number": number(i), "body": "muttrah", "kind": Kind.COMPLAINT, "category": "waste", "channel": Channel.WEB,
        "registered_at": iso(at), "due_at": iso(at + timedelta(days=7)), "reply_by": iso(at + timedelta(days=1)),
        "version": 1, "subject": "حاوية ممتلئة", "changed_at": iso(at), "seal": SEAL, "registered_by": "requester",
    }  # fmt: skip
    return Ticket(**facts | changes)


def some_details(**changes: Any) -> Details:
    facts: dict[str, Any] = {
        "description": "الحاوية أمام المدرسة ممتلئة منذ ثلاثة أيام.",
        "requester": Requester(first_name="سالم", family_name="الحارثي", mobile="+96892123456",
                               email="salim@mail.example", national_id="12345678", birth_year=1990),
        "address": "سكة 12، بيت 7",
    }  # fmt: skip
    return Details(**facts | changes)


def registered(ticket: Ticket) -> Event:
    """Return a ticket's first event."""
    return Event(id=f"01{ticket.number}0000", type="ticket.registered", at=ticket.registered_at,
                 by=ticket.registered_by, sequence="1.0", facts={"kind": ticket.kind})  # fmt: skip
