"""Find the flows that a command line names, and print one JSON line a file, or one a language of a source."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.shared.words import UnknownMessage, WrongMessage
from infra.flows import ENTRY, Flow, Sources, WrongSource

LARGEST = 20_000_000  # bytes; the service takes a flow of at most 256,000 characters
SKIPPED = frozenset({"node_modules", "__pycache__"})


def flow_files(places: list[Path]) -> Iterator[Path]:
    """Yield the files named, and of each folder those that may be flows: `*.json`, and JSON without an ending."""
    for place in places:
        if _is_folder(place):
            yield from sorted(file for file in place.rglob("*") if _may_be_a_flow(file, place))
        else:
            yield place


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:  # a folder above it is closed to us, which whoever reads it says
        return False


def _may_be_a_flow(file: Path, under: Path) -> bool:
    parts = file.relative_to(under).parts
    if any(part in SKIPPED or part.startswith(".") for part in parts) or not _is_file(file):
        return False
    return file.suffix.lower() == ".json" or (not file.suffix and _begins_as_json(file))


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # listed, and not to be looked at, as in a folder closed to us: reading it says so
        return True


def _begins_as_json(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    except OSError:
        return False


class Unreadable(Exception):
    """A file that cannot be read; the message says why."""


def content(file: Path) -> bytes:
    """Return what a file holds.

    :raises Unreadable: if there is no such file, it may not be read, or it is far too large
    """
    try:
        if not file.is_file():
            raise Unreadable("There is no such file")
        if file.stat().st_size > LARGEST:
            raise Unreadable(f"This file is larger than {LARGEST} bytes, and no flow is")
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(f"This file cannot be read: {error.strerror}") from error


@dataclass(frozen=True)
class Found:
    """A flow that a command line names: a file, or what a source of ours becomes in a language."""

    file: Path
    rendered: Flow | None = None

    @property
    def path(self) -> Path:
        """Return the file, or where the rendered flow would lie beside its source."""
        return self.file.with_name(f"{self.rendered.name}.json") if self.rendered else self.file

    @property
    def shown(self) -> dict[str, str]:
        """Return how it is named in a line."""
        language = {"language": self.rendered.language} if self.rendered and self.rendered.language else {}
        return {"file": str(self.file), **language}

    def content(self) -> bytes:
        """Return what it holds. :raises Unreadable: if the file cannot be read"""
        return self.rendered.content.encode() if self.rendered else content(self.file)


def flows(places: list[Path]) -> Iterator[Found]:
    """Yield the flows of some files and folders; those of a folder of sources (`*_entry.json`) in each language."""
    for file in flow_files(places):
        rendered = [flow for flow in sources(file.parent) if flow.source == file.stem] if file.suffix == ".json" else []
        yield from ([Found(file, flow) for flow in rendered] or [Found(file)])


@cache
def sources(folder: Path) -> tuple[Flow, ...]:
    """Return what the sources of a folder become; nothing if it holds none, or one of them is broken."""
    try:
        return tuple(Sources(folder).every()) if any(folder.glob(f"*{ENTRY}.json")) else ()
    except (OSError, ValueError, KeyError, WrongSource, UnknownMessage, WrongMessage) as error:
        print(f"{folder}: its sources cannot be rendered: {error}", file=sys.stderr)
        return ()


def print_line(line: dict[str, Any]) -> None:
    """Print an object as one line of JSON in UTF-8, whatever texts it holds and whatever the terminal is set to."""
    try:
        encoded = json.dumps(line, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can hold and UTF-8 cannot
        encoded = json.dumps(line).encode()
    sys.stdout.flush()
    sys.stdout.buffer.write(encoded + b"\n")
    sys.stdout.buffer.flush()
