"""Every reason for which a field is refused stands in docs/problems.md, and in the faces' words in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.notifications.preview import templates
from chalicelib.shared.bodies import _REASONS

ROOT = Path(__file__).parents[1]
REFUSING = {"fault": 1, "field": 1, "Fault": 0, "_Fault": 0, "_Unfit": 0}
"""Calls that name a reason, and at which place."""
SAYING = {"_reason", "_shape_reasons", "_of_days", "_of_stand_in"}
"""Functions that return or yield reasons."""
NOT_FOR_FORMS = {"given", "rejected"}
"""What `_reason` is called elsewhere: why a notice is sent, why a mail bounced."""


def said_in(node: ast.AST | None) -> Iterator[str]:
    """Yield the codes that an expression may come to."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from re.findall(r"^[a-z0-9]+(?:-[a-z0-9]+)*$", node.value)
    elif isinstance(node, ast.IfExp):
        yield from [*said_in(node.body), *said_in(node.orelse)]
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from said_in(value)
    elif isinstance(node, ast.Tuple):
        yield from said_in(node.elts[-1])


def reasons_in(node: ast.AST) -> Iterator[str]:
    """Yield the reasons that one node gives."""
    if isinstance(node, ast.Call):
        place = REFUSING.get(getattr(node.func, "attr", getattr(node.func, "id", "")))
        if place is not None and len(node.args) == place + 1:
            yield from said_in(node.args[place])
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            yield from said_in(value) if list(said_in(key)) == ["reason"] else ()
    elif isinstance(node, ast.FunctionDef) and node.name in SAYING:
        for inner in ast.walk(node):
            yield from said_in(inner.value) if isinstance(inner, ast.Return | ast.Yield) else ()


def reasons() -> list[str]:
    """Return every reason that the service can give for a field."""
    modules = (ROOT / "chalicelib").rglob("*.py")
    nodes = (node for path in modules for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    found = {reason for node in nodes for reason in reasons_in(node)}
    return sorted((found | {reason for _, reason in _REASONS}) - NOT_FOR_FORMS)


def test_the_reasons_are_found_wherever_they_are_given() -> None:
    assert {"missing", "too-long", "has-subregions", "without-area", "away", "not-utf-8", "cancelled", "repeated",
            "own-matter"} <= set(reasons())  # fmt: skip


def test_every_reason_stands_in_the_documentation() -> None:
    table = (ROOT / "docs" / "problems.md").read_text("utf-8").split("## Reasons of a field")[1]
    assert [reason for reason in reasons() if f"`{reason}`" not in table] == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_reason_has_its_words(language: str) -> None:
    folder = ROOT / "web" / "messages" / language
    texts = [path.read_text("utf-8") for path in (folder / "shared" / "common.ftl", folder / "console" / "reasons.ftl")]
    worded = set(re.findall(r"^reason-(\S+) =", "\n".join(texts), re.MULTILINE))
    assert [reason for reason in reasons() if reason not in worded] == []


def test_every_reason_is_looked_up_by_the_console() -> None:
    listed = "".join((ROOT / "web" / path).read_text("utf-8") for path in ("shared/words.ts", "console/reasons.ts"))
    known = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", listed))
    assert [reason for reason in reasons() if reason not in known] == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_message_that_is_sent_is_named_for_admins(language: str) -> None:
    text = (ROOT / "web" / "messages" / language / "console" / "admin-messages.ftl").read_text("utf-8")
    named = set(re.findall(r"^([a-z-]+) =", text, re.MULTILINE))
    wanted = {name for each in templates() for name in (
        f"message-{each.id}", f"told-{each.audience}", *(f"sent-by-{channel}" for channel in each.channels),
        f"when-{each.event.removeprefix('ticket.').replace('_', '-').replace('.', '-') or 'code'}",
    )}  # fmt: skip
    assert wanted - named == set()
