"""The centre's own numbers, called from within: the call comes back in as an inbound contact of the number's flow."""

import pytest

from local.connect.contact import Contact
from local.connect.population import Callee, Scripted
from local.connect.resources import Number
from tests.local.connect.centre import BYE, CALLER, TO_QUEUE, Centre, action, say

OURS, SILENT, OUT = "+96824000001", "+96824000002", "+96824000009"
LISTEN = {"Text": "للبلاغات ١", "InputTimeLimitSeconds": "30", "StoreInput": "False"}
WRONG = {"NoMatchingCondition": "bye", "InputTimeLimitExceeded": "bye", "NoMatchingError": "bye"}
MENU = (action("menu", "GetParticipantInput", LISTEN, "bye", WRONG, {"1": "one"}), say("one", "البلاغات"), BYE)


def town(agents: int = 2) -> Centre:
    """Return a centre with a number that a menu answers, one that nothing answers, and one to call from."""
    made = Centre(agents)
    made.flow("menu", *MENU)
    directory = made.instance.directory
    for id_, name, flow in (("ours", OURS, "menu"), ("silent", SILENT, None), ("out", OUT, None)):
        directory.numbers.put(Number(id=id_, arn="", name=name, flow=flow))
    made.queue("calls-out", caller_id="out")
    return made


def inbound(centre: Centre) -> Contact:
    (found,) = [one for one in centre.instance.contacts.values() if (one.method, one.system) == ("INBOUND", OURS)]
    return found


def dialled(centre: Centre) -> tuple[str, Contact]:
    """Let an agent dial the centre's number; return the call out, and the contact that comes in."""
    made = centre.instance.agent("agent-0").dial(OURS, "calls-out")
    centre.clock.advance(2)
    return made, inbound(centre)


def test_a_number_of_ours_that_an_agent_dials_is_answered_by_its_flow() -> None:
    centre = town()
    made, found = dialled(centre)
    out = centre.contact(made)
    assert (out.method, out.phase, out.customer, out.system) == ("OUTBOUND", "CONNECTED", OURS, OUT)
    assert (found.customer, found.initial, found.previous) == (OUT, None, None)
    assert centre.said(found.id) == ["للبلاغات ١"]


def test_the_keys_of_the_agent_choose_in_the_menu_and_its_end_is_the_end_of_both() -> None:
    centre = town()
    made, found = dialled(centre)
    centre.instance.agent("agent-0").press(made, "1")
    centre.clock.advance(1)
    assert centre.said(found.id) == ["للبلاغات ١", "البلاغات"]
    centre.clock.advance(10)
    assert (found.reason, centre.contact(made).reason) == ("CONTACT_FLOW_DISCONNECT", "CUSTOMER_DISCONNECT")
    assert centre.instance.agent("agent-0").contacts == {made: "ENDED"}


def test_the_agent_who_hangs_up_leaves_the_flow_as_any_caller_does() -> None:
    centre = town()
    made, found = dialled(centre)
    centre.instance.agent("agent-0").hang_up(made)
    centre.clock.advance(1)
    assert (centre.contact(made).reason, found.reason) == ("AGENT_DISCONNECT", "CUSTOMER_DISCONNECT")


def test_an_agent_who_dials_the_centre_waits_in_its_queue_for_a_colleague() -> None:
    centre = town()
    centre.flow("menu", *TO_QUEUE)
    made, found = dialled(centre)
    assert centre.instance.agent("agent-1").contacts == {found.id: "INCOMING"}
    centre.instance.agent("agent-1").accept(found.id)
    centre.clock.advance(5)
    assert {one.phase for one in (found, centre.contact(made))} == {"CONNECTED"}
    centre.instance.agent("agent-1").press(found.id, "5")
    centre.clock.advance(1)
    assert [event.data["key"] for event in centre.log.of(made) if event.kind == "KEY"] == ["5"]
    centre.instance.agent("agent-1").hang_up(found.id)
    centre.clock.advance(1)
    assert centre.contact(made).ended


