import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from local.mends import deployments

Stock = Callable[[str], Any]
QUEUE = "arn:aws:sqs:me-central-1:000000000000:q"
SET = {
    "Action": "SetSMSAttributes",
    "attributes.entry.1.key": "MonthlySpendLimit",
    "attributes.entry.1.value": "50",
    "attributes.entry.2.key": "DefaultSMSType",
    "attributes.entry.2.value": "Transactional",
}


def pollers(stock: Stock) -> Any:
    """Return the mapping's limit as it is kept, after a parameter gave it as a text."""
    handlers = stock("cloudformation.provisioners")._RESOURCE_HANDLERS["AWS::Lambda::EventSourceMapping"]
    mapping = {"EventSourceArn": QUEUE, "FunctionName": "f", "ScalingConfig": {"MaximumConcurrency": "10"}}
    identity, _ = handlers["create"]("Mapping", mapping, "stack")
    kept = stock("lambda_svc")._esms.pop(identity)
    return kept["ScalingConfig"]["MaximumConcurrency"]


def test_stock_ministack_keeps_a_parameters_number_as_a_text(stock: Stock) -> None:
    assert pollers(stock) == "10"


def test_a_parameters_number_is_counted(stock: Stock) -> None:
    deployments.count_pollers()
    assert pollers(stock) == 10


def ask(stock: Stock, **asked: str) -> tuple[int, str]:
    status, _, body = asyncio.run(stock("sns").handle_request("POST", "/", {}, urlencode(asked).encode(), {}))
    return status, body.decode()


@pytest.mark.parametrize("action", ["SetSMSAttributes", "GetSMSAttributes"])
def test_stock_ministack_has_no_settings_of_texts(stock: Stock, action: str) -> None:
    status, body = ask(stock, Action=action)
    assert (status, "InvalidAction" in body) == (400, True)


def test_settings_of_texts_are_kept(stock: Stock) -> None:
    deployments.keep_text_settings()
    assert ask(stock, **SET)[0] == 200
    status, body = ask(stock, Action="GetSMSAttributes")
    assert status == 200
    assert "<key>MonthlySpendLimit</key><value>50</value>" in body
    assert "<key>DefaultSMSType</key><value>Transactional</value>" in body


def test_other_calls_go_where_they_went(stock: Stock) -> None:
    deployments.keep_text_settings()
    assert ask(stock, Action="ListTopics")[0] == 200
