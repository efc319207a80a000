"""What the actions of a flow do, trap by trap."""

import json
from typing import Any

import pytest

from local.connect.functions import Answer
from tests.local.connect.centre import BYE, TO_QUEUE, Centre, action, say

MENU = {"Text": "اختر", "InputTimeLimitSeconds": "5", "StoreInput": "False"}
STORE = {
    "Text": "أدخل الرقم",
    "InputTimeLimitSeconds": "5",
    "StoreInput": "True",
    "InputValidation": {"CustomValidation": {"MaximumLength": "6"}},
}
FAILS = {"NoMatchingError": "failed"}


def menu(**on: str) -> dict[str, Any]:
    errors = {"NoMatchingCondition": "other", "InputTimeLimitExceeded": "silence", "NoMatchingError": "failed"}
    return action("menu", "GetParticipantInput", MENU, "", errors, {key[1:]: to for key, to in on.items()})


def ends() -> tuple[dict[str, Any], ...]:
    return (say("other", "غير صحيح"), say("silence", "لم نسمعك"), say("failed", "خطأ"), say("ok", "حسنا"), BYE)


def heard(*actions: dict[str, Any], keys: str = "", function: Any = None, wait: float = 0.1, **facts: Any) -> list[str]:
    """Return what is said on a call through these actions, with keys pressed after a while."""
    centre = Centre(agents=0)
    centre.function.answer = function
    centre.flow("main", *actions, *ends())
    contact = centre.call("main", **facts)
    centre.clock.advance(wait)
    if keys:
        centre.instance.press(contact, keys)
    centre.clock.advance(300)
    assert centre.contact(contact).phase == "COMPLETED"
    assert not centre.of("FLOW_CRASHED")
    return centre.said(contact)


def test_a_key_takes_its_branch_another_the_branch_for_none_and_silence_its_own() -> None:
    assert heard(menu(_1="ok"), keys="1") == ["اختر", "حسنا"]
    assert heard(menu(_1="ok"), keys="9") == ["اختر", "غير صحيح"]
    assert heard(menu(_1="ok")) == ["اختر", "لم نسمعك"]


def test_keys_typed_before_the_menu_are_kept_for_it() -> None:
    assert heard(say("hello", "أهلا وسهلا بكم", "menu"), menu(_1="ok"), keys="1") == ["أهلا وسهلا بكم", "حسنا"]


def test_silence_where_input_is_stored_is_no_error_but_the_word_timeout() -> None:
    store = action("store", "GetParticipantInput", STORE, "if", FAILS)
    compare = action(
        "if",
        "Compare",
        {"ComparisonValue": "$.StoredCustomerInput"},
        "",
        {"NoMatchingCondition": "other"},
        {"Timeout": "silence"},
    )
    assert heard(store, compare)[-1] == "لم نسمعك"
    assert heard(store, compare, keys="12#")[-1] == "غير صحيح"


@pytest.mark.parametrize(
    ("keys", "stored"), [("123#", "123"), ("1234567", "123456"), ("12*34#", "34"), ("*#", "Timeout"), ("7", "7")]
)
def test_digits_end_at_the_last_key_the_longest_length_or_a_pause_and_the_star_begins_anew(
    keys: str, stored: str
) -> None:
    store = action("store", "GetParticipantInput", STORE, "tell", FAILS)
    assert heard(store, say("tell", "$.StoredCustomerInput."), keys=keys)[-1] == f"{stored}."


@pytest.mark.parametrize(("keys", "number"), [("0501112233#", "+971501112233"), ("1#", None)])
def test_a_local_number_gets_its_country_code_or_is_refused(keys: str, number: str | None) -> None:
    given = STORE | {"InputValidation": {"PhoneNumberValidation": {"NumberFormat": "Local", "CountryCode": "AE"}}}
    store = action("store", "GetParticipantInput", given, "tell", FAILS | {"InvalidPhoneNumber": "other"})
    assert heard(store, say("tell", "$.StoredCustomerInput"), keys=keys)[-1] == (number or "غير صحيح")


