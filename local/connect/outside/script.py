"""A call that nobody types: each word of a script is done as soon as it can be."""

from collections.abc import Iterable

from local.connect.call import KEYS
from local.connect.outside.terminal import Call

PATIENCE = 120.0
"""Seconds within which a word of a script must come to its turn: the longest announcements, a queue, an agent."""
AGAIN = 0.5
"""Seconds after which what could not be done yet is tried again."""


def play(call: Call, words: Iterable[str], patience: float = PATIENCE) -> list[str]:
    """Press keys when they are asked for, do what agents do once it can be done; then listen, and hang up.

    It listens until keys are asked for again, the caller waits in a queue, or the call is over. Return the words that
    did not come to their turn.
    """
    left = list(words)
    while left and _came(call, left[0], patience):
        left.pop(0)
    ears = call.ears
    if not left:
        ears.wait(lambda: ears.is_asked or ears.waits, patience)
    call.hang_up()
    return left


def _came(call: Call, word: str, patience: float) -> bool:
    """Return whether a word could be done: keys once they are asked for, verbs once they are not refused."""
    ears = call.ears
    if set(word) <= KEYS:
        if not ears.wait(lambda: ears.is_asked, patience):
            return False
        before = ears.asked
        return call.do(word) and ears.wait(lambda: ears.keyed > before, patience)
    for _ in range(int(patience / AGAIN)):
        if not (call.agent and call.seat.is_joining) and call.do(word, quietly=True):
            return True
        ears.wait(lambda: False, AGAIN)
    return call.do(word)
