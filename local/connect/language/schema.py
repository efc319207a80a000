"""The words in which the table of actions says what an action takes: scalars, records, lists, maps.

Every scalar of a flow is a text, also numbers and truth values; what a text may hold is its kind.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Where a parameter's text may come from."""

    STATIC = "static"
    PATH = "one path"
    EITHER = "static or one path"
    FREE = "text with paths"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text: of a kind, and if static perhaps one of some words, a whole number in bounds, or of a pattern."""

    kind: Kind = Kind.FREE
    choices: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    pattern: str = ""
    longest: int | None = None
    example: str = "x"


@dataclass(frozen=True, slots=True)
class Typed:
    """Any JSON; `texts`: also in it every scalar is a text, else JSON keeps its types. Never an empty text."""

    texts: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    of: "Schema"
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """An object whose keys are free, or of a few."""

    of: "Schema"
    least: int = 1
    most: int | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A property of a record. `late`: required today, but older exports lack it, and they run."""

    schema: "Schema"
    required: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """An object of known properties; `open` if more are known to exist than are written down."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    one_of: tuple[tuple[str, ...], ...] = ()
    at_most_one: tuple[tuple[str, ...], ...] = ()
    some_of: tuple[tuple[str, ...], ...] = ()
    open: bool = False


Schema = Scalar | Typed | Items | Entries | Record


def needed(schema: Schema) -> Field:
    """Return a property that must be given."""
    return Field(schema, required=True)


def late(schema: Schema) -> Field:
    """Return a property that must be given today and that older exports lack."""
    return Field(schema, required=True, late=True)


def may(schema: Schema) -> Field:
    """Return a property that can be left out."""
    return Field(schema)


TEXT = Scalar()
EITHER = Scalar(Kind.EITHER)
STATIC = Scalar(Kind.STATIC)
ONE_PATH = Scalar(Kind.PATH, example="$.Attributes.x")
FLAG = Scalar(Kind.STATIC, choices=("True", "False", "true", "false"), example="True")
NESTED = Typed(texts=True)
SWITCH = Scalar(Kind.STATIC, choices=("Enabled", "Disabled"), example="Enabled")


def number(low: int | None = None, high: int | None = None, kind: Kind = Kind.EITHER) -> Scalar:
    """Return a whole number in a text."""
    return Scalar(kind, low=low, high=high, pattern=r"-?\d{1,18}", example=str(low if low is not None else 1))


def words(*choices: str, kind: Kind = Kind.STATIC) -> Scalar:
    """Return a text that is one of these words."""
    return Scalar(kind, choices=choices, example=choices[0])


# --- a row of the table ---

EQUALS = ("Equals",)
NUMBERS = ("NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan", "NumberLessOrEqualTo")
COMPARISONS = (*EQUALS, "TextStartsWith", "TextEndsWith", "TextContains", *NUMBERS, "KeyExists")
MATCHLESS = "NoMatchingCondition"
FAILED = "NoMatchingError"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an action's conditions may hold; `each`: exactly these operands, every one once."""

    operators: tuple[str, ...] = EQUALS
    operands: tuple[str, ...] = ()
    each: bool = False
    least: int = 0
    most: int | None = None
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Branches:
    """The branches of an action: errors that must be there, errors that may, and conditions."""

    required: tuple[str, ...] = (FAILED,)
    optional: tuple[str, ...] = ()
    conditions: Conditions | None = None


Parameters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """Other branches for some parameters, or in some type of flow; `when` says in words which."""

    when: str
    test: Callable[[Parameters, str], bool]
    branches: Branches


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule between properties that does not hold; the path starts below `Parameters`."""

    path: str
    text: str
    missing: bool = False


VOICE, CHAT, TASK, EMAIL = "VOICE", "CHAT", "TASK", "EMAIL"
EVERY_CHANNEL = (VOICE, CHAT, TASK, EMAIL)


@dataclass(frozen=True, slots=True)
class Row:
    """All that is known of one type of action.

    `executed`: the engine does it; what it does not do takes its error branch, with a warning. `real` is the name
    that the service accepts if `type` is one that only the documentation has. `misnamed` are property names that the
    service refuses here, with what to write in their place.
    """

    type: str
    block: str
    group: str
    parameters: Record = field(default_factory=Record)
    branches: Branches = field(default_factory=Branches)
    cases: tuple[Case, ...] = ()
    channels: tuple[str, ...] = EVERY_CHANNEL
    flow_types: tuple[str, ...] = ()
    executed: bool = False
    documented: bool = True
    terminal: bool = False
    next_optional: bool = False
    misnamed: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[Callable[[Parameters], Iterable[Broken]], ...] = ()
    example: Parameters = field(default_factory=dict)
    note: str = ""

    def branches_for(self, parameters: Parameters, flow_type: str = "") -> Branches:
        """Return the branches that an action of these parameters has in a flow of this type."""
        return next((case.branches for case in self.cases if case.test(parameters, flow_type)), self.branches)


def is_true(parameters: Parameters, key: str) -> bool:
    """Return whether a flag is set, however it is written."""
    return str(parameters.get(key, "")).lower() == "true"
