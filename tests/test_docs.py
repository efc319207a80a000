"""The documents are complete and true: every code, problem, event, setting and alarm of the program stands in them."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest

import app
from chalicelib.contacts.callback import CallbackState
from chalicelib.notifications import callback_notice
from chalicelib.notifications.digest import DUE, SAYS
from chalicelib.notifications.message import State as MessageState
from chalicelib.notifications.notice import COMPUTED, DUTY_TOLD, PARTNER_TOLD, TOLD
from chalicelib.notifications.staff_notice import STAFF_TOLD
from chalicelib.organisations.staff import ROLE_NAMES, Role
from chalicelib.shared.errors import NidaaError
from chalicelib.shared.settings import Settings
from chalicelib.shared.words import CATALOGUES
from chalicelib.tickets import words
from chalicelib.tickets.attachments import State as FileState
from chalicelib.tickets.bus import BusEvent
from chalicelib.tickets.deeds import Action, Party
from chalicelib.tickets.scene import PAST
from chalicelib.tickets.worklists import Queue
from infra.merge import SECOND, merged, read_template

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
ARABIC = re.compile("[\u0621-\u064a]")
CODES: list[type[StrEnum]] = [
    *(each for each in vars(words).values() if isinstance(each, type) and each.__module__ == words.__name__),
    Action, Party, Role, Queue, MessageState, FileState, CallbackState,
]  # fmt: skip


def read(page: str) -> str:
    return (DOCS / page).read_text("utf-8")


def cells(page: str) -> dict[str, list[list[str]]]:
    """Return the rows of every table of a page, by the code in the first cell."""
    found: dict[str, list[list[str]]] = {}
    for line in read(page).splitlines():
        if line.startswith("| `"):
            row = [cell.strip() for cell in line.strip("|").split("|")]
            for code in re.findall(r"`([^`]+)`", row[0]):
                found.setdefault(code, []).append(row)
    return found


@pytest.mark.parametrize("kind", CODES, ids=lambda kind: f"{kind.__module__.split('.')[-1]}.{kind.__name__}")
def test_every_code_stands_in_the_glossary_with_its_arabic(kind: type[StrEnum]) -> None:
    glossary = cells("glossary.md")
    assert [code.value for code in kind if code.value not in glossary] == []
    assert [code.value for code in kind if not any(ARABIC.search(row[1]) for row in glossary[code.value])] == []


def test_roles_are_called_in_the_glossary_as_in_the_program() -> None:
    glossary = cells("glossary.md")
    for role, name in ROLE_NAMES.items():
        assert any(row[1].startswith(name.ar) for row in glossary[role]), role


def test_every_action_has_its_event() -> None:
    assert set(PAST) == set(Action)


def event_types() -> Iterator[str]:
    """Yield every type of event that the program makes."""
    yield from (f"ticket.{past}" for past in PAST.values())
    for path in (ROOT / "chalicelib" / "tickets").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"(ticket|digest)\.[a-z_]+", str(node.value)):
                yield str(node.value)


def test_the_events_page_names_every_type_and_no_other() -> None:
    assert {code for code in cells("events.md") if code.startswith(("ticket.", "digest."))} == set(event_types())


def test_the_events_page_names_every_field_on_the_bus() -> None:
    fields = [code for code in cells("events.md") if "." not in code]
    assert [field for field in BusEvent.__struct_fields__ if field not in fields] == []


def test_the_notices_page_says_who_is_told_of_what() -> None:
    told = {(says, event) for says, rows in cells("notices.md").items() for row in rows for event in codes(row[1])}
    to_requesters = {*TOLD.items(), ("ticket.delayed", COMPUTED), *PARTNER_TOLD.items(), *DUTY_TOLD.items()}
    to_staff = {(event, told.says) for event, told in STAFF_TOLD.items()} | {(DUE, SAYS)}
    to_callers = {(callback_notice.UNREACHABLE, callback_notice.SAYS)}
    assert {(event, says) for says, event in told} == to_requesters | to_staff | to_callers
    assert {says for says, _event in told} <= {f"{each}" for each in catalogue("sms")}


def test_every_notice_is_named_in_arabic_with_whom_it_tells_and_how() -> None:
    for says, rows in cells("notices.md").items():
        assert all(len(row) == 5 and ARABIC.search(row[2]) and row[3] and row[4] for row in rows), says


def codes(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def catalogue(name: str) -> list[str]:
    """Return the names of a catalogue's messages."""
    text = (CATALOGUES / "ar" / f"{name}.ftl").read_text("utf-8")
    return re.findall(r"^([a-z][a-z-]*) =", text, re.MULTILINE)


