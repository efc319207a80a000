r"""What a whole text must be like, as a pattern that means the same to everybody who reads it.

Python searches a text for a pattern, and its `$` holds before a line's end too: `^[a-z]+$` lets `a` with a line's end
through. `\Z` is Python's own, which no other reader of the OpenAPI document knows; that no line's end may follow `$` is
understood by all (ECMA 262).
"""


def whole(pattern: str) -> str:
    """Return the pattern of the texts that fit another one from their first sign to their last."""
    return rf"^(?:{pattern})$(?!\n)"
