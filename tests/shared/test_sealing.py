"""What is sealed opens only with its key, unchanged, in its own place."""

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.sealing import NONCE, new_seal, opened, sealed

KEY = b"k" * 32


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_what_was_sealed_can_be_opened(text: bytes, about: str) -> None:
    assert opened(KEY, sealed(KEY, text, about=about), about=about) == text


def test_the_same_words_never_look_the_same() -> None:
    assert sealed(KEY, b"words", about="1") != sealed(KEY, b"words", about="1")


def test_nothing_of_the_words_shows() -> None:
    assert "الحاوية".encode() not in sealed(KEY, "الحاوية ممتلئة".encode(), about="1")


def test_another_key_opens_nothing() -> None:
    with pytest.raises(InvalidTag):
        opened(new_seal(), sealed(KEY, b"words", about="1"), about="1")


def test_a_box_that_was_moved_does_not_open() -> None:
    with pytest.raises(InvalidTag):
        opened(KEY, sealed(KEY, b"words", about="ticket 1"), about="ticket 2")


def test_a_box_with_one_other_bit_does_not_open() -> None:
    box = sealed(KEY, b"words", about="1")
    for place in range(len(box)):
        with pytest.raises(InvalidTag):
            opened(KEY, box[:place] + bytes([box[place] ^ 1]) + box[place + 1 :], about="1")


def test_a_box_that_was_cut_does_not_open() -> None:
    box = sealed(KEY, b"words", about="1")
    with pytest.raises(InvalidTag):
        opened(KEY, box[: NONCE + 16], about="1")


def test_seals_are_of_32_bytes_and_never_the_same() -> None:
    seals = {new_seal() for _ in range(100)}
    assert len(seals) == 100
    assert {len(seal) for seal in seals} == {32}
