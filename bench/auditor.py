"""Lighthouse, the judge of a page on a slow telephone; its packages are fetched when it is first asked (185 MB)."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.figures import Figure

PLACE = Path(__file__).with_name("lighthouse")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95
"""Of a hundred, each (quality: section 4)."""
MOST_PAINT = 1.8
"""Seconds to the first contentful paint, on Lighthouse's telephone."""
PAGES = {
    "home": "/",
    "home, English": "/?lang=en",
    "new ticket": "/new",
    "how it works": "/how",
    "my tickets": "/tickets",
}
NOT_FOR_ENGINES = {"my tickets"}
"""Pages that are nothing for search engines."""
TIMES = 3
"""Runs of the first page, whose median counts; the others are looked at once."""


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of a page: a hundred is the best; the paint in seconds."""

    scores: Mapping[str, float]
    paint: float
    faults: str


def figures(address: str) -> Iterator[Figure]:
    """Yield what Lighthouse says of the portal's pages on a telephone, and of the console's door on a desk."""
    install()
    for name, path in PAGES.items():
        reports = [audit(f"{address}{path}") for _ in range(TIMES if name == "home" else 1)]
        for category in CATEGORIES:
            scores = [report.scores[category] for report in reports]
            least = None if category == "seo" and name in NOT_FOR_ENGINES else LEAST
            yield Figure(
                what=f"{name}: {category}", value=median(scores), unit="of 100", least=least,
                note=reports[0].faults if min(scores) < LEAST else "",
            )  # fmt: skip
        paints = [report.paint for report in reports]
        yield Figure(what=f"{name}: first paint", value=median(paints), unit="s", most=MOST_PAINT)
    report = audit(f"{address}/console/", "--preset=desktop")
    for category in CATEGORIES[:-1]:
        yield Figure(what=f"console's sign-in, desk: {category}", value=report.scores[category], unit="of 100")


def install() -> None:
    """Fetch what the lock file names, unless it is there."""
    lock, ready = PLACE / "package-lock.json", PLACE / "node_modules" / ".ready"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if ready.exists() and ready.read_text() == wanted:
        return
    print("  fetching Lighthouse (once, about a minute) ...", flush=True)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=PLACE, check=True)
    ready.write_text(wanted)


def audit(address: str, *options: str) -> Report:
    """Return what Lighthouse says of one page, loaded in a browser of its own."""
    print(f"  Lighthouse looks at {address}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        told = Path(scratch) / "report.json"
        command = [
            str(PLACE / "node_modules" / ".bin" / "lighthouse"), address, "--quiet", "--output=json",
            f"--output-path={told}", f"--only-categories={','.join(CATEGORIES)}", "--no-enable-error-reporting",
            "--chrome-flags=--headless=new --no-sandbox", *options,
        ]  # fmt: skip
        environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=180)
        report = read(json.loads(told.read_text("utf-8")))
    print(f"    {dict(report.scores)}, first paint {report.paint:.2f} s; below their best: {report.faults}", flush=True)
    return report


def read(told: Mapping[str, dict[str, dict[str, object]]]) -> Report:
    """Return what of a report counts here; each audit below its best is a fault, by its id."""
    scores = {name: round(100 * float(str(told["categories"][name]["score"]))) for name in CATEGORIES}
    judged = {name: audit for name, audit in told["audits"].items() if audit["score"] is not None}
    faults = sorted(name for name, audit in judged.items() if float(str(audit["score"])) < 0.9)
    paint = float(str(told["audits"]["first-contentful-paint"]["numericValue"])) / 1000
    return Report(scores=scores, paint=paint, faults=", ".join(faults))
