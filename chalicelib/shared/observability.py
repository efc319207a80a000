"""One logger and one set of metrics for every entry point; ids are logged, never what people wrote or who they are."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

logger = Logger()
metrics = Metrics()

Handler = Callable[[dict[str, Any], Any], Any]


def observed(handler: Handler) -> Handler:
    """Wrap a Lambda handler that does not pass through app.py, where Chalice's middleware never runs."""
    return logger.inject_lambda_context(metrics.log_metrics(handler), clear_state=True)


def count(what: str, times: int = 1) -> None:
    """Add to the metric named `what`."""
    metrics.add_metric(name=what, unit=MetricUnit.Count, value=times)
