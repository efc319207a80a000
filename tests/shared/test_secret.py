"""What is derived from the one secret: digests that never meet, tokens that nobody else can write."""

import base64
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.secret import BadToken, Secret
from tests.conftest import NOW

SECRET = Secret(lambda: b"a secret of the tests")
SECONDS = int(NOW.timestamp())


def signed(body: str, purpose: str = "track") -> str:
    """Return a token whose proof is right, whatever its body is."""
    return f"{body}.{SECRET.text('token', purpose, body)}"


def test_a_token_carries_its_facts() -> None:
    facts = {"n": "123", "who": "سالم"}
    assert SECRET.facts("track", SECRET.token("track", facts)) == facts


def test_a_token_of_another_purpose_is_refused() -> None:
    with pytest.raises(BadToken):
        SECRET.facts("upload", SECRET.token("track", {"n": "123"}))


def test_a_token_of_another_deployment_is_refused() -> None:
    with pytest.raises(BadToken):
        SECRET.facts("track", Secret(lambda: b"another").token("track", {"n": "123"}))


@pytest.mark.parametrize(("exp", "good"), [(SECONDS + 1, True), (SECONDS, False), (SECONDS - 1, False), (0, False)])
def test_a_token_ends_at_its_instant(exp: int, good: bool) -> None:
    token = SECRET.token("upload", {"n": "1", "exp": exp})
    if good:
        assert SECRET.facts("upload", token, now=NOW)["n"] == "1"
    else:
        with pytest.raises(BadToken):
            SECRET.facts("upload", token, now=NOW)


def test_a_token_without_an_end_is_refused_where_one_is_asked_for() -> None:
    with pytest.raises(BadToken):
        SECRET.facts("track", SECRET.token("track", {"n": "1"}), now=NOW - timedelta(days=9999))


def test_a_token_with_one_other_character_is_refused() -> None:
    token = SECRET.token("track", {"n": "123456789012"})
    for place, character in enumerate(token):
        other = "A" if character != "A" else "B"
        with pytest.raises(BadToken):
            SECRET.facts("track", token[:place] + other + token[place + 1 :])


@given(st.text(max_size=80))
def test_any_text_is_a_bad_token_and_nothing_else(text: str) -> None:
    with pytest.raises(BadToken):
        SECRET.facts("track", text)


@pytest.mark.parametrize(
    "text", ["", ".", "a.b.c", "é.è", "نداء.نداء", "\ud800.x", "a" * 100_000, "\x00.\x00", "=.="], ids=range(9)
)
def test_malformed_tokens_are_bad_tokens(text: str) -> None:
    with pytest.raises(BadToken):
        SECRET.facts("track", text)


NO_FACTS = {
    "nothing": b"",
    "no JSON": b"no json",
    "no text": b"\xff\xfe",
    "a list": b"[1]",
    "a number": b"7",
    "nested too deep": b"[" * 100_000,
    "an end in words": b'{"exp": "soon"}',
    "an end that is null": b'{"exp": null}',
}


@pytest.mark.parametrize("raw", NO_FACTS.values(), ids=NO_FACTS)
def test_a_body_that_is_no_facts_is_a_bad_token_even_if_its_proof_is_right(raw: bytes) -> None:
    with pytest.raises(BadToken):
        SECRET.facts("track", signed(base64.urlsafe_b64encode(raw).decode()), now=NOW)


@pytest.mark.parametrize("body", ["!!!!", "a", "%%", "abcde", "===="])
def test_a_body_that_is_no_base64_is_a_bad_token_even_if_its_proof_is_right(body: str) -> None:
    with pytest.raises(BadToken):
        SECRET.facts("track", signed(body))


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_two_lists_of_parts_never_meet(one: list[str], other: list[str]) -> None:
    assert (SECRET.digest("p", *one) == SECRET.digest("p", *other)) == (one == other)


def test_a_text_is_safe_in_keys_and_addresses() -> None:
    texts = {SECRET.text("person", "muttrah", "mobile", str(i)) for i in range(500)}
    assert len(texts) == 500
    assert all(text.replace("-", "").replace("_", "").isalnum() and len(text) == 22 for text in texts)


def test_the_secret_is_fetched_once_and_only_when_it_is_needed() -> None:
    fetched: list[Any] = []

    def load() -> bytes:
        fetched.append(1)
        return b"secret"

    secret = Secret(load)
    assert not fetched
    secret.digest("a")
    secret.digest("b")
    assert len(fetched) == 1
