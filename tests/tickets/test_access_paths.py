"""docs/access-paths.md names every index of every table, and every key that is read."""

import re
from pathlib import Path

import pytest

from chalicelib.tickets.lists import Index
from chalicelib.tickets.worklists import Queue

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "access-paths.md").read_text("utf-8")
INDEXES = sorted(
    {
        name
        for file in (ROOT / "infra").glob("*.yaml")
        for name in re.findall(r"IndexName: (\w+)", file.read_text("utf-8"))
    }
)
KEYS = sorted(
    {
        match
        for file in (ROOT / "chalicelib").glob("*/*store.py")
        for match in re.findall(r"^ {0,4}([A-Z]+)(?:#<|  +\S+ +the head)", file.read_text("utf-8"), re.MULTILINE)
    }
)
# Written and read by their key only, by those who know it: no list, no look-up.
NOT_READ = {"SENT", "OUTCOME", "HOLDER", "KEY", "FILES"}


@pytest.mark.parametrize("index", [*INDEXES, *Index])
def test_every_index_is_named(index: str) -> None:
    assert f"`{index}`" in PAGE


@pytest.mark.parametrize("queue", Queue)
def test_every_queue_is_named(queue: Queue) -> None:
    assert f"`{queue}`" in PAGE


def test_the_keys_are_found() -> None:
    assert {"TICKET", "ALIAS", "COUNTS", "PERSON", "IDENT", "BODY", "STAFF", "LINK", "PROVIDER"} <= set(KEYS)


@pytest.mark.parametrize("key", sorted(set(KEYS) - NOT_READ))
def test_every_key_that_is_read_is_named(key: str) -> None:
    assert f"`{key}#<" in PAGE or f"`{key}`" in PAGE
