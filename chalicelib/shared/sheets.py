"""Files for spreadsheets: CSV in UTF-8 with its mark, in which no cell is a formula."""

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from io import StringIO

_BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet reads Arabic in an alphabet of its own


def csv_of(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a file of a heading and rows; each cell is harmless."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heading)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return _BYTE_ORDER_MARK + text.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, whatever signs hide its beginning (CSV injection)."""
    shown = "".join(c for c in unicodedata.normalize("NFKC", cell) if unicodedata.category(c) not in ("Cf", "Cc"))
    return f"'{cell}" if shown.lstrip().startswith(("=", "+", "-", "@")) or cell.startswith(("\t", "\r")) else cell
