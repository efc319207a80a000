"""Reading as staff over the API: what each role sees of tickets, histories, lists and searches."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.organisations.staff import Role, Staff
from chalicelib.people.requester import Requester
from chalicelib.shared.clock import iso
from chalicelib.tickets.clock import kept, started
from chalicelib.tickets.masking import masked_email, masked_mobile, requester_view, sight
from chalicelib.tickets.reading import lines_of
from chalicelib.tickets.ticket import About, Event, Ticket
from chalicelib.tickets.visibility import READERS, may_see
from chalicelib.tickets.words import Kind, Status
from chalicelib.tickets.worklists import Queue
from tests.conftest import NOW
from tests.tickets.examples import a_ticket, number, some_details
from tests.tickets.house import EMAIL, MOBILE, House, event, find_body, ref

EVERYWHERE = (
    a_ticket(1, person=ref()),
    a_ticket(2, person=ref(), classified_at=iso(NOW)),
    a_ticket(3, person=ref(), section="cleaning", status=Status.REFERRED, assignee="staff-1"),
    a_ticket(4, person=ref(), section="roads", status=Status.IN_PROGRESS),
    a_ticket(5, person=ref(), section="food", status=Status.REFERRED),
    a_ticket(6, person=ref(), partner="water", status=Status.REFERRED),
    a_ticket(7, person=ref(), section="cleaning", status=Status.ANSWERED, first_reply_at=iso(NOW)),
    a_ticket(8, person=ref(), section="cleaning", status=Status.RESOLVED, resolved_at=iso(NOW)),
    a_ticket(9, person=ref(), section="cleaning", status=Status.CLOSED, closed_at=iso(NOW)),
    a_ticket(10, person=ref(), kind=Kind.MEDIA),
    a_ticket(11, person=ref(), about=About(staff="staff-1")),
    a_ticket(12, person=ref(body="tourism"), body="tourism"),
    a_ticket(13, person=ref(body="tourism"), body="tourism", section="cleaning", status=Status.REFERRED),
    a_ticket(14, person=ref(body="tourism"), body="tourism", status=Status.CLOSED, closed_at=iso(NOW)),
)
POST: dict[str, Any] = {"sections": ("cleaning", "roads"), "directorate": "services", "partner": "water"}


@pytest.fixture
def house() -> House:
    house = House()
    house.keep(*EVERYWHERE)
    return house


def listed(house: House, by: Staff, query: str = "") -> list[str]:
    """Return the numbers of a whole list, page after page."""
    found: list[str] = []
    cursor = ""
    for _page in range(50):
        answer = house.call("GET", f"/v1/tickets?limit=3&{query}&cursor={cursor}", by=by)
        assert answer.status == 200, answer.text
        found += [item["number"] for item in answer.json["items"]]
        if not (cursor := answer.json["next"] or ""):
            return found
    raise AssertionError("the list has no end")


WAYS = [
    "", "status=closed", "status=answered", "status=resolved", "overdue=false", "category=waste", "assignee=staff-1",
    f"q={MOBILE.replace('+', '%2B')}", f"requester={MOBILE.replace('+', '%2B')}", *(f"queue={q}" for q in Queue),
]  # fmt: skip


@pytest.mark.parametrize("serves", [(), ("tourism",)])
@pytest.mark.parametrize("role", sorted(READERS))
def test_no_way_of_reading_shows_what_somebody_may_not_see(house: House, role: Role, serves: tuple[str, ...]) -> None:
    """Tenants, sections, partners and the person complained of, over every route that reads tickets."""
    by = house.hire(role, serves=serves, **POST)
    visible = {ticket.number for ticket in EVERYWHERE if may_see(by, ticket, find_body)}
    for ticket in EVERYWHERE:
        wanted = 200 if ticket.number in visible else 404
        assert house.call("GET", f"/v1/tickets/{ticket.number}", by=by).status == wanted
        assert house.call("GET", f"/v1/tickets/{ticket.number}/history", by=by).status == wanted
        shown = house.call("GET", f"/v1/tickets?q={ticket.number}", by=by).json["items"]
        assert [item["number"] for item in shown] == ([ticket.number] if wanted == 200 else [])
    for way in WAYS:
        assert set(listed(house, by, way)) <= visible, way
    together = {
        n for way in ("", "status=closed", "status=answered", "status=resolved") for n in listed(house, by, way)
    }
    assert together == visible
    counted = house.call("GET", "/v1/counts", by=by).json
    hidden = (
        {EVERYWHERE[10].number}
        if role in (*READERS - {Role.SECTION_OFFICER, Role.PARTNER, Role.MEDIA_OFFICER},)
        else set()
    )
    assert counted["all"] == len(visible | hidden)


@pytest.mark.parametrize("role", sorted(set(Role) - READERS))
@pytest.mark.parametrize(
    "path", ["/v1/tickets", f"/v1/tickets/{number(1)}", f"/v1/tickets/{number(1)}/history", "/v1/counts"]
)
def test_roles_without_tickets_are_told_so(house: House, role: Role, path: str) -> None:
    answer = house.call("GET", path, by=house.hire(role))
    assert (answer.status, answer.json["type"]) == (403, "/problems/role-not-allowed")


def test_an_unknown_ticket_and_anothers_are_the_same_404(house: House) -> None:
    by = house.hire(Role.AGENT)
    unknown, others = (house.call("GET", f"/v1/tickets/{n}", by=by) for n in (number(99), EVERYWHERE[-1].number))
    assert (unknown.status, unknown.json) == (404, others.json)


@pytest.mark.parametrize("typed", ["{0}", "{0[0]}-{0[1]}", "arabic", "persian"], ids=lambda t: t.strip("{}"))
def test_a_number_is_read_in_any_digits_spaces_and_dashes(house: House, typed: str) -> None:
    plain = EVERYWHERE[0].number
    text = {
        "arabic": plain.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        "persian": plain.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
    }.get(typed) or (f"{plain[:3]} {plain[3:6]}-{plain[6:]}" if "-" in typed else typed.replace("{0}", plain))
    answer = house.call("GET", f"/v1/tickets/{text}", by=house.hire(Role.AGENT))
    assert (answer.status, answer.json["number"]) == (200, plain)


def test_an_old_number_finds_an_imported_ticket_in_any_digits(house: House) -> None:
    by = house.hire(Role.AGENT)
    imported = a_ticket(50, imported=True, old_number="2011-4711")
    house.keep(imported, old_number="2011-4711")
    assert house.call("GET", "/v1/tickets/2011-4711", by=by).json["number"] == imported.number
    assert listed(house, by, "q=٢٠١١-٤٧١١") == [imported.number]
    assert house.call("GET", "/v1/tickets/2011-4711", by=house.hire(Role.AGENT, id="t", body="tourism")).status == 404


def test_a_ticket_shows_what_may_be_done_with_it(house: House) -> None:
    by = house.hire(Role.SECTION_OFFICER, **POST)
    answer = house.call("GET", f"/v1/tickets/{EVERYWHERE[2].number}", by=by)
    assert answer.headers["ETag"] == '"1"'
    assert answer.json | {"clocks": 0} == answer.json | {
        "number": EVERYWHERE[2].number, "version": 1, "status": "referred", "kind": "complaint", "category": "waste",
        "section": "cleaning", "assignee": "staff-1", "assignee_name": "موظف staff-1", "channel": "web",
        "reopened": 0, "description": some_details().description, "queue": "section:cleaning", "clocks": 0,
        "allowed": ["decline", "start", "ask", "answer", "delay", "note"],
    }  # fmt: skip
    assert house.saw == [("staff-1", EVERYWHERE[2].number)]


def test_nothing_secret_leaves_with_a_ticket(house: House) -> None:
    answer = house.call("GET", f"/v1/tickets/{EVERYWHERE[0].number}", by=house.hire(Role.SUPERVISOR))
    assert not {"seal", "person", "keys", "origin", "handlers", "excluded"} & set(answer.json)


def clock(house: House, ticket: Ticket) -> dict[str, tuple[int, bool]]:
    clocks = house.call("GET", f"/v1/tickets/{ticket.number}", by=house.hire(Role.AGENT)).json["clocks"]
    return {each["name"]: (each["remaining_minutes"], each["paused"]) for each in clocks}


def test_clocks_run_until_the_first_reply_and_the_resolution(house: House) -> None:
    ticket = started(a_ticket(60), find_body("muttrah"), NOW + timedelta(minutes=60))
    house.keep(ticket)
    house.now = NOW + timedelta(minutes=60)
    assert clock(house, ticket) == {"first_reply": (1440, False), "resolution": (10080, False)}

    def moved(minutes: int, **facts: Any) -> dict[str, tuple[int, bool]]:
        """Return the clocks of the ticket after a change at so many minutes after NOW."""
        now = house.tickets.heads[ticket.number]
        house.now = NOW + timedelta(minutes=minutes)
        after = kept(now, now.with_(**facts), find_body("muttrah"), house.now, heard=False)
        house.change(ticket.number, **{name: getattr(after, name) for name in ("clocks", "due_at", *facts)})
        return clock(house, ticket)

    assert moved(60, first_reply_at=iso(NOW)) == {"resolution": (10080, False)}
    assert moved(90, status=Status.WAITING, waiting_since=iso(NOW)) == {"resolution": (10050, True)}
    house.now = NOW + timedelta(days=30)
    assert clock(house, ticket) == {"resolution": (10050, True)}
    assert moved(90 + 10_080, status=Status.REGISTERED, waiting_since="") == {"resolution": (10050, False)}
    house.now += timedelta(minutes=10_051)
    assert clock(house, ticket) == {"resolution": (-1, False)}
    assert moved(30_000, status=Status.RESOLVED, resolved_at=iso(NOW)) == {}


def test_overdue_tickets_are_told_apart_and_the_requesters_time_does_not_count(house: House) -> None:
    by = house.hire(Role.SUPERVISOR)
    late, asked = a_ticket(70), a_ticket(71, status=Status.WAITING, waiting_since=iso(NOW + timedelta(days=1)))
    fresh = House(staff=house.staff)
    fresh.keep(late, asked)
    fresh.now = NOW + timedelta(days=20)
    assert listed(fresh, by, "overdue=true") == [late.number]
    assert listed(fresh, by, "overdue=false") == [asked.number]
    shown = fresh.call("GET", "/v1/tickets", by=by).json["items"]
    assert [item["overdue"] for item in shown] == [True, False]


# --- lists


def numbers_of(*places: int) -> list[str]:
    return [EVERYWHERE[place - 1].number for place in places]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("queue=first_line", (1, 11)),
        ("queue=second_line", (2, 7)),
        ("queue=section", (3, 4, 5)),
        ("queue=section&section=food", (5,)),
        ("queue=partner", (6,)),
        ("queue=partner&partner=water", (6,)),
        ("queue=follow_up", (8,)),
        ("queue=media", (10,)),
        ("queue=mine", (3,)),
        ("queue=no_reply", (1, 2, 3, 4, 5, 6, 8, 10, 11)),
        ("", (1, 2, 3, 4, 5, 6, 7, 10, 11, 8)),
        ("body=muttrah&kind=media", (10,)),
        ("status=closed", (9,)),
        ("status=rejected", ()),
        ("status=registered&channel=web", (1, 2, 10, 11)),
        ("queue=mine&status=closed", ()),
        ("assignee=staff-1", (3,)),
        ("section=cleaning", (3, 7, 8)),
        ("category=lighting", ()),
    ],
)
def test_a_supervisor_reads_every_queue_soonest_first(house: House, query: str, places: tuple[int, ...]) -> None:
    by = house.hire(Role.SUPERVISOR, username="amal", id="staff-7")
    query = query.replace("mine", "mine")
    if "queue=mine" in query:
        by = house.hire(Role.SUPERVISOR)
    assert listed(house, by, query) == numbers_of(*places)


@pytest.mark.parametrize(
    ("role", "query", "places"),
    [
        (Role.SECTION_OFFICER, "", (3, 4)),
        (Role.SECTION_OFFICER, "queue=section", (3, 4)),
        (Role.SECTION_OFFICER, "queue=partner", ()),
        (Role.SECTION_OFFICER, "queue=first_line", ()),
        (Role.SECTION_OFFICER, "status=answered", (7,)),
        (Role.SECTION_OFFICER, "status=closed", (9,)),
        (Role.PARTNER, "", (6,)),
        (Role.PARTNER, "queue=section", ()),
        (Role.PARTNER, "queue=partner", (6,)),
        (Role.MANAGER, "queue=section", (3, 4)),
        (Role.MANAGER, "", (1, 2, 3, 4, 7, 10)),
        (Role.MEDIA_OFFICER, "", (10,)),
        (Role.MEDIA_OFFICER, "queue=media", (10,)),
    ],
)
def test_the_others_read_what_stands_with_them(house: House, role: Role, query: str, places: tuple[int, ...]) -> None:
    assert sorted(listed(house, house.hire(role, **POST), query)) == sorted(numbers_of(*places))


def test_a_hosts_list_merges_the_bodies_that_it_serves(house: House) -> None:
    by = house.hire(Role.DISTRIBUTOR, id="staff-2", serves=("tourism",))
    assert listed(house, by, "body=tourism") == numbers_of(12, 13)
    assert listed(house, by, "queue=first_line") == numbers_of(1, 11, 12)
    assert listed(house, by, "status=closed") == numbers_of(9, 14)[::-1]


def test_a_region_or_a_subregion_is_asked_for(house: House) -> None:
    by = house.hire(Role.AGENT, id="staff-2")
    north, east = a_ticket(80, region="north"), a_ticket(81, region="north", subregion="east")
    house.keep(north, east)
    assert listed(house, by, "region=north") == [north.number, east.number]
    assert listed(house, by, "region=east") == [east.number]


def test_a_row_carries_what_a_worklist_shows(house: House) -> None:
    items = house.call("GET", "/v1/tickets?queue=mine", by=house.hire(Role.SECTION_OFFICER, **POST)).json["items"]
    assert set(items[0]) == {
        "number", "version", "body", "status", "kind", "category", "subcategory", "subject", "section", "partner",
        "assignee", "assignee_name", "region", "subregion", "registered_at", "due_at", "overdue", "importance",
        "complexity", "reopened", "language", "channel", "reminders", "vip", "changed_at", "news",
        "first_reply_at", "waiting_since", "speak_since", "tries",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "field", "reason"),
    [
        ("limit=0", "limit", "too-small"),
        ("limit=101", "limit", "too-large"),
        ("queue=everything", "queue", "not-allowed"),
        ("status=open", "status", "not-allowed"),
        ("sort=due", "sort", "unknown"),
        ("cursor=x.y", "cursor", "wrong-value"),
        ("overdue=perhaps", "overdue", "wrong-type"),
    ],
)
def test_a_wrong_question_is_refused_by_its_field(house: House, query: str, field: str, reason: str) -> None:
    answer = house.call("GET", f"/v1/tickets?{query}", by=house.hire(Role.AGENT))
    assert (answer.status, answer.json["fields"]) == (422, [{"field": field, "reason": reason}])


def test_the_list_of_a_body_that_is_not_served_is_not_found(house: House) -> None:
    assert house.call("GET", "/v1/tickets?body=tourism", by=house.hire(Role.AGENT)).status == 404


def test_a_cursor_is_its_readers_and_its_lists(house: House) -> None:
    by, other = house.hire(Role.AGENT), house.hire(Role.AGENT, id="staff-2")
    cursor = house.call("GET", "/v1/tickets?limit=1", by=by).json["next"]
    assert house.call("GET", f"/v1/tickets?limit=50&cursor={cursor}", by=by).status == 200
    for person, query in ((other, ""), (by, "&queue=first_line")):
        assert house.call("GET", f"/v1/tickets?cursor={cursor}{query}", by=person).status == 422


# --- searches


def test_tickets_are_found_by_mobile_in_any_form_and_by_address(house: House) -> None:
    by = house.hire(Role.AGENT, id="staff-2", serves=("tourism",))
    house.keep(a_ticket(90, person=ref("+96891234567")), reached=ref(EMAIL))
    everything = [ticket.number for ticket in reversed(EVERYWHERE)]
    for typed in ("92123456", "٩٢١٢٣٤٥٦", "%2B968%209212%203456"):
        assert listed(house, by, f"q={typed}") == everything
    assert listed(house, by, f"q={EMAIL.upper()}") == [number(90)]
    assert listed(house, by, "q=92123456&status=closed") == numbers_of(14, 9)
    assert listed(house, by, "q=92123456&queue=first_line") == numbers_of(12, 11, 1)


def test_tickets_are_found_by_name_and_by_profile(house: House) -> None:
    by = house.hire(Role.AGENT, id="staff-2")
    house.finder.names = {"سالم": [ref(), ref()], "01PROFILE": [ref()]}
    assert listed(house, by, "q=سالم&status=closed") == numbers_of(9)
    assert listed(house, by, "requester=01PROFILE&status=closed") == numbers_of(9)
    assert listed(house, by, "q=nobody") == listed(house, by, "requester=nobody") == listed(house, by, "q=12") == []


def test_a_person_is_shown_with_the_tickets_that_the_reader_may_see(house: House) -> None:
    by = house.hire(Role.SECTION_OFFICER, **POST)
    assert [line.number for line in lines_of(house.reading, by, "muttrah", [ref(), ref()])] == numbers_of(9, 8, 7, 4, 3)


# --- history


def test_history_is_newest_first_with_names_beside_ids(house: House) -> None:
    by = house.hire(Role.SUPERVISOR)
    house.hire(Role.AGENT, id="staff-2")
    found = EVERYWHERE[0].number
    house.change(found, event("assigned", 1, by="staff-1", to="staff-2", words={"reason": "الأقرب"}))
    house.change(found, event("noted", 2, by="staff-2", words={"text": "اتصلت به"}))
    items = house.call("GET", f"/v1/tickets/{found}/history", by=by).json["items"]
    assert [item["type"] for item in items] == ["ticket.noted", "ticket.assigned", "ticket.registered"]
    assert items[1] == {
        "id": "assigned-1", "type": "ticket.assigned", "at": "2026-03-01T03:01:00.000Z", "by": "staff-1",
        "by_name": "موظف staff-1", "sequence": "2.0",
        "facts": {"to": "staff-2", "to_name": "موظف staff-2", "reason": "الأقرب"},
    }  # fmt: skip
    assert (items[2]["by"], items[2].get("by_name")) == ("requester", None)


def history_pages(house: House, by: Staff, number: str, limit: int) -> Iterator[list[str]]:
    cursor = ""
    while True:
        answer = house.call("GET", f"/v1/tickets/{number}/history?limit={limit}&cursor={cursor}", by=by)
        yield [item["id"] for item in answer.json["items"]]
        if not (cursor := answer.json["next"] or ""):
            return


def test_a_long_history_is_read_in_pages(house: House) -> None:
    by, found = house.hire(Role.AGENT), EVERYWHERE[0].number
    for i in range(1, 8):
        house.change(found, event("noted", i, words={"text": "…"}))
    pages = list(history_pages(house, by, found, 3))
    assert [len(page) for page in pages] == [3, 3, 2]
    assert len({id for page in pages for id in page}) == 8
    assert house.call("GET", f"/v1/tickets/{found}/history?cursor=a.b", by=by).status == 422


def test_a_partner_does_not_read_what_the_body_says_among_itself(house: House) -> None:
    found = EVERYWHERE[5].number
    own = Event(id="own", type="ticket.noted", at=iso(NOW), by="staff-1", words={"text": "ملاحظتنا"})
    house.change(found, event("noted", 1, words={"text": "سري"}), event("referred", 1, partner="water"), own)
    partner = house.hire(Role.PARTNER, **POST)
    answer = house.call("GET", f"/v1/tickets/{found}/history", by=partner)
    assert [item["id"] for item in answer.json["items"]] == ["own", "referred-1", f"01{found}0000"]
    both = house.hire(Role.PARTNER, Role.AGENT, **POST)
    assert len(house.call("GET", f"/v1/tickets/{found}/history", by=both).json["items"]) == 4


# --- how much of a requester is seen


@pytest.mark.parametrize(
    ("roles", "name", "mobile"),
    [
        ([Role.AGENT], "سالم الحارثي", MOBILE),
        ([Role.FOLLOW_UP], "سالم الحارثي", MOBILE),
        ([Role.SECTION_OFFICER], "سالم الحارثي", "•••56"),
        ([Role.PARTNER], "سالم الحارثي", "•••56"),
        ([Role.MANAGER], "سالم الحارثي", "•••56"),
        ([Role.QUALITY], "س. ا.", "•••56"),
        ([Role.EXECUTIVE], "س. ا.", "•••56"),
        ([Role.TRAINEE], "س. ا.", "•••56"),
        ([Role.QUALITY, Role.SUPERVISOR], "سالم الحارثي", MOBILE),
    ],
)
def test_each_role_sees_of_a_requester_what_its_work_needs(
    house: House, roles: list[Role], name: str, mobile: str
) -> None:
    ticket = a_ticket(95, section="cleaning", partner="water" if Role.PARTNER in roles else "")
    house.keep(ticket)
    seen = house.call("GET", f"/v1/tickets/{ticket.number}", by=house.hire(*roles, **POST)).json["requester"]
    assert (seen["name"], seen["mobile"]) == (name, mobile)
    clear = mobile == MOBILE
    assert (seen.get("national_id"), seen.get("masked", False)) == ("12345678" if clear else None, not clear)


def test_nobody_and_missing_contacts_are_shown_as_such() -> None:
    from tests.tickets.examples import staff

    assert requester_view(None, sight(staff(Role.AGENT))) is None
    bare = requester_view(Requester(name="شركة النور"), sight(staff(Role.QUALITY)))
    assert bare
    assert (bare.name, bare.mobile, bare.email) == ("ش. ا.", "", "")
    assert (masked_mobile(MOBILE), masked_email(EMAIL)) == ("•••56", "s•••@•••.example")


def test_whom_it_is_about_is_not_for_a_partner(house: House) -> None:
    ticket = a_ticket(96, partner="water", about=About(service="نقل", staff="staff-9"))
    house.keep(ticket)
    path = f"/v1/tickets/{ticket.number}"
    assert "about" not in house.call("GET", path, by=house.hire(Role.PARTNER, **POST)).json
    assert house.call("GET", path, by=house.hire(Role.AGENT)).json["about"] == {"staff": "staff-9", "service": "نقل"}


def test_an_anonymous_and_an_erased_ticket_can_be_read(house: House) -> None:
    anonymous = a_ticket(97, kind=Kind.REPORT, anonymous=True, lat=23.6, lon=58.5)
    house.keep(anonymous, details=some_details(requester=None))
    house.keep(a_ticket(98, seal=b"", erased=True))
    by = house.hire(Role.AGENT)
    shown = house.call("GET", f"/v1/tickets/{anonymous.number}", by=by).json
    assert (shown["anonymous"], "requester" in shown, shown["location"]["lat"]) == (True, False, 23.6)
    erased = house.call("GET", f"/v1/tickets/{number(98)}", by=by).json
    assert (erased["erased"], erased["description"], "location" in erased) == (True, "", False)
