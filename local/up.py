"""Start the whole of Nidaa on this machine and keep it until Ctrl-C (`make up`)."""

import argparse
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator

from local.settings import Settings
from local.stack import CannotStart, Stack
from local.state import read_accounts, read_deployed

OLDEST_PYTHON = (3, 11)


def troubles(settings: Settings, version: tuple[int, ...] = sys.version_info[:2]) -> Iterator[str]:
    """Name, a line each, what keeps the stack from starting."""
    if version < OLDEST_PYTHON:
        yield f"Python {'.'.join(map(str, version))} is too old: 3.11 or later is needed."
    if shutil.which("node") is None:
        yield "node is missing: install Node.js 20 or later."
    for name, port in (
        ("NIDAA_PORT", settings.port), ("NIDAA_CLOUD_PORT", settings.cloud_port),
        ("NIDAA_CONNECT_PORT", settings.connect_port),
    ):  # fmt: skip
        if not is_free(port):
            yield f"Port {port} is taken by another program: stop it, or set {name}."
    yield from _moves(settings)


def _moves(settings: Settings) -> Iterator[str]:
    """Tell if the telephony is asked for in another region than the one in which it stands with what it knows."""
    stands, asked = read_deployed(settings).telephony_region, settings.telephony_region
    if settings.clean_stop.exists() and stands and asked and asked != stands:
        yield (
            f"The telephony of this stack stands in {stands} and does not move to {asked}: "
            f"unset NIDAA_TELEPHONY_REGION, or remove {settings.state} and begin anew."
        )


def is_free(port: int) -> bool:
    """Tell whether nothing listens on a port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def tell_accounts(settings: Settings) -> Iterator[str]:
    """List the demo accounts, as they are signed in with."""
    accounts = read_accounts(settings)
    if accounts:
        yield "Demo accounts (password beside each):"
    for account in accounts:
        where = " · ".join(str(account[key]) for key in ("body", "section") if account.get(key))
        yield f"  {account['username']:<28} {account['role']:<18} {where:<36} {account['password']}"


def up(settings: Settings, detach: bool = False) -> int:
    """Start; return the exit code."""
    stack = Stack(settings)
    if stack.revive():
        print(f"Nidaa is running already at {settings.address} (stop it with `make down`).")
        return 0
    began = time.monotonic()
    stack.stop()
    if found := list(troubles(settings)):
        print("\n".join(found), file=sys.stderr)
        return 1
    try:
        stack.start()
    except CannotStart as reason:
        stack.stop()
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopping before it was up.")
        stack.stop()
        return 130
    except BaseException:
        stack.stop()
        raise
    print("\n".join(tell_accounts(settings)))
    print(f"Nidaa is ready at {settings.address} after {time.monotonic() - began:.0f} s; cloud at {settings.endpoint}.")
    if not detach:
        _stay(stack)
    return 0


def _stay(stack: Stack) -> None:
    """Wait for Ctrl-C or for the stack's end by `make down`."""
    asked = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: asked.set())
    print("Ctrl-C stops it and keeps the data.", flush=True)
    while not asked.wait(1) and stack.revive():
        pass
    if asked.is_set():
        print("\nStopping; the data is kept.", flush=True)
    stack.stop()


def down(settings: Settings) -> int:
    """Stop what runs; return the exit code."""
    stack = Stack(settings)
    was = bool(stack.pids())
    stack.stop()
    print("Nidaa is stopped; the data is kept." if was else "Nidaa was not running.")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m local.up", description=__doc__)
    parser.add_argument("--detach", action="store_true", help="return when it is ready; `make down` stops it")
    parser.add_argument("--down", action="store_true", help="stop it and keep the data")
    given = parser.parse_args()
    settings = Settings.from_env()
    return down(settings) if given.down else up(settings, given.detach)


if __name__ == "__main__":
    sys.exit(main())
