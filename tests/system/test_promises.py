"""Promises on the deployed service under faults: cut off, stopped at each step; told all the same, and once.

What is critical runs round the clock (the demo's policy), so that hours of the moved clock are enough.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from chalicelib.shared.numbers import shown as spelled
from local.stack import Stack
from tests.system.centre import Centre, complaint, eventually
from tests.system.cloud import Cloud

AGENT, DISTRIBUTOR, SUPERVISOR = "agent.salma", "distributor.maryam", "supervisor.khalid"
PARTNER, PARTNER_EMAIL = "naba-water", "referrals@naba-water.example"
LONGEST, PATIENCE = 590, 120
MANAGER_EMAIL = "manager.zahra@sawari.example"


def move(centre: Centre, **how: str) -> None:
    """Move the clock, however much falls due on the way; whoever was signed in signs in again."""
    moved = requests.post(f"{centre.address}/_local/clock", json=how, timeout=LONGEST)
    assert moved.ok, moved.text
    centre._tokens.clear()


def move_to(centre: Centre, instant: datetime, minutes: int) -> None:
    """Move the clock to so many minutes after an instant, unless it is there already."""
    to = instant + timedelta(minutes=minutes)
    if datetime.fromisoformat(centre.call("GET", "/_local/clock")["now"]) < to - timedelta(seconds=20):
        move(centre, to=to.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def instants(centre: Centre, number: str) -> dict[int, datetime]:
    """Return when each share of the resolution's target falls."""
    clocks = centre.staff(SUPERVISOR, "GET", f"/v1/tickets/{number}")["clocks"]
    shown = next(clock for clock in clocks if clock["name"] == "resolution")["instants"]
    return {one["percent"]: datetime.fromisoformat(one["at"]) for one in shown}


def critical(centre: Centre, mobile: str, **changes: Any) -> str:
    """Return the number of a report of danger: its first reply is promised within half an hour."""
    asked = complaint(mobile, kind="report", description="سلك كهرباء مكشوف أمام مدرسة الصواري.", **changes)
    number: str = centre.call("POST", "/v1/public/tickets", asked)["number"]
    centre.act(AGENT, number, "classify", complexity="critical", in_jurisdiction="partner" not in changes)
    return number


def told(cloud: Cloud, number: str, type: str = "ticket.escalated") -> list[dict[str, Any]]:
    """Return the facts of what was told by itself of a ticket, oldest first."""
    rows = cloud.rows("tickets", f"TICKET#{number}", "HISTORY#")
    return [json.loads(row["doc"]) for row in rows if row["type"] == type and row["by"] == "system"]


def percents(cloud: Cloud, number: str, clock: str = "resolution") -> list[int]:
    return [facts["percent"] for facts in told(cloud, number) if facts["clock"] == clock]


@contextmanager
def refused(cloud: Cloud, machine: str, action: str) -> Iterator[None]:
    """Let a workflow's role be refused one action, for a while."""
    arn = next(
        one["stateMachineArn"] for one in cloud.aws("stepfunctions").list_state_machines()["stateMachines"]
        if one["name"] == cloud.name(machine)
    )  # fmt: skip
    role = cloud.aws("stepfunctions").describe_state_machine(stateMachineArn=arn)["roleArn"].rsplit("/", 1)[-1]
    statement = {"Effect": "Deny", "Action": action, "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    cloud.aws("iam").put_role_policy(RoleName=role, PolicyName="refused", PolicyDocument=document)
    try:
        yield
    finally:
        cloud.aws("iam").delete_role_policy(RoleName=role, PolicyName="refused")


@pytest.fixture(scope="module")
def with_partner(centre: Centre, cloud: Cloud) -> Iterator[str]:
    """Refer something critical of another jurisdiction to a partner, which stays silent."""
    cloud.calm()
    asked = complaint("+96896000001", description="تسرب مياه كبير يغمر شارع الميناء.")
    number: str = centre.call("POST", "/v1/public/tickets", asked)["number"]
    centre.act(AGENT, number, "classify", in_jurisdiction=False, object="service", complexity="critical")
    centre.act(DISTRIBUTOR, number, "refer", partner=PARTNER, mode="out_of_jurisdiction")
    yield number
    cloud.calm()  # what is left would fall due in whatever other test moves the clock


def test_cut_off_or_stopped_at_each_step_a_promise_is_told_of_once(
    stack: Stack, centre: Centre, cloud: Cloud, mobile: str, with_partner: str
) -> None:
    number = critical(centre, mobile)
    at = instants(centre, number)
    with refused(cloud, "tickets-escalate", "sqs:SendMessage"):
        move_to(centre, at[50], 2)
        assert told(cloud, number) == []
        stack.stop()
        stack.start()
    move_to(centre, at[50], 20)
    eventually(lambda: percents(cloud, number) == [50], "half of the time, after its lease", PATIENCE)
    move_to(centre, at[75], -4)
    with refused(cloud, "tickets-escalate", "dynamodb:UpdateItem"):
        move_to(centre, at[75], 2)
        eventually(lambda: percents(cloud, number) == [50, 75], "three quarters, though its timer stands", PATIENCE)
    move_to(centre, at[75], 14)
    assert percents(cloud, number) == [50, 75]
    move_to(centre, at[100], -4)
    with cloud.denied("tickets-due", "dynamodb:UpdateItem"):
        move_to(centre, at[100], 2)
        assert percents(cloud, number) == [50, 75]
    move_to(centre, at[100], 20)
    eventually(lambda: percents(cloud, number) == [50, 75, 100], "all of it, at the queue's next try", PATIENCE)
    move(centre, advance="PT10M")
    assert percents(cloud, number) == [50, 75, 100]
    assert percents(cloud, number, "first_reply") == [50, 75, 100]
    assert cloud.dead_letters("tickets-due") == []
    escalated = [m for m in centre.outbox(MANAGER_EMAIL) if spelled(number) in m["subject"]]
    assert len(escalated) == len({(mail["subject"]) for mail in escalated}) == 2


def test_a_silent_partner_is_reminded_with_the_count_and_the_supervisor_hears(
    centre: Centre, cloud: Cloud, with_partner: str
) -> None:
    clocks = centre.staff(SUPERVISOR, "GET", f"/v1/tickets/{with_partner}")["clocks"]
    due = next(clock["due_at"] for clock in clocks if clock["name"] == "referral_reply")
    move_to(centre, datetime.fromisoformat(due), 2)
    eventually(lambda: len(told(cloud, with_partner, "ticket.reminded")) == 2, "two reminders", PATIENCE)
    reminders = told(cloud, with_partner, "ticket.reminded")
    assert [(facts["partner"], facts["count"]) for facts in reminders] == [(PARTNER, 1), (PARTNER, 2)]
    assert [facts["level"] for facts in told(cloud, with_partner)] == ["handler", "supervisor", "manager"]
    mails = [mail["text"] for mail in centre.outbox(PARTNER_EMAIL) if spelled(with_partner) in mail["text"]]
    assert sum("التذكير الأول" in text for text in mails) == sum("التذكير الثاني" in text for text in mails) == 1
