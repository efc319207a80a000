"""Tickets in memory, keeping the same contract as the DynamoDB stores (test_store_contract.py proves it)."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from chalicelib.tickets.ticket import Change, ContactCount, Details, Event, Ticket, Timers, Told
from chalicelib.tickets.trouble import AlreadyTold, ContactLimitReached, NumberTaken, TicketChanged, TicketNotFound


class FakeTickets:
    """What `DynamoTickets` is to actions; `saves` and `reads` count the calls.

    `due` is what the index of that name holds: the timer that each ticket stands under.
    """

    def __init__(self) -> None:
        self.heads: dict[str, Ticket] = {}
        self.said: dict[str, Details] = {}
        self.events: dict[str, list[Event]] = {}
        self.reached: dict[str, set[str]] = {}
        self.aliases: dict[tuple[str, str], str] = {}
        self.names: dict[str, set[str]] = {}
        self.timers: dict[str, tuple[str, ...]] = {}
        self.due: dict[str, str] = {}
        self.told: dict[str, Told] = {}
        self.counts: dict[tuple[str, str], int] = {}
        self.saves = 0
        self.reads = 0

    def add(
        self, ticket: Ticket, details: Details, event: Event, *, reached: str = "", counted: ContactCount | None = None,
        old_number: str = "", due: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.saves += 1
        if ticket.number in self.heads:
            raise NumberTaken(self.heads[ticket.number])
        if counted:
            self._count(counted)
        self.heads[ticket.number] = ticket
        self.said[ticket.number] = details
        self.events[ticket.number] = [_kept(ticket, event)]
        if due:
            self.timers[ticket.number], self.due[ticket.number] = due, due[0]
        self.reached[ticket.number] = {reached} if reached else set()
        if old_number:
            self.aliases[ticket.body, old_number] = ticket.number

    def get(self, number: str) -> Ticket:
        self.reads += 1
        try:
            return self.heads[number]
        except KeyError:
            raise TicketNotFound from None

    def with_told(self, number: str) -> tuple[Ticket, Told]:
        told = self.told.get(number, Told())
        return self.get(number), msgspec.structs.replace(told, due=self.timers.get(number, ()))

    def whole(self, number: str) -> tuple[Ticket, Details]:
        ticket = self.get(number)
        return ticket, self.said[number] if ticket.seal else Details(description="")

    def details(self, number: str) -> Details:
        return self.whole(number)[1]

    def save(self, *changes: Change) -> list[Ticket]:
        self.saves += 1
        for change in changes:
            now = self.heads.get(change.before.number)
            if now is None:
                raise TicketNotFound
            if now.version != change.before.version:
                raise TicketChanged(version=self.heads[changes[0].before.number].version)
        return [self._keep(change) for change in changes]

    def _keep(self, change: Change) -> Ticket:
        saved = change.after.with_(version=change.before.version + 1)
        self.heads[saved.number] = saved
        if change.timers is not None:
            self.set_timers(saved, change.timers)
        for i, event in enumerate(change.events):
            placed = msgspec.structs.replace(event, sequence=f"{saved.version}.{i}")
            self.events[saved.number].append(_kept(saved, placed))
        return saved

    def set_timers(self, ticket: Ticket, timers: Timers) -> None:
        """Set what is due of a ticket, as a change of it does: promises that ended are forgotten."""
        told = self.told.get(ticket.number, Told())
        self.timers[ticket.number] = timers.due
        self.due.pop(ticket.number, None)
        if timers.due:
            self.due[ticket.number] = timers.due[0]
        self.told[ticket.number] = msgspec.structs.replace(told, steps=told.steps - timers.forgotten)
        if not (timers.due or ticket.is_open or ticket.is_appealed or ticket.merged_into):
            del self.timers[ticket.number], self.told[ticket.number]

    def event(self, number: str, sequence: str) -> Event:
        ticket = self.get(number)
        found = next((event for event in self.events[number] if event.sequence == sequence), None)
        if found is None:
            raise TicketNotFound
        return _readable(ticket, found)

    def history(self, number: str, *, before: str = "", limit: int = 50, seal: bytes | None = None) -> list[Event]:
        ticket = self.get(number)
        last = _order(before) if before else (10**9, 0)
        older = [event for event in self.events[number] if _order(event.sequence) < last]
        return [_readable(ticket, event) for event in sorted(older, key=_in_order, reverse=True)[:limit]]

    def _count(self, counted: ContactCount) -> None:
        key = (counted.digest, counted.hour)
        if self.counts.get(key, 0) >= counted.most:
            raise ContactLimitReached
        self.counts[key] = self.counts.get(key, 0) + 1


class FakePromises:
    """What `DynamoPromises` is to keeping promises, over `FakeTickets`; `told` are the tellings that took place."""

    def __init__(self, tickets: FakeTickets) -> None:
        self._tickets = tickets
        self.told: list[tuple[str, str, list[str]]] = []

    def tell(self, ticket: Ticket, told: Told, step: str, events: Sequence[Event]) -> None:
        number, kept = ticket.number, self._tickets.told.get(ticket.number, Told())
        if number not in self._tickets.timers or step in kept.steps or kept.events != told.events:
            raise AlreadyTold
        after = Told(steps=kept.steps | {step}, events=told.events + max(len(events), 1))
        self._tickets.told[number] = after
        self.told.append((number, step, [event.type for event in events]))
        for i, event in enumerate(events):
            placed = msgspec.structs.replace(event, sequence=f"{ticket.version}.{10 + told.events + i}")
            self._tickets.events[number].append(placed)

    def set_timers(self, ticket: Ticket, timers: Timers) -> None:
        if self._tickets.heads[ticket.number].version != ticket.version:
            raise TicketChanged(version=self._tickets.heads[ticket.number].version)
        self._tickets.set_timers(ticket, timers)


class FakeDigests:
    """What `DynamoDigests` is to digests; `due` is what the index of that name holds."""

    def __init__(self) -> None:
        self.timers: dict[str, tuple[str, ...]] = {}
        self.due: dict[str, str] = {}

    def plan(self, body: str, timer: str, *, instead_of: str = "") -> None:
        if body not in self.due or (instead_of and self.timers.get(body) == (instead_of,)):
            self.timers[body], self.due[body] = (timer,), timer

    def end(self, body: str, timer: str) -> None:
        if self.timers.get(body) == (timer,):
            del self.timers[body], self.due[body]


def contact_count(digest: str = "digest", hour: str = "2026-03-01T03", most: int = 3) -> ContactCount:
    """Return a registration message to be counted."""
    return ContactCount(digest=digest, hour=hour, most=most, expires=datetime(2026, 3, 1, 5, tzinfo=UTC))


def _kept(ticket: Ticket, event: Event) -> Event:
    """Return an event as it can be kept: words only under a seal."""
    return event if ticket.seal else msgspec.structs.replace(event, words={})


def _readable(ticket: Ticket, event: Event) -> Event:
    return _kept(ticket, event)


def _order(sequence: str) -> tuple[int, int]:
    version, _, index = sequence.partition(".")
    return int(version), int(index)


def _in_order(event: Event) -> tuple[int, int]:
    return _order(event.sequence)
