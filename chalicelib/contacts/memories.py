"""What is remembered of callers and calls: the language that somebody chose, and what they thought of a call."""

from typing import Protocol

import msgspec


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """The language that a caller chose, and when (ISO)."""

    language: str
    at: str


class Survey(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a caller said of a call: from 1 to 5, and which of the reasons that were read out (0: not said)."""

    score: int = 0
    reason: int = 0
    at: str = ""


class Memories(Protocol):
    """Where it is kept; the fake and the one in DynamoDB keep one contract (tests/contacts)."""

    def choice(self, caller: str) -> Choice | None:
        """Return what a caller chose; `caller` is an HMAC."""
        ...

    def choose(self, caller: str, choice: Choice) -> None:
        """Keep what a caller chose; it is forgotten a year after."""
        ...

    def survey(self, contact: str) -> Survey | None:
        """Return what was said of a call."""
        ...

    def answer(self, contact: str, *, score: int = 0, reason: int = 0, at: str) -> None:
        """Keep an answer about a call beside what was said of it before."""
        ...
