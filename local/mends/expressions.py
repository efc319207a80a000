"""JSONata in workflows: the movable clock's time, and less work for a slow machine."""

import importlib
import threading
from typing import Any

from local.clock import MovableClock
from local.mends import upstream

LONGEST = 10_000
"""Milliseconds for one expression, where MiniStack gives it the one second of AWS, whatever else the machine does."""
MOST = 200
"""Expressions that a thread keeps parsed."""


def tell_time(clock: MovableClock) -> None:
    """Let `$now()` and `$millis()` follow the movable clock; MiniStack's read the wall clock."""
    workflows, functions = upstream.service("stepfunctions"), importlib.import_module("jsonata.functions")

    def register(expression: Any) -> None:
        add(expression)
        expression.register_lambda("millis", lambda: int(clock.now() * 1000))
        expression.register_lambda("now", now)

    def now(picture: str | None = None, zone: str | None = None) -> Any:
        return functions.Functions.datetime_from_millis(int(clock.now() * 1000), picture, zone)

    add = upstream.replace(workflows, "_register_sfn_jsonata_functions", register)


def parse_once() -> None:
    """Parse an expression once a thread, and give it ten seconds; MiniStack parses it for each evaluation.

    Of the work for a due ticket, parsing is a third. On a laptop at full load, a second that passes is not one of work.
    """
    workflows = upstream.service("stepfunctions")
    upstream.replace(workflows, "jsonata", _Parsed(workflows.jsonata))


class _Parsed:
    """The `jsonata` package, which keeps what it has parsed."""

    def __init__(self, package: Any) -> None:
        self._package, self._kept = package, threading.local()
        self.Jsonata = self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._package, name)

    def jsonata(self, expression: str, timeout: int | None = None) -> Any:
        parser = self._package.Jsonata
        if timeout is None:
            return parser.jsonata(expression)
        kept = vars(self._kept)
        if expression not in kept:
            if len(kept) >= MOST:
                kept.clear()
            kept[expression] = parser.jsonata(expression)
        # What `$now()` and the like ask for their expression, and when its time begins to run.
        parser.CURRENT.jsonata = kept[expression]
        kept[expression].environment.set_runtime_bounds(LONGEST, None)
        return kept[expression]
