"""A part of the service is dead for a while: what was acknowledged waits, nothing is lost, nothing comes twice."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from chalicelib.shared.numbers import shown
from tests.system.centre import Centre, complaint, eventually
from tests.system.cloud import Cloud

CONSUMERS = ("notifications-tell", "tickets-count")
GIVEN_UP = "PT16M"
"""Five tries, each three minutes after the one before at most."""


@pytest.fixture
def without_dead_letters(cloud: Cloud) -> Iterator[None]:
    """Keep other tests' dead letters from this one, and its own from the next."""
    for queue in CONSUMERS:
        cloud.dead_letters(queue)
    yield
    for queue in CONSUMERS:
        cloud.dead_letters(queue)


def file(centre: Centre, mobile: str) -> str:
    return str(centre.call("POST", "/v1/public/tickets", complaint(mobile), status=201)["number"])


def counted(centre: Centre) -> int:
    """Return how many tickets are counted."""
    count: int = centre.staff("supervisor.khalid", "GET", "/v1/counts")["all"]
    return count


@pytest.mark.usefixtures("without_dead_letters")
def test_what_no_consumer_can_read_stands_among_the_dead_letters_and_holds_nobody_up(
    centre: Centre, cloud: Cloud, mobile: str
) -> None:
    cloud.settle()  # what earlier tests did is counted by now
    poison = {queue: f"not json: {uuid4()}" for queue in CONSUMERS}
    before = counted(centre)
    for queue in CONSUMERS:
        cloud.send(queue, poison[queue])
    number = file(centre, mobile)
    assert shown(number) in centre.told(mobile, 1)[0]
    eventually(lambda: counted(centre) == before + 1, "the count")
    for queue in CONSUMERS:
        assert cloud.held(f"{queue}-dead-letters") == 0
    centre.advance(GIVEN_UP)
    for queue in CONSUMERS:
        eventually(lambda queue=queue: cloud.held(queue) == 0, "an empty queue")  # type: ignore[misc]
        assert cloud.dead_letters(queue) == [poison[queue]]
    assert len(centre.told(mobile, 1)) == 1


@pytest.mark.parametrize("carrier", ["sns", "ses"])
def test_while_a_carrier_refuses_messages_wait_and_go_out_once_after(
    centre: Centre, cloud: Cloud, mobile: str, carrier: str
) -> None:
    to = mobile if carrier == "sns" else f"requester{mobile[-8:]}@mail.example"
    who = {"first_name": "سالم", "family_name": "البلوشي", "mobile" if carrier == "sns" else "email": to}
    with cloud.denied("notifications-tell", f"{carrier}:*"):
        asked = [complaint(mobile, requester=who) for _ in range(2)]
        numbers = [centre.call("POST", "/v1/public/tickets", each)["number"] for each in asked]
        eventually(lambda: cloud.tries(*numbers) >= 2, "a first try of each")
        assert centre.outbox(to) == []
        eventually(lambda: cloud.held("notifications-tell") == 2, "both back in their queue")
    centre.advance("PT4M")
    texts = "\n".join(centre.told(to, 2))
    assert all(shown(number) in texts for number in numbers)
    eventually(lambda: cloud.held("notifications-tell") == 0, "an empty queue")
    assert cloud.held("notifications-tell-dead-letters") == 0


@pytest.mark.usefixtures("without_dead_letters")
def test_what_was_given_up_while_sns_refused_goes_out_once_when_it_is_redriven(
    centre: Centre, cloud: Cloud, mobile: str
) -> None:
    with cloud.denied("notifications-tell", "sns:Publish"):
        number = file(centre, mobile)
        eventually(lambda: cloud.tries(number) >= 1, "a first try")
        centre.advance(GIVEN_UP)
        eventually(lambda: cloud.held("notifications-tell-dead-letters") == 1, "the dead letter")
    assert centre.outbox(mobile) == []
    assert cloud.redrive().dead_letters() >= 1
    assert shown(number) in centre.told(mobile, 1)[0]
    cloud.settle()
    assert cloud.redrive().dead_letters() == 0
    assert len(centre.told(mobile, 1)) == 1


def test_while_the_bus_refuses_events_wait_in_the_stream_and_all_arrive(
    centre: Centre, cloud: Cloud, mobile: str
) -> None:
    cloud.settle()
    before = counted(centre)
    with cloud.denied("tickets-publish", "events:PutEvents"):
        numbers = [file(centre, mobile) for _ in range(3)]
        eventually(lambda: _troubled(cloud), "a refused batch")
        assert centre.outbox(mobile) == []
    texts = "\n".join(centre.told(mobile, 3))
    assert all(shown(number) in texts for number in numbers)
    eventually(lambda: counted(centre) == before + 3, "the counts")


def test_events_that_the_stream_gave_up_are_published_when_they_are_redriven(
    centre: Centre, cloud: Cloud, mobile: str
) -> None:
    cloud.settle()
    before = counted(centre)
    bucket = cloud.stack.deployed.outputs["FailuresBucket"]

    def kept() -> int:
        return int(cloud.aws("s3").list_objects_v2(Bucket=bucket, Prefix="aws/lambda/")["KeyCount"])

    with cloud.mapping("tickets-publish", MaximumRetryAttempts=1):
        with cloud.denied("tickets-publish", "events:PutEvents"):
            number = file(centre, mobile)
            eventually(lambda: kept() > 0, "the record among the failures")
        after = file(centre, mobile)
        assert shown(after) in centre.told(mobile, 1)[0]
    assert cloud.redrive().set_aside() >= 1
    assert shown(number) in centre.told(mobile, 2)[1]
    eventually(lambda: counted(centre) == before + 2, "the counts")
    assert kept() == 0


def _troubled(cloud: Cloud) -> bool:
    told = cloud.aws("lambda").list_event_source_mappings(FunctionName=cloud.name("tickets-publish"))
    return any("PROBLEM" in mapping.get("LastProcessingResult", "") for mapping in told["EventSourceMappings"])


def test_while_the_codes_queue_refuses_people_are_told_to_try_again(centre: Centre, cloud: Cloud, mobile: str) -> None:
    with cloud.denied("api", "sqs:SendMessage"):
        refused = centre.call("POST", "/v1/public/codes", {"mobile": mobile}, status=503)
        assert refused["type"] == "/problems/unavailable"
        assert refused["title"].startswith("الخدمة لا تستجيب")
    centre.call("POST", "/v1/public/codes", {"mobile": mobile}, status=202)
    assert len(centre.told(mobile, 1)) == 1


def test_while_the_table_refuses_nothing_is_acknowledged_and_a_repeat_is_kept_once(
    centre: Centre, cloud: Cloud, mobile: str
) -> None:
    key = str(uuid4())
    with cloud.denied("api", "dynamodb:*"):
        answer = centre.call("POST", "/v1/public/tickets", complaint(mobile), key=key, status=500)
        assert answer["type"] == "/problems/unforeseen"
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile), key=key, status=201)["number"]
    again = centre.call("POST", "/v1/public/tickets", complaint(mobile), key=key, status=200)["number"]
    assert again == number
    assert shown(number) in centre.told(mobile, 1)[0]
