"""What is counted reaches the log, from every entry point, and nothing is said of nothing."""

import json
from typing import Any

import pytest

from chalicelib.shared.observability import count, metrics, observed, publish_counts
from tests.http import CONTEXT


@pytest.fixture(autouse=True)
def _measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_METRICS_DISABLED", "false")
    metrics.clear_metrics()


def _counted(said: str) -> dict[str, Any]:
    return next((json.loads(line) for line in said.splitlines() if '"CloudWatchMetrics"' in line), {})


def test_what_a_handler_counts_is_written_when_it_ends(capsys: pytest.CaptureFixture[str]) -> None:
    @observed
    def handler(event: dict[str, Any], context: Any) -> str:
        count("codes-refused", 2)
        return "done"

    assert handler({}, CONTEXT) == "done"
    assert _counted(capsys.readouterr().out)["codes-refused"] == [2.0]


def test_what_was_counted_before_a_failure_is_written_too(capsys: pytest.CaptureFixture[str]) -> None:
    @observed
    def handler(event: dict[str, Any], context: Any) -> None:
        count("codes-refused")
        raise LookupError

    with pytest.raises(LookupError):
        handler({}, CONTEXT)
    assert _counted(capsys.readouterr().out)["codes-refused"] == [1.0]


def test_a_handler_that_counts_nothing_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    observed(lambda _event, _context: None)({}, CONTEXT)
    publish_counts()
    assert _counted(capsys.readouterr().out) == {}
