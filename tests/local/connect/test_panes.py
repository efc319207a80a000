"""What a call looks like in a terminal."""

from typing import Any

from local.connect.panes import agent_sees, caller_sees, lines


def item(kind: str, **data: object) -> dict[str, Any]:
    return {"kind": kind, **data}


def shown(status: str, *contacts: dict[str, Any]) -> dict[str, Any]:
    return {"agent": {"state": {"name": status}}, "contacts": list(contacts)}


def contact(state: str, accepted: bool, *others: tuple[str, str]) -> dict[str, Any]:
    connections = [
        {"id": number, "type": "outbound", "state": stood, "number": number, "name": ""} for number, stood in others
    ]
    return {"id": "c", "number": "+96891234567", "name": "", "queue": {"name": "sawari.General_AR"}, "state": state,
            "accepted": accepted, "connections": connections}  # fmt: skip


def test_the_caller_hears_prompts_and_sees_what_is_asked() -> None:
    assert caller_sees(item("PROMPT", text="أهلاً")) == "♪ أهلاً"
    assert caller_sees(item("PROMPT", ssml='<speak>أهلاً <break time="2s"/></speak>')) == "♪ أهلاً"
    assert caller_sees(item("PROMPT", ssml='<speak><break time="9s"/></speak>')) == "♪ …"
    assert caller_sees(item("INPUT_AWAITED", seconds=5.0)) == "… keys? (5 s)"
    assert caller_sees(item("JOINED", party="CUSTOMER")) is None


def test_the_agent_sees_what_rings_and_where_it_came_to() -> None:
    rings = shown("Available", contact("connecting", False))
    assert list(agent_sees(None, rings)) == ["status: Available", "☎ +96891234567 → sawari.General_AR", "it rings"]
    accepted = shown("Available", contact("connecting", True))
    assert list(agent_sees(rings, accepted)) == ["accepted"]
    assert list(agent_sees(accepted, shown("Available", contact("connected", True)))) == ["connected"]
    assert list(agent_sees(accepted, shown("Available"))) == ["cleared"]


def test_the_agent_sees_who_else_is_on_the_call() -> None:
    alone, third = shown("Available", contact("connected", True)), ("+96822000000", "connecting")
    dialled = shown("Available", contact("connected", True, third))
    assert list(agent_sees(alone, dialled)) == ["+96822000000: connecting"]
    there = shown("Available", contact("connected", True, ("+96822000000", "connected")))
    assert list(agent_sees(dialled, there)) == ["+96822000000: connected"]


def test_the_agent_has_the_other_half() -> None:
    assert list(lines("status: Available", "agent", width=60)) == [" " * 28 + "│ status: Available"]
    assert list(lines("status: متاح", "agent", width=60)) == ["\u200e" + " " * 28 + "│ status: متاح"]
    assert list(lines("one two", "caller", width=22, alone=True)) == ["one two"]


def test_numbers_keep_their_order_between_arabic_words() -> None:
    assert list(lines("اتصلوا بالرقم +96824000001", "caller")) == ["اتصلوا بالرقم \u200e+96824000001\u200e"]
    assert list(lines("+96824000001 calls", "caller")) == ["+96824000001 calls"]


def test_what_is_long_is_parted_within_its_half() -> None:
    assert all(len(line) <= 28 for line in lines("كلمة " * 20, "caller", width=60))


def test_the_end_is_told_with_its_reason() -> None:
    assert caller_sees(item("DISCONNECTED", reason="CUSTOMER_DISCONNECT")) == "the call is over: the caller hung up"
    assert caller_sees(item("DISCONNECTED", reason="NEW")) == "the call is over: NEW"