def test_typed_digits_are_encrypted_for_the_key_and_stand_in_no_log() -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = rsa.generate_private_key(65537, 2048).public_key()
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    centre = Centre()
    given = STORE | {"InputEncryption": {"EncryptionKeyId": "k1", "Key": pem}}
    centre.flow("main", action("store", "GetParticipantInput", given, "bye", {"NoMatchingError": "bye"}), BYE)
    contact = centre.call("main")
    centre.clock.advance(1)
    centre.instance.press(contact, "4929#")
    centre.clock.advance(30)
    log = [event.data for event in centre.log.of(contact) if event.kind in {"KEY", "INPUT_STORED"}]
    assert log == [{"key": "?"}] * 5 + [{"value": "****"}]


def loop(count: str, name: str = "loop", **on: str) -> dict[str, Any]:
    return action(name, "Loop", {"LoopCount": count}, "", {}, dict(on))


def test_a_loop_goes_on_counting_when_the_flow_is_entered_again() -> None:
    centre = Centre()
    again = action("again", "TransferToFlow", {"ContactFlowId": "main"}, "", {"NoMatchingError": "bye"})
    centre.flow("main", loop("3", ContinueLooping="say", DoneLooping="bye"), say("say", "مرة", "again"), again, BYE)
    contact = centre.call("main")
    centre.clock.advance(60)
    assert centre.said(contact) == ["مرة"] * 3


ASK = action(
    "ask", "InvokeLambdaFunction", {"LambdaFunctionARN": "state", "InvocationTimeLimitSeconds": "8"}, "tell", FAILS
)
TELL = say("tell", "$.External.state/$.External.old")


@pytest.mark.parametrize(
    "answer",
    [
        {"state": 7},
        {"state": {"deep": "x"}},
        {"state": ["x"]},
        ["x"],
        "x",
        {"state": "x" * 33_000},
        Answer({"state": "x"}, seconds=8.5),
        ConnectionError("it died"),
    ],
    ids=["number", "object", "list in it", "list", "text", "33 KB", "late", "dead"],
)
def test_an_answer_that_is_not_a_flat_object_of_texts_in_time_is_an_error(answer: Any) -> None:
    assert heard(ASK, TELL, function=answer) == ["خطأ"]


def test_an_answer_replaces_the_last_one_whole_and_null_keys_vanish() -> None:
    assert heard(ASK, TELL, function={"state": "قيد", "old": None}) == ["قيد/"]
    assert heard(ASK, TELL, function=None) == ["/"]


def test_json_may_be_nested_where_it_is_asked_for() -> None:
    given = {"LambdaFunctionARN": "state", "ResponseValidation": {"ResponseType": "JSON"}}
    ask = action("ask", "InvokeLambdaFunction", given, "tell", FAILS)
    assert heard(ask, say("tell", "$.External.a.b[1]"), function={"a": {"b": [1, 2]}}) == ["2"]


def test_the_function_gets_connects_own_event() -> None:
    centre = Centre()
    centre.function.answer = {"state": "x"}
    given = {"LambdaFunctionARN": "state", "LambdaInvocationAttributes": {"number": "$.Attributes.n"}}
    centre.flow("main", action("ask", "InvokeLambdaFunction", given, "bye", {"NoMatchingError": "bye"}), BYE)
    contact = centre.call("main", attributes={"n": "٣٤"}, system="+97144000000")
    centre.clock.advance(5)
    (event,) = centre.function.events
    data = event["Details"]["ContactData"]
    assert (event["Name"], event["Details"]["Parameters"]) == ("ContactFlowEvent", {"number": "٣٤"})
    assert (data["ContactId"], data["InitialContactId"], data["PreviousContactId"]) == (contact, contact, contact)
    assert data["CustomerEndpoint"] == {"Address": "+971501112233", "Type": "TELEPHONE_NUMBER"}
    assert data["Queue"] is None
    json.dumps(event)


