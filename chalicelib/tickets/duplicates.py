"""Whether two tickets are about the same matter (R008): who, what, where, when, and in which words. Pure.

Nothing is decided here: a likely duplicate is shown with its reasons, and a person decides whether it is one.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from chalicelib.organisations.body import Rules
from chalicelib.shared.clock import from_iso
from chalicelib.shared.texts import tokens
from chalicelib.tickets.place import metres_between
from chalicelib.tickets.ticket import Ticket

# What each reason weighs; two reasons, or nearly the same words in one category, make a candidate.
REQUESTER, CATEGORY, PLACE, WORDS = 0.30, 0.20, 0.35, 0.50
LIKELY = 0.5
# Words that are less alike than this are no reason.
ALIKE = 0.25
# Fewer words than this prove little: they are compared with all words of the other, not only with themselves.
FEW = 4
COMMON_WEIGHT = 0.15
# What two texts share must weigh at least so much: one rare word, or a handful of others.
ENOUGH = 1.5
_COMMON = tokens(
    """
    في من على الى عن مع ان لا ما هذا هذه ذلك التي الذي هو هي كان كانت يكون لم لن قد كل بعض عند منذ حتى او ثم اذا بين
    قبل بعد امام خلف جنب قرب يوجد توجد هناك ارجو الرجاء نرجو يرجى السلام عليكم تحية شكرا جزيلا شكوى بلاغ طلب مشكلة
    البلدية بلدية المنطقة منطقة الشارع شارع الحي حي الولاية سنة شهر يوم ايام اسبوع مرة
    the and for with this that there have has been was were are not from near front behind please kindly hello dear
    is in on at to of it its my me we us you they he she an be by as or if no so do does did can will would could all
    very help solve there here who what when where which
    complaint report request problem issue street road area municipality day days week month since still our your
    """
)
_ARABIC = re.compile("[\u0621-\u064a]+")
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل")
_SUFFIXES = ("هما", "ها", "هم", "نا", "ات", "ين", "ون", "ان", "يه", "ه", "ي", "ا")
_LEAST_STEM = 3


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A registration as far as it is typed; `people` are digests of whom it reaches."""

    at: datetime
    category: str = ""
    text: str = ""
    place: tuple[float, float] | None = None
    people: tuple[str, ...] = ()


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket that may be about the same: `score` of 0 to 1, and why; `metres` if both have a place."""

    ticket: Ticket
    score: float
    reasons: tuple[str, ...]
    metres: float | None = None


def likely(
    draft: Draft, candidates: Iterable[tuple[Ticket, str]], rules: Rules, *, of_person: frozenset[str] = frozenset()
) -> list[Match]:
    """Return the likely duplicates among tickets and their texts, the likeliest first.

    `of_person` are the numbers of tickets found by an identifier of the requester's, first or second.
    """
    known = [(ticket, text) for ticket, text in candidates if is_recent(ticket, draft.at, rules)]
    weights = rarity([draft.text, *(text for _, text in known)])
    matches = [match(draft, ticket, text, rules, weights, of_person=of_person) for ticket, text in known]
    found = [one for one in matches if one.score >= LIKELY]
    return sorted(found, key=lambda one: (-one.score, one.metres or 0, one.ticket.number))


def is_recent(ticket: Ticket, at: datetime, rules: Rules) -> bool:
    """Return whether a ticket was registered within the body's days, and still stands for itself."""
    since = at - timedelta(days=rules.duplicate_days)
    return from_iso(ticket.registered_at) >= since and not ticket.merged_into and not ticket.erased


def match(
    draft: Draft, ticket: Ticket, text: str, rules: Rules, weights: Mapping[str, float], *,
    of_person: frozenset[str] = frozenset(),
) -> Match:  # fmt: skip
    """Return how far a ticket fits a draft."""
    metres = metres_apart(draft, ticket)
    alike = similarity(draft.text, text, weights)
    parts = {
        "same_requester": REQUESTER * (ticket.number in of_person or ticket.person in draft.people),
        "same_category": CATEGORY * (draft.category == ticket.category != ""),
        "near": PLACE * closeness(metres, rules.duplicate_metres),
        "similar_words": WORDS * alike if alike >= ALIKE else 0,
    }
    reasons = tuple(reason for reason, weight in parts.items() if weight)
    return Match(ticket=ticket, score=round(min(sum(parts.values()), 1), 2), reasons=reasons, metres=metres)


def metres_apart(draft: Draft, ticket: Ticket) -> float | None:
    """Return the distance on the ground in metres; None if one of the two has no place."""
    if draft.place is None or ticket.lat is None or ticket.lon is None:
        return None
    return metres_between(draft.place, (ticket.lat, ticket.lon))


def closeness(metres: float | None, most: float) -> float:
    """Return 1 at the same place, a half at the body's distance, nothing beyond."""
    if metres is None or metres > most or most <= 0:
        return 0
    return 1 - metres / most / 2


def rarity(texts: Sequence[str]) -> dict[str, float]:
    """Return what each word weighs: the fewer of the texts have it, the more; common words weigh little."""
    counted = Counter(word for text in texts for word in stems(text))
    common = {stem(word) for word in _COMMON}
    return {
        word: COMMON_WEIGHT if word in common else 1 + math.log((1 + len(texts)) / (1 + times))
        for word, times in counted.items()
    }


def similarity(one: str, other: str, weights: Mapping[str, float]) -> float:
    """Return how alike two texts are by their words, 0 to 1: what they share, of the shorter text's weight.

    Of a text of few words the share of both together counts, so that two words in common do not make it the same.
    """
    first, second = stems(one), stems(other)
    if not first or not second:
        return 0
    shared = _weight(first & second, weights)
    if shared < ENOUGH:
        return 0
    shorter = min(_weight(first, weights), _weight(second, weights))
    both = (_weight(first, weights) + _weight(second, weights)) / 2
    return shared / (both if min(len(first), len(second)) < FEW else shorter)


def _weight(words: frozenset[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(word, 1) for word in words)


def stems(text: str) -> frozenset[str]:
    """Return the words of a text without their endings."""
    return frozenset(stem(word) for word in tokens(text))


def stem(word: str) -> str:
    """Return an Arabic word (folded) without article, particles and endings; others stay, an English plural aside.

    A light stemmer after Larkey, Ballesteros, Connell: "Improving stemming for Arabic information retrieval" (2002).
    """
    if not _ARABIC.fullmatch(word):
        return word[:-1] if len(word) > _LEAST_STEM and word.endswith("s") and not word.endswith("ss") else word
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST_STEM:
            word = word.removeprefix(prefix)
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEAST_STEM:
            return word.removesuffix(suffix)
    return word
