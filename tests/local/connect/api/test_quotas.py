"""What Amazon Connect refuses although it is well-formed: too many, too often, names taken, names of nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.shared import aws
from local.connect.api.account import Account
from local.connect.api.quotas import Quotas, Throttle
from local.connect.api.server import Server
from tests.local.connect.api.centre import ALL_DAY, Centre
from tests.local.connect.api.test_flows import GREETING, flow

OPEN = [{"Day": "SUNDAY", **ALL_DAY}]
FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:{}"
Make = Callable[[Centre, str], object]
FULL: dict[str, tuple[str, int, Make]] = {
    "hours": ("LimitExceededException", 429, lambda centre, name: centre.made(
        "hours_of_operation", "HoursOfOperationId", Name=name, TimeZone="Asia/Muscat", Config=OPEN)),
    "queues": ("LimitExceededException", 429, lambda centre, name: centre.made(
        "queue", "QueueId", Name=name, HoursOfOperationId=centre.ids["hours_of_operation"])),
    "profiles": ("LimitExceededException", 429, lambda centre, name: centre.made(
        "routing_profile", "RoutingProfileId", Name=name, Description=name, DefaultOutboundQueueId=centre.ids["queue"],
        MediaConcurrencies=[{"Channel": "VOICE", "Concurrency": 1}])),
    "users": ("LimitExceededException", 429, lambda centre, name: centre.user(name)),
    "statuses": ("LimitExceededException", 429, lambda centre, name: centre.made(
        "agent_status", "AgentStatusId", Name=name, State="ENABLED")),
    "flows": ("LimitExceededException", 429, lambda centre, name: flow(centre.connect, centre.instance, Name=name)),
    "quick_connects": ("LimitExceededException", 429, lambda centre, name: centre.made(
        "quick_connect", "QuickConnectId", Name=name, QuickConnectConfig={
            "QuickConnectType": "PHONE_NUMBER", "PhoneConfig": {"PhoneNumber": "+96824000000"}})),
    "functions": ("ServiceQuotaExceededException", 402, lambda centre, name: centre.connect.associate_lambda_function(
        InstanceId=centre.instance, FunctionArn=FUNCTION.format(name))),
    "numbers": ("InvalidParameterException", 400, lambda centre, name: centre.connect.claim_phone_number(
        InstanceId=centre.instance, PhoneNumber=f"+9682400{name}")),
}  # fmt: skip


@pytest.mark.parametrize("what", FULL)
def test_a_quota_that_is_used_up_is_refused_as_aws_names_it(centre: Centre, account: Account, what: str) -> None:
    code, status, make = FULL[what]
    make(centre, "0001")
    account.quotas = Quotas(**{what: 1})
    with pytest.raises(ClientError, match=what.replace("_", " ")) as refused:
        make(centre, "0002")
    told = refused.value.response
    assert (told["Error"]["Code"], told["ResponseMetadata"]["HTTPStatusCode"]) == (code, status)


def test_a_profile_takes_fifty_queues_by_channel(centre: Centre) -> None:
    queue, hours = centre.ids["queue"], centre.ids["hours_of_operation"]
    names = [centre.made("queue", "QueueId", Name=f"q{n}", HoursOfOperationId=hours) for n in range(25)]
    asked = {"InstanceId": centre.instance, "RoutingProfileId": centre.ids["routing_profile"]}
    pairs = [(name, channel) for name in (queue, *names) for channel in ("VOICE", "CHAT")]
    assert len(pairs) == 52

    def reach(some: list[tuple[str, str]]) -> None:
        configs = [{"QueueReference": {"QueueId": name, "Channel": channel}, "Priority": 1, "Delay": 0}
                   for name, channel in some]  # fmt: skip
        centre.connect.associate_routing_profile_queues(**asked, QueueConfigs=configs)

    for start in range(0, 50, 10):
        reach(pairs[start : start + 10])
    with pytest.raises(centre.connect.exceptions.InvalidRequestException, match="50 places"):
        reach(pairs[50:])


def test_a_queue_of_somebodys_own_counts_in_no_quota(centre: Centre, account: Account) -> None:
    centre.user("mariam")
    account.quotas = Quotas(queues=2)
    centre.made("queue", "QueueId", Name="another", HoursOfOperationId=centre.ids["hours_of_operation"])


def test_an_operation_lets_five_through_at_once_and_two_a_second() -> None:
    now = [100.0]
    throttle = Throttle(lambda: now[0])
    assert [throttle.lets("CreateQueue") for _ in range(6)] == [True] * 5 + [False]
    assert throttle.lets("CreateUser")
    now[0] += 0.5
    assert [throttle.lets("CreateQueue") for _ in range(2)] == [True, False]
    now[0] += 60
    assert sum(throttle.lets("CreateQueue") for _ in range(9)) == 5
    assert sum(throttle.lets("GetMetricDataV2") for _ in range(9)) == 8


def test_who_asks_in_haste_is_throttled_and_who_waits_their_turn_comes_through(account: Account, session: Any) -> None:
    server = Server(account, 0, throttle=Throttle(faster=10))

    def client(retries: Any) -> Any:
        return session.client("connect", endpoint_url=server.url, region_name="us-east-1", aws_access_key_id="a",
                              aws_secret_access_key="b", config=Config(retries=retries))  # fmt: skip

    hasty, patient = client({"total_max_attempts": 1}), client({"mode": "adaptive", "max_attempts": 12})
    with pytest.raises(hasty.exceptions.ThrottlingException, match="Rate exceeded") as refused:
        [hasty.list_instances() for _ in range(50)]
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 429
    assert [patient.list_instances()["InstanceSummaryList"] for _ in range(3)] == [[]] * 3
    server.close()


def test_a_quota_that_is_used_up_is_told_at_once_to_who_waits_their_turn(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server(account, 0)
    aws.session.cache_clear()
    for name, value in (("ENDPOINT_URL_CONNECT", server.url), ("ACCESS_KEY_ID", "a"), ("SECRET_ACCESS_KEY", "b")):
        monkeypatch.setenv(f"AWS_{name}", value)
    patient = aws.patient_client.__wrapped__("connect", "us-east-1")
    made = patient.create_instance(IdentityManagementType="CONNECT_MANAGED", InboundCallsEnabled=True,
                                   OutboundCallsEnabled=True)["Id"]  # fmt: skip
    account.quotas, asked = Quotas(statuses=2), list[str]()
    patient.meta.events.register("before-send.connect", lambda request, **_: asked.append(request.url))
    with pytest.raises(ClientError, match="ServiceQuotaExceededException"):
        patient.create_agent_status(InstanceId=made, Name="Prayer", State="ENABLED")
    assert len(asked) == 1
    server.close()
    aws.session.cache_clear()


@pytest.mark.parametrize(
    ("operation", "asked"),
    [
        ("describe_queue", {"QueueId": "الشكاوى"}),
        ("describe_contact_flow", {"ContactFlowId": "queueing"}),
        ("update_queue_hours_of_operation", {"QueueId": "{queue}", "HoursOfOperationId": "always"}),
        ("update_queue_outbound_caller_config",
         {"QueueId": "{queue}", "OutboundCallerConfig": {"OutboundCallerIdNumberId": "n"}}),
        ("update_user_routing_profile", {"UserId": "{user}", "RoutingProfileId": "agents"}),
        ("update_routing_profile_default_outbound_queue",
         {"RoutingProfileId": "{routing_profile}", "DefaultOutboundQueueId": "الشكاوى"}),
        ("associate_routing_profile_queues", {"RoutingProfileId": "{routing_profile}", "QueueConfigs": [
            {"QueueReference": {"QueueId": "nothing", "Channel": "VOICE"}, "Priority": 1, "Delay": 0}]}),
        ("create_quick_connect", {"Name": "it", "QuickConnectConfig": {"QuickConnectType": "QUEUE", "QueueConfig": {
            "QueueId": "nothing", "ContactFlowId": "{flow}"}}}),
        ("create_quick_connect", {"Name": "it", "QuickConnectConfig": {"QuickConnectType": "USER", "UserConfig": {
            "UserId": "{user}", "ContactFlowId": "nothing"}}}),
        ("create_user", {"Username": "salma", "PhoneConfig": {"PhoneType": "SOFT_PHONE"},
                         "SecurityProfileIds": ["nothing"], "RoutingProfileId": "{routing_profile}"}),
    ],
)  # fmt: skip
def test_what_is_named_must_be_there_by_its_id(centre: Centre, operation: str, asked: dict[str, Any]) -> None:
    centre.user("mariam")
    given = json.loads(_filled(json.dumps(asked, ensure_ascii=False), centre.ids))
    with pytest.raises(centre.connect.exceptions.ResourceNotFoundException):
        getattr(centre.connect, operation)(InstanceId=centre.instance, **given)


def _filled(text: str, ids: dict[str, str]) -> str:
    for name, id_ in ids.items():
        text = text.replace(f"{{{name}}}", id_)
    return text


def test_a_flow_is_published_only_with_what_the_instance_has(centre: Centre) -> None:
    connect, instance = centre.connect, centre.instance
    content = centre.queueing("arn:aws:connect:us-east-1:000000000000:instance/x/queue/gone")
    with pytest.raises(connect.exceptions.InvalidContactFlowException) as refused:
        flow(connect, instance, content, Name="lost")
    (problem,) = refused.value.response["problems"]
    assert problem["message"].startswith("Invalid Action property value. Path: Actions[0].Parameters.QueueId. ")
    with pytest.raises(connect.exceptions.InvalidContactFlowException, match="not valid"):
        flow(connect, instance, centre.queueing("الشكاوى"), Name="by name")
    saved = flow(connect, instance, content, Name="lost", Status="SAVED")
    with pytest.raises(connect.exceptions.InvalidContactFlowException):
        connect.update_contact_flow_content(InstanceId=instance, ContactFlowId=saved, Content=content)
    dynamic = centre.queueing("$.Attributes.queue_id")
    connect.update_contact_flow_content(InstanceId=instance, ContactFlowId=saved, Content=dynamic)


def test_a_flow_takes_no_name_that_another_of_its_type_has(centre: Centre) -> None:
    made = flow(centre.connect, centre.instance, GREETING, Name="greeting")
    with pytest.raises(centre.connect.exceptions.DuplicateResourceException):
        centre.connect.update_contact_flow_name(InstanceId=centre.instance, ContactFlowId=made, Name="queueing")
    centre.connect.update_contact_flow_name(InstanceId=centre.instance, ContactFlowId=made, Name="greeting")


@pytest.mark.parametrize(
    ("tags", "words"),
    [({"aws:owner": "x"}, "pattern"), ({"k" * 129: "x"}, "length"), ({f"k{n}": "x" for n in range(51)}, "length")],
)
def test_tags_have_bounds(centre: Centre, tags: dict[str, str], words: str) -> None:
    status = centre.connect.list_agent_statuses(InstanceId=centre.instance)["AgentStatusSummaryList"][0]
    with pytest.raises(centre.connect.exceptions.InvalidParameterException, match=words):
        centre.connect.tag_resource(resourceArn=status["Arn"], tags=tags)
