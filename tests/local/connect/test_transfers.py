"""More than two on a call: transfers, conferences, supervisors, other numbers."""

import pytest

from local.connect.population import Callee, Scripted
from local.connect.refusals import Refused
from tests.local.connect.centre import BYE, Centre, action, say


def staffed(agents: int = 3) -> Centre:
    centre = Centre(agents)
    ring = action("to", "TransferContactToAgent")
    centre.flow("to-agent", say("wait", "نحول المكالمة", "to"), ring, kind="AGENT_TRANSFER")
    to_queue = action("to", "TransferContactToQueue", {}, "", {"QueueAtCapacity": "bye", "NoMatchingError": "bye"})
    centre.flow("to-queue-transfer", to_queue, BYE, kind="QUEUE_TRANSFER")
    centre.connect("expert", "USER", "agent-1", "to-agent")
    centre.connect("complaints", "QUEUE", "complaints", "to-queue-transfer")
    centre.queue("complaints")
    centre.profile("second", [])
    return centre


def consult(centre: Centre) -> tuple[str, str]:
    """Let the first agent ask the second, with the customer on hold; return both contacts."""
    contact = centre.answered()
    onward = centre.instance.agent("agent-0").transfer(contact, "expert")
    centre.clock.advance(5)
    centre.instance.agent("agent-1").accept(onward)
    centre.clock.advance(5)
    return contact, onward


def test_a_warm_transfer_keeps_the_customer_on_hold_until_the_first_agent_leaves() -> None:
    centre = staffed()
    contact, onward = consult(centre)
    call = centre.instance.legs[contact].call
    assert call
    assert {(party.id, party.state) for party in call.parties} == {
        ("CUSTOMER", "HELD"),
        ("agent-0", "CONNECTED"),
        ("agent-1", "CONNECTED"),
    }
    centre.instance.agent("agent-0").hang_up(contact)
    customer = call.find("CUSTOMER")
    assert customer
    assert customer.state == "CONNECTED"
    first, second = centre.contact(contact), centre.contact(onward)
    assert (first.next, first.reason, second.previous, second.method) == (
        onward,
        "AGENT_DISCONNECT",
        contact,
        "TRANSFER",
    )
    centre.instance.hang_up(onward)
    assert (second.reason, second.agent) == ("CUSTOMER_DISCONNECT", "agent-1")


def test_who_leaves_while_the_next_agent_is_announced_does_not_take_the_customer_along() -> None:
    centre = staffed()
    centre.flow("announced", say("who", "يحدثكم الموظف الآن"), kind="CUSTOMER_WHISPER")
    contact = centre.answered()
    onward = centre.instance.agent("agent-0").transfer(contact, "expert")
    centre.clock.advance(5)
    centre.instance.legs[onward].contact.hooks["CustomerWhisper"] = "announced"
    centre.instance.agent("agent-1").accept(onward)
    centre.instance.agent("agent-0").hang_up(contact)
    assert not centre.contact(onward).ended
    centre.clock.advance(30)
    call = centre.instance.legs[onward].call
    assert call
    assert {party.id for party in call.talkers()} == {"CUSTOMER", "agent-1"}
    assert centre.contact(contact).next == onward


def test_the_transfer_flow_plays_to_the_agent_while_it_is_warm() -> None:
    centre = staffed()
    consult(centre)
    (prompt,) = centre.of("PROMPT")
    assert prompt.data["hears"] == "agent-0"


def test_a_blind_transfer_lets_the_customer_hear_the_flow() -> None:
    centre = staffed()
    contact = centre.answered()
    onward = centre.instance.agent("agent-0").transfer(contact, "expert", blind=True)
    assert centre.contact(contact).phase == "ENDED"
    (prompt,) = centre.of("PROMPT")
    assert prompt.data["hears"] == "CUSTOMER"
    centre.clock.advance(5)
    centre.instance.agent("agent-1").accept(onward)
    centre.instance.hang_up(onward)
    assert centre.contact(onward).reason == "CUSTOMER_DISCONNECT"
    assert centre.contact(contact).next == onward


def test_a_customer_who_leaves_while_the_transfer_waits_ends_both_contacts() -> None:
    centre = staffed()
    contact = centre.answered()
    onward = centre.instance.agent("agent-0").transfer(contact, "complaints")
    centre.clock.advance(5)
    centre.instance.hang_up(contact)
    assert centre.contact(contact).reason == centre.contact(onward).reason == "CUSTOMER_DISCONNECT"
    assert centre.contact(onward).dequeued_why == "abandoned"


def test_a_transfer_that_leads_nowhere_gives_the_customer_back() -> None:
    centre = staffed()
    centre.instance.agent("agent-1").set_status("Prayer")
    contact = centre.answered()
    onward = centre.instance.agent("agent-0").transfer(contact, "expert")
    centre.clock.advance(10)
    assert centre.contact(onward).phase == "COMPLETED"
    assert centre.contact(contact).phase == "CONNECTED"
    centre.instance.agent("agent-0").resume(contact)
    centre.instance.hang_up(contact)
    assert centre.contact(contact).phase == "ENDED"


