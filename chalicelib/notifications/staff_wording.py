"""What staff are told: of one ticket, or of a day's overdue ones.

Each is addressed by name and post. Of the ticket they read its number, kind, category, due time and place; nothing of
its requester and nothing that people wrote: that stands in the system, where it is masked by role.
"""

from typing import Any

from chalicelib.notifications.digest import Digest
from chalicelib.notifications.notice import SMS, Matter, Notice
from chalicelib.notifications.staff_notice import BROKEN
from chalicelib.notifications.text import (
    NONE,
    Listed,
    Text,
    capital,
    day_in_words,
    hour_of,
    house,
    mark,
    named,
    noun,
)
from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import ROLE_NAMES
from chalicelib.shared.numbers import shown
from chalicelib.shared.texts import clean_line
from chalicelib.shared.words import say
from chalicelib.tickets.clock import clock_of
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import ClockName

# The lines under the opening; what a promise does not ask for has no due time.
_LINES = ("category", "place", "due", "unassigned")
_UNDATED = frozenset(
    {"staff-withdrawn", "staff-waiting-expired", "staff-speak-wanted", "staff-limit-reached", "staff-appealed"}
)


def of_ticket(notice: Notice, matter: Matter, channel: str, link: str) -> Text:
    """Return what somebody of the staff is told of a ticket."""
    facts = _facts(notice, matter)
    if channel == SMS:
        return _sms(notice, facts)
    return _email(notice, matter.body, facts, link, (Listed("", _lines(notice.language, facts)),))


def of_day(notice: Notice, digest: Digest, channel: str, link: str) -> Text:
    """Return what an executive is told of a day."""
    language = notice.language
    facts = {
        "number": "",
        "date": day_in_words(digest.event.day, language),
        "overdue": noun("overdue", language, count=len(digest.overdue.tickets)),
        "more": "more" if digest.overdue.more else NONE,
        "body": named(digest.body.name, language),
    }
    if channel == SMS:
        return _sms(notice, facts)
    return _email(notice, digest.body, facts, link, _tables(digest, language))


def place(queue: str, body: Body, language: str) -> str:
    """Return where a ticket stands, as staff call it: a section, a partner or a line."""
    return house(queue, body, language) or noun(f"queue-{queue.partition(':')[0] or 'none'}", language)


def _sms(notice: Notice, facts: dict[str, Any]) -> Text:
    marked = {**facts, "number": mark(notice.language) + facts["number"]}
    opening = capital(say("sms", notice.says, notice.language, isolating=False, **marked))
    return Text(opening=opening, language=notice.language, number=notice.number)


def _email(notice: Notice, body: Body, facts: dict[str, Any], link: str, lists: tuple[Listed, ...]) -> Text:
    language, marked = notice.language, {**facts, "number": mark(notice.language) + facts["number"]}
    return Text(
        opening=say("email", notice.says, language, **facts),
        closing=say("email", f"{notice.says}.closing", language, **facts),
        action=say("email", "staff-action", language), link=link, lists=lists, greeting=_greeting(notice),
        subject=capital(say("email", f"{notice.says}.subject", language, isolating=False, **marked)),
        footer=say("email", "staff-automatic", language), language=language, sender=named(body.name, language),
        number=notice.number, internal=True,
    )  # fmt: skip


def _greeting(notice: Notice) -> str:
    role = named(ROLE_NAMES[notice.post], notice.language) if notice.post else NONE
    name = clean_line(notice.staff.name) if notice.staff else NONE
    return say("email", "staff-greeting", notice.language, name=name, role=role)


def _facts(notice: Notice, matter: Matter) -> dict[str, Any]:
    ticket, said, language, kind = matter.ticket, matter.said, notice.language, matter.ticket.kind.value
    due, percent = _due(matter), int(said.get("percent") or 0)
    late = bool(said.get("late")) or (bool(due) and due <= matter.event.at)
    return {
        "number": shown(ticket.number),
        "definite": noun(f"{kind}.definite", language),
        "indefinite": noun(f"{kind}.indefinite", language),
        "gender": noun(f"{kind}.gender", language),
        "category": _category(ticket, matter.body, language),
        "place": place(ticket.queue, matter.body, language),
        "due": NONE if notice.says in _UNDATED else hour_of(due, matter.body, language),
        "late": "late" if late else "early",
        "promise": noun(f"clock-{_clock(matter)}", language),
        "short": noun(f"clock-{_clock(matter)}.short", language),
        "percent": str(percent),
        # A step that comes late, after the cloud stood still, must not speak of a time that is still to come.
        "stage": "over" if late or percent >= BROKEN else "near",
        "wanted": "reason" if said.get("reason_wanted") else NONE,
        "unassigned": "unassigned" if said.get("unassigned") else NONE,
        "complexity": ticket.complexity.value,
        "reminder": noun("reminder", language, count=int(said.get("count") or 1)),
        "times": noun("times", language, count=int(said.get("reopened") or ticket.reopened)),
    }


def _lines(language: str, facts: dict[str, Any]) -> tuple[str, ...]:
    return tuple(say("email", f"staff-{line}", language, **facts) for line in _LINES if facts[line] != NONE)


def _clock(matter: Matter) -> str:
    """Return the name of the clock that an event is about, a partner's apart from a section's."""
    name = str(matter.said.get("clock") or ClockName.REFERRAL_REPLY)
    at_partner = matter.ticket.queue.startswith("partner:")
    return f"{name}-partner" if name == ClockName.REFERRAL_REPLY and at_partner else name


def _due(matter: Matter) -> str:
    """Return the instant that an event is about: the one that it names, else when the section's answer is due."""
    clock = clock_of(matter.ticket, ClockName.REFERRAL_REPLY) or clock_of(matter.ticket, ClockName.RESOLUTION)
    return str(matter.said.get("due_at") or (clock.due_at if clock else matter.ticket.due_at))


def _category(ticket: Ticket, body: Body, language: str) -> str:
    found = next((category for category in body.categories if category.code == ticket.category), None)
    return named(found.name, language) if found else NONE


def _tables(digest: Digest, language: str) -> tuple[Listed, ...]:
    """Return how many are overdue where, and the longest overdue one by one."""
    body = digest.body
    counts = tuple(
        say("email", "digest-count", language, place=place(queue, body, language), count=count)
        for queue, count in digest.queues
    )
    tickets = tuple(_line(ticket, body, language) for ticket in digest.shown)
    heading = say("email", "digest-tickets", language, shown=len(tickets))
    return (Listed(say("email", "digest-counts", language), counts), Listed(heading, tickets))


def _line(ticket: Ticket, body: Body, language: str) -> str:
    kind = noun(f"{ticket.kind.value}.indefinite", language)
    return say(
        "email", "digest-ticket", language, number=shown(ticket.number), indefinite=kind,
        category=_category(ticket, body, language), place=place(ticket.queue, body, language),
        due=hour_of(ticket.due_at, body, language),
    )  # fmt: skip
