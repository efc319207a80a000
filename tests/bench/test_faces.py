"""What is read of Lighthouse's report and of axe, and which pages are looked at."""

import json
from pathlib import Path

from bench import auditor, matrix
from bench.matrix import Look

REPORT: dict[str, dict[str, dict[str, object]]] = {
    "categories": {name: {"score": 0.955} for name in auditor.CATEGORIES},
    "audits": {
        "first-contentful-paint": {"score": 1, "numericValue": 1484.0},
        "largest-contentful-paint": {"score": 1, "numericValue": 1600.0},
        "total-blocking-time": {"score": 1, "numericValue": 80.0},
        "cumulative-layout-shift": {"score": 1, "numericValue": 0.02},
        "speed-index": {"score": 0.4, "numericValue": 3000.0},
        "screenshot-thumbnails": {"score": None},
    },
}


def test_a_report_is_read_as_scores_of_a_hundred_with_what_is_below_its_best() -> None:
    report = auditor.read(REPORT)
    assert report.scores == dict.fromkeys(auditor.CATEGORIES, 96)
    assert [*report.timings.values()] == [1.484, 1.6, 80.0, 3.0, 0.02]
    assert report.faults == "speed-index"


def test_lighthouse_is_pinned_with_what_its_own_packages_leave_open() -> None:
    wanted = json.loads((auditor.PLACE / "package.json").read_text("utf-8"))
    lock = json.loads((auditor.PLACE / "package-lock.json").read_text("utf-8"))["packages"]
    assert lock["node_modules/lighthouse"]["version"] == wanted["dependencies"]["lighthouse"]
    assert lock["node_modules/third-party-web"]["version"] == wanted["overrides"]["third-party-web"]


def test_a_page_that_others_saw_is_left_out_but_for_the_first_of_each() -> None:
    seen: set[str] = set()
    assert matrix.fresh(["/a", "/b"], seen) == ["/a", "/b"]
    assert matrix.fresh(["/b", "/a", "/c"], seen, always=1) == ["/b", "/c"]


def test_the_rules_that_are_broken_are_named_once_each() -> None:
    look = Look(found=["/a (ar, light): color-contrast: 2 × <p>", "/b (en, dark): color-contrast: 1 × <b>"])
    assert matrix.first(look.found) == "color-contrast"


def test_axe_is_where_it_is_looked_for() -> None:
    assert Path(matrix.AXE).parts[-3:] == ("node_modules", "axe-core", "axe.min.js")
