"""The queue table: the seeds' columns, rows that sum, days of the body's own, and what Amazon Connect counts."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from chalicelib.contacts.contact import ContactOutcome
from chalicelib.contacts.figure_recounting import FiguresUnsteady, Recounting, recount
from chalicelib.contacts.figure_store import DynamoFigures, FigureRow, changes
from chalicelib.contacts.figures import Cell, Figures, moves
from chalicelib.contacts.queue_table import QueueRow, rows, total
from chalicelib.shared.clock import iso
from local.connect.api.account import Account
from local.connect.api.server import Server
from tests.conftest import NOW
from tests.contacts.days import BODY, LABELS, SWITCHBOARD, a_day
from tests.contacts.floor import ZONE, Floor
from tests.contacts.tables import contacts_table
from tests.contacts.taken import Taking, deliveries

PATH = "/v1/queues/figures"
DAY = "2026-03-01"


@pytest.fixture
def floor() -> Floor:
    return Floor()


def seeds_day(floor: Floor) -> None:
    """Let the seeds' example happen: 33 presented, 22 handled, 11 abandoned."""
    for number in range(33):
        at, queue = iso(NOW + timedelta(minutes=number)), "data" if number % 3 else "it"
        language = "en" if number % 4 == 0 else "ar"
        if number < 22:
            floor.keep(f"h{number}", queue=queue, language=language, queued_at=at, answered_at=at, ended_at=at,
                       wait_seconds=number, talk_seconds=60, hold_seconds=10, after_seconds=20,
                       outcome=ContactOutcome.ANSWERED)  # fmt: skip
        else:
            floor.keep(f"a{number}", queue=queue, language=language, queued_at=at, ended_at=at, wait_seconds=number,
                       outcome=ContactOutcome.ABANDONED)  # fmt: skip


def test_the_seeds_example_comes_out(floor: Floor) -> None:
    seeds_day(floor)
    told = floor.call("GET", PATH, by="huda").json
    assert (told["from"], told["to"], told["target_seconds"]) == (DAY, DAY, 20)
    whole = told["total"]
    assert [whole[name] for name in ("presented", "handled", "handled_percent", "abandoned", "abandoned_percent")] == [
        33, 22, 66.67, 11, 33.33,
    ]  # fmt: skip
    assert (whole["answered_in_target"], whole["service_level_percent"]) == (21, 63.64)
    assert (whole["average_wait_seconds"], whole["average_handle_seconds"]) == (10.5, 90.0)


def test_every_row_sums_and_the_total_is_the_sum_of_the_rows(floor: Floor) -> None:
    seeds_day(floor)
    floor.keep("back", outcome=ContactOutcome.CALLBACK, ended_at=iso(NOW))
    told = floor.call("GET", PATH, by="huda").json
    for row in (*told["rows"], told["total"]):
        assert row["presented"] == row["handled"] + row["abandoned"] + row["otherwise"]
    for name in ("presented", "handled", "abandoned", "otherwise", "abandoned_soon", "answered_in_target"):
        assert told["total"][name] == sum(row[name] for row in told["rows"])
    assert [row["label"] for row in told["rows"]] == ["Stat_Data_AR", "Stat_Data_EN", "IT_SW_AR", "IT_SW_EN"]


def test_a_callback_that_is_offered_counts_for_nobody_taken_up_or_taken_back(floor: Floor) -> None:
    floor.keep("refused", channel="task", ended_at=iso(NOW), outcome=ContactOutcome.CUT_OFF)
    floor.keep("done", channel="task", answered_at=iso(NOW), agent="salma", ended_at=iso(NOW), completed_at=iso(NOW),
               outcome=ContactOutcome.ANSWERED)  # fmt: skip
    floor.keep("offered", channel="task")
    assert floor.call("GET", PATH, by="huda").json["total"]["presented"] == 0
    waiting = [(queue["waiting"], queue["oldest_at"]) for queue in _board(floor)["queues"]]
    assert waiting == [(0, None), (0, None)]
    assert [one["id"] for one in _board(floor)["contacts"]] == ["offered"]


