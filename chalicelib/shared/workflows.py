"""Workflows of Step Functions, started by name: the same name starts once."""

import hashlib
from typing import Any

import msgspec

LONGEST_NAME = 80
_STARTED = frozenset({"ExecutionAlreadyExists", "ExecutionAlreadyExistsException"})


class StepFunctionsWorkflow:
    """A state machine by its ARN; `client` makes the client at the first use."""

    def __init__(self, arn: str, client: Any) -> None:
        self._arn, self._client = arn, client

    def start(self, name: str, given: dict[str, Any]) -> None:
        """Start it with what it is given; nothing if it was started under this name before."""
        client = self._client()
        try:
            client.start_execution(
                stateMachineArn=self._arn, name=short_name(name), input=msgspec.json.encode(given).decode()
            )
        except client.exceptions.ClientError as error:
            if error.response["Error"]["Code"] not in _STARTED:
                raise


def short_name(name: str) -> str:
    """Return a name of an execution: one that is too long ends in its digest."""
    if len(name) <= LONGEST_NAME:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:16]
    return f"{name[: LONGEST_NAME - len(digest) - 1]}-{digest}"
