"""Whatever schemathesis makes of the contract, the running service keeps it: no failure of its own, no other answer.

Twice, since a check that runs alone found what the default run did not: as it comes, and for server errors only. The
admin is one of a body that no other test needs; a failure's answer is in the test's output, to become a unit test.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from local.settings import ROOT
from tests.system.centre import Centre, complaint
from tests.system.cloud import Cloud

LEFT_OUT = (
    # API Gateway answers an unknown method as an unknown address, with 404; schemathesis wants 405 (RFC 9110, 15.5.6).
    "unsupported_method,allow_header_conformance,"
    # Rules between fields, such as a mobile or an address, are no part of JSON Schema here: they answer 422.
    "positive_data_acceptance"
)
SECONDS = 20
CONTRACT = ROOT / "docs" / "openapi.json"


@pytest.fixture
def known(centre: Centre, mobile: str, tmp_path: Path) -> Path:
    """Return the file that tells the hooks who asks, and what there is."""
    filed = centre.call("POST", "/v1/public/tickets", complaint(mobile))
    centre.told(mobile, 1)
    given = {"first_name": "سالم", "family_name": "البلوشي", "mobile": mobile}
    person = centre.staff("agent.hamad", "POST", "/v1/people", given)
    facts = {
        "staff": centre.token("supervisor.khalid"),
        "admin": centre.token("statistics.bilal"),
        "session": centre.signed_in(mobile),
        "track": filed["track_token"],
        "number": filed["number"],
        "id": person["id"],
    }
    path = tmp_path / "known.json"
    path.write_text(json.dumps(facts))
    return path


def fuzz(centre: Centre, known: Path, *options: str) -> None:
    """Let schemathesis loose on the service.

    :raises AssertionError: with its words, if it found anything
    """
    settings = str(Path(__file__).with_name("schemathesis.toml"))
    done = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "--config-file", settings, "run", str(CONTRACT),
            "--url", centre.address, "--max-time", str(SECONDS), "--seed", "1", "--no-color", "--warnings", "off",
            "--generation-database", "none", "--no-shrink",
            "--suppress-health-check", "all", *options,
        ],
        cwd=known.parent, text=True, capture_output=True, timeout=10 * SECONDS, check=False,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.system.fuzz_hooks", "NIDAA_FUZZ": str(known),
             "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_service_keeps_its_contract(centre: Centre, known: Path) -> None:
    fuzz(centre, known, "--phases", "coverage,stateful", "--max-examples", "3", "--exclude-checks", LEFT_OUT)


def test_no_request_makes_the_service_fail(centre: Centre, cloud: Cloud, known: Path) -> None:
    fuzz(centre, known, "--max-examples", "5", "--checks", "not_a_server_error", "--phases", "fuzzing,stateful")
    assert cloud.held("tickets-count-dead-letters") == 0