@pytest.mark.parametrize(("much", "said"), [(3000, ["حسنا"]), (3001, ["خطأ"])])
def test_what_is_too_long_to_be_spoken_takes_the_error_branch(much: int, said: list[str]) -> None:
    spoken = action("say", "MessageParticipant", {"Text": "$.Attributes.long"}, "ok", FAILS)
    assert heard(spoken, attributes={"long": "x" * much})[-1:] == said


def test_attributes_past_32_kb_are_refused_as_a_whole() -> None:
    given = {"Attributes": {"a": "1", "b": "س" * 17_000}}
    write = action("write", "UpdateContactAttributes", given, "ok", FAILS)
    assert heard(write) == ["خطأ"]


def test_attributes_may_have_dynamic_names() -> None:
    write = action(
        "write", "UpdateContactAttributes", {"Attributes": {"answer_$.Attributes.n": "$.Channel"}}, "tell", FAILS
    )
    assert heard(write, say("tell", "$.Attributes.answer_3"), attributes={"n": "3"}) == ["VOICE"]


def test_hours_are_the_target_queues_where_none_are_named() -> None:
    check = action("check", "CheckHoursOfOperation", {}, "", FAILS, {"True": "ok", "False": "other"})
    assert heard(check) == ["خطأ"]
    assert heard(check, queue="citizens") == ["غير صحيح"]  # the clock starts at 13:13 UTC, 17:13 in Dubai


@pytest.mark.parametrize("number", ["٠٥٠", "abc", ""])
def test_a_number_that_nobody_can_call_back_takes_its_branch(number: str) -> None:
    write = action("write", "UpdateContactCallbackNumber", {"CallbackNumber": "$.Attributes.n"}, "ok",
                   {"InvalidCallbackNumber": "other", "CallbackNumberNotDialable": "failed"})  # fmt: skip
    assert heard(write, attributes={"n": number}) == ["غير صحيح"]
    assert heard(write, attributes={"n": "+٩٧١٥٠١١١٢٢٣٣"}) == ["حسنا"]


def module_call(name: str, after: str = "ok") -> dict[str, Any]:
    return action("call", "InvokeFlowModule", {"FlowModuleId": name, "Input": {"a": "1"}}, after, FAILS)


def test_a_module_gives_its_result_and_does_not_see_its_callers_input() -> None:
    centre = Centre()
    inside = say("inside", "[$.Modules.Input.a$.StoredCustomerInput]", "return")
    leave = action("return", "EndFlowModuleExecution", {"Result": "good", "ResultData": {"k": "v"}})
    centre.flow("module", inside, leave, kind="MODULE")
    call = action("call", "InvokeFlowModule", {"FlowModuleId": "module", "Input": {"a": "1"}}, "bye",
                  {"NoMatchingError": "bye", "NoMatchingCondition": "bye"}, {"good": "tell"})  # fmt: skip
    store = action("store", "GetParticipantInput", STORE, "call", {"NoMatchingError": "bye"})
    centre.flow("main", store, call, say("tell", "$.Modules.ResultData.k"), BYE)
    contact = centre.call("main")
    centre.clock.advance(60)
    assert centre.said(contact)[1:] == ["[1]", "v"]


def test_modules_nest_five_deep_and_never_call_themselves() -> None:
    centre = Centre()
    leave = action("return", "EndFlowModuleExecution")
    for number in range(7):
        call = action(
            "call", "InvokeFlowModule", {"FlowModuleId": f"m{number + 1}"}, "return", {"NoMatchingError": "return"}
        )
        centre.flow(f"m{number}", call, leave, kind="MODULE")
    centre.flow(
        "main", action("call", "InvokeFlowModule", {"FlowModuleId": "m0"}, "bye", {"NoMatchingError": "bye"}), BYE
    )
    contact = centre.call("main")
    centre.clock.advance(1)
    assert centre.contact(contact).phase == "COMPLETED"
    assert [event.data["what"] for event in centre.of("FLOW_FAULT")] == ["NESTED"]


