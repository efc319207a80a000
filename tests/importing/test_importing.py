"""An old register comes in whole: its own times, outcomes and numbers; once; and nobody is told."""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from openpyxl import Workbook

from chalicelib.organisations.body import Category
from chalicelib.shared.errors import Invalid
from chalicelib.tickets.actions import Context
from infra.importing.__main__ import main
from infra.importing.importer import Report, take_in
from infra.importing.mapping import RegisterMapping, old_ticket, read_mapping
from infra.importing.sheets import RefusedFile, harmless, read_rows
from tests.tickets.fakes import FakeTickets
from tests.tickets.scenes import BODY, words
from tests.tickets.test_registering import a_context

MAPPING = """
body: muzn
fields:
  old_number: {column: رقم البلاغ}
  kind: {column: النوع, values: {شكوى: complaint, بلاغ: report}}
  category: {column: الفئة, values: {طرق: streets}}
  channel: {column: القناة, values: {هاتف: phone}, otherwise: letter}
  status: {column: الحالة, values: {مغلق: closed, مفتوح: registered}}
  registered_at: {column: التاريخ, kind: instant, format: "%d/%m/%Y %H:%M", zone: Asia/Muscat}
  closed_at: {column: الإغلاق, kind: instant, format: "%d/%m/%Y %H:%M", zone: Asia/Muscat}
  description: {columns: [الوصف, ملاحظات]}
  requester.name: {column: الاسم}
  requester.mobile: {column: الهاتف}
"""
HEAD = ["رقم البلاغ", "النوع", "الفئة", "القناة", "الحالة", "التاريخ", "الإغلاق", "الوصف", "ملاحظات", "الاسم", "الهاتف"]
ROWS = [
    [
        "١٩٨٠/١",
        "شكوى",
        "طرق",
        "هاتف",
        "مغلق",
        "٠١/٠٣/٢٠١٢ ٠٨:٠٠",
        "02/03/2012 09:30",
        "حفرة",
        "أُصلحت",
        "سالم",
        "91234567",
    ],
    ["1980/2", "بلاغ", "طرق", "فاكس", "مفتوح", "05/03/2012 08:00", "", "إنارة", "", "", ""],
    ["1980/3", "اقتراح", "مطار", "هاتف", "مغلق", "غدًا", "", "=cmd()", "", "", ""],
    ["1980/4", "بلاغ", "طرق", "هاتف", "مغلق", "05/03/2012 08:00", "01/03/2012 08:00", "x", "", "", ""],
]


@pytest.fixture
def mapping(tmp_path: Path) -> RegisterMapping:
    path = tmp_path / "mapping.yaml"
    path.write_text(MAPPING, encoding="utf-8")
    return read_mapping(path)


@pytest.fixture
def register_file(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEAD, *ROWS])
    return path


def imported(context: Context, file: Path, mapping: RegisterMapping, refused: Path) -> Report:
    gone = RefusedFile(refused)
    report = take_in(context, BODY, read_rows(file, mapping), mapping, gone, lambda: None)
    gone.close()
    return report


def test_each_row_is_kept_or_refused_with_reasons(
    register_file: Path, mapping: RegisterMapping, tmp_path: Path
) -> None:
    context, refused = a_context(), tmp_path / "refused.csv"
    report = imported(context, register_file, mapping, refused)
    assert (report.kept, report.known, report.refused) == (2, 0, 2)
    assert report.by_channel == Counter(phone=1, letter=1)
    with refused.open(encoding="utf-8-sig") as file:
        first, second = csv.DictReader(file)
    assert first["line"] == "4"
    assert (
        first["reasons"] == "kind: unknown-value:اقتراح; category: unknown-value:مطار; registered_at: not-instant:غدًا"
    )
    assert first["الوصف"] == "'=cmd()"
    assert second["reasons"] == "closed_at: before-registered"


def test_a_ticket_keeps_its_own_times_number_and_requester(
    register_file: Path, mapping: RegisterMapping, tmp_path: Path
) -> None:
    tickets = FakeTickets()
    imported(a_context(tickets=tickets), register_file, mapping, tmp_path / "r.csv")
    number = tickets.aliases["muzn", "1980/1"]
    ticket = tickets.get(number)
    assert number.startswith("12")
    assert (ticket.registered_at, ticket.closed_at) == ("2012-03-01T04:00:00.000Z", "2012-03-02T05:30:00.000Z")
    assert (ticket.status, ticket.imported, ticket.notified, bool(ticket.person)) == ("closed", True, False, True)
    assert [event.type for event in tickets.history(number)] == ["ticket.imported"]
    assert tickets.whole(number)[1].description == "حفرة\nأُصلحت"


