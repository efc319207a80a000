"""Whatever breaks, and wherever a worker dies: nobody is told the same thing twice, and nothing is lost.

A plan plays faults between all steps: the table refuses or loses its answer, the carrier refuses, is busy, loses its
answer, and a worker dies before or after any call. What was asked for comes again, as a queue brings it.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.notifications.actions import check, tell
from chalicelib.notifications.context import Accepted, Busy, NoAnswer, Refused, Result
from chalicelib.notifications.message import ComesAgain, Key, Message
from chalicelib.notifications.notice import BusEvent
from chalicelib.notifications.text import Text
from chalicelib.tickets.words import Status
from tests.notifications.fakes import MARYAM, FakeChecks, FakeMessages, World, bus_event, ticket

FAULTS = st.lists(st.sampled_from(["ok", "ok", "ok", "dies-before", "dies-after"]), max_size=40)
ANSWERS = st.lists(st.sampled_from(["ok", "busy", "refused", "lost", "never-arrived", "dies"]), max_size=12)


STAFF_EVENTS = {
    "escalated": bus_event("ticket.escalated", by="system"),
    "broken": bus_event("ticket.escalated", by="system"),
    "reminded": bus_event("ticket.reminded", by="system"),
    "digest": BusEvent(id="digest-muni-20261122", type="digest.due", body="muni", at="", day="2026-11-22"),
}
STAFF_FACTS: dict[str, dict[str, Any]] = {
    "escalated": {"clock": "resolution", "level": "supervisor", "percent": 75, "to": ["s-khalid", "s-zahra"]},
    "broken": {"clock": "resolution", "level": "manager", "percent": 100, "to": ["s-zahra"]},
    "reminded": {"section": "roads", "count": 1},
}
STAFF_TOLD = {
    "escalated": ("s-khalid", "s-zahra"), "broken": ("s-zahra",), "reminded": ("s-nasser", "s-thuraya"),
    "digest": ("s-talal",),
}  # fmt: skip


class Died(BaseException):
    """A worker's end: nothing that it meant to do after this was done, not even what catches faults."""


@dataclass
class Plan:
    """Plays the faults of a plan, one for each call."""

    faults: list[str]

    def call(self, do: Callable[[], Any]) -> Any:
        fault = self.faults.pop(0) if self.faults else "ok"
        if fault == "dies-before":
            raise Died
        result = do()
        if fault == "dies-after":
            raise Died
        return result


@dataclass
class FaultyMessages(FakeMessages):
    plan: Plan = field(default_factory=lambda: Plan([]))

    def add(self, message: Message) -> Message:
        kept: Message = self.plan.call(lambda: FakeMessages.add(self, message))
        return kept

    def change(self, was: Message, now: Message) -> None:
        self.plan.call(lambda: FakeMessages.change(self, was, now))

    def remember(self, provider: str, key: Key, now: datetime) -> None:
        self.plan.call(lambda: FakeMessages.remember(self, provider, key, now))


@dataclass
class FaultyChecks(FakeChecks):
    plan: Plan = field(default_factory=lambda: Plan([]))

    def later(self, key: Key, seconds: int) -> None:
        self.plan.call(lambda: FakeChecks.later(self, key, seconds))


@dataclass
class FaultyCarrier:
    """Delivers `delivered`; what is "lost" was delivered too, but its answer never came."""

    answers: list[str]
    delivered: list[Key] = field(default_factory=list)

    def send(self, target: str, text: Text, key: Key) -> Result:
        answer = self.answers.pop(0) if self.answers else "ok"
        if answer in ("ok", "lost", "dies"):
            self.delivered.append(key)
        if answer == "dies":
            raise Died
        fixed: dict[str, Result] = {"busy": Busy("x"), "refused": Refused("x"), "ok": Accepted(key.text)}
        return fixed.get(answer, NoAnswer("x"))


