"""Calls in real time on the deployed service: a ticket's state, the wrap-up that nobody leaves out, a kill mid-day."""

import json
import os
import signal
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import unquote
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import requests

from local.connect.outside.client import Said, Telephone
from local.connect.testing.matching import bare
from local.settings import REGION
from tests.system.centre import Centre, complaint, eventually
from tests.system.cloud import HELD, Cloud
from tests.system.desks import available, nobody_is_owed_a_call

NUMBER = "+96824000001"
"""The municipality's, whose emergencies are answered day and night."""
AGENT, SUPERVISOR = "agent.salma", "supervisor.khalid"
TOURISM, KEEPER = "+96824000009", "tourism.lamia"
"""The number of a small tenant, and its admin."""
SWITCHBOARD = "/v1/organisation/switchboard"
READY = {"ask": "announcement", "body": "sawari", "language": "ar"}


class Caller:
    """One call, pressed through as its prompts are heard."""

    def __init__(self, telephone: Telephone, number: str, to: str = NUMBER) -> None:
        self._telephone = telephone
        self.contact = telephone.call(number, to)

    def heard(self) -> list[str]:
        items = self._telephone.happened(self.contact, wait=0)["items"]
        return [bare(item.get("text", "")) for item in items if item["kind"] == "PROMPT"]

    def hears(self, words: str) -> None:
        eventually(lambda: any(bare(words) in one for one in self.heard()), words)

    def noticed(self, kind: str) -> None:
        """Wait until something happened on the line."""
        eventually(lambda: kind in self.kinds(), kind)

    def kinds(self) -> list[str]:
        return [item["kind"] for item in self._telephone.happened(self.contact, wait=0)["items"]]

    def presses(self, keys: str, after: str) -> None:
        """Press keys once something was heard."""
        self.hears(after)
        self._telephone.press(self.contact, keys)

    def to_emergencies(self) -> None:
        self.presses("1", after="للغة العربية")
        self.presses("1", after="للحالات الطارئة")

    def hangs_up(self) -> None:
        self._telephone.hang_up(self.contact)


@pytest.fixture
def telephone(cloud: Cloud) -> Iterator[Telephone]:
    """Return the way to the engine; the function was asked before, for a flow waits for none that starts cold."""
    event = (
        '{"Details": {"ContactData": {}, "Parameters": {"ask": "announcement", "body": "sawari", "language": "ar"}}}'
    )
    cloud.telephony("lambda").invoke(FunctionName=cloud.name("contacts-flow"), Payload=event.encode())
    made = Telephone(cloud.stack.settings.connect_port)
    yield made
    for contact in made.agent(AGENT)["contacts"]:
        if contact["state"] == "connected":  # of a test that failed on the way
            made.do(AGENT, "hang_up", contact=contact["id"])
        if contact["state"] in {"connected", "ended", "missed"}:
            made.do(AGENT, "clear", contact=contact["id"])
    made.do(AGENT, "sign_out")


def sits_down(centre: Centre, telephone: Telephone) -> None:
    """Let the agent sign in, write up what an earlier test left, and be available for calls alone."""
    writes_up(centre)
    nobody_is_owed_a_call(centre)
    telephone.do(AGENT, "sign_in")
    available(centre, telephone, AGENT)


def on_the_desk(telephone: Telephone, contact: str) -> dict[str, Any]:
    found = [one for one in telephone.agent(AGENT)["contacts"] if one["id"] == contact]
    return found[0] if found else {"state": ""}


def takes(telephone: Telephone, call: Caller) -> None:
    """Let the agent take a call."""
    is_offered(telephone, call)
    accepts(telephone, call)


def is_offered(telephone: Telephone, call: Caller) -> None:
    """Wait until a call rings, or rings again: an offer that was missed is put away first."""

    def rings() -> bool:
        for contact in telephone.agent(AGENT)["contacts"]:
            if contact["state"] == "missed":
                telephone.do(AGENT, "clear", contact=contact["id"])
        return bool(on_the_desk(telephone, call.contact)["state"] == "connecting")

    try:
        eventually(rings, "the offer", patience=60)
    except AssertionError:
        pytest.fail(f"no offer: {call.kinds()} {call.heard()} {telephone.agent(AGENT)}")


