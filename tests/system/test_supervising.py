"""Assignment and the supervisor's work on the deployed template: turns, overview, lists, reassignment, and secrecy."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.system.centre import MOVES, Centre, complaint, eventually
from tests.system.cloud import Cloud

SECTION, OFFICERS = "roads-coast", ("officer.nasser", "officer.thuraya")
FIELDS = ("name", "roles", "sections", "directorate", "partner", "email", "mobile", "language", "active", "serves",
          "shifts", "skills", "absences")  # fmt: skip


def rewritten(centre: Centre, username: str, **changes: Any) -> None:
    """Change the record of a member of staff as the admin does."""
    path = f"/v1/organisation/staff/{username}"
    known = centre.staff("admin.rahma", "GET", path)
    given = {name: known[name] for name in FIELDS if name in known}
    centre.staff("admin.rahma", "PUT", path, given | changes, version=known["version"])


@pytest.fixture(scope="module")
def at_work(centre: Centre) -> Iterator[dict[str, str]]:
    """Let the section's officers work round the clock, whenever the test runs; return their ids."""
    for username in OFFICERS:
        rewritten(centre, username, shifts="round_the_clock")
    centre.advance("PT2M")  # every process remembers who is at work for a minute
    yield {username: str(centre.staff(username, "GET", "/v1/me")["id"]) for username in OFFICERS}
    for username in OFFICERS:
        rewritten(centre, username, shifts="")


def referred(centre: Centre, mobile: str) -> dict[str, Any]:
    """Return a complaint that was just referred to the section."""
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    centre.act("agent.salma", number, "classify", in_jurisdiction=True, object="service", complexity="routine")
    ticket: dict[str, Any] = centre.act("distributor.maryam", number, "refer", section=SECTION)
    return ticket


def section_row(centre: Centre, section: str = SECTION) -> dict[str, int]:
    shown = centre.staff("supervisor.khalid", "GET", "/v1/overview")
    return next(row for row in shown["sections"] if row["code"] == section)


def reassigned(centre: Centre, key: str = "", **body: Any) -> Any:
    return centre.staff(
        "supervisor.khalid", "POST", "/v1/tickets/reassignments", {"reason": "إجازة طارئة", **body},
        key=key or str(uuid.uuid4()),
    )  # fmt: skip


def test_officers_take_turns_and_the_overview_counts_what_they_have(
    centre: Centre, cloud: Cloud, mobile: str, at_work: dict[str, str]
) -> None:
    cloud.settle()  # what earlier tests did is counted by now
    before = section_row(centre)["open"]
    first, second = referred(centre, mobile), referred(centre, mobile)
    assert {first["assignee"], second["assignee"]} == set(at_work.values())
    history = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{first['number']}/history")["items"]
    assert (history[0]["type"], history[0]["by"], history[0]["facts"]["automatic"]) == (
        "ticket.assigned", "system", True,
    )  # fmt: skip
    eventually(lambda: section_row(centre)["open"] == before + 2, "two more tickets of the section")
    shown = centre.staff("supervisor.khalid", "GET", f"/v1/overview?section={SECTION}")
    assert shown["all"]["open"] == sum(queue["open"] for queue in shown["queues"])
    people = {row["username"]: row for row in shown["people"]}
    assert set(people) >= set(OFFICERS)
    assert all(people[username]["open"] >= 1 and people[username]["on_shift"] for username in OFFICERS)


def test_all_that_somebody_has_goes_to_another_once(centre: Centre, mobile: str, at_work: dict[str, str]) -> None:
    nasser, thuraya = (at_work[username] for username in OFFICERS)
    two = [referred(centre, mobile)["number"] for _ in range(2)]
    held = [number for number in two if holder(centre, number) == nasser]
    assert held
    key, body = str(uuid.uuid4()), {"from": nasser, "to": thuraya}
    done = reassigned(centre, key, **body)
    became = {item["number"]: item for item in done["items"]}
    assert all((became[number]["result"], became[number]["to"]) == ("assigned", thuraya) for number in held)
    # What stands with a section that is not hers, she may not see.
    assert {item["problem"] for item in done["items"] if item["result"] == "refused"} <= {"invalid"}
    assert reassigned(centre, key, **body) == done
    assert all(holder(centre, number) == thuraya for number in two)
    mine = centre.listed("officer.thuraya", "/v1/tickets?queue=mine")
    assert set(two) <= {row["number"] for row in mine}

    back = reassigned(centre, tickets=[{"number": number} for number in (*two, "000000000000")], to=None)
    assert [item["result"] for item in back["items"]] == ["assigned", "assigned", "refused"]
    assert [holder(centre, number) for number in two] == [nasser, nasser]


def holder(centre: Centre, number: str) -> str:
    return str(centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")["assignee"])


def test_a_complaint_about_an_officer_is_hidden_from_that_officer(
    centre: Centre, mobile: str, at_work: dict[str, str]
) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    centre.act(
        "agent.salma", number, "classify", in_jurisdiction=True, object="conduct", about={"staff": "officer.nasser"}
    )
    ticket = centre.act("distributor.maryam", number, "refer", section=SECTION)
    assert ticket["assignee"] == at_work["officer.thuraya"]
    centre.staff("officer.nasser", "GET", f"/v1/tickets/{number}", status=404)
    listed = centre.listed("officer.nasser", "/v1/tickets?queue=section")
    assert number not in {row["number"] for row in listed}
    centre.act("officer.nasser", number, "start", status=404)
    assert centre.act("officer.thuraya", number, "start")["status"] == "in_progress"


def test_what_is_soon_due_and_then_overdue_is_listed_and_counted(centre: Centre, cloud: Cloud, mobile: str) -> None:
    cloud.calm()
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    due = centre.act("agent.salma", number, "classify", kind="report", complexity="critical")["due_at"]
    assert number in numbers_of(centre, "soon_due=true")
    assert number not in numbers_of(centre, "overdue=true")
    moved = requests.post(f"{centre.address}/_local/clock", json={"to": due}, timeout=MOVES)
    assert moved.ok, moved.text
    centre.advance("PT1M")
    assert number in numbers_of(centre, "overdue=true")
    assert number not in numbers_of(centre, "soon_due=true")
    shown = centre.staff("supervisor.khalid", "GET", "/v1/overview")
    second = next(queue for queue in shown["queues"] if queue["queue"] == "second_line")
    assert second["overdue"] == len(numbers_of(centre, "overdue=true&queue=second_line")) > 0


def numbers_of(centre: Centre, query: str) -> set[str]:
    """Return every number of a list."""
    return {row["number"] for row in centre.listed("supervisor.khalid", f"/v1/tickets?body=sawari&{query}")}


def test_the_live_counts_are_drilled_down_to_every_ticket(centre: Centre, cloud: Cloud) -> None:
    cloud.settle()
    counts = centre.staff("executive.talal", "GET", "/v1/counts")
    assert counts["all"] == sum(counts["live"].values()) == sum(counts["tiles"].values())
    for live, number in counts["live"].items():
        if number < 400:
            assert len(numbers_of(centre, f"live={live}")) == number
