"""What every test stands on: no real cloud, no network, a clock that stands still."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from tests import answers, transactions

os.environ.update(
    AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="eu-south-1", AWS_REGION="eu-south-1",
    POWERTOOLS_SERVICE_NAME="nidaa", POWERTOOLS_METRICS_NAMESPACE="Nidaa", POWERTOOLS_METRICS_DISABLED="true",
    AWS_RETRY_MODE="standard",
)  # fmt: skip
os.environ.pop("AWS_ENDPOINT_URL", None)

# A busy machine is no fault of a test: none is timed. (Where CI is set, hypothesis does the same, and repeats itself.)
if "CI" not in os.environ:
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")

transactions.keep_what_is_written()
answers.answer_plain_values_as_they_are()

# A Sunday morning in Muscat (07:00 there).
NOW = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)

UNMEASURED = ("bench", "infra", "local", "step_functions", "test_faults.py", "test_promise_faults.py",
              "test_taking_faults.py")  # fmt: skip
"""Folders of tests that are not about chalicelib, and files that run the same lines under thousands of faults."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage where it only costs: tracing doubles the time of a test."""
    for item in items:
        if set(UNMEASURED) & set(item.path.relative_to(Path(__file__).parent).parts):
            item.add_marker(pytest.mark.no_cover)