def told_until_quiet(world: World, event: BusEvent) -> bool:
    """Bring the event and every check again until all are done, as their queues do; False if that never ends."""
    if not any(done(world, lambda: tell(world.context, event), minutes=3) for _ in range(60)):
        return False
    for _ in range(60):
        if not world.checks.asked:
            return True
        key, _seconds = world.checks.asked[0]
        if done(world, lambda key=key: check(world.context, key), minutes=10):  # type: ignore[misc]
            world.checks.asked.pop(0)
    return False


def done(world: World, work: Callable[[], None], *, minutes: int) -> bool:
    """Let time pass and do some work; return whether it came to its end."""
    world.clock.go(minutes=minutes)
    try:
        work()
    except (Died, ComesAgain):
        return False
    return True


@settings(max_examples=400, deadline=None)
@given(faults=FAULTS, sms=ANSWERS, email=ANSWERS, type=st.sampled_from(["ticket.registered", "ticket.referred"]))
def test_each_event_yields_at_most_one_message_on_each_channel_and_none_is_lost(
    faults: list[str], sms: list[str], email: list[str], type: str
) -> None:
    world = World()
    world.tickets.facts = {"partner": "water"}
    told_under_faults(world, bus_event(type), faults, sms, email)
    states = world.messages.states()
    assert ("requester/email" in states) == (states["requester/sms"] == "fallen_back")
    assert states["requester/sms"] in ("sent", "fallen_back"), "the requester has another way"


@settings(max_examples=300, deadline=None)
@given(faults=FAULTS, sms=ANSWERS, email=ANSWERS, event=st.sampled_from(["escalated", "broken", "reminded", "digest"]))
def test_each_of_the_staff_is_told_of_an_event_at_most_once_on_each_channel_and_none_is_lost(
    faults: list[str], sms: list[str], email: list[str], event: str
) -> None:
    world = World()
    standing = ticket(status=Status.REFERRED, section="roads")
    world.asking(MARYAM, status=standing.status, section=standing.section)
    world.lists.open = [standing.with_(due_at="2026-11-01T08:00:00.000Z")]
    world.tickets.facts = STAFF_FACTS.get(event, {})
    told_under_faults(world, STAFF_EVENTS[event], faults, sms, email)
    people = {key.audience for key in world.messages.kept}
    assert people == {f"staff-{id}" for id in STAFF_TOLD[event]}


def told_under_faults(world: World, event: BusEvent, faults: list[str], sms: list[str], email: list[str]) -> None:
    """Tell an event while a plan of faults plays, until all is quiet; nobody was told twice, nothing was lost."""
    plan = Plan(list(faults))
    world.messages, world.checks = FaultyMessages(plan=plan), FaultyChecks(plan=plan)
    texts, mails = FaultyCarrier(list(sms)), FaultyCarrier(list(email))
    senders = {"sms": texts, "email": mails}
    world.context = replace(world.context, messages=world.messages, checks=world.checks, senders=senders)

    assert told_until_quiet(world, event)
    plan.faults.clear()
    tell(world.context, event)

    assert max(Counter(texts.delivered).values(), default=0) <= 1
    for key, times in Counter(mails.delivered).items():
        assert times <= 1 + min(world.messages.kept[key].unanswered, 1)
    assert set(world.messages.states().values()) <= {"sent", "failed", "unknown", "fallen_back"}
    assert everybody_was_reached_or_counted(world, [*texts.delivered, *mails.delivered])


def everybody_was_reached_or_counted(world: World, delivered: list[Key]) -> bool:
    """Return whether each audience got the message, or its last way is known to have failed or to be in doubt."""
    last: dict[str, Message] = {}
    for key, message in world.messages.kept.items():
        group = f"{key.audience}/{key.channel}" if key.audience == "partner" else key.audience
        if group not in last or last[group].state == "fallen_back":
            last[group] = message
    reached = {key.audience for key in delivered}
    return all(message.state in ("failed", "unknown") or message.key.audience in reached for message in last.values())
