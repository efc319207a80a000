"""The kinds of calls whose cost is counted: what callers and the agent do, from the first ring to the wrap-up."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bench.callers import AGENT_NAME, CALLED_BACK, Callers
from bench.journey import PUBLISH, Invocation
from bench.units import Item
from chalicelib.shared.clock import from_iso
from local.connect.day import START

EVENING = START + 7 * 86_400 + 12 * 3600
"""After work, a week later."""


@dataclass(frozen=True)
class Called:
    """What a call set off: invocations, bytes of each record in a stream, what consoles asked, the item it left."""

    invocations: list[Invocation]
    streamed: list[int]
    asked: Counter[str]
    item: Item | None = None


def play(at: Callers) -> Iterator[tuple[str, Called]]:
    """Play a call of each kind, after one that warms up."""
    answered(at, "+96892000090")
    for kind, one in KINDS.items():
        at.until(at.clock.now() + 300 if one is not voicemail else EVENING)
        at.forget()
        contact = one(at)
        item = item_of(at.invocations, contact)
        yield kind, Called(list(at.invocations), list(at.streamed), Counter(at.asked), item)


def answered(at: Callers, customer: str = "+96892000091") -> str:
    """Talk three minutes, be rated, and write up."""
    contact = at.call(customer, (1, "1"), (1, "4"), (1, "2"), (2, "5"), (2, "1"))
    _answer(at, contact)
    at.pass_(180)
    at.agent.hang_up(contact)
    at.pass_(40)
    at.ask(AGENT_NAME, "POST", "/v1/contacts/{id}/wrap-up",
           {"disposition": "report", "summary": "سأل عن موعد رفع المخلفات الكبيرة، وأُخبر به."}, id=contact)  # fmt: skip
    at.agent.clear(contact)
    at.pass_(10)
    at.shown = ""
    return contact


def in_the_ivr(at: Callers) -> str:
    """Hear a procedure, and leave."""
    contact = at.call("+96892000092", (1, "1"), (1, "3"), (2, "1"))
    at.pass_(60)
    at.instance.hang_up(contact)
    at.pass_(5)
    return contact


def abandoned(at: Callers) -> str:
    """Wait two minutes while nobody is available."""
    _nobody_is_there(at)
    contact = at.call("+96892000093", (1, "1"), (1, "4"), (1, "2"))
    at.pass_(150)
    at.instance.hang_up(contact)
    at.pass_(5)
    return contact


def voicemail(at: Callers) -> str:
    """Leave a message of half a minute after work; it becomes a ticket."""
    contact = at.call("+96892000094", (1, "1"), (1, "4"), (1, "1"), (30, "#"))
    at.pass_(120)
    assert any(each.function == PUBLISH for each in at.invocations), "no ticket was made of it"
    return contact


def called_back(at: Callers) -> str:
    """Ask for a callback in the queue; two tries reach nobody, the third does."""
    _nobody_is_there(at)
    contact = at.call(CALLED_BACK, (1, "1"), (1, "4"), (1, "2"), (1, "1"))
    at.pass_(120)
    for reached in (False, False, True):
        _try(at, reached=reached)
    return contact


KINDS: dict[str, Callable[[Callers], str]] = {
    "answered": answered, "ended in the IVR": in_the_ivr, "abandoned": abandoned,
    "callback, three tries": called_back, "voicemail and its ticket": voicemail,
}  # fmt: skip


def _nobody_is_there(at: Callers) -> None:
    at.agent.set_status("Offline")
    at.pass_(2)
    at.forget()


def _answer(at: Callers, contact: str) -> None:
    assert at.rings() == contact
    at.shown = contact
    at.ask(AGENT_NAME, "GET", "/v1/contacts/{id}/caller", id=contact)
    at.pass_(4)
    at.agent.accept(contact)


def _try(at: Callers, *, reached: bool) -> None:
    """Call back when it is due: take the offer, dial, say how it went."""
    at.agent.set_status("Offline")
    [callback] = at.ask(AGENT_NAME, "GET", "/v1/callbacks")["items"]
    at.until(from_iso(callback["due_at"]).timestamp() + 1)
    at.due()
    at.agent.set_status("Available")
    task = at.rings()
    at.agent.accept(task)
    at.pass_(5)
    call = at.agent.dial(callback["number"])
    at.pass_(90 if reached else 40)
    said = {"reached": reached, "note": "أُخبر بموعد الرفع." if reached else "", "contact": call}
    kept = at.ask(AGENT_NAME, "POST", "/v1/callbacks/{id}/tries", said, id=callback["id"])
    assert kept["state"] == ("reached" if reached else "waiting"), kept
    for contact in (call, task):
        if at.agent.contacts.get(contact) in ("CONNECTED", "CONNECTED_ONHOLD"):
            at.agent.hang_up(contact)
        at.pass_(2)
        if contact in at.agent.contacts:
            at.agent.clear(contact)
    if reached:
        at.ask(AGENT_NAME, "POST", "/v1/contacts/{id}/wrap-up",
               {"disposition": "report", "summary": "عاودنا الاتصال به."}, id=call)  # fmt: skip
    at.pass_(5)


def item_of(invocations: Iterable[Invocation], contact: str) -> Item | None:
    """Return a contact's item as it was written last."""
    found = [
        item for each in invocations for call in each.calls for item in call.written
        if (item["pk"], item["sk"]) == ({"S": f"CONTACT#{contact}"}, {"S": "CONTACT"})
    ]  # fmt: skip
    return found[-1] if found else None
