"""What recordings leave behind: a sound as long as what was recorded, silent, for nothing sounds on the laptop."""

import struct

from local.connect.log import Event

RATE = 8000
_CHANNELS = 2
_SILENCE = b"\x80"
"""The middle of 8 unsigned bits; with 16 bits a call of an hour would take twice the room in the laptop's bucket."""


class Lengths:
    """How long what lies at each place is; what was suspended is left out of it."""

    def __init__(self) -> None:
        self._since: dict[str, float] = {}
        self._heard: dict[str, float] = {}

    def take(self, event: Event) -> float | None:
        """Take in a RECORDING; return how many seconds were recorded once it stops, None until then."""
        place, state = event.data["location"], event.data["state"]
        began = self._since.pop(place, None)
        if began is not None:
            self._heard[place] = self._heard.get(place, 0.0) + event.at - began
        if state in {"STARTED", "RESUMED"}:
            self._since[place] = event.at
        return self._heard.pop(place, 0.0) if state == "STOPPED" else None


def silence(seconds: float) -> bytes:
    """Return a stereo WAV (8 bits, 8 kHz) of silence."""
    size = int(seconds * RATE) * _CHANNELS
    head = struct.pack("<4sI8s", b"RIFF", 36 + size, b"WAVEfmt ")
    kind = struct.pack("<IHHIIHH", 16, 1, _CHANNELS, RATE, RATE * _CHANNELS, _CHANNELS, 8)
    return head + kind + struct.pack("<4sI", b"data", size) + _SILENCE * size
