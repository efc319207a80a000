"""Rows of an old register, from CSV or XLSX; and the file of those that were refused."""

import csv
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from openpyxl import load_workbook

from infra.importing.mapping import RegisterMapping

Row = dict[str, str]


def read_rows(path: Path, mapping: RegisterMapping) -> Iterator[Row]:
    """Yield each row by its column names; cells are text, empty ones "".

    :raises ValueError: if the file is neither CSV nor XLSX, or has no such sheet
    """
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return _csv_rows(path, mapping)
    if path.suffix.lower() == ".xlsx":
        return _xlsx_rows(path, mapping)
    raise ValueError(f"{path.name} is neither .csv nor .xlsx")


def _csv_rows(path: Path, mapping: RegisterMapping) -> Iterator[Row]:
    with path.open(encoding=mapping.encoding, newline="") as file:
        for row in csv.DictReader(file, delimiter=mapping.delimiter):
            yield {name: value or "" for name, value in row.items() if name is not None}


def _xlsx_rows(path: Path, mapping: RegisterMapping) -> Iterator[Row]:
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        if mapping.sheet and mapping.sheet not in book.sheetnames:
            raise ValueError(f"{path.name} has no sheet {mapping.sheet}")
        sheet = book[mapping.sheet] if mapping.sheet else book.worksheets[0]
        lines = sheet.iter_rows(values_only=True)
        names = [_text(cell) for cell in next(lines, ())]
        for line in lines:
            if any(cell is not None for cell in line):
                yield dict(zip(names, map(_text, line), strict=False))
    finally:
        book.close()


def _text(cell: Any) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


class RefusedFile:
    """A CSV of the rows that were refused, each with its line and reasons; it is made when the first one comes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: TextIO | None = None
        self._writer: Any = None

    def add(self, line: int, row: Row, reasons: str) -> None:
        """Write one row down."""
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8-sig", newline="")
            self._writer = csv.writer(self._file)
            self._writer.writerow(["line", "reasons", *row])
        self._writer.writerow([line, reasons, *(harmless(cell) for cell in row.values())])

    def close(self) -> None:
        """End the file."""
        if self._file:
            self._file.close()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, whatever signs hide its beginning (CSV injection)."""
    shown = "".join(c for c in unicodedata.normalize("NFKC", cell) if unicodedata.category(c) not in ("Cf", "Cc"))
    return f"'{cell}" if shown.lstrip().startswith(("=", "+", "-", "@")) or cell.startswith(("\t", "\r")) else cell
