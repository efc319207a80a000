"""What the actions on tickets need from the world."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from chalicelib.organisations.body import Body
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import Clock
from chalicelib.shared.ids import NewId
from chalicelib.shared.secret import Secret
from chalicelib.tickets import assignment
from chalicelib.tickets.ticket import Change, ContactCount, Details, Event, Ticket, Told


class Tickets(Protocol):
    """Where tickets are kept."""

    def add(
        self, ticket: Ticket, details: Details, event: Event, *, reached: str = "", counted: ContactCount | None = None,
        old_number: str = "", due: tuple[str, ...] = (),
    ) -> None: ...  # fmt: skip

    def get(self, number: str) -> Ticket: ...

    def with_told(self, number: str) -> tuple[Ticket, Told]: ...

    def whole(self, number: str) -> tuple[Ticket, Details]: ...

    def save(self, *changes: Change) -> list[Ticket]: ...

    def event(self, number: str, sequence: str) -> Event: ...

    def history(self, number: str, *, before: str = "", limit: int = 50, seal: bytes | None = None) -> list[Event]: ...


class Bodies(Protocol):
    """Where bodies are looked up."""

    def __call__(self, code: str) -> Body: ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the actions need from the world."""

    tickets: Tickets
    body: Bodies
    staff: Callable[[str], Staff | None]
    secret: Secret
    clock: Clock
    new_id: NewId
    new_seal: Callable[[], bytes]
    has_file: Callable[[Ticket, str], bool] = lambda _ticket, _id: False
    assigning: assignment.Context | None = None