def test_a_flow_that_goes_round_without_waiting_is_ended() -> None:
    centre = Centre()
    centre.flow("a", action("go", "TransferToFlow", {"ContactFlowId": "b"}, "", {"NoMatchingError": "go"}))
    centre.flow("b", action("go", "TransferToFlow", {"ContactFlowId": "a"}, "", {"NoMatchingError": "go"}))
    contact = centre.call("a")
    centre.clock.advance(1)
    assert centre.contact(contact).phase == "COMPLETED"
    assert [event.data["what"] for event in centre.of("FLOW_FAULT")] == ["ENDLESS"]


def test_a_type_that_does_not_exist_takes_its_error_branch_and_the_log_names_the_real_one() -> None:
    centre = Centre()
    centre.flow("main", action("play", "PlayPrompt", {"Text": "x"}, "bye", {"NoMatchingError": "bye"}), BYE)
    centre.call("main")
    centre.clock.advance(1)
    (fault,) = centre.of("FLOW_FAULT")
    assert "MessageParticipant" in fault.data["text"]


def test_every_step_begins_and_ends_in_the_log() -> None:
    centre = Centre()
    centre.flow("main", menu(_1="ok"), *ends())
    contact = centre.call("main")
    centre.clock.advance(0.1)
    centre.instance.hang_up(contact)
    steps = [(event.kind, event.data["action"]) for event in centre.log.of(contact) if event.kind.startswith("ACTION")]
    assert steps == [("ACTION_STARTED", "menu"), ("ACTION_ENDED", "menu")]


def test_a_campaign_flow_learns_who_answered() -> None:
    from local.connect.population import Callee, Scripted

    centre = Centre(population=Scripted({"+97150": [Callee("VOICEMAIL_BEEP")]}))
    check = action("check", "CheckOutboundCallStatus", {}, "", FAILS, {"CallAnswered": "ok", "VoicemailBeep": "other"})
    centre.flow("main", check, *ends())
    contact = centre.instance.start_outbound("main", "+97150", amd=True)
    centre.clock.advance(60)
    assert centre.said(contact) == ["غير صحيح"]
    assert centre.contact(contact).amd == "VOICEMAIL_BEEP"


@pytest.mark.parametrize("kind", ["TransferContactToQueue", "TransferContactToAgent"])
def test_a_flow_that_is_its_own_queues_flow_goes_round_once(kind: str) -> None:
    centre = Centre(agents=0)
    itself = action("hook", "UpdateContactEventHooks", {"EventHooks": {"CustomerQueue": "main"}}, "set", FAILS)
    in_queue = action("check", "Compare", {"ComparisonValue": "$.Queue.Name"}, "", {"NoMatchingCondition": "hook"})
    in_queue["Transitions"]["Conditions"] = [
        {"NextAction": "again", "Condition": {"Operator": "Equals", "Operands": ["citizens"]}}
    ]
    again = action("again", kind, {}, "", {"NoMatchingError": "failed"})
    centre.flow("main", in_queue, itself, again, say("failed", "خطأ"), *TO_QUEUE)
    contact = centre.call("main")
    centre.clock.advance(60)
    centre.instance.hang_up(contact)
    centre.clock.advance(60)
    assert centre.contact(contact).phase == "COMPLETED"
    assert centre.kinds(contact).count("QUEUED") == 1
    assert not centre.of("FLOW_CRASHED")


def test_a_queues_flow_that_moves_on_at_once_moves_once() -> None:
    centre = Centre(agents=0)
    on = action("on", "DequeueContactAndTransferToQueue", {"QueueId": "citizens"}, "bye", FAILS)
    centre.flow("moving", on, say("failed", "خطأ"), BYE, kind="CUSTOMER_QUEUE")
    centre.instance.default_flows["CUSTOMER_QUEUE"] = "moving"
    centre.call()
    centre.clock.advance(60)
    assert [contact.phase for contact in centre.instance.contacts.values()] == ["COMPLETED", "COMPLETED"]
