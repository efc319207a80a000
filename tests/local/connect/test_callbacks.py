"""Callbacks and calls out."""

import pytest

from local.connect.population import Callee, Drawn, Scripted
from local.connect.refusals import Refused
from tests.local.connect.centre import BYE, CALLER, END, Centre, action, say


def with_callback(script: list[Callee], attempts: int = 2, agents: int = 1) -> tuple[Centre, str]:
    """Return a centre in which a caller asked for a callback, and the callback's contact."""
    centre = Centre(agents, population=Scripted({CALLER: script}))
    number = {"CallbackNumber": "$.CustomerEndpoint.Address"}
    wrong = {"InvalidCallbackNumber": "bye", "CallbackNumberNotDialable": "bye"}
    given = {"QueueId": "citizens", "InitialCallDelaySeconds": "30", "RetryDelaySeconds": "600"}
    given["MaximumConnectionAttempts"] = str(attempts)
    centre.flow(
        "main",
        action("number", "UpdateContactCallbackNumber", number, "callback", wrong),
        action("callback", "CreateCallbackContact", given, "thanks", {"NoMatchingError": "bye"}),
        say("thanks", "سنتصل بكم"),
        BYE,
    )
    contact = centre.call("main", attributes={"case": "9"})
    centre.clock.advance(29)
    return centre, centre.contact(contact).next or ""


def test_a_callback_rings_at_the_agent_first_and_then_at_the_customer() -> None:
    centre, callback = with_callback([Callee(rings=4)])
    record = centre.contact(callback)
    assert (record.method, record.attributes, record.phase) == ("CALLBACK", {"case": "9"}, "NEW")
    centre.clock.advance(2)
    agent = centre.instance.agent("agent-0")
    assert agent.contacts == {callback: "INCOMING"}
    agent.accept(callback)
    centre.clock.advance(5)
    order = [kind for kind in centre.kinds(callback) if kind in {"ACCEPTED", "CALLBACK_DIALLED", "JOINED", "DEQUEUED"}]
    assert order == ["ACCEPTED", "CALLBACK_DIALLED", "DEQUEUED", "JOINED", "JOINED"]
    centre.instance.hang_up(callback)
    assert record.dequeued_why == "answered"


def test_a_missed_offer_is_no_attempt_and_an_unanswered_call_is_tried_again_later() -> None:
    centre, callback = with_callback([Callee("NO_ANSWER", rings=60), Callee(rings=4)])
    agent = centre.instance.agent("agent-0")
    centre.clock.advance(30)
    assert agent.contacts == {callback: "MISSED"}
    agent.clear(callback)
    centre.clock.advance(1)
    agent.accept(callback)
    centre.clock.advance(60)
    assert agent.contacts == {}
    centre.clock.advance(500)
    assert agent.contacts == {}
    centre.clock.advance(105)
    agent.accept(callback)
    centre.clock.advance(5)
    assert centre.contact(callback).phase == "CONNECTED"


def test_after_the_last_attempt_the_callback_ends_with_its_reason() -> None:
    centre, callback = with_callback([Callee("BUSY", rings=3)], attempts=1)
    centre.clock.advance(2)
    centre.instance.agent("agent-0").accept(callback)
    centre.clock.advance(4)
    record = centre.contact(callback)
    assert (record.phase, record.reason) == ("COMPLETED", "OUTBOUND_DESTINATION_ENDPOINT_ERROR")
    assert centre.instance.agent("agent-0").contacts == {}


def test_a_callback_that_nobody_takes_expires_after_a_week() -> None:
    centre, callback = with_callback([Callee()], agents=0)
    centre.clock.advance(7 * 86400 + 1)
    assert centre.contact(callback).reason == "EXPIRED"


def test_who_asks_for_a_callback_in_the_queue_has_not_abandoned_it() -> None:
    centre = Centre(agents=0)
    callback = action("callback", "CreateCallbackContact", {}, "bye", {"NoMatchingError": "end"})
    centre.flow("waiting", callback, BYE, END, kind="CUSTOMER_QUEUE")
    contact = centre.call(hooks={"CustomerQueue": "waiting"})
    centre.clock.advance(1)
    assert centre.contact(contact).dequeued_why == "callback"


@pytest.mark.parametrize(
    ("outcome", "reason"), [("BUSY", "OUTBOUND_DESTINATION_ENDPOINT_ERROR"), ("NO_ANSWER", "OUTBOUND_ATTEMPT_FAILED")]
)
def test_the_flow_of_a_call_out_never_runs_unless_it_is_answered(outcome: str, reason: str) -> None:
    centre = Centre(population=Scripted(default=Callee(outcome)))
    contact = centre.instance.start_outbound("to-queue", "+97150")
    centre.clock.advance(120)
    assert "FLOW_STARTED" not in centre.kinds(contact)
    assert (centre.contact(contact).reason, centre.contact(contact).method) == (reason, "API")


def test_a_call_may_be_left_to_be_answered_by_hand() -> None:
    centre = Centre(population=Scripted(default=Callee("BY_HAND")))
    contact = centre.instance.start_outbound("to-queue", "+97150", ring=30)
    centre.clock.advance(10)
    centre.instance.answer(contact)
    assert centre.contact(contact).phase == "QUEUED"
    with pytest.raises(Refused):
        centre.instance.answer(contact)
    late = centre.instance.start_outbound("to-queue", "+97151", ring=30)
    centre.clock.advance(31)
    assert centre.contact(late).phase == "COMPLETED"


def test_an_agent_calls_out_and_the_callee_hears_the_whisper() -> None:
    centre = Centre(population=Scripted(default=Callee(rings=3)))
    centre.flow("whisper", say("say", "مكالمة مسجلة", "end"), END, kind="OUTBOUND_WHISPER")
    centre.instance.default_flows["OUTBOUND_WHISPER"] = "whisper"
    agent = centre.instance.agent("agent-0")
    contact = agent.dial("+97144000000", "citizens")
    with pytest.raises(Refused):
        agent.dial("+97144000001")
    centre.clock.advance(10)
    assert centre.said(contact) == ["مكالمة مسجلة"]
    assert (agent.contacts, centre.contact(contact).method) == ({contact: "CONNECTED"}, "OUTBOUND")
    agent.hang_up(contact)
    agent.clear(contact)
    assert centre.contact(contact).phase == "COMPLETED"


def test_a_population_is_drawn_the_same_for_the_same_seed() -> None:
    weights = [(Callee("ANSWER"), 3.0), (Callee("BUSY"), 1.0)]
    one, two = Drawn(weights, 5), Drawn(weights, 5)
    assert [one.callee("+1", "") for _ in range(50)] == [two.callee("+1", "") for _ in range(50)]
