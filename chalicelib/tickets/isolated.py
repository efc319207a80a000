"""Draw images anew in a process of their own, for decoders are written in C and a hostile file may bring them down.

The process has no credentials, a bound on memory and time, and nothing to lose: if it dies, the file is unreadable, and
the others of the batch are looked at. Tried: a few thousand bent HEIC files crash libheif's reader.
"""

import os
import subprocess
import sys

import msgspec

from chalicelib.tickets.examined import Examined, Unfit

COMMAND = (sys.executable, "-m", "chalicelib.tickets.isolated")
SECONDS = 25
MEMORY = 800 * 1024 * 1024
_READY = b"ready"
_KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG")


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the process says before the bytes: why there are none, or what they are."""

    reason: str = ""
    type: str = ""
    position: tuple[float, float] | None = None


class DidNotStart(Exception):
    """The process ended before it read anything: no word on the file, so the queue brings it again."""


def redrawn(data: bytes) -> Examined:
    """Return an image drawn anew by a process of its own.

    :raises Unfit: if it cannot be read whole, or its reader died or took too long
    :raises DidNotStart: if the process could not begin
    """
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and nothing of the file in the command
            COMMAND, input=data, capture_output=True, env=environment, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unfit("unreadable") from None
    ready, _, rest = done.stdout.partition(b"\n")
    if ready != _READY:
        raise DidNotStart(done.stderr[-300:].decode("utf-8", "replace"))
    return _examined(done.returncode, rest)


def _examined(ended: int, rest: bytes) -> Examined:
    if ended:
        raise Unfit("unreadable")
    head, _, drawn = rest.partition(b"\n")
    told = msgspec.json.decode(head, type=Told)
    if told.reason:
        raise Unfit(told.reason)
    return Examined(data=drawn, type=told.type, position=told.position)


def answer(data: bytes) -> bytes:
    """Return what the process says of a file: a line of JSON, then the bytes that are kept."""
    from chalicelib.tickets import images

    try:
        examined = images.redrawn(data)
    except Unfit as unfit:
        return msgspec.json.encode(Told(reason=unfit.reason)) + b"\n"
    told = Told(type=examined.type, position=examined.position)
    return msgspec.json.encode(told) + b"\n" + examined.data


def main() -> None:  # pragma: no cover - runs in the process of its own, which test_isolated.py starts
    """Read a file from the standard input, and write what becomes of it to the standard output."""
    import resource

    from chalicelib.tickets import images

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    images.prepare()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    out = sys.stdout.buffer
    out.write(_READY + b"\n")
    out.flush()
    out.write(answer(sys.stdin.buffer.read()))
    out.flush()


if __name__ == "__main__":  # pragma: no cover
    main()