def problems(kind: type[NidaaError] = NidaaError) -> Iterator[type[NidaaError]]:
    for child in kind.__subclasses__():
        if child.__module__.startswith("chalicelib."):
            yield child
        yield from problems(child)


def test_the_problems_page_names_every_problem_with_its_status() -> None:
    assert app.FEATURES
    told = {code: rows[0][1] for code, rows in cells("problems.md").items() if rows[0][1].isdigit()}
    assert told == {error.code(): str(error.status) for error in problems()}


def test_every_problem_says_when_it_comes() -> None:
    for code, rows in cells("problems.md").items():
        if rows[0][1].isdigit():
            assert len(rows[0][2]) > 10, code


def test_the_settings_page_names_every_setting_with_its_default() -> None:
    told = {code: rows[0] for code, rows in cells("settings.md").items()}
    for field in msgspec.structs.fields(Settings):
        row = told[field.name.upper()]
        if not field.required and field.default not in ("", None):
            assert str(field.default).lower() in row[1].lower(), field.name


def test_the_settings_page_names_every_parameter_of_the_template() -> None:
    told = set(cells("settings.md"))
    assert {*merged()["Parameters"], *read_template(SECOND)["Parameters"]} - told == set()


def test_the_runbook_says_what_to_do_at_every_alarm() -> None:
    resources = {**merged()["Resources"], **read_template(SECOND)["Resources"]}
    alarms = {name for name, each in resources.items() if each.get("Type") == "AWS::CloudWatch::Alarm"}
    told = cells("runbook.md")
    assert set(told) == alarms
    assert all(len(told[alarm][0][1]) > 10 and told[alarm][0][2] for alarm in alarms)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_that_a_page_names_is_there(page: Path) -> None:
    assert set(re.findall(r"`make ([a-z]+)", page.read_text("utf-8"))) - targets() == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)|src=\"([^\"]+)\"", page.read_text("utf-8")):
        path = unquote(link[0] or link[1])
        if not path.startswith(("http", "mailto:")):
            assert (page.parent / path).exists(), path


def test_every_file_that_the_journey_names_is_there() -> None:
    journey = read("a-tickets-journey.md").split("## By curl")[0]
    for name in re.findall(r"`([a-z_]+/[a-z_]+\.py)`", journey):
        assert (ROOT / "chalicelib" / name).exists(), name


def test_every_route_that_the_pages_name_is_served() -> None:
    served = {re.sub(r"{\w+}", "{}", path) for path in app.app.routes}
    for page in PAGES:
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        for path in re.findall(r"`(?:GET|POST|PUT|DELETE) (/v1/[^`?\s]*)", text):
            assert re.sub(r"{\w+}", "{}", path) in served, (page.name, path)


def test_every_decision_stands_in_the_index_once() -> None:
    pages = {path.name for path in (DOCS / "decisions").glob("*.md")} - {"index.md"}
    assert sorted(re.findall(r"\]\(([a-z0-9-]+\.md)\)", read("decisions/index.md"))) == sorted(pages)


def test_every_page_that_the_program_names_is_there() -> None:
    for path in (ROOT / "chalicelib").rglob("*.py"):
        for page in re.findall(r"docs/[a-z/-]+\.md", path.read_text("utf-8")):
            assert (ROOT / page).exists(), f"{path.name} names {page}"


def test_the_documents_of_two_languages_say_the_same_commands() -> None:
    one, other = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.ar.md"))
    programs = [re.findall(r"```(?:bash|sh)\n(.*?)```", text, re.DOTALL) for text in (one, other)]
    assert programs[0] == programs[1]
    assert len(programs[0]) >= 1


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.ar.md")), ids=lambda page: page.name)
def test_every_arabic_page_reads_from_the_right_and_stands_beside_its_english_one(page: Path) -> None:
    english = page.with_name(page.name.replace(".ar.md", ".md"))
    assert page.read_text("utf-8").startswith('<div dir="rtl">\n')
    assert f"]({english.name})" in page.read_text("utf-8")
    assert f"]({page.name})" in english.read_text("utf-8")


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_every_page_stands_in_the_index(page: Path) -> None:
    assert page.name == "index.md" or f"]({page.name})" in read("index.md")
