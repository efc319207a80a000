"""A contact whose end was never told does not stand open for ever, and its record is the truth all the same."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.contacts.closing import UNTOLD, close_left_open
from chalicelib.contacts.contact import ContactOutcome
from chalicelib.contacts.kept import By, Stretch
from chalicelib.contacts.trouble import ContactChanged
from tests.contacts.days import BODY
from tests.contacts.taken import Taking
from tests.contacts.test_records import a_record
from tests.contacts.test_telling import ENDED, OVER, QUEUED, TALKS, detail


@pytest.fixture
def taking() -> Taking:
    return Taking(now=ENDED)


def closed(taking: Taking, **later: int) -> int:
    taking.now = ENDED + timedelta(**later)
    return close_left_open(taking.context)


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [(QUEUED, ContactOutcome.CUT_OFF), (TALKS, ContactOutcome.ANSWERED), (OVER, ContactOutcome.ANSWERED)],
)
def test_a_call_is_closed_as_it_stood_and_its_record_is_still_taken_in(
    taking: Taking, facts: Any, outcome: ContactOutcome
) -> None:
    taking.deliver("event", detail("QUEUED", **facts))
    assert closed(taking, hours=11) == 0
    assert closed(taking, hours=12) == 1
    told = taking.contacts.kept["c1"].told
    assert (told.outcome, bool(told.ended_at)) == (outcome, True)
    assert told.disconnected_by == facts.get("disconnectReason", UNTOLD)
    assert closed(taking, hours=13) == 0
    (counted,) = taking.contacts.figures.values()
    assert counted["handled"] + counted["otherwise"] == 1
    taking.deliver("event", detail("COMPLETED", **OVER))
    assert taking.contacts.kept["c1"].told == told
    taking.deliver("record", a_record(LastUpdateTimestamp="2026-11-22T08:06:03Z"))
    assert taking.contacts.kept["c1"].told.talk_seconds == 100
    taking.deliver("record", a_record())
    assert sum(one["handled"] for one in taking.contacts.figures.values()) == 1
    assert sum(one["otherwise"] for one in taking.contacts.figures.values()) == 0


def test_a_task_has_a_week(taking: Taking) -> None:
    taking.deliver("event", detail("QUEUED", **QUEUED) | {"channel": "TASK", "initiationMethod": "API"})
    assert closed(taking, days=7) == 0
    assert closed(taking, days=9) == 1
    assert not any(taking.contacts.places(Stretch(by=by, key=BODY)) for by in (By.OPEN, By.LEFT))


def test_what_is_to_be_wrapped_up_stays_so(taking: Taking) -> None:
    taking.deliver("event", detail("COMPLETED", **OVER))
    assert closed(taking, days=1) == 1
    assert taking.contacts.kept["c1"].needs_wrap_up
    assert [place.id for place in taking.contacts.places(Stretch(by=By.LEFT, key=BODY))] == ["c1"]


def test_what_is_told_at_this_moment_is_left_alone(taking: Taking) -> None:
    taking.deliver("event", detail("QUEUED", **QUEUED))

    def meeting(*_given: Any, **_more: Any) -> Any:
        raise ContactChanged

    taking.contacts.save = meeting
    assert closed(taking, days=1) == 0