def _board(floor: Floor) -> Any:
    return floor.call("GET", "/v1/supervision", by="huda").json


def test_a_quiet_day_has_every_queue_and_no_percentages(floor: Floor) -> None:
    told = floor.call("GET", PATH, by="huda").json
    assert [(row["label"], row["presented"], row["handled_percent"]) for row in told["rows"]] == [
        ("Stat_Data_AR", 0, None), ("IT_SW_AR", 0, None),
    ]  # fmt: skip
    assert told["total"]["average_wait_seconds"] is None


def test_a_queue_that_is_gone_keeps_its_row_by_its_code() -> None:
    (row,) = rows((), {Cell(DAY, 9, "old", "en"): {"handled": 1}})
    assert (row.code, row.label, row.name.ar, row.presented) == ("old", "old_EN", "old", 1)


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ("?from=2026-02-01&to=2026-02-28", ("2026-02-01", "2026-02-28")),
        ("?from=2026-02-03", ("2026-02-03", "2026-02-03")),
        ("?to=2026-02-03", ("2026-02-03", "2026-02-03")),
        ("", (DAY, DAY)),
    ],
)
def test_days_are_the_bodys_own(floor: Floor, asked: str, days: tuple[str, str]) -> None:
    floor.call("GET", f"{PATH}{asked}", by="huda")
    assert floor.figures.asked == [days]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("?from=2026-02-03&to=2026-02-02", "before-first"), ("?from=2026-01-01&to=2026-04-03", "too-many-days"),
        ("?from=yesterday", "wrong-format"),
    ],
)  # fmt: skip
def test_days_that_make_no_sense_are_refused(floor: Floor, asked: str, reason: str) -> None:
    answer = floor.call("GET", f"{PATH}{asked}", by="huda")
    assert (answer.status, answer.json["fields"][0]["reason"]) == (422, reason)


def test_another_bodys_figures_are_not_there(floor: Floor) -> None:
    assert floor.call("GET", f"{PATH}?body=other", by="huda").status == 404


def test_the_table_says_what_get_metric_data_says_of_the_same_day() -> None:
    taking = Taking()
    taking.know(a_day())
    for kind, told in deliveries(a_day()):
        taking.deliver(kind, told)
    counted = {cell: figures for (_, cell), figures in taking.contacts.figures.items()}
    for row in rows(SWITCHBOARD.queues, counted):
        if row.presented:
            assert _ours(row) == pytest.approx(_metrics(row)), row.label
    assert total(counted.values()).presented > 30
    assert total(counted.values()).abandoned_owed == 1
    tasks = [contact.told.queue for contact in taking.contacts.kept.values() if contact.told.channel == "task"]
    assert tasks == ["data"]


def _ours(row: QueueRow) -> dict[str, Any]:
    return {
        "CONTACTS_QUEUED": row.presented, "CONTACTS_HANDLED": row.handled, "CONTACTS_ABANDONED": row.abandoned,
        "SUM_CONTACTS_ANSWERED_IN_X": row.answered_in_target,
        "AVG_HANDLE_TIME": row.average_handle_seconds or 0, "AVG_QUEUE_ANSWER_TIME": row.average_wait_seconds or 0,
    }  # fmt: skip


