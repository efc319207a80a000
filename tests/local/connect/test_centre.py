"""The centre's own instance, configured through the API: every flow binds, publishes and answers."""

from pathlib import Path
from typing import Any

import pytest

from local.connect.api.account import Account
from local.connect.centre import FLOWS, Unbound, configure, publish
from local.connect.clock import VirtualClock

SAY = "arn:aws:lambda:us-east-1:000000000000:function:nidaa-local-tickets-say"


def test_every_flow_of_ours_is_published_and_names_what_is_there(connect: Any, instance: str) -> None:
    ids = configure(connect, instance, {"tickets-say": SAY}, ["mariam"])
    assert {name for kind, name in ids if kind == "flow"} == {file.stem for file in FLOWS.glob("*.json")}
    for flow in connect.list_contact_flows(InstanceId=instance)["ContactFlowSummaryList"]:
        assert flow["ContactFlowStatus"] == "PUBLISHED"
        content = connect.describe_contact_flow(InstanceId=instance, ContactFlowId=flow["Id"])["ContactFlow"]["Content"]
        assert "${" not in content
    assert connect.list_lambda_functions(InstanceId=instance)["LambdaFunctions"] == [SAY]


def test_a_flow_that_names_what_is_not_there_is_not_published(connect: Any, instance: str, tmp_path: Path) -> None:
    (tmp_path / "main.json").write_text((FLOWS / "main.json").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(Unbound, match=r"main names flow customer-queue"):
        publish(connect, instance, {}, tmp_path)


def test_a_call_reaches_the_menu_and_an_end_that_is_pressed_too_late_is_not_wrong(
    connect: Any, instance: str, account: Account, clock: VirtualClock
) -> None:
    configure(connect, instance, {"tickets-say": SAY}, ["mariam"])
    engine = account.instance(instance)
    contact = engine.start_call("main")
    for keys in ("1", "#"):
        clock.advance(12)
        engine.press(contact, keys)
    clock.advance(1)
    said = [event.data.get("text", "") for event in engine.log.of(contact) if event.kind == "PROMPT"]
    assert said[-1].startswith("لمعرفة حالة شكوى")
    assert "هذا الاختيار غير متاح." not in said
