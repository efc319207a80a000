"""`python -m local.connect check [--profile strict|compat] [--type TYPE] FILE|DIR...`.

Prints one JSON line a file: `{file, ok, problems: [{message, action?}], warnings: [...]}`, of a source in
connect_flows one for each `language`.
Exit code: 0 if every flow is accepted, 1 if one is refused, 2 if the command is wrong or a file cannot be read.
"""

import argparse
from pathlib import Path
from typing import Any

from local.connect.commands.files import Found, Unreadable, flows, print_line
from local.connect.language.findings import PROFILES, STRICT
from local.connect.language.model import FLOW_TYPES
from local.connect.language.validate import check_content


def main(arguments: list[str]) -> int:
    """Check the flows that the arguments name and return the exit code."""
    options = _parser().parse_args(arguments)
    code = checked = 0
    for flow in flows(options.places):
        checked += 1
        try:
            line = _line(flow, options.profile, options.type)
        except Unreadable as error:
            line = {"ok": False, "problems": [{"message": str(error)}], "warnings": []}
            code = 2
        print_line({**flow.shown, **line})
        code = code or int(not line["ok"])
    return code if checked else 2


def _line(flow: Found, profile: str, kind: str) -> dict[str, Any]:
    report = check_content(flow.content(), profile, flow.path.stem, kind)
    return {
        "ok": report.ok,
        "problems": [problem.as_dict() for problem in report.problems],
        "warnings": [warning.as_dict() for warning in report.warnings],
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m local.connect check", description="Say whether flows are accepted.")
    parser.add_argument("--profile", choices=PROFILES, default=STRICT, help="strict: as CreateContactFlow today")
    parser.add_argument("--type", choices=FLOW_TYPES, default="", help="of flows that do not tell their own")
    parser.add_argument("places", nargs="+", type=Path, metavar="FILE|DIR")
    return parser
