"""What a call looks like in a terminal."""

from local.connect.log import Event
from local.connect.panes import agent_sees, caller_sees, lines


def event(kind: str, **data: object) -> Event:
    return Event(1, 0.0, kind, "c", data)


def test_the_caller_hears_the_callers_prompts_alone() -> None:
    assert caller_sees(event("PROMPT", hears="CUSTOMER", text="أهلاً")) == "♪ أهلاً"
    assert caller_sees(event("PROMPT", hears="AGENT", text="متصل بالعربية")) is None
    assert agent_sees(event("PROMPT", hears="AGENT", text="متصل بالعربية")) == "♪ متصل بالعربية"
    assert caller_sees(event("AGENT_STATUS", status="Available", error="")) is None


def test_the_agent_has_the_other_half() -> None:
    assert list(lines("status: Available", "agent", width=60)) == [" " * 28 + "│ status: Available"]
    assert all(len(line) <= 28 for line in lines("كلمة " * 20, "caller", width=60))


def test_the_end_is_told_with_its_reason() -> None:
    assert caller_sees(event("DISCONNECTED", reason="CUSTOMER_DISCONNECT")) == "the call is over: CUSTOMER_DISCONNECT"
