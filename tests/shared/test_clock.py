"""Time: instants as texts that sort, a clock that may run ahead, ids that sort by time."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.clock import from_iso, iso, system_clock
from chalicelib.shared.ids import new_id, ulid
from tests.conftest import NOW

INSTANTS = st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2199, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
MUSCAT = timezone(timedelta(hours=4))


@given(INSTANTS, INSTANTS)
def test_texts_sort_as_instants_do(one: datetime, other: datetime) -> None:
    if abs(one - other) >= timedelta(milliseconds=1):
        assert (iso(one) < iso(other)) == (one < other)


def test_an_instant_is_kept_in_utc_to_the_millisecond() -> None:
    assert iso(datetime(2026, 3, 1, 7, 0, 0, 123456, tzinfo=MUSCAT)) == "2026-03-01T03:00:00.123Z"
    assert from_iso("2026-03-01T03:00:00.123Z") == datetime(2026, 3, 1, 3, 0, 0, 123000, tzinfo=UTC)


@pytest.mark.parametrize(("offset", "ahead"), [("0", 0), ("86400", 86400), ("-60.5", -60.5), ("", 0)])
def test_a_clock_runs_ahead_by_what_the_file_says(tmp_path: Path, offset: str, ahead: float) -> None:
    file = tmp_path / "offset"
    file.write_text(offset)
    difference = system_clock(str(file))() - datetime.now(UTC) - timedelta(seconds=ahead)
    assert abs(difference) < timedelta(seconds=5)


def test_a_clock_without_its_file_runs_as_others_do(tmp_path: Path) -> None:
    assert abs(system_clock(str(tmp_path / "none"))() - system_clock()()) < timedelta(seconds=5)


@given(INSTANTS, INSTANTS)
def test_ids_sort_by_the_time_they_were_made(one: datetime, other: datetime) -> None:
    if int(one.timestamp() * 1000) != int(other.timestamp() * 1000):
        assert (new_id(one) < new_id(other)) == (one < other)


def test_ids_of_one_instant_differ() -> None:
    ids = {new_id(NOW) for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(each) for each in ids} == {26}


def test_an_id_is_a_ulid() -> None:
    assert ulid(1469918176385, 0) == "01ARYZ6S41" + "0" * 16
    assert ulid((1 << 48) - 1, (1 << 80) - 1) == "7" + "Z" * 25
