"""Batches of records: each handled alone, those that fail come again, and the log says which and why."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from chalicelib.shared.observability import logger


class _Watched(BatchProcessor):
    """Log a record that failed: its id, the error and where it came from; never what stands in the record."""

    def failure_handler(self, record: Any, exception: Any) -> Any:
        id = getattr(record, "message_id", None) or getattr(record, "event_id", None)
        log_failure(id, exception[1])
        return super().failure_handler(record, exception)


def each(event: dict[str, Any], context: Any, handle: Callable[[Any], None], kind: EventType) -> Any:
    """Handle each record of a batch; return which are to come again (ReportBatchItemFailures).

    :raises BatchProcessingError: never; a batch that fails whole is told record by record
    """
    processor = _Watched(event_type=kind, raise_on_entire_batch_failure=False)
    return process_partial_response(event, record_handler=handle, processor=processor, context=context)


def log_failure(record: str | None, error: BaseException) -> None:
    """Log that a record failed: its id, the error and where it came from."""
    logger.error("record failed", extra={"record": record, "error": type(error).__name__, "at": _place(error)})


def _place(error: BaseException) -> str:
    """Return file and line of the innermost frame of ours, for the log."""
    trace, place = error.__traceback__, ""
    while trace:
        code = trace.tb_frame.f_code
        if "chalicelib" in code.co_filename:
            place = f"{code.co_filename.rpartition('chalicelib')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