def accepts(telephone: Telephone, call: Caller) -> None:
    telephone.do(AGENT, "accept", contact=call.contact)
    eventually(lambda: on_the_desk(telephone, call.contact)["state"] == "connected", "the conversation")


def writes_up(centre: Centre) -> None:
    """Write up whatever waits for it."""
    for contact in centre.staff(AGENT, "GET", "/v1/desk")["needs_wrap_up"]:
        said = {"disposition": "emergency", "summary": "بلاغ عن حفرة، وجهت به فرق الطرق"}
        centre.staff(AGENT, "POST", f"/v1/contacts/{contact['id']}/wrap-up", said)


def test_a_caller_hears_their_tickets_state(centre: Centre, telephone: Telephone, mobile: str) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile), status=201)["number"]
    call = Caller(telephone, mobile)
    call.presses("1", after="للغة العربية")
    call.presses("2", after="لمعرفة حالة معاملة")
    call.presses(f"{number}#", after="أدخلوا رقم الطلب")
    call.hears("شكواكم")
    call.hangs_up()
    eventually(lambda: telephone.happened(call.contact, wait=0)["over"], "the end")


def test_anothers_telephone_hears_nothing_of_a_ticket(centre: Centre, telephone: Telephone, mobile: str) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile), status=201)["number"]
    call = Caller(telephone, f"+96890{mobile[6:]}")
    call.presses("1", after="للغة العربية")
    call.presses("2", after="لمعرفة حالة معاملة")
    call.presses(f"{number}#", after="أدخلوا رقم الطلب")
    call.hears("رمز التحقق")
    call.hangs_up()
    assert not any(bare("شكواكم") in one for one in call.heard())


def test_calls_go_on_when_the_clock_is_moved(centre: Centre, telephone: Telephone, mobile: str) -> None:
    call = Caller(telephone, mobile)
    call.to_emergencies()
    call.noticed("QUEUED")
    before = telephone.happened(call.contact, wait=0)["items"][-1]["at"]
    centre.advance("PT5M")
    items = [item for item in telephone.happened(call.contact, wait=0)["items"] if item["at"] > before]
    assert items[-1]["at"] - before > 240
    assert sum(item["kind"] == "PROMPT" for item in items) > 3
    call.hangs_up()


def test_an_agent_is_not_available_again_before_the_call_is_written_up(
    centre: Centre, cloud: Cloud, telephone: Telephone, mobile: str
) -> None:
    sits_down(centre, telephone)
    call = Caller(telephone, mobile)
    call.to_emergencies()
    is_offered(telephone, call)
    # The agent has a call already, so that the callback's own task rings at nobody.
    owed = centre.staff(SUPERVISOR, "POST", "/v1/callbacks", {"number": mobile, "queue": "emergency"})["id"]
    accepts(telephone, call)
    eventually(lambda: _callback(centre, owed)["state"] == "reached", "the end of what the caller was owed")
    assert _callback(centre, owed)["reached_in"] == call.contact
    telephone.do(AGENT, "hold", contact=call.contact)
    telephone.do(AGENT, "resume", contact=call.contact)
    telephone.do(AGENT, "hang_up", contact=call.contact)
    eventually(lambda: _needs(centre) == [call.contact], "the wrap-up that is missing")
    refused = centre.staff(AGENT, "PUT", "/v1/desk/presence", {"status": "available"}, status=409)
    assert refused["type"].endswith("/wrap-up-missing")
    writes_up(centre)
    telephone.do(AGENT, "clear", contact=call.contact)
    centre.staff(AGENT, "PUT", "/v1/desk/presence", {"status": "available"})
    cloud.settle()
    told = centre.staff(SUPERVISOR, "GET", f"/v1/contacts/{call.contact}")
    assert (told["outcome"], told["disposition"], told["number"]) == ("answered", "emergency", mobile)
    (recording,) = told["recordings"]
    heard = centre.staff(SUPERVISOR, "POST", f"/v1/contacts/{call.contact}/recordings/0/listenings", {"reason": "عينة"})
    assert recording["seconds"] == heard["seconds"]
    assert f"/{cloud.telephony_region}/s3/aws4_request" in unquote(heard["url"])
    sound = requests.get(heard["url"], headers={"Range": "bytes=0-3"}, timeout=30)
    assert (sound.status_code, sound.content) == (206, b"RIFF")


