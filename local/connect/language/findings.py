"""What the validator finds, and how much each kind of finding weighs in each profile.

`strict` is what CreateContactFlow accepts today; `compat` is what flows published years ago contain, and what runs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

STRICT, COMPAT = "strict", "compat"
PROFILES = (STRICT, COMPAT)


class Weight(StrEnum):
    """What becomes of a finding."""

    PROBLEM = "problem"
    WARNING = "warning"
    NOTHING = "nothing"


_P, _W, _N = Weight.PROBLEM, Weight.WARNING, Weight.NOTHING

# rule: (strict, compat). No rule weighs more in compat, so that whatever strict accepts, compat accepts.
RULES: Mapping[str, tuple[Weight, Weight]] = {
    "not-a-flow": (_P, _P),
    "version": (_P, _W),
    "legacy": (_P, _W),
    "envelope": (_P, _P),
    "envelope-extra": (_W, _N),
    "size": (_P, _W),
    "start": (_P, _P),
    "no-actions": (_P, _P),
    "identifier": (_P, _W),
    "identifier-missing": (_P, _P),
    "duplicate": (_P, _P),
    "type": (_P, _P),
    "flow-type": (_P, _W),
    "settings": (_P, _W),
    "property-name": (_P, _W),
    "misnamed": (_P, _P),
    "missing": (_P, _P),
    "missing-late": (_P, _W),
    "null": (_P, _W),
    "scalar": (_P, _P),
    "scalar-inside": (_P, _W),
    "value": (_P, _P),
    "choice": (_P, _W),
    "dynamic": (_P, _W),
    "empty": (_P, _W),
    "one-of": (_P, _W),
    "count": (_P, _W),
    "next": (_P, _W),
    "terminal": (_P, _W),
    "error-missing": (_P, _W),
    "error-extra": (_P, _W),
    "operator": (_P, _P),
    "operator-old": (_P, _W),
    "nested": (_P, _P),
    "operand": (_P, _W),
    "conditions": (_P, _W),
    "target": (_P, _P),
    "unreachable": (_W, _W),
    "type-unknown": (_W, _W),
    "not-executed": (_W, _W),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as the language has it; `message` begins as AWS writes it."""

    rule: str
    message: str
    action: str | None = None

    def weight(self, profile: str) -> Weight:
        """Return what becomes of it in a profile."""
        return RULES[self.rule][PROFILES.index(profile)]


def bad_value(path: str, text: str) -> str:
    return f"Invalid Action property value. Path: {path}. {text}"


def bad_name(path: str, text: str) -> str:
    return f"Invalid Action property name. Path: {path}. {text}"


def missing_property(path: str, text: str = "") -> str:
    return f"Action is missing required property. Path: {path}" + (f". {text}" if text else "")


def bad_branch(path: str, text: str) -> str:
    return f"Invalid branch. Path: {path}. {text}"


def short(value: object) -> str:
    """Return a value as one sees it in a message, never longer than a line."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
