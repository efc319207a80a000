"""A ticket packed for its item comes back whole, now and from the oldest item there is."""

import base64
import zlib

import msgspec
import pytest

from chalicelib.tickets import packing
from chalicelib.tickets.packing import packed, unpacked
from chalicelib.tickets.ticket import KnownKey
from tests.tickets.scenes import Story, a_ticket

BY_THE_FIRST_DICTIONARY = "AUNJ1xbGJoYWBmamhiaIFJ5bWpVHMJWDCsrUkmKiE7sxOLEb40vsIDUWGGrQ0z9IlRGGKuQED09VxcCwBfsJS+qqBQA="


def test_a_ticket_comes_back_whole() -> None:
    ticket = Story(a_ticket(subject="حفرة أمام المدرسة 🕳️", seal=b"\0" * 32)).resolved().ticket
    assert unpacked(packed(ticket)) == ticket


def test_a_ticket_that_was_packed_long_ago_is_still_read() -> None:
    """A dictionary that was changed would lose every ticket that stands in the table."""
    assert unpacked(base64.b64decode(BY_THE_FIRST_DICTIONARY)) == a_ticket()


def test_every_dictionary_names_itself_in_the_first_byte() -> None:
    assert packed(a_ticket())[0] == max(packing._DICTIONARIES)


def test_a_long_life_is_less_than_half_of_its_json() -> None:
    keys = tuple(KnownKey(f"{i:012d}", f"{i:08d}", i) for i in range(8))
    ticket = Story(a_ticket(seal=b"\0" * 32)).resolved().ticket.with_(keys=keys)
    assert len(packed(ticket)) < len(msgspec.json.encode(ticket)) / 2


@pytest.mark.parametrize("broken", [b"\x01\xff\xff", packed(a_ticket())[:-9]])
def test_what_is_broken_is_not_half_a_ticket(broken: bytes) -> None:
    with pytest.raises((zlib.error, msgspec.DecodeError)):
        unpacked(broken)
