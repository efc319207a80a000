"""A day on the demo's own flows: every call has its record, the table sums, Amazon Connect's figures are the same."""

from collections.abc import Iterator

import pytest

from local.connect.api.server import Server
from local.connect.commands.day import differences, main, metrics_of, unproved
from local.connect.day import Day, client, simulate, table


@pytest.fixture(scope="module")
def played() -> Iterator[tuple[Day, Server]]:
    day, server = simulate(calls=60, lines=2, seed=5)
    yield day, server
    server.close()


def test_every_call_has_a_record_and_every_sum_holds(played: tuple[Day, Server]) -> None:
    day, _ = played
    assert unproved(table(day), day) == []
    assert day.calls + day.given_up == 60


def test_no_more_lines_are_taken_than_there_are(played: tuple[Day, Server]) -> None:
    day, _ = played
    assert day.most_at_once == 2
    assert day.busy > 0


def test_thirty_lines_at_once_lose_no_event_and_no_call() -> None:
    day, server = simulate(("sawari",), calls=80, lines=30, seed=3, hours=0.1)
    server.close()
    assert day.most_at_once == 30
    assert day.busy > 0
    assert unproved(table(day), day) == []
    assert [event.sequence for event in day.instance.log.events] == list(range(1, day.instance.log.last + 1))
    assert all(contact.phase == "COMPLETED" for contact in day.instance.contacts.values())


def test_each_figure_is_what_get_metric_data_says(played: tuple[Day, Server]) -> None:
    day, server = played
    rows = table(day)
    assert len(rows) > 5
    metrics = metrics_of(client(server), day, [row["queue"] for row in rows])
    assert differences(rows, metrics) == []


def test_what_does_not_agree_is_told(played: tuple[Day, Server]) -> None:
    day, server = played
    wrong = [{**row, "handled": row["handled"] + 1} for row in table(day)]
    metrics = metrics_of(client(server), day, [row["queue"] for row in wrong])
    assert len(differences(wrong, metrics)) == len(wrong)
    assert "does not sum" in unproved(wrong, day)[0]


def test_the_command_prints_the_table_with_its_total(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--calls", "20", "--seed", "2"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].split() == ["queue", "presented", "handled", "%", "abandoned", "%", "otherwise", "total"]
    assert any(line.startswith("total ") for line in told)
    assert told[-1].endswith("figures are what GetMetricDataV2 says")