def test_the_telephony_and_the_data_stand_in_two_regions(cloud: Cloud) -> None:
    instance, function = (cloud.stack.deployed.outputs[name] for name in ("InstanceArn", "FlowFunction"))
    assert {arn.split(":")[3] for arn in (instance, function)} == {cloud.telephony_region} != {REGION}
    here, there = (set(_functions(client("lambda"))) for client in (cloud.aws, cloud.telephony))
    assert {cloud.name(f"contacts-{part}") for part in ("agents", "events", "flow", "records")} <= there - here
    assert cloud.telephony("dynamodb").list_tables()["TableNames"] == []


def _functions(functions: Any) -> Iterator[str]:
    for page in functions.get_paginator("list_functions").paginate():
        yield from (each["FunctionName"] for each in page["Functions"])


def test_what_the_telephony_gave_up_goes_back_to_its_queue_in_its_own_region(cloud: Cloud) -> None:
    sqs = cloud.telephony("sqs")
    dead = sqs.get_queue_url(QueueName=cloud.name("contacts-events-dead-letters"))["QueueUrl"]
    nobodys = {"contactId": str(uuid4()), "eventType": "INITIATED", "initiationTimestamp": "2026-11-01T08:00:00.000Z"}
    sqs.send_message(QueueUrl=dead, MessageBody=json.dumps({"detail": nobodys}))
    assert cloud.redrive_telephony().dead_letters() >= 1
    cloud.settle()
    queue = sqs.get_queue_url(QueueName=cloud.name("contacts-events"))["QueueUrl"]
    for url in (dead, queue):
        told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(HELD))["Attributes"]
        assert {name: int(told[name]) for name in HELD} == dict.fromkeys(HELD, 0)


def _callback(centre: Centre, id: str) -> Any:
    return centre.staff(SUPERVISOR, "GET", f"/v1/callbacks/{id}")


def _needs(centre: Centre) -> list[str]:
    return [one["id"] for one in centre.staff(AGENT, "GET", "/v1/desk")["needs_wrap_up"]]


def test_a_kill_of_the_engine_loses_no_contact_and_counts_none_twice(
    centre: Centre, cloud: Cloud, telephone: Telephone, mobile: str
) -> None:
    sits_down(centre, telephone)
    # No number of another test: who called before is not asked for the language again.
    own, calls = f"+9687{mobile[5:-2]}", list[Caller]()
    for number in range(4):  # one after the other: a function that many ask at once on a busy machine answers too late
        calls.append(Caller(telephone, f"{own}{10 + number}"))
        calls[-1].to_emergencies()
        if number == 0:
            takes(telephone, calls[0])
        calls[-1].noticed("QUEUED")
    calls += [Caller(telephone, f"{own}{14 + number}") for number in range(2)]
    calls[5].hangs_up()
    _kill(cloud)
    cloud.stack.start_telephone()
    with pytest.raises(Said, match="over"):
        telephone.press(calls[0].contact, "1")
    sits_down_again(centre, telephone)
    after = Caller(telephone, f"{own}16")
    after.to_emergencies()
    takes(telephone, after)
    after.hangs_up()
    telephone.do(AGENT, "clear", contact=after.contact)
    cloud.settle()
    logged = _logged(cloud, own)
    assert {call.contact for call in (*calls, after)} <= set(logged)
    eventually(lambda: Counter(_listed(centre, own)) == Counter(logged), "every contact once")
    _figures_are_a_recount(centre)


