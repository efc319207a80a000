"""Who may put which events on a bus of the laptop."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from local.mends import buses

Stock = Callable[[str], Any]


def refused(stock: Stock, source: str) -> int:
    entries = [{"Source": source, "DetailType": "Amazon Connect Contact Event", "Detail": "{}"}]
    count: int = json.loads(stock("eventbridge")._put_events({"Entries": entries})[2])["FailedEntryCount"]
    return count


def test_stock_ministack_takes_no_event_of_connect_from_a_client(stock: Stock) -> None:
    assert refused(stock, "aws.connect") == 1


@pytest.mark.parametrize(("source", "count"), [("aws.connect", 0), ("nidaa.tickets", 0), ("aws.ec2", 1)])
def test_connect_may_tell_of_itself_and_nobody_else_who_calls_himself_aws(
    stock: Stock, source: str, count: int
) -> None:
    buses.let_connect_tell()
    assert refused(stock, source) == count
