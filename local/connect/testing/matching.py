"""Whether what happened is what a test waits for.

AWS compares messages by meaning; here they are compared by their letters, without marks, case and punctuation.
"""

import re
import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

THRESHOLD = 0.75
_TAGS = re.compile(r"<[^<>]*>")

Resources = Callable[[str], str]


def bare(text: str) -> str:
    """Return a text without SSML, diacritics, tatweel, punctuation and case."""
    plain = unicodedata.normalize("NFKD", _TAGS.sub(" ", text)).replace("ـ", "")
    kept = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.casefold().split())


def similarity(one: str, other: str) -> float:
    """Return from 0 to 1 how alike two texts are."""
    left, right = bare(one), bare(other)
    if left == right:
        return 1.0
    if (
        left
        and right
        and (left in right or right in left)
        and min(len(left), len(right)) * 3 > max(len(left), len(right))
    ):
        return 0.9
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def heard(properties: dict[str, Any], facts: dict[str, Any]) -> bool:
    """Return whether a message is the one that is waited for.

    :param facts: `text`, `ssml`, `promptId` or `media` of the message
    """
    said = str(facts.get("text") or facts.get("ssml") or "")
    prompt = properties.get("PromptId")
    if prompt:
        return same_name(str(prompt), str(facts.get("promptId") or ""))
    kind, wanted, threshold = _criteria(properties)
    if not wanted:
        return True
    if kind == "inclusion":
        return bare(wanted) in bare(said)
    return similarity(wanted, said) >= threshold


def _criteria(properties: dict[str, Any]) -> tuple[str, str, float]:
    """Return how to compare, with what, and how alike it must be, in any of the ways in which it is written."""
    wanted = str(properties.get("Text") or properties.get("SSML") or "")
    criteria = properties.get("MatchingCriteria")
    if isinstance(criteria, dict) and isinstance(criteria.get("Content"), dict):
        criteria = criteria["Content"]
    if not isinstance(criteria, dict):
        return str(criteria or "Similarity").lower(), wanted, THRESHOLD
    for kind in ("Similarity", "Inclusion"):
        inner = criteria.get(kind)
        if isinstance(inner, dict):
            threshold = inner.get("Threshold", THRESHOLD)
            exact = threshold if isinstance(threshold, int | float) else THRESHOLD
            return kind.lower(), str(inner.get("Value") or wanted), exact
    return str(criteria.get("Type") or "Similarity").lower(), wanted, THRESHOLD


def same_name(one: str, other: str) -> bool:
    """Return whether two references mean one thing: the same, or the same last part (an ARN and its id)."""
    return one == other or (bool(one) and _last(one) == _last(other))


def _last(reference: str) -> str:
    return re.split(r"[/:]", reference.removesuffix(":$LATEST").strip("${}<>%"))[-1]
