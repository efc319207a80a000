"""An old register comes into the running service, as its operator brings it: once, whole, and nobody is told."""

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from chalicelib.shared.numbers import shown
from local.settings import ROOT
from tests.system.centre import Centre, eventually
from tests.system.cloud import Cloud

SAMPLE = ROOT / "tests" / "importing" / "sf311_sample.csv"
MAPPING = ROOT / "local" / "demo" / "mappings" / "sf311.yaml"
SOURCES = ("Phone", "Web", "Mobile/Open311", "Twitter", "Email", "Integrated Agency")
CHANNELS = dict(zip(SOURCES, ("phone", "web", "open311", "social", "email", "partner"), strict=True))
CATEGORIES = {
    "Sewer Issues": "drainage",
    "Street Defects": "roads",
    "Noise Report": "buildings",
    "": "other-authorities",
}
STATUSES = {"Open": "registered", "Closed": "closed"}
ROWS = 60


@pytest.fixture(scope="module")
def rows(mobiles: str) -> list[dict[str, str]]:
    """Return rows of the sample, made into as many as are wanted with numbers, channels and categories of their own."""
    with SAMPLE.open(encoding="utf-8") as file:
        sample = [row for row in csv.DictReader(file) if not row["closed_date"] < row["created_date"]]
    made = []
    for i in range(ROWS):
        row = {**sample[i % len(sample)], "unique_key": f"OLD-{mobiles}-{i:03d}"}
        row |= {"source": SOURCES[i % len(SOURCES)], "category": list(CATEGORIES)[i % len(CATEGORIES)]}
        made.append(row | ({"status": "Open", "closed_date": ""} if i % 4 == 0 else {"status": "Closed"}))
    return made


@pytest.fixture(scope="module")
def mobiles() -> str:
    """Return what tells this run's old numbers from an earlier run's."""
    return f"{os.getpid()}"


@pytest.fixture
def register(rows: list[dict[str, str]], tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


def bring(cloud: Cloud, file: Path) -> str:
    """Return what `make import` says."""
    settings = cloud.stack.settings
    done = subprocess.run(
        [sys.executable, "-m", "local.run", "infra.importing", "--file", str(file), "--map", str(MAPPING)],
        cwd=ROOT, env={**os.environ, **settings.as_environment(), "COLUMNS": "100"}, text=True, capture_output=True,
        timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def counts(centre: Centre) -> dict[str, Any]:
    told: dict[str, Any] = centre.staff("supervisor.khalid", "GET", "/v1/counts")
    return next(body for body in told["bodies"] if body["body"] == "sawari")


def test_an_old_register_comes_in_once_and_is_found_by_its_numbers(
    centre: Centre, cloud: Cloud, register: Path, rows: list[dict[str, str]]
) -> None:
    cloud.settle()
    before = counts(centre)
    said = bring(cloud, register)
    assert f"{ROWS} rows: {ROWS} kept, 0 known already, 0 refused" in said
    for column, names in (("status", STATUSES), ("source", CHANNELS), ("category", CATEGORIES)):
        for name, count in Counter(names[row[column]] for row in rows).items():
            assert any(line.split()[1:4:2] == [name, str(count)] for line in said.splitlines()), (name, count, said)

    tickets = [_by_old_number(centre, row["unique_key"]) for row in rows]
    for column, names in (("status", STATUSES), ("source", CHANNELS), ("category", CATEGORIES)):
        field = {"source": "channel"}.get(column, column)
        assert Counter(t[field] for t in tickets) == Counter(names[row[column]] for row in rows)
    assert len({ticket["number"] for ticket in tickets}) == ROWS
    for row, ticket in zip(rows[:5], tickets, strict=False):
        by_address = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{row['unique_key']}")
        assert by_address["number"] == ticket["number"]
    opened = sum(row["status"] == "Open" for row in rows)
    eventually(lambda: counts(centre)["all"] == before["all"] + ROWS, "the counts")
    assert counts(centre)["live"]["pending"] == before["live"]["pending"] + opened
    assert counts(centre)["live"]["answered"] == before["live"]["answered"] + ROWS - opened

    again = bring(cloud, register)
    assert f"{ROWS} rows: 0 kept, {ROWS} known already, 0 refused" in again
    cloud.settle()
    assert counts(centre)["all"] == before["all"] + ROWS
    told = " ".join(f"{message.get('subject', '')} {message['text']}" for message in centre.outbox(""))
    assert not [ticket["number"] for ticket in tickets if shown(ticket["number"]) in told]
    eventually(lambda: cloud.held("notifications-tell") == 0, "an empty queue")
    assert cloud.held("notifications-tell-dead-letters") == 0


def _by_old_number(centre: Centre, old: str) -> dict[str, Any]:
    """Return a ticket as the search finds it by its old number."""
    found = centre.staff("supervisor.khalid", "GET", f"/v1/tickets?q={old}")["items"]
    assert len(found) == 1, old
    ticket: dict[str, Any] = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{found[0]['number']}")
    assert ticket["old_number"] == old
    return ticket
