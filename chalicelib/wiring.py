"""The one place where the real world is plugged in; `using(...)` plugs in another for a while, in tests.

Each feature's context is made at its first use and kept by its name.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar, cast

from chalicelib.shared.clock import Clock, system_clock
from chalicelib.shared.secret import Secret
from chalicelib.shared.settings import Settings

T = TypeVar("T")
_plugged: dict[str, Any] = {}


@cache
def settings() -> Settings:
    """Return the deployment's settings, read once."""
    return Settings.from_env(os.environ)


def secret() -> Secret:
    """Return the deployment's secret; it is fetched at its first use."""
    return _once("secret", _secret)


def clock() -> Clock:
    """Return the clock that every action is given."""
    return _once("clock", lambda: system_clock(settings().clock_offset_file))


def _secret() -> Secret:
    from chalicelib.shared.aws import secret_value

    return Secret(lambda: secret_value(settings().secret_arn))


def _once(name: str, make: Callable[[], T]) -> T:
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
