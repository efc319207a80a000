"""What recordings leave behind: a sound file as long as the recording, silent, for nothing sounds on the laptop."""

import struct
from pathlib import Path
from typing import TYPE_CHECKING

from local.connect.log import Event

if TYPE_CHECKING:
    from local.connect.core import Core

RATE = 8000
_WIDTH = 2


class Artefacts:
    """Writes each recording that stops under a folder, at its own place; what was suspended is left out of it."""

    def __init__(self, instance: "Core", root: Path) -> None:
        self.root = root
        self._since: dict[str, float] = {}
        self._heard: dict[str, float] = {}
        self._stop = instance.subscribe(self._changed, ("RECORDING",))

    def close(self) -> None:
        self._stop()

    def _changed(self, event: Event) -> None:
        place, state = event.data["location"], event.data["state"]
        began = self._since.pop(place, None)
        if began is not None:
            self._heard[place] = self._heard.get(place, 0.0) + event.at - began
        if state in {"STARTED", "RESUMED"}:
            self._since[place] = event.at
        elif state == "STOPPED":
            write_silence(self.root / place, self._heard.pop(place, 0.0))


def write_silence(file: Path, seconds: float) -> None:
    """Write a stereo WAV (16 bits, 8 kHz) of silence; the file is sparse, so that hours take no room."""
    frames = int(seconds * RATE)
    size = frames * _WIDTH * 2
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        opened.write(struct.pack("<4sI8s", b"RIFF", 36 + size, b"WAVEfmt "))
        opened.write(struct.pack("<IHHIIHH", 16, 1, 2, RATE, RATE * _WIDTH * 2, _WIDTH * 2, _WIDTH * 8))
        opened.write(struct.pack("<4sI", b"data", size))
        opened.truncate(44 + size)