def test_a_number_of_ours_that_no_flow_answers_cannot_be_reached() -> None:
    centre = town()
    made = centre.instance.agent("agent-0").dial(SILENT)
    centre.clock.advance(5)
    assert centre.contact(made).reason == "OUTBOUND_DESTINATION_ENDPOINT_ERROR"
    assert len(centre.instance.contacts) == 1


def test_a_caller_who_is_transferred_to_a_number_of_ours_hears_its_flow_and_chooses() -> None:
    centre = town()
    call = centre.answered()
    centre.instance.agent("agent-0").transfer(call, OURS, blind=True)
    centre.clock.advance(2)
    assert not centre.contact(call).ended
    centre.instance.press(call, "1")
    centre.clock.advance(1)
    assert centre.said(inbound(centre).id) == ["للبلاغات ١", "البلاغات"]
    centre.clock.advance(10)
    assert centre.contact(call).ended


def test_who_leaves_a_number_of_ours_that_a_transfer_led_to_leaves_both() -> None:
    centre = town()
    call = centre.answered()
    centre.instance.agent("agent-0").transfer(call, OURS)
    centre.clock.advance(2)
    centre.instance.hang_up(call)
    centre.instance.agent("agent-0").hang_up(call)
    centre.clock.advance(1)
    assert inbound(centre).reason == "CUSTOMER_DISCONNECT"


@pytest.mark.parametrize(("goes_on", "last"), [("True", "مع السلامة"), ("False", "")])
def test_a_flow_that_calls_a_number_of_ours_goes_on_when_that_is_over(goes_on: str, last: str) -> None:
    centre = town()
    given = {"ThirdPartyPhoneNumber": OURS, "ThirdPartyConnectionTimeLimitSeconds": "30"}
    given["ContinueFlowExecution"] = goes_on
    errors = dict.fromkeys(("CallFailed", "ConnectionTimeLimitExceeded", "NoMatchingError"), "bye")
    third = action("third", "TransferParticipantToThirdParty", given, "after", errors)
    centre.flow("on", third, say("after", "مع السلامة"), BYE)
    call = centre.call("on")
    centre.clock.advance(2)
    centre.instance.press(call, "1")
    centre.clock.advance(20)
    assert centre.said(inbound(centre).id) == ["للبلاغات ١", "البلاغات"]
    assert centre.said(call) == ([last] if last else [])
    assert centre.contact(call).ended


def test_a_callback_on_a_number_of_ours_comes_in_there() -> None:
    centre = town(agents=1)
    number, wrong = {"CallbackNumber": OURS}, {"InvalidCallbackNumber": "bye", "CallbackNumberNotDialable": "bye"}
    centre.flow(
        "asks",
        action("number", "UpdateContactCallbackNumber", number, "callback", wrong),
        action("callback", "CreateCallbackContact", {"QueueId": "citizens"}, "bye", {"NoMatchingError": "bye"}),
        BYE,
    )
    call = centre.instance.start_call("asks", customer=OURS)
    centre.clock.advance(5)
    (back,) = [one for one in centre.instance.contacts.values() if one.method == "CALLBACK"]
    centre.instance.agent("agent-0").accept(back.id)
    centre.clock.advance(3)
    assert centre.contact(call).ended
    assert centre.said(inbound(centre).id) == ["للبلاغات ١"]
    centre.instance.agent("agent-0").hang_up(back.id)
    centre.clock.advance(1)
    assert inbound(centre).reason == "CUSTOMER_DISCONNECT"


def test_other_numbers_are_answered_by_the_population_as_before() -> None:
    centre = Centre(population=Scripted({CALLER: [Callee("BUSY")]}))
    made = centre.instance.agent("agent-0").dial(CALLER)
    centre.clock.advance(10)
    assert centre.contact(made).reason == "OUTBOUND_DESTINATION_ENDPOINT_ERROR"


def test_a_queues_number_is_what_flows_and_functions_are_told() -> None:
    centre = town()
    directory = centre.instance.directory
    assert directory.caller(directory.queues.find("calls-out")) == OUT
    assert directory.caller(directory.queues.find("citizens")) is None
    assert directory.caller(None) is None
