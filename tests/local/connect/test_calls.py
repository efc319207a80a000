"""A call from its beginning to its record: the flow, the queue, the agent, the work after it."""

import pytest

from local.connect.contact import Contact
from local.connect.refusals import Refused, Unknown
from tests.local.connect.centre import BYE, END, TO_QUEUE, Centre, action, say


def test_a_call_is_greeted_queued_answered_and_completed() -> None:
    centre = Centre()
    centre.flow("main", say("hello", "أهلا بكم", "set"), *TO_QUEUE)
    contact = centre.answered("main")
    agent = centre.instance.agent("agent-0")
    centre.clock.advance(60)
    centre.instance.hang_up(contact)
    centre.clock.advance(10)
    agent.clear(contact)
    record = centre.contact(contact)
    assert centre.said(contact) == ["أهلا بكم"]
    assert (record.phase, record.reason, record.agent) == ("COMPLETED", "CUSTOMER_DISCONNECT", "agent-0")
    assert record.dequeued_at == record.agent_connected_at
    assert record.disconnected_at == record.acw_started_at
    assert record.acw_ended_at == record.completed_at == (record.disconnected_at or 0) + 10
    assert agent.available
    assert not agent.contacts


def test_what_the_log_says_is_what_the_contact_is() -> None:
    centre = Centre()
    contact = centre.answered(attributes={"case": "1"})
    centre.instance.agent("agent-0").hold(contact)
    centre.instance.update_attributes(contact, {"case": "2"})
    centre.clock.advance(9)
    centre.instance.hang_up(contact)
    again = Contact.replay(contact, centre.log.of(contact))
    for field in Contact.__slots__:
        assert getattr(again, field) == getattr(centre.contact(contact), field), field


def test_a_caller_who_leaves_the_queue_has_abandoned_it() -> None:
    centre = Centre(agents=0)
    contact = centre.call()
    centre.clock.advance(30)
    centre.instance.hang_up(contact)
    record = centre.contact(contact)
    assert (record.dequeued_why, record.agent, record.phase) == ("abandoned", None, "COMPLETED")
    assert (record.dequeued_at or 0) - (record.enqueued_at or 0) == 30


def test_an_offer_is_missed_after_twenty_seconds_and_the_next_agent_gets_it() -> None:
    centre = Centre(agents=2)
    contact = centre.call()
    centre.clock.advance(19.9)
    assert centre.instance.agent("agent-0").contacts == {contact: "INCOMING"}
    centre.clock.advance(0.2)
    first, second = centre.instance.agent("agent-0"), centre.instance.agent("agent-1")
    assert (first.contacts, first.error, first.available) == ({contact: "MISSED"}, "MissedCallAgent", False)
    assert second.contacts == {contact: "INCOMING"}
    second.accept(contact)
    first.clear(contact)
    assert first.available
    assert centre.contact(contact).attempts == 2


def test_an_agent_who_leaves_in_the_whisper_leaves_the_caller_in_the_queue() -> None:
    centre = Centre(agents=2)
    centre.flow("whisper", say("who", "مكالمة من الموقع", "end"), END, kind="AGENT_WHISPER")
    centre.instance.default_flows["AGENT_WHISPER"] = "whisper"
    contact = centre.call()
    centre.clock.advance(1)
    centre.instance.agent("agent-0").accept(contact)
    centre.instance.agent("agent-0").hang_up(contact)
    centre.clock.advance(0.5)
    record = centre.contact(contact)
    assert record.phase == "QUEUED"
    assert "DEQUEUED" not in centre.kinds(contact)
    assert centre.instance.legs[contact].offered_to is not None


def test_whispers_play_before_the_two_hear_each_other() -> None:
    centre = Centre()
    for kind, text in (("AGENT_WHISPER", "للموظف"), ("CUSTOMER_WHISPER", "للمتصل")):
        centre.flow(kind, say("say", text, "end"), END, kind=kind)
        centre.instance.default_flows[kind] = kind
    contact = centre.answered()
    events = [(event.kind, event.data.get("hears")) for event in centre.log.of(contact)]
    assert events.index(("PROMPT", "agent-0")) < events.index(("DEQUEUED", None)) < events.index(("PROMPT", "CUSTOMER"))
    assert events.index(("PROMPT", "CUSTOMER")) < events.index(("JOINED", None))


