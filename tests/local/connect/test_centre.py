"""A centre of one body a tree, configured through the API: every flow binds, publishes and answers."""

from typing import Any

import pytest

from infra.flows import Sources, Unbound
from local.connect.api.account import Account
from local.connect.clock import VirtualClock
from tests.local.connect.publishing import configure, publish

FLOW = "arn:aws:lambda:us-east-1:000000000000:function:nidaa-local-contacts-flow"


def test_every_flow_of_ours_is_published_and_names_what_is_there(connect: Any, instance: str) -> None:
    ids = configure(connect, instance, {"contacts-flow": FLOW}, ["mariam"])
    sources = Sources()
    assert {name for kind, name in ids if kind == "flow"} == set(sources.flows({tree: tree for tree in sources.trees}))
    pages = connect.get_paginator("list_contact_flows").paginate(InstanceId=instance)
    flows = [flow for page in pages for flow in page["ContactFlowSummaryList"]]
    assert {flow["ContactFlowStatus"] for flow in flows} == {"PUBLISHED"}
    for flow in flows:
        content = connect.describe_contact_flow(InstanceId=instance, ContactFlowId=flow["Id"])["ContactFlow"]["Content"]
        assert "${" not in content
    assert connect.list_lambda_functions(InstanceId=instance)["LambdaFunctions"] == [FLOW]


def test_a_flow_that_names_what_is_not_there_is_not_published(connect: Any, instance: str) -> None:
    with pytest.raises(Unbound, match=r"names lambda contacts-flow, which is not there"):
        publish(connect, instance, {}, Sources())


def test_a_call_reaches_the_menu_of_its_language_though_no_function_answers(
    connect: Any, instance: str, account: Account, clock: VirtualClock
) -> None:
    configure(connect, instance, {"contacts-flow": FLOW}, ["mariam"])
    engine = account.instance(instance)
    contact = engine.start_call("statistics.statistics_entry")
    for keys in ("1", "#"):
        clock.advance(12)
        engine.press(contact, keys)
    clock.advance(1)
    said = [event.data.get("text", "") for event in engine.log.of(contact) if event.kind == "PROMPT"]
    assert said[0] == "أهلًا بكم في مركز الاتصال. للغة العربية اِضغطوا 1."
    assert said[-1].startswith("للإحصاءات والمعلومات")
    assert "هذا الرقم ليس من الخيارات." not in said
