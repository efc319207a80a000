"""Tables: one item operation at a time, whichever thread asks."""

import functools
import threading
from typing import Any

from local.mends import upstream

guard = threading.RLock()
OPERATIONS = (
    "_put_item",
    "_get_item",
    "_update_item",
    "_delete_item",
    "_query",
    "_scan",
    "_batch_write_item",
    "_batch_get_item",
    "_transact_write_items",
    "_transact_get_items",
)


def guard_items() -> None:
    """Let each operation on items end before the next begins.

    MiniStack runs a client's calls on its event loop, one after another, but a workflow's `dynamodb:` tasks on the
    workflow's own thread: between the condition and the write of one, the other writes.
    """
    tables = upstream.service("dynamodb")
    # The reaper of expired items holds this one.
    upstream.replace(tables, "_lock", guard)
    for name in OPERATIONS:
        upstream.replace(tables, name, _guarded(getattr(tables, name)))


def _guarded(work: Any) -> Any:
    @functools.wraps(work)
    def guarded(data: Any) -> Any:
        with guard:
            return work(data)

    return guarded
