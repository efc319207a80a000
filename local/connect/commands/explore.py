"""`python -m local.connect explore [--profile strict|compat] [--seed N] [--runs N] FILE|DIR...`.

Prints one JSON line a file: `{file, ok, runs, actions, reached, errors, warnings, unreached}`.
Exit code: 0 if every contact of every flow ended, 1 if one did not or something failed, 2 if a file cannot be read.
"""

import argparse
from itertools import groupby
from pathlib import Path

import msgspec

from local.connect.commands.files import Found, Unreadable, flows, print_line, sources
from local.connect.explore.explorer import RUNS, Explorer, Report
from local.connect.language.findings import PROFILES, STRICT
from local.connect.language.validate import check_content

COMPAT = "compat"
MOST_FILES = 2000
LARGEST = 2_000_000
"""Bytes of a file that others may name; the service takes 256,000 characters."""


def main(arguments: list[str]) -> int:
    """Explore the flows that the arguments name and return the exit code."""
    options = _parser().parse_args(arguments)
    code, explored = 0, 0
    found = sorted({flow.path.absolute(): flow for flow in flows(options.places)}.items())
    for folder, group in groupby(found, key=lambda one: one[0].parent):
        explorer = Explorer(_beside(folder), options.seed, options.runs)
        for absolute, flow in group:
            explored += 1
            report, fault = _explored(explorer, absolute, flow, options.profile)
            print_line(msgspec.to_builtins(report) | flow.shown)
            code = max(code, fault)
    return code if explored else 2


def _explored(explorer: Explorer, file: Path, flow: Found, profile: str) -> tuple[Report, int]:
    """Return the report of a file, and its part in the exit code."""
    try:
        read = flow.content()
    except Unreadable as error:
        return Report(str(file), errors=[str(error)]), 2
    report = explorer.explore(file, read)
    if profile == STRICT:
        report.errors += [problem.message for problem in check_content(read, profile, file.stem, "").problems]
        report.ok = not report.errors
    return report, int(not report.ok)


def _beside(folder: Path) -> list[tuple[Path, bytes]]:
    """Return what may be a flow in a folder itself, not below it, as far as it can be read."""
    found = [(folder / f"{flow.name}.json", flow.content.encode()) for flow in sources(folder)]
    if found:
        return found
    try:
        names = sorted(one for one in folder.iterdir() if one.suffix.lower() in {".json", ""})
    except OSError:
        return found
    for file in names[:MOST_FILES]:
        try:
            if file.is_file() and file.stat().st_size <= LARGEST:
                found.append((file, file.read_bytes()))
        except OSError:
            continue
    return found


def _number(text: str) -> int:
    """Return a number of runs. :raises ValueError: if it is none, which the parser says"""
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m local.connect explore", description="Run flows at random to the end.")
    parser.add_argument("--profile", choices=PROFILES, default=COMPAT, help="strict: what check refuses is an error")
    parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same runs")
    parser.add_argument("--runs", type=_number, help=f"of each flow (at most {RUNS}, until nothing new shows)")
    parser.add_argument("places", nargs="+", type=Path, metavar="FILE|DIR")
    return parser
