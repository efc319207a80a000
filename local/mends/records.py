"""Records of streams: those that every mapping has read are let go."""

import functools
import threading
from typing import Any

from local.mends import upstream

KEPT = 1000
"""Records of a stream that are kept although every mapping has read them."""
_guard = threading.RLock()
READERS = ("stream_start_position", "stream_end_position", "stream_records_since", "stream_live_records")


def forget_read() -> None:
    """Let records go that every mapping of the table has read; MiniStack keeps all for a day, images included."""
    tables = upstream.service("dynamodb")

    def trim(table: str, *, account_id: Any = None, region: Any = None) -> None:
        expire(table, account_id=account_id, region=region)
        scope = upstream.core("responses")
        _forget(tables, account_id or scope.get_account_id(), region or scope.get_region(), table)

    expire = upstream.replace(tables, "_trim_stream_records", _guarded(trim))
    for name in READERS:
        upstream.replace(tables, name, _guarded(getattr(tables, name)))


def _forget(tables: Any, account: str, region: str, table: str) -> None:
    records = tables._stream_records.get_scoped(account, region, table) or []
    if len(records) < 2 * KEPT:
        return
    trimmed = tables._stream_trimmed.get_scoped(account, region, table, 0)
    read = first_unread(account, region, table)
    gone = len(records) - KEPT if read is None else min(len(records) - KEPT, read - trimmed)
    if gone > 0:
        del records[:gone]
        tables._stream_trimmed.set_scoped(account, region, table, trimmed + gone)


def first_unread(account: str, region: str, table: str) -> int | None:
    """Return where the mapping that is furthest behind reads on, or nothing if the table has no mapping."""
    functions = upstream.service("lambda_svc")
    positions = [
        functions._dynamodb_stream_positions.get_scoped(account, region, record["UUID"], 0)
        for (owner, place, _), record in list(functions._esms._data.items())
        if (owner, place) == (account, region) and f":table/{table}/stream/" in record.get("EventSourceArn", "")
    ]
    return min(positions, default=None)


def _guarded(work: Any) -> Any:
    @functools.wraps(work)
    def guarded(*given: Any, **named: Any) -> Any:
        with _guard:
            return work(*given, **named)

    return guarded
