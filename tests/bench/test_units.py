"""The calculators agree with what AWS writes of sizes and units (DynamoDB Developer Guide)."""

import pytest

from bench.lab import tables
from bench.units import Item, KeyIndex, index_units, item_size, key_indexes, read_units, write_units

QUEUE = KeyIndex("queue", ("q", "q_sort"))


def item(size: int = 0, **keys: str) -> Item:
    """Return an item of a hundred bytes or so, or of a size."""
    named = {"pk": {"S": "one"}, "sk": {"S": "two"}, **{name: {"S": value} for name, value in keys.items()}}
    return {**named, "text": {"S": "x" * max(size - item_size(named) - 4, 0)}}


@pytest.mark.parametrize(
    ("value", "bytes_"),
    [
        ({"S": "abc"}, 3), ({"S": "نداء"}, 8), ({"B": b"12345"}, 5), ({"N": "7"}, 2), ({"N": "1234"}, 3),
        ({"N": "-1200"}, 3), ({"N": "0"}, 1), ({"BOOL": True}, 1), ({"NULL": True}, 1), ({"SS": ["a", "bc"]}, 3),
        ({"L": [{"S": "ab"}, {"N": "7"}]}, 9), ({"M": {"k": {"S": "v"}}}, 6),
    ],
)  # fmt: skip
def test_a_value_has_the_size_that_it_is_charged_by(value: dict[str, object], bytes_: int) -> None:
    assert item_size({"n": value}) == 1 + bytes_


def test_names_of_attributes_are_charged_too() -> None:
    assert item_size({"description": {"S": ""}}) == len("description")


def test_a_write_costs_a_unit_for_each_kilobyte_begun() -> None:
    assert [write_units(None, item(size), transaction=False) for size in (100, 1024, 1025, 2049)] == [1, 1, 2, 3]


def test_a_transaction_costs_twice_as_much() -> None:
    assert write_units(None, item(1025), transaction=True) == 4


def test_a_write_is_charged_by_the_larger_of_before_and_after() -> None:
    assert write_units(item(3000), item(100), transaction=False) == 3
    assert write_units(item(3000), None, transaction=False) == 3


@pytest.mark.parametrize(
    ("before", "after", "units"),
    [
        (None, item(q="a", q_sort="1"), 1), (item(q="a", q_sort="1"), None, 1), (None, item(), 0),
        (None, item(q="a"), 0), (item(q="a", q_sort="1"), item(q="a", q_sort="1"), 0),
        (item(q="a", q_sort="1"), item(q="b", q_sort="1"), 2), (item(q="a", q_sort="1"), item(q="a", q_sort="2"), 2),
    ],
)  # fmt: skip
def test_a_sparse_index_of_keys_is_charged_for_coming_going_and_moving(
    before: Item | None, after: Item | None, units: int
) -> None:
    assert index_units(before, after, QUEUE) == units


def test_an_index_is_not_charged_twice_in_a_transaction() -> None:
    assert write_units(None, item(q="a", q_sort="1"), [QUEUE], transaction=True) == 3


def test_a_query_is_charged_by_the_sum_and_a_batch_by_each() -> None:
    assert read_units([100, 100], consistent=True, together=True) == 1
    assert read_units([100, 100], consistent=True, together=False) == 2
    assert read_units([4097], consistent=False, together=True) == 1


def test_the_tables_of_the_template_hold_only_keys_in_their_indexes() -> None:
    made = tables()
    assert {index.name for index in key_indexes(made["tickets"])} >= {"worklist", "body", "requester"}


def test_an_index_that_holds_more_than_keys_is_refused() -> None:
    index = {"IndexName": "fat", "KeySchema": [], "Projection": {"ProjectionType": "ALL"}}
    with pytest.raises(ValueError, match="fat"):
        key_indexes({"GlobalSecondaryIndexes": [index]})
