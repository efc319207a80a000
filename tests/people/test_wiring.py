"""The real parts together, on moto: what a code and a session cost, and that they work."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient

from chalicelib import wiring
from chalicelib.people.actions import issue_code
from chalicelib.people.codes import Target
from chalicelib.people.queue import SqsCodesQueue
from chalicelib.people.store import DynamoPeople
from tests.http import call
from tests.people.fakes import SECRET, FakeBodies, World

MOBILE = "+96892120001"


class Organisations:
    recent = FakeBodies()


@pytest.fixture
def calls(dynamo: DynamoPeople, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Plug the real store and queue in, and count the calls of AWS."""
    counted: Counter[str] = Counter()
    real = BaseClient._make_api_call  # type: ignore[attr-defined]

    def counting(client: Any, operation: str, arguments: Any) -> Any:
        counted[operation] += 1
        return real(client, operation, arguments)

    monkeypatch.setattr(BaseClient, "_make_api_call", counting)
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName="codes")["QueueUrl"]
    world = World()
    context = replace(world.context(), people=dynamo, queue=SqsCodesQueue(url, lambda: sqs))
    with wiring.using(people=context, organisations=Organisations(), secret=SECRET, clock=world.clock):
        yield counted


def test_a_code_goes_through_the_real_queue_and_opens_a_session(calls: Counter[str]) -> None:
    assert call("POST", "/v1/public/codes", {"mobile": "٩٢١٢٠٠٠١"}).status == 202
    context = wiring.people()
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName="codes")["QueueUrl"]
    message = json.loads(sqs.receive_message(QueueUrl=url)["Messages"][0]["Body"])
    assert message == {"kind": "mobile", "value": MOBILE, "language": "ar", "correlation": "test-request"}
    code = issue_code(context, Target(message["kind"], message["value"]))
    opened = call("POST", "/v1/public/sessions", {"mobile": MOBILE, "code": code})
    assert opened.status == 200
    token = opened.json["token"]
    own = call("GET", "/v1/public/me?body=baldat", Authorization=f"Bearer {token}")
    assert (own.status, own.json) == (200, {"mobile": MOBILE})


def test_asking_costs_two_counts_and_one_message_whoever_asks(calls: Counter[str]) -> None:
    issue_code(wiring.people(), Target("mobile", MOBILE))
    for mobile in (MOBILE, "+96892129999", "+447400123456"):
        calls.clear()
        call("POST", "/v1/public/codes", {"mobile": mobile})
        assert calls == {"UpdateItem": 2, "SendMessage": 1}


def test_a_wrong_code_and_an_unknown_number_cost_the_same_calls(calls: Counter[str]) -> None:
    issue_code(wiring.people(), Target("mobile", MOBILE))
    costs = []
    for mobile in (MOBILE, "+96892129999"):
        calls.clear()
        assert call("POST", "/v1/public/sessions", {"mobile": mobile, "code": "111111"}).status == 401
        costs.append(dict(calls))
    assert costs[0] == costs[1] == {"UpdateItem": 3, "GetItem": 1, "Query": 1}
