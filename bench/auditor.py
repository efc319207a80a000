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
TIMINGS = {
    "first paint": ("first-contentful-paint", "s", 1.8),
    "largest paint": ("largest-contentful-paint", "s", 2.5),
    "blocked": ("total-blocking-time", "ms", None),
    "speed index": ("speed-index", "s", None),
    "moved about": ("cumulative-layout-shift", "", None),
}
"""What the score for performance is made of, on Lighthouse's telephone: its audit, its unit, and our budget."""
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
"""Runs of each page of the portal, whose median counts."""


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of a page: a hundred is the best; each timing in its own unit."""

    scores: Mapping[str, float]
    timings: Mapping[str, float]
    faults: str


def figures(address: str) -> Iterator[Figure]:
    """Yield what Lighthouse says of the portal's pages on a telephone, and of the console's door on a desk."""
    install()
    for name, path in PAGES.items():
        reports = [audit(f"{address}{path}") for _ in range(TIMES)]
        for category in CATEGORIES:
            scores = [report.scores[category] for report in reports]
            least = None if category == "seo" and name in NOT_FOR_ENGINES else LEAST
            yield Figure(
                what=f"{name}: {category}", value=median(scores), unit="of 100", least=least,
                note=reports[0].faults if min(scores) < LEAST else "",
            )  # fmt: skip
        for timing, (_, unit, most) in TIMINGS.items():
            values = [report.timings[timing] for report in reports]
            yield Figure(what=f"{name}: {timing}", value=median(values), unit=unit, most=most)
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
    timed = ", ".join(f"{name} {value:.3g}" for name, value in report.timings.items())
    print(f"    {dict(report.scores)}; {timed}; below their best: {report.faults}", flush=True)
    return report


def read(told: Mapping[str, dict[str, dict[str, object]]]) -> Report:
    """Return what of a report counts here; each audit below its best is a fault, by its id."""
    scores = {name: round(100 * float(str(told["categories"][name]["score"]))) for name in CATEGORIES}
    judged = {name: audit for name, audit in told["audits"].items() if audit["score"] is not None}
    faults = sorted(name for name, audit in judged.items() if float(str(audit["score"])) < 0.9)
    timings = {name: _timing(told["audits"][audit], unit) for name, (audit, unit, _) in TIMINGS.items()}
    return Report(scores=scores, timings=timings, faults=", ".join(faults))


def _timing(audit: Mapping[str, object], unit: str) -> float:
    return float(str(audit["numericValue"])) / (1000 if unit == "s" else 1)
