"""What every context stands on: settings, secret, clock, bus; made once by name, exchanged by `using(...)` in tests."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from chalicelib.shared.clock import Clock, system_clock
from chalicelib.shared.secret import Secret
from chalicelib.shared.settings import Settings

if TYPE_CHECKING:
    from chalicelib.shared.bus import Bus
T = TypeVar("T")
_plugged: dict[str, Any] = {}


@cache
def settings() -> Settings:
    """Return the deployment's settings, read once."""
    return Settings.from_env(os.environ)


def secret() -> Secret:
    """Return the deployment's secret; it is fetched at its first use."""
    return once("secret", _secret)


def clock() -> Clock:
    """Return the clock that every action is given."""
    return once("clock", lambda: system_clock(settings().clock_offset_file))


def pause(attempt: int) -> None:
    """Wait a moment before another try, longer from try to try, so that writers who met do not meet again."""
    import random

    time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311


def bus() -> "Bus":
    """Return the bus that history rows are published on."""
    return once("bus", _bus)


def _bus() -> "Bus":
    from chalicelib.shared.aws import client
    from chalicelib.shared.bus import EventBridgeBus

    return EventBridgeBus(settings().bus_name, lambda: client("events"))


def _secret() -> Secret:
    from chalicelib.shared.aws import secret_value

    return Secret(lambda: secret_value(settings().secret_arn))


def once(name: str, make: Callable[[], T]) -> T:
    """Return what is plugged in under a name; it is made at the first call."""
    if name not in _plugged:
        _plugged[name] = make()
    return cast(T, _plugged[name])


@contextmanager
def using(**others: Any) -> Iterator[None]:
    """Plug in others by name (`tickets=...`, `clock=...`) for a while; what is not named is made anew."""
    before = dict(_plugged)
    _plugged.clear()
    _plugged.update(others)
    try:
        yield
    finally:
        _plugged.clear()
        _plugged.update(before)
