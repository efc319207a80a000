"""Cold start: fresh processes from import to the first answer, beside the same app as `chalice package` ships it."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench import canned, trees
from bench.figures import Figure, p95, shown, spread

TIMES = 31
MOST = 215
"""Milliseconds from import to the first answer (architecture: section 9)."""
SHARE = 0.45
HEAVY = ("PIL", "phonenumbers", "fluent", "babel", "cryptography", "aws_lambda_powertools.utilities.batch", "boto3")
"""What no start of the API may import: it is for consumers, or for the few requests that need it."""


@dataclass
class Runs:
    """What some processes took, in milliseconds."""

    imported: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    modules: int = 0


def measure(times: int = TIMES) -> list[Figure]:
    """Return the figures of cold starts."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        ours, theirs = trees.packaged(place / "ours"), trees.plain(place / "theirs")
        answers, event, environment = canned.record(place)
        runs = {ours: Runs(), theirs: Runs()}
        for turn in range(times + 1):  # interleaved, so that what else keeps the cores busy meets both
            for tree in runs:
                one = first_answer(tree, answers, event, environment)
                if turn:  # the first of each only warms the page cache
                    _add(runs[tree], one)
        imported = heavy_imports(ours, environment)
    return list(_figures(runs[ours], runs[theirs], imported))


def first_answer(tree: Path, answers: Path, event: Path, environment: dict[str, str]) -> dict[str, object]:
    """Run one fresh process; return what it tells, and its whole time from outside."""
    child = Path(__file__).with_name("first_answer.py")
    command = [sys.executable, "-I", "-S", "-B", str(child), str(tree), str(answers), str(event)]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**_bare(), **environment})
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    assert told["status"] == 201, done.stdout
    return {**told, "whole": (time.perf_counter() - began) * 1000}


def heavy_imports(tree: Path, environment: dict[str, str]) -> list[str]:
    """Return what of `HEAVY` an import of the app brings in."""
    ask = f"print([m for m in {HEAVY!r} if m in sys.modules])"
    source = f"import sys; sys.path.insert(0, {str(tree)!r}); import app; {ask}"
    command = [sys.executable, "-I", "-S", "-B", "-c", source]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**_bare(), **environment})
    found: list[str] = json.loads(done.stdout.replace("'", '"'))
    return found


def _bare() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PYTHON"))}


def _add(runs: Runs, one: dict[str, object]) -> None:
    for name in ("imported", "answered", "whole", "cpu"):
        getattr(runs, name).append(one[name])
    runs.calls, runs.modules = list(_texts(one["calls"])), int(str(one["modules"]))


def _texts(found: object) -> Iterable[str]:
    return [str(each) for each in found] if isinstance(found, list) else []


def _figures(ours: Runs, theirs: Runs, heavy: list[str]) -> Iterable[Figure]:
    yield Figure(
        what="import to first answer, ours", value=median(ours.answered), unit="ms", most=MOST,
        note=spread(ours.answered),
    )  # fmt: skip
    yield Figure(
        what="the same as `chalice package` ships it", value=median(theirs.answered), unit="ms",
        note=spread(theirs.answered),
    )  # fmt: skip
    yield Figure(
        what="ours / theirs, of the medians", value=median(ours.answered) / median(theirs.answered), most=SHARE,
        note=f"of the least: {shown(min(ours.answered) / min(theirs.answered))}",
    )  # fmt: skip
    yield Figure(
        what="processor time of it, ours", value=median(ours.cpu), unit="ms",
        note=f"min {shown(min(ours.cpu))}; as chalice ships it {shown(median(theirs.cpu))}",
    )  # fmt: skip
    yield Figure(what="of ours: imports", value=median(ours.imported), unit="ms", note=spread(ours.imported))
    first = [answered - imported for answered, imported in zip(ours.answered, ours.imported, strict=True)]
    calls = ", ".join(name.split(".")[-1] for name in ours.calls)
    yield Figure(what="of ours: first request", value=median(first), unit="ms", note=f"calls: {calls}")
    yield Figure(
        what="whole process, with Python's own start", value=median(ours.whole), unit="ms",
        note=f"p95 {shown(p95(ours.whole))}; as chalice ships it {shown(median(theirs.whole))}",
    )  # fmt: skip
    yield Figure(what="heavy libraries imported at a start", value=len(heavy), most=0, note=", ".join(heavy) or "none")
    yield Figure(what="modules loaded", value=ours.modules, note=f"as chalice ships it {theirs.modules}")
