from collections.abc import Callable
from typing import Any

import pytest

from local.clock import MovableClock
from local.mends import messages, resources, upstream

Stock = Callable[[str], Any]
TABLE = {
    "TableName": "t",
    "BillingMode": "PAY_PER_REQUEST",
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
    "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True},
}


def expiry(stock: Stock) -> Any:
    stock("cloudformation.provisioners")._RESOURCE_HANDLERS["AWS::DynamoDB::Table"]["create"]("Table", TABLE, "stack")
    return (stock("dynamodb")._ttl_settings.get("t") or {}).get("TimeToLiveStatus")


def test_stock_ministack_ignores_a_tables_expiry(stock: Stock) -> None:
    assert expiry(stock) != "ENABLED"


def test_a_tables_expiry_is_enabled(stock: Stock) -> None:
    resources.enable_expiry()
    assert expiry(stock) == "ENABLED"


@pytest.mark.parametrize("kind", resources.WITHOUT_EFFECT)
def test_stock_ministack_refuses_a_type_that_chalice_emits(stock: Stock, kind: str) -> None:
    assert kind not in stock("cloudformation.provisioners")._RESOURCE_HANDLERS


@pytest.mark.parametrize("kind", resources.WITHOUT_EFFECT)
def test_a_type_that_chalice_emits_is_accepted(stock: Stock, kind: str) -> None:
    resources.accept_deployments()
    handlers = stock("cloudformation.provisioners")._RESOURCE_HANDLERS[kind]
    identity, attributes = handlers["create"]("Live", {}, "stack")
    assert attributes == {"DeploymentId": identity}
    handlers["delete"](identity, {})


def sent(stock: Stock) -> dict[str, Any]:
    stock("sns")._publish({"PhoneNumber": ["+96890000001"], "Message": ["text"]})
    (text,) = stock("sns")._sms_messages["+96890000001"]
    return dict(text)


def test_stock_ministack_does_not_say_when_a_text_was_sent(stock: Stock) -> None:
    assert "Timestamp" not in sent(stock)


def test_a_text_has_the_time_of_the_movable_clock(stock: Stock, clock: MovableClock) -> None:
    messages.stamp_texts(clock)
    clock.move_to(clock.now() + 60)
    assert sent(stock)["Timestamp"] == clock.now()


def test_a_mend_of_something_that_ministack_no_longer_has_is_noticed() -> None:
    with pytest.raises(upstream.Changed):
        upstream.replace(upstream.core("persistence"), "no_such_name", None)
    with pytest.raises(upstream.Changed):
        upstream.replace_text("a b", "c", "d")


def test_the_version_is_the_one_that_the_mends_were_made_for() -> None:
    from importlib.metadata import version

    assert version("ministack") == "1.5.33"
