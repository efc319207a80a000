"""Those who are called: how each answers is a script, so that a campaign on a laptop has its busy lines too."""

from collections.abc import Sequence
from random import Random
from typing import Protocol

import msgspec

OUTCOMES = ("ANSWER", "BUSY", "NO_ANSWER", "INVALID", "VOICEMAIL_BEEP", "VOICEMAIL_NO_BEEP", "BY_HAND")
DETECTED = {
    "ANSWER": "HUMAN_ANSWERED",
    "VOICEMAIL_BEEP": "VOICEMAIL_BEEP",
    "VOICEMAIL_NO_BEEP": "VOICEMAIL_NO_BEEP",
    "BUSY": "SIT_TONE_BUSY",
    "INVALID": "SIT_TONE_INVALID_NUMBER",
    "NO_ANSWER": "AMD_UNANSWERED",
}
"""What answering-machine detection says of an outcome."""
ANSWERED = frozenset({"ANSWER", "VOICEMAIL_BEEP", "VOICEMAIL_NO_BEEP"})


class Callee(msgspec.Struct, frozen=True):
    """How one call goes: after `rings` seconds the outcome; a machine or a third party stays `talks` seconds.

    `keys` are pressed one at each question; at question `leaves_at` (from 1) the person hangs up instead.
    BY_HAND rings until `Instance.answer`.
    """

    outcome: str = "ANSWER"
    rings: float = 5.0
    talks: float = 30.0
    keys: str = ""
    leaves_at: int = 0


class Population(Protocol):
    """Who answers at a number."""

    def callee(self, number: str, contact: str) -> Callee: ...


class Scripted:
    """Callees by number, others by `default`; each call to a number takes the next of its script, the last again."""

    def __init__(self, by_number: dict[str, Sequence[Callee]] | None = None, default: Callee | None = None) -> None:
        self._scripts = {number: list(script) for number, script in (by_number or {}).items()}
        self._default = default or Callee()

    def callee(self, number: str, contact: str) -> Callee:
        script = self._scripts.get(number)
        if not script:
            return self._default
        return script.pop(0) if len(script) > 1 else script[0]


class Drawn:
    """Callees drawn by weight, the same for the same seed."""

    def __init__(self, weights: Sequence[tuple[Callee, float]], seed: int = 0) -> None:
        self._callees = [callee for callee, _ in weights]
        self._weights = [weight for _, weight in weights]
        self._random = Random(seed)  # noqa: S311  # a simulation, no secret

    def callee(self, number: str, contact: str) -> Callee:
        return self._random.choices(self._callees, self._weights)[0]
