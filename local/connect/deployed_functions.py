"""Functions that are deployed on the laptop's cloud, or on AWS, invoked as Connect invokes them."""

import json
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local.connect.functions import Answer

TRIES = 3
"""What Connect tries in all where a function is throttled or fails on AWS's side."""
_PASSING = frozenset({"TooManyRequestsException", "ServiceException"})


class DeployedFunctions:
    """Invokes through a Lambda client of boto3."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def invoke(self, arn: str, event: dict[str, Any], timeout: float) -> Answer:
        """Return what a function answers, or its error; whoever asks stops waiting after the timeout (seconds)."""
        payload = json.dumps(event, ensure_ascii=False).encode()
        for tries_left in reversed(range(TRIES)):
            try:
                told = self._client.invoke(FunctionName=arn, Payload=payload)
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if code not in _PASSING or not tries_left:
                    return Answer(error=f"{code}: {error}")
            except BotoCoreError as error:
                return Answer(error=str(error))
            else:
                return _read(told)
        return Answer(error="never reached")


def _read(told: dict[str, Any]) -> Answer:
    content: bytes = told["Payload"].read()
    if error := told.get("FunctionError"):
        return Answer(error=f"{error}: {content[:300].decode(errors='replace')}")
    try:
        return Answer(payload=json.loads(content or b"null"), size=len(content))
    except ValueError as error:
        return Answer(error=f"The answer is no JSON: {error}")