def test_the_queue_plays_its_flow_until_an_agent_answers() -> None:
    centre = Centre(agents=0)
    given = {"Messages": [{"Text": "انتظر"}], "InterruptFrequencySeconds": "30"}
    loop = action("wait", "MessageParticipantIteratively", given, "", {}, {"MessagesInterrupted": "tell"})
    centre.flow("waiting", loop, say("tell", "ما زلت في الانتظار", "wait"), kind="CUSTOMER_QUEUE")
    centre.instance.default_flows["CUSTOMER_QUEUE"] = "waiting"
    contact = centre.call()
    centre.clock.advance(65)
    assert centre.said(contact).count("ما زلت في الانتظار") == 2
    centre.agent("late")
    centre.instance.agent("late").accept(contact)
    centre.clock.advance(100)
    assert centre.contact(contact).phase == "CONNECTED"
    assert [event.data["how"] for event in centre.of("FLOW_ENDED")] == ["MOVED", "STOPPED"]


def test_a_full_queue_takes_its_own_branch() -> None:
    centre = Centre(agents=0)
    centre.queue("citizens", most=1)
    centre.call()
    contact = centre.call()
    centre.clock.advance(10)
    assert centre.said(contact) == ["كل الخطوط مشغولة"]
    assert centre.contact(contact).reason == "CONTACT_FLOW_DISCONNECT"


def test_the_disconnect_flow_runs_on_a_new_contact_when_the_agent_leaves_first() -> None:
    centre = Centre()
    centre.flow("survey", say("ask", "قيّم خدمتنا"), BYE)
    hook = action(
        "hook",
        "UpdateContactEventHooks",
        {"EventHooks": {"CustomerRemaining": "survey"}},
        "set",
        {"NoMatchingError": "bye"},
    )
    centre.flow("main", hook, *TO_QUEUE)
    contact = centre.answered("main", attributes={"case": "7"})
    centre.instance.agent("agent-0").hang_up(contact)
    centre.clock.advance(10)
    survey = centre.contact(centre.contact(contact).next or "")
    assert (survey.method, survey.initial, survey.attributes) == ("DISCONNECT", contact, {"case": "7"})
    assert centre.said(survey.id) == ["قيّم خدمتنا"]
    assert survey.phase == "COMPLETED"
    assert centre.contact(contact).reason == "AGENT_DISCONNECT"


def test_no_disconnect_flow_runs_when_the_caller_leaves_first() -> None:
    centre = Centre()
    centre.flow("survey", say("ask", "قيّم خدمتنا"), BYE)
    contact = centre.answered(hooks={"CustomerRemaining": "survey"})
    centre.instance.hang_up(contact)
    assert centre.contact(contact).next is None


def test_holding_is_counted_and_ends_with_the_call() -> None:
    centre = Centre()
    contact = centre.answered()
    agent = centre.instance.agent("agent-0")
    for seconds in (5, 20):
        agent.hold(contact)
        assert agent.contacts[contact] == "CONNECTED_ONHOLD"
        centre.clock.advance(seconds)
        agent.resume(contact)
    agent.hold(contact)
    with pytest.raises(Refused):
        agent.hold(contact)
    centre.clock.advance(1)
    centre.instance.hang_up(contact)
    record = centre.contact(contact)
    assert (record.holds, record.held_seconds, record.longest_hold) == (3, 26, 20)


def test_a_status_set_on_a_call_comes_after_it() -> None:
    centre = Centre()
    contact = centre.answered()
    agent = centre.instance.agent("agent-0")
    agent.set_status("Prayer")
    assert agent.status.name == "Available"
    centre.instance.hang_up(contact)
    agent.clear(contact)
    assert (agent.status.name, agent.available) == ("Prayer", False)


def test_an_agent_whose_connection_is_lost_leaves_the_call_after_the_grace() -> None:
    centre = Centre()
    contact = centre.answered()
    agent = centre.instance.agent("agent-0")
    agent.drop()
    centre.clock.advance(10)
    agent.back()
    centre.clock.advance(30)
    assert centre.contact(contact).phase == "CONNECTED"
    agent.drop()
    centre.clock.advance(30)
    assert (centre.contact(contact).phase, centre.contact(contact).reason) == ("COMPLETED", "AGENT_DISCONNECT")
    assert (agent.status.name, agent.contacts) == ("Offline", {})


def test_what_is_not_there_is_told_so() -> None:
    centre = Centre()
    with pytest.raises(Unknown):
        centre.call("nowhere")
    with pytest.raises(Unknown):
        centre.instance.press("nobody", "1")
    with pytest.raises(Refused):
        centre.instance.agent("agent-0").clear("nobody")
    with pytest.raises(Unknown):
        centre.instance.agent("agent-0").set_status("Dancing")
