"""Find tickets by the name that their requester gave: by the first three letters of its words, in keys as an HMAC.

Most requesters have no profile (unverified intake makes none), so a name on a ticket is found here. The entries are
written by the consumer of events, never in a request; what is found by three letters is compared whole.
"""

from collections.abc import Sequence
from typing import Protocol

from chalicelib.people.naming import name_words, rarest
from chalicelib.people.requester import Requester
from chalicelib.shared.secret import Secret
from chalicelib.tickets.ticket import Details, Ticket

LETTERS = 3
MOST_WORDS = 5


class Whole(Protocol):
    def whole(self, number: str) -> tuple[Ticket, Details]: ...


class Names(Protocol):
    """Where names are entered."""

    def enter(self, ticket: Ticket, keys: Sequence[str]) -> None:
        """Enter a ticket under keys; again changes nothing."""
        ...


def enter(tickets: Whole, names: Names, secret: Secret, number: str) -> None:
    """Enter a ticket under its requester's name. :raises TicketNotFound: if there is no such ticket"""
    ticket, details = tickets.whole(number)
    if keys := keys_of(secret, ticket.body, details.requester):
        names.enter(ticket, keys)


def keys_of(secret: Secret, body: str, requester: Requester | None) -> tuple[str, ...]:
    """Return the keys under which a requester's tickets stand: one for each beginning of the five longest words."""
    words = sorted(name_words(requester.shown_name), key=lambda word: (-len(word), word)) if requester else []
    return tuple(dict.fromkeys(_key(secret, body, word) for word in words[:MOST_WORDS]))


def key_for(secret: Secret, body: str, words: frozenset[str]) -> str:
    """Return the key to look under for a name: that of its longest word, for it leaves the fewest."""
    return _key(secret, body, rarest(words))


def answers_to(details: Details, words: frozenset[str]) -> bool:
    """Return whether every word is the beginning of one in the requester's name."""
    own = name_words(details.requester.shown_name) if details.requester else frozenset()
    return all(any(mine.startswith(word) for mine in own) for word in words)


def _key(secret: Secret, body: str, word: str) -> str:
    return f"{body}#{secret.text('ticket-name', body, word[:LETTERS], size=12)}"
