"""What is deployed lets through what is told, and lets the functions read what they write of."""

import json
from typing import Any

import pytest

from chalicelib.notifications.callback_notice import UNREACHABLE
from chalicelib.notifications.digest import DUE
from chalicelib.notifications.notice import DUTY_TOLD, PARTNER_TOLD, TOLD
from chalicelib.notifications.staff_notice import STAFF_TOLD
from infra.merge import merged
from infra.package import ROOT

FUNCTIONS = ("tell", "check")


def test_the_rule_lets_through_every_event_that_somebody_is_told_of_and_no_mass_of_others() -> None:
    [test] = merged()["Resources"]["NotificationsTellRule"]["Properties"]["EventPattern"]["detail-type"]
    kept_back = set(test["anything-but"])
    assert kept_back == {"ticket.imported", "ticket.recalculated"}
    assert not kept_back & {DUE, *TOLD, *PARTNER_TOLD, *DUTY_TOLD, *STAFF_TOLD}


def test_the_rule_of_callbacks_lets_through_those_that_reached_nobody_alone() -> None:
    made = merged()["Resources"]
    assert made["NotificationsTellCallbacksRule"]["Properties"]["EventPattern"]["detail-type"] == [UNREACHABLE]
    [sends] = made["NotificationsTellQueuePolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert len(sends["Condition"]["ArnEquals"]["aws:SourceArn"]) == 2


@pytest.mark.parametrize("name", FUNCTIONS)
def test_who_writes_of_callbacks_may_read_one_and_the_bodys_number_and_no_contact(name: str) -> None:
    policy: dict[str, Any] = json.loads((ROOT / ".chalice" / f"policy-notifications-{name}.json").read_text("utf-8"))
    [callbacks] = [each for each in policy["Statement"] if each["Sid"] == "CallbacksThatReachedNobody"]
    assert callbacks["Action"] == ["dynamodb:GetItem"]
    keys = callbacks["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    assert keys == ["CALLBACK#*", "BODY#*"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_who_writes_a_a_digest_may_read_the_open_tickets_of_a_body_and_no_other_index(name: str) -> None:
    policy: dict[str, Any] = json.loads((ROOT / ".chalice" / f"policy-notifications-{name}.json").read_text("utf-8"))
    [tickets] = [each for each in policy["Statement"] if each["Sid"] == "Tickets"]
    indexes = [each["Fn::Sub"] for each in tickets["Resource"] if "Fn::Sub" in each]
    assert indexes == ["${TicketsTable.Arn}/index/body"]
    assert "dynamodb:Query" in tickets["Action"]
