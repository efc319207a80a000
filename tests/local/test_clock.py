import threading
import time
from pathlib import Path

import pytest

from local.clock import Backwards, ClockedTime, MovableClock


def test_the_clock_is_ahead_of_the_wall_by_what_it_was_moved(clock: MovableClock) -> None:
    clock.move_to(clock.now() + 60)
    assert clock.now() == 1_800_000_060.0


def test_the_offset_outlives_the_process(clock: MovableClock) -> None:
    clock.move_to(clock.now() + 90)
    assert MovableClock(clock.file, wall=lambda: 0.0).now() == 90.0


def test_time_does_not_run_back(clock: MovableClock) -> None:
    with pytest.raises(Backwards):
        clock.move_to(clock.now() - 1)


def test_a_sleeper_is_woken_when_the_clock_moves_past_its_time(clock: MovableClock) -> None:
    sleeper = threading.Thread(target=clock.sleep, args=(259_200,), kwargs={"timer": True})
    sleeper.start()
    deadline = time.monotonic() + 60
    while not clock.timers() and time.monotonic() < deadline:
        threading.Event().wait(0.001)
    assert clock.timers() == [clock.now() + 259_200]
    clock.move_to(clock.now() + 259_200)
    sleeper.join(60)
    assert not sleeper.is_alive()
    assert clock.timers() == []


def test_a_sleep_that_is_over_returns_at_once(clock: MovableClock) -> None:
    clock.sleep(0)


def test_the_clocked_time_is_the_time_module_but_for_the_time(clock: MovableClock) -> None:
    clocked = ClockedTime(clock)
    assert clocked.time() == clock.now()
    assert clocked.gmtime().tm_year == 2027
    assert clocked.gmtime(0).tm_year == 1970
    assert clocked.monotonic() > 0


def test_handlers_read_the_same_offset(tmp_path: Path) -> None:
    from chalicelib.shared.clock import system_clock

    clock = MovableClock(tmp_path / "offset")
    clock.move_to(clock.now() + 86_400)
    assert abs(system_clock(str(clock.file))().timestamp() - clock.now()) < 1


def test_an_instant_that_passes_while_it_is_reached_is_no_error(tmp_path: Path) -> None:
    ticks = iter(range(1, 1_000))
    clock = MovableClock(tmp_path / "offset", wall=lambda: float(next(ticks)))
    clock.reach(0.5)
    assert clock.offset == 0
    clock.reach(500)
    assert clock.now() > 499