def _metrics(row: QueueRow) -> dict[str, float]:
    """Return what the engine answers for a row's queue, asked through boto3."""
    instance = a_day().truth.instance
    account = Account(lambda _id, _alias: instance)
    account.create("day")
    server = Server(account, 0)
    try:
        client = boto3.client("connect", endpoint_url=server.url, region_name="us-east-1", aws_access_key_id="a",
                              aws_secret_access_key="b")  # fmt: skip
        start = datetime.fromtimestamp(a_day().truth.clock.now() - 86_400, UTC).replace(minute=0, second=0)
        threshold = [{"Comparison": "LTE", "ThresholdValue": 20}]
        (told,) = client.get_metric_data_v2(
            ResourceArn=instance.directory.arn, StartTime=start, EndTime=start + timedelta(days=2),
            Filters=[{"FilterKey": "QUEUE", "FilterValues": [f"{BODY}.{LABELS[row.code]}"]},
                     {"FilterKey": "CHANNEL", "FilterValues": ["VOICE", "CHAT"]}],
            Metrics=[{"Name": name, **({"Threshold": threshold} if name.endswith("_IN_X") else {})}
                     for name in _ours(row)],
        )["MetricResults"]  # fmt: skip
    finally:
        server._server.shutdown()
        server._server.server_close()
    return {
        each["Metric"]["Name"]: round(each.get("Value") or 0, 1) for each in told["Collections"]
    }  # fmt: skip


@pytest.fixture
def table() -> Iterator[DynamoFigures]:
    with contacts_table():
        yield DynamoFigures()


def _move(floor: Floor, count: int) -> dict[Cell, dict[str, int]]:
    sums: dict[Cell, dict[str, int]] = {}
    for number in range(count):
        contact = floor.keep(f"c{number}", outcome=ContactOutcome.ABANDONED, wait_seconds=number, ended_at=iso(NOW))
        moved = moves(None, contact, ZONE)
        for row, actions in changes("muttrah", contact.id, moved):
            row.update(actions=actions)
        for cell, counted in moved.items():
            for name, by in counted.items():
                sums.setdefault(cell, {}).setdefault(name, 0)
                sums[cell][name] += by
    return sums


def test_shards_of_a_cell_are_summed_again(table: DynamoFigures, floor: Floor) -> None:
    sums = _move(floor, 20)
    assert len(list(FigureRow.scan())) > 1
    for found in (table.between("muttrah", DAY, DAY), table.of_queue("muttrah", DAY, "data")):
        assert {cell: {n: by for n, by in counted.items() if by} for cell, counted in found.items()} == sums
    assert table.between("muttrah", "2026-03-02", "2026-04-01") == {}
    assert table.of_queue("muttrah", DAY, "dat") == {}


def recounting(floor: Floor, table: DynamoFigures, said: list[str]) -> Recounting:
    return Recounting(contacts=floor.contacts, figures=table, zone=lambda _: ZONE, say=said.append)


def test_figures_that_are_wrong_are_mended_from_the_contacts(table: DynamoFigures, floor: Floor) -> None:
    sums, said = _move(floor, 5), list[str]()
    assert recount(recounting(floor, table, said), "muttrah") == 0
    table.add("muttrah", {Cell(DAY, 7, "data", "ar"): {"abandoned": 2}, Cell(DAY, 9, "it", "en"): {"handled": 1}})
    assert recount(recounting(floor, table, said), "muttrah") == 2
    assert said == ["muttrah: 2 cells of queue figures mended"]
    found = table.between("muttrah", DAY, DAY)
    kept = {cell: {n: by for n, by in counted.items() if by} for cell, counted in found.items()}
    assert {cell: counted for cell, counted in kept.items() if counted} == sums


def test_figures_that_never_stand_still_are_left_alone(floor: Floor) -> None:
    class Moving:
        """Figures that another changes at each look."""

        def __init__(self) -> None:
            self.looks = 0

        def between(self, _body: str, _first: str, _last: str) -> dict[Cell, dict[str, int]]:
            self.looks += 1
            return {Cell(DAY, 7, "data", "ar"): {"abandoned": self.looks}}

        def add(self, _body: str, by: Mapping[Cell, Figures]) -> None:
            assert not by

    context = Recounting(contacts=floor.contacts, figures=Moving(), zone=lambda _: ZONE, say=lambda _: None)
    with pytest.raises(FiguresUnsteady):
        recount(context, "muttrah")
