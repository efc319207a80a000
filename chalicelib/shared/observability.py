"""One logger and one set of metrics for every entry point; ids are logged, never what people wrote or who they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

logger = Logger()
metrics = Metrics()

Handler = Callable[[dict[str, Any], Any], Any]


def observed(handler: Handler) -> Handler:
    """Wrap a Lambda handler that does not pass through app.py, where Chalice's middleware never runs."""

    @wraps(handler)
    def counted(event: dict[str, Any], context: Any) -> Any:
        try:
            return handler(event, context)
        finally:
            publish_counts()

    return logger.inject_lambda_context(counted, clear_state=True)


def publish_counts() -> None:
    """Write what was counted to the log, where CloudWatch finds it; nothing if nothing was."""
    if metrics.provider.metric_set:
        metrics.flush_metrics()


def count(what: str, times: int = 1) -> None:
    """Add to the metric named `what`."""
    metrics.add_metric(name=what, unit=MetricUnit.Count, value=times)
