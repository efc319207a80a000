"""Functions as they are deployed: invoked through boto3, in the cloud that AWS_ENDPOINT_URL names."""

import json
import time
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from local.connect.functions import Answer

RETRIED = frozenset({"TooManyRequestsException", "ThrottlingException", "ServiceException", "EC2ThrottledException"})
TRIES = 4
CONNECTIONS = 50


class DeployedFunctions:
    """Invokes by ARN; throttles and faults of the service are tried again while the limit lasts, as Connect does.

    `client` is boto3's for Lambda; without one it is made from the environment, in the instance's `region`: an instance
    calls functions of its own region alone.
    """

    def __init__(self, client: Any = None, region: str | None = None) -> None:
        self._client = client or _client(region)

    def invoke(self, arn: str, event: dict[str, Any], timeout: float) -> Answer:
        began = time.monotonic()
        for _ in range(TRIES):
            left = timeout - (time.monotonic() - began)
            if left <= 0:
                break
            answer, again = self._once(arn, event)
            answer.seconds = time.monotonic() - began
            if not again:
                return answer
        return Answer(error="The function did not answer in time", seconds=time.monotonic() - began)

    def _once(self, arn: str, event: dict[str, Any]) -> tuple[Answer, bool]:
        """Return an answer, and whether it is worth asking again."""
        try:
            response = self._client.invoke(FunctionName=arn, Payload=json.dumps(event).encode())
            content: bytes = response["Payload"].read()
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code"))
            return Answer(error=code), code in RETRIED
        except BotoCoreError as error:
            return Answer(error=f"{type(error).__name__}: {error}"), False
        if response.get("FunctionError"):
            return Answer(error=f"{response['FunctionError']}: {content[:500].decode(errors='replace')}"), False
        return _read(content), False


def _read(content: bytes) -> Answer:
    try:
        return Answer(json.loads(content or b"null"), size=len(content))
    except ValueError:
        return Answer(error="The answer is no JSON")


def _client(region: str | None) -> Any:
    config = Config(
        connect_timeout=2, read_timeout=9, retries={"total_max_attempts": 1}, max_pool_connections=CONNECTIONS
    )
    session: Any = boto3.session.Session()
    return session.client("lambda", region_name=region, config=config)
