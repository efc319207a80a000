"""Tickets in memory, keeping the same contract as the DynamoDB stores (test_store_contract.py proves it)."""

from datetime import UTC, datetime

import msgspec

from chalicelib.tickets.ticket import Change, ContactCount, Details, Event, Ticket, Told
from chalicelib.tickets.trouble import ContactLimitReached, NumberTaken, TicketChanged, TicketNotFound


class FakeTickets:
    """What `DynamoTickets` is to actions; `saves` and `reads` count the calls."""

    def __init__(self) -> None:
        self.heads: dict[str, Ticket] = {}
        self.said: dict[str, Details] = {}
        self.events: dict[str, list[Event]] = {}
        self.reached: dict[str, set[str]] = {}
        self.aliases: dict[tuple[str, str], str] = {}
        self.names: dict[str, set[str]] = {}
        self.timers: dict[str, tuple[str, ...]] = {}
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
        self.timers[ticket.number] = due
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
        return self.get(number), self.told.get(number, Told())

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
            told = self.told.get(saved.number, Told())
            self.timers[saved.number] = change.timers.due
            self.told[saved.number] = msgspec.structs.replace(told, steps=told.steps - change.timers.forgotten)
            if not change.timers.due and not saved.is_open:
                self.told.pop(saved.number, None)
        for i, event in enumerate(change.events):
            placed = msgspec.structs.replace(event, sequence=f"{saved.version}.{i}")
            self.events[saved.number].append(_kept(saved, placed))
        return saved

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