def test_three_may_talk_together_and_go_on_when_the_customer_leaves() -> None:
    centre = staffed()
    contact, onward = consult(centre)
    centre.instance.agent("agent-0").conference(contact)
    call = centre.instance.legs[contact].call
    assert call
    assert all(party.state == "CONNECTED" for party in call.talkers())
    centre.instance.hang_up(contact)
    assert len(call.talkers()) == 2
    centre.instance.agent("agent-1").hang_up(onward)
    assert call.over
    assert {centre.contact(one).phase for one in (contact, onward)} == {"ENDED"}


def test_a_number_is_brought_in_and_six_is_the_most() -> None:
    centre = Centre(population=Scripted(default=Callee(rings=1, talks=500)))
    contact = centre.answered()
    agent = centre.instance.agent("agent-0")
    for number in range(5):
        agent.transfer(contact, f"+9714000000{number}")
    with pytest.raises(Refused):
        centre.clock.advance(2)
    call = centre.instance.legs[contact].call
    assert call
    assert len(call.talkers()) == 6


def test_a_supervisor_listens_unheard_then_speaks_and_leaves_without_ending_the_call() -> None:
    centre = Centre(agents=2)
    contact = centre.answered()
    supervisor = centre.instance.agent("agent-1")
    supervisor.monitor(contact)
    call = centre.instance.legs[contact].call
    assert call
    assert [party.muted for party in call.listeners()] == [True]
    supervisor.monitor(contact, barge=True)
    assert [party.muted for party in call.listeners()] == [False]
    supervisor.hang_up(contact)
    assert centre.contact(contact).phase == "CONNECTED"
    centre.instance.hang_up(contact)
    with pytest.raises(Refused):
        supervisor.monitor(contact)


def test_a_waiting_customer_is_moved_to_another_queue_as_a_new_contact() -> None:
    centre = Centre(agents=0)
    centre.queue("complaints")
    move = action("move", "DequeueContactAndTransferToQueue", {"QueueId": "complaints"}, "", {"NoMatchingError": "end"})
    centre.flow("waiting", say("wait", "انتظر", "move"), move, action("end", "EndFlowExecution"), kind="CUSTOMER_QUEUE")
    contact = centre.call(hooks={"CustomerQueue": "waiting"})
    centre.clock.advance(5)
    before, after = centre.contact(contact), centre.contact(centre.contact(contact).next or "")
    assert (before.dequeued_why, before.phase) == ("transferred", "COMPLETED")
    assert (after.method, after.queue, after.phase) == ("QUEUE_TRANSFER", "complaints", "QUEUED")


@pytest.mark.parametrize(("outcome", "text"), [("ANSWER", "عدنا"), ("BUSY", "مشغول"), ("NO_ANSWER", "لا يجيب")])
def test_a_flow_may_call_a_number_and_go_on(outcome: str, text: str) -> None:
    centre = Centre(population=Scripted(default=Callee(outcome, rings=2, talks=10)))
    given = {
        "ThirdPartyPhoneNumber": "+97144",
        "ThirdPartyConnectionTimeLimitSeconds": "30",
        "ContinueFlowExecution": "True",
    }
    errors = {"CallFailed": "busy", "ConnectionTimeLimitExceeded": "late", "NoMatchingError": "bye"}
    call = action("call", "TransferParticipantToThirdParty", given, "back", errors)
    centre.flow("main", call, say("back", "عدنا"), say("busy", "مشغول"), say("late", "لا يجيب"), BYE)
    contact = centre.call("main")
    centre.clock.advance(100)
    assert centre.said(contact) == [text]


def test_a_conversation_is_recorded_as_the_flow_last_said_and_can_be_suspended() -> None:
    centre = Centre()
    both = {"RecordingBehavior": {"RecordedParticipants": ["Agent", "Customer"], "IVRRecordingBehavior": "Enabled"}}
    record = action("record", "UpdateContactRecordingBehavior", both, "set")
    from tests.local.connect.centre import TO_QUEUE

    centre.flow("main", record, *TO_QUEUE)
    contact = centre.answered("main")
    centre.instance.record_call(contact, "SUSPEND")
    centre.clock.advance(5)
    centre.instance.record_call(contact, "RESUME")
    centre.instance.hang_up(contact)
    ivr, talk = centre.contact(contact).recordings
    assert (ivr["what"], ivr["state"], talk["what"], talk["state"]) == ("IVR", "STOPPED", "CONVERSATION", "STOPPED")
    assert talk["location"].startswith("connect/nidaa/CallRecordings/2026/09/")
    assert talk["location"].endswith("_UTC.wav")
