"""What the service says itself: Fluent messages in two languages."""

import pytest

from chalicelib.shared.words import UnknownMessage, say


def test_a_message_is_said_in_both_languages() -> None:
    assert say("problems", "not-found", "ar") == "لم نعثر على ما تبحثون عنه."
    assert say("problems", "not-found", "en") == "We could not find it."


@pytest.mark.parametrize("message", ["no-such-message", "not-found.title", ""])
def test_a_message_that_nobody_wrote_is_an_error(message: str) -> None:
    with pytest.raises(UnknownMessage):
        say("problems", message, "ar")
