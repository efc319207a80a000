"""How a name is found: by the first letters of each of its words, in any spelling that sounds the same."""

from chalicelib.people.person import Person
from chalicelib.shared.texts import tokens

SHORTEST, LONGEST = 2, 6
MOST_WORDS = 5
_LINKS = frozenset({"بن", "ابن", "بنت", "bin", "ibn", "bint", "al", "ال"})
_ARTICLE = "ال"
_SHORTEST_WITH_ARTICLE = 5


def name_words(text: str) -> frozenset[str]:
    """Return the words of a name as they are compared: folded, without links (بن) and the article."""
    words = (_without_article(word) for word in tokens(text) if word not in _LINKS)
    return frozenset(word for word in words if len(word) >= SHORTEST)


def prefixes(person: Person) -> frozenset[str]:
    """Return the beginnings, of two to six letters, that a person is found by; of the five longest words."""
    words = sorted(name_words(f"{person.name} {person.first_name} {person.family_name}"), key=lambda w: (-len(w), w))
    return frozenset(
        word[:size] for word in words[:MOST_WORDS] for size in range(SHORTEST, min(len(word), LONGEST) + 1)
    )


def rarest(words: frozenset[str]) -> str:
    """Return the beginning to look for: that of the longest word, for it leaves the fewest people."""
    return max(sorted(words), key=len)[:LONGEST]


def answers_to(person: Person, words: frozenset[str]) -> bool:
    """Return whether every word is the beginning of one in the person's name."""
    own = name_words(f"{person.name} {person.first_name} {person.family_name}")
    return all(any(mine.startswith(word) for mine in own) for word in words)


def _without_article(word: str) -> str:
    return word.removeprefix(_ARTICLE) if len(word) >= _SHORTEST_WITH_ARTICLE else word
