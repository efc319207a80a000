"""Time that jumps, and time that runs."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from local.connect.clock import RealClock, VirtualClock
from local.connect.functions import Answer, Pooled

PATIENCE = 60.0


def test_what_is_due_runs_in_order_and_what_was_cancelled_does_not() -> None:
    clock, ran = VirtualClock(100.0), list[str]()
    clock.after(5, lambda: ran.append("b"))
    clock.after(1, lambda: ran.append("a"))
    clock.after(5, lambda: ran.append("c"))
    clock.after(2, lambda: ran.append("never")).cancel()
    clock.run(until=104)
    assert (ran, clock.now()) == (["a"], 104)
    clock.run()
    assert (ran, clock.now()) == (["a", "b", "c"], 105)


def test_the_real_clock_wakes_when_its_wall_is_moved() -> None:
    now, rang = [0.0], threading.Event()
    clock = RealClock(lambda: now[0])
    clock.after(3600, rang.set)
    assert not rang.is_set()
    now[0] = 3601.0
    clock.wake()
    assert rang.wait(PATIENCE)
    clock.stop()


def test_a_callback_that_fails_does_not_stop_the_clock(caplog: pytest.LogCaptureFixture) -> None:
    clock, rang = RealClock(), threading.Event()
    clock.after(0, lambda: [][0])
    clock.after(0.01, rang.set)
    assert rang.wait(PATIENCE)
    clock.stop()
    assert "failed" in caplog.text


class Slow:
    """A function that answers only when it is let."""

    def __init__(self) -> None:
        self.let = threading.Event()

    def invoke(self, arn: str, event: dict[str, object], timeout: float) -> Answer:
        self.let.wait(PATIENCE)
        return Answer({"a": "1"})


def test_an_answer_after_the_limit_is_not_waited_for_and_comes_once() -> None:
    now, clock_done = [0.0], threading.Event()
    clock, slow, answers = RealClock(lambda: now[0]), Slow(), list[Answer]()
    pooled = Pooled(slow, clock)

    def done(answer: Answer) -> None:
        answers.append(answer)
        clock_done.set()

    pooled.start("state", {}, 8, done)
    now[0] = 9.0
    clock.wake()
    assert clock_done.wait(PATIENCE)
    slow.let.set()
    pooled.stop()
    clock.stop()
    assert [answer.error for answer in answers] == ["TimedOut"]


def test_many_threads_may_ask_at_once() -> None:
    clock, rang = RealClock(), threading.Semaphore(0)
    with ThreadPoolExecutor(8) as pool:
        for _ in range(100):
            pool.submit(clock.after, 0.001, rang.release)
    assert all(rang.acquire(timeout=PATIENCE) for _ in range(100))
    clock.stop()


def test_what_nobody_waits_for_any_more_before_its_turn_is_not_invoked() -> None:
    now, asked, turn = [0.0], list[str](), threading.Event()

    class Counted(Slow):
        def invoke(self, arn: str, event: dict[str, object], timeout: float) -> Answer:
            asked.append(arn)
            return super().invoke(arn, event, timeout)

    clock, slow = RealClock(lambda: now[0]), Counted()
    pooled, late = Pooled(slow, clock, workers=1), threading.Event()
    pooled.start("first", {}, 100, lambda _answer: None)
    pooled.start("too late", {}, 3, lambda _answer: late.set())
    pooled.start("in time", {}, 100, lambda _answer: turn.set())
    now[0] = 4.0
    clock.wake()
    assert late.wait(PATIENCE)
    slow.let.set()
    assert turn.wait(PATIENCE)
    assert asked == ["first", "in time"]
    pooled.stop()
    clock.stop()
