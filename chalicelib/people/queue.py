"""Where codes are asked for: an SQS queue that notifications reads, so that the route's time tells nothing."""

import json
from collections.abc import Callable
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.people.codes import Target
from chalicelib.shared.errors import Unavailable


class SqsCodesQueue:
    """Send `{kind, value, language, correlation}` to the codes queue; `client` makes the client at the first use."""

    def __init__(self, url: str, client: Callable[[], Any]) -> None:
        self._url = url
        self._client = client

    def ask(self, target: Target, *, language: str, correlation: str) -> None:
        """Ask for a code to be made and sent to a target; asked twice, two are sent, and both are good.

        :raises Unavailable: if the queue did not take it
        """
        message = {"kind": target.kind, "value": target.value, "language": language, "correlation": correlation}
        try:
            self._client().send_message(QueueUrl=self._url, MessageBody=json.dumps(message))
        except (BotoCoreError, ClientError) as error:
            raise Unavailable(part="codes", retry_after=5) from error