def test_an_agent_who_is_seated_by_the_api_is_offered_calls_without_an_operator(
    centre: Centre, telephone: Telephone, mobile: str
) -> None:
    agent, before = f"agent.n{mobile[-6:]}", centre.staff(KEEPER, "GET", SWITCHBOARD)
    new = {"name": "نبيلة بنت سعيد المنارية", "roles": ["agent"], "email": f"{agent}@manarah.example", "language": "ar"}
    centre.staff(KEEPER, "PUT", f"/v1/organisation/staff/{agent}", new)
    queues = [one | {"staff": [agent]} if one["code"] == "emergency" else one for one in before["queues"]]
    given = {name: value for name, value in before.items() if name not in {"body", "version", "telephony"}}
    assert _seated(centre, {**given, "queues": queues})["telephony"]["state"] == "waiting"
    try:
        centre.advance("PT61S")
        eventually(lambda: _followed(centre), "the telephony")
        telephone.do(agent, "sign_in", status="Available")
        call = Caller(telephone, mobile, TOURISM)
        call.to_emergencies()
        eventually(lambda: call.contact in [one["id"] for one in telephone.agent(agent)["contacts"]], "the offer")
        call.hangs_up()
        telephone.do(agent, "sign_out")
    finally:
        _seated(centre, given)


def _seated(centre: Centre, board: Any) -> Any:
    """Set the switchboard of the tenant, whatever its version is."""
    return centre.staff(KEEPER, "PUT", SWITCHBOARD, board, version=centre.staff(KEEPER, "GET", SWITCHBOARD)["version"])


def _followed(centre: Centre) -> bool:
    return bool(centre.staff(KEEPER, "GET", SWITCHBOARD)["telephony"]["state"] == "configured")


def _kill(cloud: Cloud) -> None:
    pid = cloud.stack.pids()["telephone"]
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: "telephone" not in cloud.stack.pids(), "the end of the engine")


def sits_down_again(centre: Centre, telephone: Telephone) -> None:
    """Sit down after the engine was started again: the call that was cut is written up first."""
    eventually(lambda: _needs(centre) != [], "the call that was cut")
    sits_down(centre, telephone)


def _logged(cloud: Cloud, beginning: str) -> list[str]:
    """Return the contacts that the engine's log knows of numbers with a beginning."""
    (file,) = cloud.stack.settings.connect_state.glob("*/log.jsonl")
    begun = (line for line in file.read_bytes().splitlines() if b'"kind":"INITIATED"' in line)
    events = [json.loads(line) for line in begun]
    return [one["contact"] for one in events if str(one["data"].get("customer")).startswith(beginning)]


def _listed(centre: Centre, beginning: str) -> list[str]:
    """Return the contacts of a body's table that came from numbers with a beginning."""
    return [one["id"] for one in centre.listed(SUPERVISOR, "/v1/contacts") if one["number"].startswith(beginning)]


def _figures_are_a_recount(centre: Centre) -> None:
    """Compare today's table of queues with a plain count of the contacts that came into one today."""
    told = centre.staff(SUPERVISOR, "GET", "/v1/queues/figures")
    queued = Counter(
        one["queue"]
        for one in centre.listed(SUPERVISOR, "/v1/contacts")
        if one.get("queued_at")
        and one["queue"]
        and one["channel"] != "task"
        and _day(one["queued_at"]) == told["from"] == told["to"]
    )
    counted = Counter[str]()
    for row in told["rows"]:
        counted[row["code"]] += row["presented"]
        assert row["presented"] == row["handled"] + row["abandoned"] + row["otherwise"]
    assert +counted == queued
    assert queued


def _day(instant: str) -> str:
    """Return the day of the municipality's calendar: other tests move the clock by days."""
    return datetime.fromisoformat(instant).astimezone(ZoneInfo("Asia/Muscat")).date().isoformat()
