import gc
import os
import queue
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from local.mends import upstream, workers

Stock = Callable[[str], Any]
RAISES = "class Permanent(Exception): ...\ndef handler(event, context):\n    print('word')\n    raise Permanent('no')\n"


def call(stock: Stock, record: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = stock("lambda_svc")._execute_function_warm(record, {}, "r-1")
    return answer


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # it leaves the dead worker's pipes open
def test_stock_ministack_hides_the_type_of_a_handlers_error(stock: Stock, function: Callable[[str], Any]) -> None:
    assert call(stock, function(RAISES))["body"]["errorType"] == "Runtime.HandlerError"
    gc.collect()


def test_an_error_has_its_own_type_its_log_and_leaves_the_worker_alive(
    stock: Stock, function: Callable[[str], Any]
) -> None:
    workers.name_errors()
    workers.read_logs_to_their_end()
    answers = [call(stock, record) for record in [function(RAISES)] * 2]
    assert [a["body"]["errorType"] for a in answers] == ["Permanent", "Permanent"]
    assert answers[0]["body"]["errorMessage"] == "no"
    assert "word" in answers[0]["log"]
    assert "[ERROR] Traceback" in answers[0]["log"]
    (pool,) = upstream.core("lambda_runtime")._workers.values()
    assert len(pool) == 1
    assert pool[0]._proc.poll() is None


def test_an_answer_that_is_no_json_is_the_functions_error(stock: Stock, function: Callable[[str], Any]) -> None:
    workers.name_errors()
    workers.read_logs_to_their_end()
    assert call(stock, function("def handler(e, c): return {1, 2}"))["body"]["errorType"] == "TypeError"


def test_stock_ministack_waits_fifty_milliseconds_after_a_silent_call(stock: Stock) -> None:
    first_line_wait, *_ = upstream.core("lambda_runtime").Worker._drain_stderr_bounded.__defaults__
    assert first_line_wait == 0.05


def test_a_log_is_read_up_to_the_mark_and_no_further() -> None:
    lines: queue.Queue[str] = queue.Queue()
    for line in ("one", "", "two", workers.END_OF_LOG, "of the next call"):
        lines.put(line)
    assert workers._up_to_the_mark(lines) == "one\ntwo"
    assert lines.get_nowait() == "of the next call"


def acquire(stock: Stock, record: dict[str, Any]) -> tuple[Any, str]:
    found: tuple[Any, str] = stock("lambda_svc").acquire_worker("f", record["config"], record["code_zip"])
    return found


def test_stock_ministack_starts_workers_without_end(stock: Stock, function: Callable[[str], Any]) -> None:
    assert all(acquire(stock, function(""))[0] for _ in range(50))


def test_a_call_beyond_the_bound_waits_for_a_worker_that_is_given_back(
    stock: Stock, function: Callable[[str], Any]
) -> None:
    workers.bound(2, wait=0)
    first, _ = acquire(stock, function(""))
    assert acquire(stock, function(""))[0] is not None
    assert acquire(stock, function("")) == (None, "func_cap")
    stock("lambda_svc").release_worker(first)
    assert acquire(stock, function("")) == (first, "reused")


WHERE = "import os\ndef handler(e, c): return [os.stat(__file__).st_ino, os.getpriority(os.PRIO_PROCESS, 0)]\n"


def places(stock: Stock, function: Callable[[str], Any]) -> list[Any]:
    """Return where two workers of one function found their code, and their priorities."""
    record = function(WHERE)
    found = [call(stock, record)["body"]]
    (pool,) = upstream.core("lambda_runtime")._workers.values()
    pool[0].in_use = True
    return [*found, call(stock, record)["body"]]


def test_stock_ministack_unpacks_the_code_for_every_worker(stock: Stock, function: Callable[[str], Any]) -> None:
    (first, _), (second, _) = places(stock, function)
    assert first != second


def test_workers_share_the_code_that_was_unpacked_once(
    stock: Stock, function: Callable[[str], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    workers.unpack_once()
    (first, _), (second, _) = places(stock, function)
    assert first == second


def test_a_function_behind_a_queue_gives_way_to_one_that_a_person_waits_for(
    stock: Stock, function: Callable[[str], Any]
) -> None:
    workers.let_people_go_first(step=3)
    stock("lambda_svc")._esms["u"] = {"UUID": "u", "FunctionName": "f"}
    (_, behind_a_queue), _ = places(stock, function)
    stock("lambda_svc")._esms.clear()
    assert behind_a_queue == min(os.getpriority(os.PRIO_PROCESS, 0) + 3, 19)
