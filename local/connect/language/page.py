"""The table of actions as a page for people: `docs/connect-actions.md` is this text, and a test holds it to it."""

from collections.abc import Iterator

from local.connect.language.schema import Branches, Entries, Items, Kind, Record, Row, Scalar, Schema
from local.connect.language.table import INVENTED, ROWS

HEAD = """# The actions of Amazon Connect's flow language

Made from the table of actions (`local/connect/language/actions`) by `python -m local.connect actions`; a test fails if
it is stale. What it means, and how flows are checked and run here: [connect](connect.md).

Every scalar is a text, also numbers (`"5"`) and truth values (`"True"`). A text is *static*, *one path* (a JSONPath
such as `$.Attributes.x` and nothing else), either, or, where nothing is said, free, with paths in it. `!` stands behind
what must be given, `!!` behind what must be given today and older exports lack. An action that does not end the flow
needs `NextAction`. A module may hold whatever some flow may hold.

"""
_PLACES = (
    ("CONTACT_FLOW", "inbound"),
    ("AGENT_TRANSFER", "agent transfer"),
    ("QUEUE_TRANSFER", "queue transfer"),
    ("CUSTOMER_QUEUE", "customer queue"),
    ("CUSTOMER_WHISPER", "customer whisper"),
    ("AGENT_WHISPER", "agent whisper"),
    ("OUTBOUND_WHISPER", "outbound whisper"),
    ("CUSTOMER_HOLD", "customer hold"),
    ("AGENT_HOLD", "agent hold"),
)


def page() -> str:
    """Return the page in Markdown."""
    rows = sorted(ROWS.values(), key=lambda row: row.type)
    carried = [row for row in rows if row.executed]
    rest = [row for row in rows if not row.executed]
    lines = [
        HEAD,
        f"## Carried out here ({len(carried)})\n",
        *(_section(row) for row in carried),
        f"## Checked, but not carried out ({len(rest)})\n",
        "On the laptop these take their error branch, with a warning in the log.\n",
        *(_section(row) for row in rest),
        "## Names that are none\n",
        "| written | real |\n|---|---|",
        *(f"| {invented} | {real} |" for invented, real in sorted(INVENTED.items())),
    ]
    return "\n".join(lines) + "\n"


def _section(row: Row) -> str:
    undocumented = "" if row.documented else "; not in the documentation"
    lines = [f"### {row.type}\n", f"{row.block} ({row.group}{undocumented})." + (f" {row.note}" if row.note else "")]
    lines += ["", f"- Parameters: {_record(row.parameters) or 'none'}{_groups(row.parameters)}."]
    if row.terminal:
        lines.append("- Ends the flow: no transitions.")
    else:
        lines.append(f"- Branches: {_branches(row.branches)}.")
        lines += [f"- If {case.when}: {_branches(case.branches)}." for case in row.cases]
        if row.next_optional:
            lines.append("- NextAction may be left out: it never ends by itself.")
    if row.misnamed:
        lines.append(f"- Refused: {', '.join(f'`{wrong}` (use {right})' for wrong, right in row.misnamed.items())}.")
    lines.append(f"- Channels: {', '.join(row.channels)}. Flows: {_flow_types(row)}.")
    return "\n".join(lines) + "\n"


def _flow_types(row: Row) -> str:
    named = [name for kind, name in _PLACES if kind in row.flow_types]
    return "all" if len(named) == len(_PLACES) else ", ".join(named) or "modules only"


def _record(record: Record) -> str:
    marks = {(False, False): "", (True, False): "!", (True, True): "!!"}
    named = [
        f"`{key}`{marks[(field.required, field.late)]} {_schema(field.schema)}".rstrip()
        for key, field in record.fields.items()
    ]
    return ", ".join(named) + (" and more" if record.open else "")


def _groups(record: Record) -> str:
    said = [f"exactly one of {', '.join(names)}" for names in record.one_of]
    said += [f"at most one of {', '.join(names)}" for names in record.at_most_one]
    said += [f"at least one of {', '.join(names)}" for names in record.some_of]
    return "".join(f"; {text}" for text in said)


def _schema(schema: Schema) -> str:
    if isinstance(schema, Scalar):
        return "; ".join(_scalar(schema))
    if isinstance(schema, Record):
        return f"{{{_record(schema)}}}"
    if isinstance(schema, Items):
        return f"[{_schema(schema.of)}]"
    if isinstance(schema, Entries):
        keys = f"one of {', '.join(schema.keys)}" if schema.keys else "key"
        return f"{{{keys}: {_schema(schema.of)}}}"
    return "(JSON)"


def _scalar(schema: Scalar) -> Iterator[str]:
    if schema.choices:
        yield f"({' | '.join(dict.fromkeys(schema.choices))})"
    elif schema.low is not None and schema.high is not None:
        yield f"({schema.low}-{schema.high})"
    elif schema.low is not None:
        yield f"({schema.low} or more)"
    elif schema.kind is not Kind.FREE:
        yield f"({schema.kind})"


def _branches(branches: Branches) -> str:
    said = [*branches.required, *(f"{name} (optional)" for name in branches.optional)]
    errors = ", ".join(said) or "no errors"
    rule = branches.conditions
    if rule is None:
        return f"{errors}; no conditions"
    operands = f" {', '.join(rule.operands)}" if rule.operands else ""
    exactly = "exactly " if rule.each else ""
    return f"{errors}; conditions {exactly}{' | '.join(rule.operators)}{operands}"
