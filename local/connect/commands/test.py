"""`python -m local.connect test [--flow NAME] [--flows DIR]... FILE|DIR...`: run AWS test cases (2025-06-21).

Prints one JSON line a file: `{file, ok, seconds, observations: [{id, status, times}], errors, warnings, logged}`.
Flows, modules and prompts that a case names are looked for in the folders given, else beside it and in `connect_flows`.
Exit code: 0 if every test passed, 1 if one failed, 2 if the command is wrong or a file cannot be read.
"""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from local.connect.commands.files import Unreadable, content, flow_files, flows, print_line
from local.connect.explore.folder import Folder
from local.connect.explore.world import World
from local.connect.resources import Hours, Span
from local.connect.testing.case import NotACase, read
from local.connect.testing.running import Result, Running
from local.settings import ROOT

OURS = ROOT / "connect_flows"
DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


def main(arguments: list[str]) -> int:
    """Run the tests that the arguments name and return the exit code."""
    options = _parser().parse_args(arguments)
    code = ran = 0
    for file in flow_files(options.places):
        ran += 1
        try:
            result = run(content(file), file, options.flows or [file.parent, file.parent.parent, OURS], options.flow)
        except Unreadable as error:
            result, code = Result(errors=[str(error)]), 2
        print_line({"file": str(file), **asdict(result)})
        code = code or int(not result.ok)
    return code if ran else 2


def run(case: bytes, file: Path, folders: list[Path], flow: str = "") -> Result:
    """Run one test case on the flows of some folders."""
    try:
        read_case = read(case, file.stem)
        world = _world(folders)
        return Running(read_case, world.directory).run(_entry(world, flow or read_case.flow))
    except NotACase as error:
        return Result(errors=[str(error)])


def _entry(world: World, named: str) -> str:
    """Return the id of the flow that a test starts with.

    :raises NotACase: if none is named, or it is not there
    """
    if not named:
        raise NotACase("No flow is named: give the test an EntryPoint with a FlowId, or name it with --flow")
    flow = world.directory.flows.find(named)
    if flow is None or flow.id in world.stubs:
        raise NotACase(f"There is no flow {named!r} in the folders given, beside the test or in connect_flows")
    return flow.id


def _world(folders: list[Path]) -> World:
    """Return a directory of the flows in some folders; what else is named is made up, and always open."""
    files = list(_readable(folders))
    texts = {str(file): found.decode("utf-8-sig", "replace") for file, found in files}
    world = World(Folder(files), texts)
    spans = [Span(day, 0, 1440) for day in DAYS]
    world.directory.hours.missing = lambda name: Hours(id=f"hours-{name}", arn=name, name=name, spans=spans)
    return world


def _readable(folders: list[Path]) -> Iterator[tuple[Path, bytes]]:
    seen: set[Path] = set()
    for folder in folders:
        for flow in flows([folder]) if folder.is_dir() else ():
            if flow.file.parent == folder and flow.path not in seen:
                seen.add(flow.path)
                try:
                    yield flow.path, flow.content()
                except Unreadable:
                    continue


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m local.connect test", description="Run AWS test cases on the laptop.")
    parser.add_argument("--flow", default="", help="the flow to start with, where the case does not tell")
    parser.add_argument("--flows", action="append", type=Path, metavar="DIR", help="where flows are looked for")
    parser.add_argument("places", nargs="+", type=Path, metavar="FILE|DIR")
    return parser
