"""Campaigns through `connectcampaignsv2`: who is called, when, and when not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.connect.api.account import Account
from local.connect.clock import VirtualClock
from local.connect.engine import Instance
from local.connect.population import Callee, Scripted
from tests.local.connect.api.centre import Centre
from tests.local.connect.conftest import START, Client

NOW = datetime.fromtimestamp(START, UTC)
MODES: dict[str, Any] = {
    "agentless": {"agentless": {}},
    "progressive": {"progressive": {"bandwidthAllocation": 1}},
    "predictive": {"predictive": {"bandwidthAllocation": 1}},
    "preview": {"preview": {"bandwidthAllocation": 1, "timeoutConfig": {"durationInSeconds": 60}}},
}


@pytest.fixture
def campaigns(client: Client) -> Any:
    return client("connectcampaignsv2")


@pytest.fixture
def engine(account: Account, centre: Centre) -> Instance:
    return account.instance(centre.instance)


def made(campaigns: Any, centre: Centre, mode: str = "agentless", capacity: float = 1.0, **more: Any) -> str:
    telephony = {
        "capacity": capacity, "connectQueueId": centre.ids["queue"], "outboundMode": MODES[mode],
        "defaultOutboundConfig": {"connectContactFlowId": centre.ids["flow"]},
    }  # fmt: skip
    config = {"telephony": telephony}
    answer = campaigns.create_campaign(
        **{"name": "رضا المستفيدين", **more}, connectInstanceId=centre.instance, channelSubtypeConfig=config
    )
    return str(answer["id"])


def put(campaigns: Any, campaign: str, count: int, *, first: int = 0, lasting: float = 24, plus: str = "+") -> Any:
    until = NOW + timedelta(hours=lasting)
    people = {f"campaign#{number}": f"{plus}9689000{number:04}" for number in range(first, first + count)}
    requests = [
        {"clientToken": token, "expirationTime": until,
         "channelSubtypeParameters": {"telephony": {"destinationPhoneNumber": number, "attributes": {}}}}
        for token, number in people.items()
    ]  # fmt: skip
    return campaigns.put_outbound_request_batch(id=campaign, outboundRequests=requests)


def called(engine: Instance) -> int:
    return len(engine.contacts)


def test_an_agentless_campaign_dials_on_its_share_of_the_lines(
    campaigns: Any, centre: Centre, engine: Instance, clock: VirtualClock
) -> None:
    campaign = made(campaigns, centre, capacity=0.1)
    put(campaigns, campaign, 10)
    clock.advance(60)
    assert called(engine) == 0
    campaigns.start_campaign(id=campaign)
    clock.advance(1)
    assert called(engine) == 3
    for contact in list(engine.contacts):
        engine.hang_up(contact)
    clock.advance(1)
    assert called(engine) == 6
    assert {one.campaign for one in engine.contacts.values()} == {campaign}


@pytest.mark.parametrize("mode", ["progressive", "predictive"])
def test_nobody_is_called_while_no_agent_is_free(
    campaigns: Any, centre: Centre, engine: Instance, clock: VirtualClock, mode: str
) -> None:
    campaign = made(campaigns, centre, mode)
    put(campaigns, campaign, 5)
    campaigns.start_campaign(id=campaign)
    clock.advance(60)
    assert called(engine) == 0
    agent = engine.agent(centre.user("mariam"))
    agent.user.auto_accept, agent.user.acw = True, 5.0
    agent.sign_in()
    clock.advance(10)
    assert called(engine) == 1
    engine.hang_up(next(iter(engine.contacts)))
    clock.advance(30)
    assert called(engine) == 2


def test_a_paused_campaign_calls_nobody_until_it_goes_on(
    campaigns: Any, centre: Centre, engine: Instance, clock: VirtualClock
) -> None:
    campaign = made(campaigns, centre)
    campaigns.start_campaign(id=campaign)
    campaigns.pause_campaign(id=campaign)
    put(campaigns, campaign, 2)
    clock.advance(60)
    assert (called(engine), campaigns.get_campaign_state(id=campaign)["state"]) == (0, "Paused")
    campaigns.resume_campaign(id=campaign)
    clock.advance(1)
    assert called(engine) == 2
    campaigns.stop_campaign(id=campaign)
    with pytest.raises(campaigns.exceptions.ConflictException):
        campaigns.start_campaign(id=campaign)


def test_a_person_is_taken_into_the_list_once(
    campaigns: Any, centre: Centre, engine: Instance, clock: VirtualClock
) -> None:
    campaign = made(campaigns, centre)
    first, again = (put(campaigns, campaign, 1)["successfulRequests"][0] for _ in range(2))
    assert first == again
    assert put(campaigns, campaign, 1, first=7, plus="0")["failedRequests"][0]["failureCode"] == "InvalidInput"
    put(campaigns, campaign, 1, first=8, lasting=0)
    campaigns.start_campaign(id=campaign)
    clock.advance(60)
    assert called(engine) == 1


def test_a_campaign_ends_with_its_schedule(campaigns: Any, centre: Centre, clock: VirtualClock) -> None:
    schedule = {"startTime": NOW, "endTime": NOW + timedelta(hours=1)}
    campaign = made(campaigns, centre, schedule=schedule)
    campaigns.start_campaign(id=campaign)
    clock.advance(3601)
    assert campaigns.get_campaign_state(id=campaign)["state"] == "Completed"


def test_campaigns_are_described_listed_and_deleted(campaigns: Any, centre: Centre) -> None:
    campaign = made(campaigns, centre)
    with pytest.raises(campaigns.exceptions.ConflictException):
        made(campaigns, centre)
    assert campaigns.describe_campaign(id=campaign)["campaign"]["name"] == "رضا المستفيدين"
    (listed,) = campaigns.list_campaigns()["campaignSummaryList"]
    assert (listed["id"], listed["channelSubtypes"]) == (campaign, ["TELEPHONY"])
    campaigns.delete_campaign(id=campaign)
    with pytest.raises(campaigns.exceptions.ResourceNotFoundException):
        campaigns.get_campaign_state(id=campaign)


def test_a_mode_that_is_not_performed_is_refused(campaigns: Any, centre: Centre) -> None:
    with pytest.raises(campaigns.exceptions.ValidationException):
        made(campaigns, centre, "preview")


def test_a_predictive_campaign_dials_more_than_it_has_agents_once_few_answer(
    campaigns: Any, centre: Centre, engine: Instance, clock: VirtualClock
) -> None:
    engine.population = Scripted(default=Callee(outcome="NO_ANSWER", rings=20))
    agent = engine.agent(centre.user("mariam"))
    agent.sign_in()
    campaign = made(campaigns, centre, "predictive")
    put(campaigns, campaign, 20)
    campaigns.start_campaign(id=campaign)
    clock.advance(1)
    assert called(engine) == 1
    clock.advance(20)
    assert called(engine) == 1 + 4
