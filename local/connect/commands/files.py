"""Find the flows that a command line names, and print one JSON line a file."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def print_line(line: dict[str, Any]) -> None:
    """Print an object as one line of JSON in UTF-8, whatever texts it holds and whatever the terminal is set to."""
    try:
        encoded = json.dumps(line, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can hold and UTF-8 cannot
        encoded = json.dumps(line).encode()
    sys.stdout.flush()
    sys.stdout.buffer.write(encoded + b"\n")
    sys.stdout.buffer.flush()
