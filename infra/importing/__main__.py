"""python -m infra.importing --file register.csv --map mapping.yaml"""

import argparse
import sys
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from chalicelib import wiring
from infra.importing.importer import Report, take_in
from infra.importing.mapping import read_mapping
from infra.importing.sheets import RefusedFile, read_rows

console = Console()


def main(arguments: list[str] | None = None) -> int:
    """Import a register; 0 if every row was kept, 1 if some were refused, 2 if it cannot be read."""
    parser = argparse.ArgumentParser(prog="make import", description="Import an old register.")
    parser.add_argument("--file", type=Path, required=True, help="CSV or XLSX")
    parser.add_argument("--map", type=Path, required=True, help="the mapping file (YAML or JSON)")
    asked = parser.parse_args(arguments)
    for path in (asked.file, asked.map):
        if not path.is_file():
            console.print(f"[red]There is no file {path}.")
            return 2
    try:
        return _import(asked.file, asked.map)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        console.print(f"[red]{error}")
        return 2


def _import(file: Path, map_file: Path) -> int:
    mapping = read_mapping(map_file)
    body = wiring.organisations().recent.body(mapping.body)
    total = sum(1 for _ in read_rows(file, mapping))
    refused = RefusedFile(file_of_refused(file))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(f"importing into {body.name.en}", total=total)
        rows = read_rows(file, mapping)
        report = take_in(wiring.tickets(), body, rows, mapping, refused, lambda: progress.advance(task))
    refused.close()
    _tell(report, refused)
    return 1 if report.refused else 0


def file_of_refused(file: Path) -> Path:
    """Return where the refused rows of a register are written: in the folder that one works in."""
    return Path.cwd() / f"{file.stem}.refused.csv"


def _tell(report: Report, refused: RefusedFile) -> None:
    console.print(f"{report.rows} rows: {report.kept} kept, {report.known} known already, {report.refused} refused")
    for title, counts in (
        ("status", report.by_status),
        ("channel", report.by_channel),
        ("category", report.by_category),
    ):
        table = Table(title, "tickets")
        for name, count in counts.most_common():
            table.add_row(name, str(count))
        console.print(table)
    if report.refused:
        for reason, count in report.reasons.most_common(10):
            console.print(f"  {count:>6}  {reason}")
        console.print(f"The refused rows and why: {refused.path.name}")


if __name__ == "__main__":
    sys.exit(main())
