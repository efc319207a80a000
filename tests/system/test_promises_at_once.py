"""Promises on the deployed service, hundreds of which fall due in one minute: each told of, and once."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.system.centre import Centre, complaint, eventually
from tests.system.cloud import Cloud
from tests.system.test_promises import PATIENCE, move, percents

MANY = 500


@pytest.fixture
def calm(cloud: Cloud) -> Iterator[None]:
    """Keep other tests' tickets from falling due in this one, and its own from falling due in others."""
    cloud.calm()
    yield
    cloud.calm()


def test_hundreds_that_fall_due_in_one_minute_are_told_of_once_each(centre: Centre, cloud: Cloud, calm: None) -> None:
    asked = complaint("", kind="report", category="drainage", anonymous=True, requester=None)

    def filed(_i: int) -> str:
        return str(Centre(centre.address).call("POST", "/v1/public/tickets", asked)["number"])

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(filed, range(MANY)))
    move(centre, advance="PT64M")
    due = "first_reply"
    eventually(lambda: all(percents(cloud, number, due) for number in numbers), f"{MANY} escalations", PATIENCE)
    counts = Counter(tuple(percents(cloud, number, due)) for number in numbers)
    assert counts == {(50,): MANY}
    sequences = [row["sk"] for row in cloud.rows("tickets", f"TICKET#{numbers[0]}", "HISTORY#")]
    assert len(sequences) == len(set(sequences))
    assert cloud.dead_letters("tickets-due") == []
