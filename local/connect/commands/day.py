"""Play a day of calls: `python -m local.connect day [--calls N] [--lines N] [--hours N] [--seed N]`.

The demo's bodies on a virtual clock: their flows, queues, hours and people, configured as a stack is. Prints the table
of queues with its sums proved, and compares each figure with what GetMetricDataV2 says.
Exit code: 0 if all of it agrees, else 1.
"""

import argparse
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from local.connect.day import BECAME, HOURS, START, Day, client, simulate, table

METRICS = {"presented": "CONTACTS_QUEUED", "handled": "CONTACTS_HANDLED", "abandoned": "CONTACTS_ABANDONED"}
COLUMNS = ("queue", "presented", "handled", "%", "abandoned", "%", "otherwise", "total")
Row = Mapping[str, Any]


def main(arguments: list[str]) -> int:
    """Play a day and print its table; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m local.connect day", description="Play a day of calls")
    parser.add_argument("--calls", type=int, default=500)
    parser.add_argument("--lines", type=int, default=30)
    parser.add_argument("--hours", type=float, default=HOURS, help="within how many hours the calls come")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    day, server = simulate(calls=given.calls, lines=given.lines, seed=given.seed, hours=given.hours)
    try:
        rows = table(day)
        metrics = metrics_of(client(server), day, [row["queue"] for row in rows])
    finally:
        server.close()
    print("\n".join(_printed(rows)))
    print(f"\n{day.calls} calls, at most {day.most_at_once} of {given.lines} lines at once; {day.busy} times all taken")
    print(f"{len(day.records)} records of {len(day.instance.contacts)} contacts, {day.instance.log.last:,} events")
    wrong = [*differences(rows, metrics), *unproved(rows, day)]
    print("\n".join(wrong) if wrong else f"all sums hold; {3 * len(rows)} figures are what GetMetricDataV2 says")
    return 1 if wrong else 0


def metrics_of(connect: Any, day: Day, queues: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return what GetMetricDataV2 says of each queue."""
    start = datetime.fromtimestamp(START, UTC) - timedelta(hours=4)
    found = {}
    ids = {queue.name: queue.id for queue in day.instance.directory.queues}
    for queue in queues:
        told = connect.get_metric_data_v2(
            ResourceArn=day.instance.directory.arn, StartTime=start, EndTime=start + timedelta(days=2),
            Filters=[{"FilterKey": "QUEUE", "FilterValues": [ids[queue]]}],
            Metrics=[{"Name": name} for name in METRICS.values()],
        )["MetricResults"]  # fmt: skip
        found[queue] = {one["Metric"]["Name"]: one.get("Value", 0.0) for each in told for one in each["Collections"]}
    return found


def differences(rows: Sequence[Row], metrics: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return the figures of the table that are not what GetMetricDataV2 says."""
    return [
        f"{row['queue']}: {name} {row[name]}, {metric} {metrics[row['queue']].get(metric, 0)}"
        for row in rows
        for name, metric in METRICS.items()
        if row[name] != metrics[row["queue"]].get(metric, 0)
    ]


def unproved(rows: Sequence[Row], day: Day) -> list[str]:
    """Return the sums that do not hold: of a row, of the table, of the calls."""
    wrong = [f"{row['queue']}: the row does not sum" for row in rows if row["presented"] != _sum(row)]
    queued = sum(len(records) for records in day.queued().values())
    first = {record["ContactId"] for record in day.records if record["InitiationMethod"] == "INBOUND"}
    each = {record["ContactId"] for record in day.records}
    checks = {
        "the total is not the records with a queue": sum(row["presented"] for row in rows) == queued,
        "not every call has a record": len(first) == day.calls,
        "a contact has no record, or two": len(each) == len(day.records) == len(day.instance.contacts),
    }
    return wrong + [what for what, holds in checks.items() if not holds]


def _sum(row: Row) -> int:
    return sum(int(row[name]) for name in BECAME)


def _printed(rows: Sequence[Row]) -> list[str]:
    names = [name for name in rows[0] if name != "queue"] if rows else []
    total = {"queue": "total", **{name: sum(row[name] for row in rows) for name in names}}
    lines = [_cells(row) for row in (*rows, total)]
    widths = [max(len(str(line[at])) for line in (COLUMNS, *lines)) for at in range(len(COLUMNS))]
    return [
        "  ".join(str(cell).ljust(width) if at == 0 else str(cell).rjust(width)
                  for at, (cell, width) in enumerate(zip(line, widths, strict=True)))
        for line in (COLUMNS, *lines)
    ]  # fmt: skip


def _cells(row: Row) -> tuple[Any, ...]:
    def share(name: str) -> str:
        return f"{100 * row[name] / row['presented']:.2f}" if row["presented"] else "-"

    return (row["queue"], row["presented"], row["handled"], share("handled"), row["abandoned"], share("abandoned"),
            row["otherwise"], _sum(row))  # fmt: skip