def test_what_is_still_open_is_promised_from_the_import_on(
    register_file: Path, mapping: RegisterMapping, tmp_path: Path
) -> None:
    tickets = FakeTickets()
    imported(a_context(tickets=tickets), register_file, mapping, tmp_path / "r.csv")
    ticket = tickets.get(tickets.aliases["muzn", "1980/2"])
    assert (ticket.registered_at[:4], ticket.queue, ticket.due_at) == (
        "2012",
        "second_line",
        "2026-03-08T03:00:00.000Z",
    )


def test_a_second_run_adds_none(register_file: Path, mapping: RegisterMapping, tmp_path: Path) -> None:
    tickets = FakeTickets()
    for kept, known in ((2, 0), (0, 2)):
        report = imported(a_context(tickets=tickets), register_file, mapping, tmp_path / "r.csv")
        assert (report.kept, report.known) == (kept, known)
    assert len(tickets.heads) == 2


def test_a_workbook_reads_as_a_csv_does(register_file: Path, mapping: RegisterMapping, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (HEAD, *ROWS[:2]):
        sheet.append(line)
    book.save(tmp_path / "register.xlsx")
    assert list(read_rows(tmp_path / "register.xlsx", mapping)) == list(read_rows(register_file, mapping))[:2]


def test_a_missing_column_is_named(mapping: RegisterMapping) -> None:
    with pytest.raises(Invalid) as refusal:
        old_ticket({}, mapping)
    assert {"field": "kind", "reason": "no-column:النوع"} in refusal.value.facts["fields"]


@pytest.mark.parametrize("cell", ["=1+1", "+968", "-1", "@x", "\u200f=1", "＝1", "\t=1", " =1"])
def test_no_cell_becomes_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_what_cannot_be_read_is_said_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "m.yaml").write_text("body: x\nfields: {}\nwrong: 1")
    (tmp_path / "a.csv").write_text("a\n1")
    assert main(["--file", str(tmp_path / "none.csv"), "--map", str(tmp_path / "m.yaml")]) == 2
    assert main(["--file", str(tmp_path / "a.csv"), "--map", str(tmp_path / "m.yaml")]) == 2
    said = capsys.readouterr().out.replace("\n", "")  # a terminal's width may fall within a long path
    assert "none.csv" in said
    assert "wrong" in said


def test_the_demo_mapping_fits_its_file_where_that_stands(tmp_path: Path) -> None:
    mapping = read_mapping(Path("local/demo/mappings/sf311.yaml"))
    file = Path("../shared/data/sf311_requests.csv")
    if not file.exists():
        file = Path(__file__).parent / "sf311_sample.csv"
    codes = {
        "drainage",
        "roads",
        "parks",
        "buildings",
        "permits",
        "food-safety",
        "pests",
        "service-quality",
        "other-authorities",
    }
    body = msgspec.structs.replace(BODY, categories=tuple(Category(code=c, name=words(c, c)) for c in codes))
    tickets = FakeTickets()
    context = replace(a_context(tickets=tickets), body=lambda _code: body)
    rows = list(read_rows(file, mapping))
    refused = RefusedFile(tmp_path / "refused.csv")
    report = take_in(context, body, iter(rows), mapping, refused, lambda: None)
    refused.close()
    good = [row for row in rows if not row["closed_date"] or row["closed_date"] >= row["created_date"]]
    assert (report.kept, report.refused) == (len(good), len(rows) - len(good))
    assert report.by_status == meant(mapping, "status", good)
    assert report.by_channel == meant(mapping, "channel", good)
    assert report.by_category == meant(mapping, "category", good)
    assert set(report.reasons) <= {"closed_at: before-registered"}


def meant(mapping: RegisterMapping, field: str, rows: list[dict[str, str]]) -> Counter[str]:
    """Count what the values of a column mean, straight from the file and the mapping."""
    source = mapping.fields[field]
    return Counter(source.values.get(row[source.column], source.otherwise or "") for row in rows)
