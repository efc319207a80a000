"""Which function performs which operation of which service."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from local.connect.api import operations
from local.connect.api.account import Account

Asked = dict[str, Any]
Operation = Callable[[Account, Asked], dict[str, Any] | None]
_performed: dict[tuple[str, str], Operation] = {}


def operation(name: str, service: str = "connect") -> Callable[[Operation], Operation]:
    """Let a function perform an operation: it gets the account and the request's members, and returns the answer's."""

    def registered(function: Operation) -> Operation:
        _performed[service, name] = function
        return function

    return registered


def performed() -> dict[tuple[str, str], Operation]:
    """Return every operation that is performed, by service and name."""
    for module in iter_modules(operations.__path__):
        import_module(f"{operations.__name__}.{module.name}")
    return _performed
