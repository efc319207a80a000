"""The wire: connections of Amazon API Gateway, through its management API at an address that the deployment names.

Chalice's own sender makes the address of its own from the domain name, whatever endpoint is set.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib.live.sending import Listener
from chalicelib.shared.aws import is_outage, session
from chalicelib.shared.observability import count, logger

AT_ONCE = 8
_SOON = Config(connect_timeout=1, read_timeout=2, retries={"mode": "standard", "max_attempts": 2})
_encode = msgspec.json.encode


def management_client(address: str) -> Any:
    """Return a client of the management API that stands at an address (the setting LIVE_URL)."""
    return session().create_client("apigatewaymanagementapi", endpoint_url=address, config=_SOON)


class ApiGatewayLines:
    """The connections of one WebSocket API; `client` makes the client of its management API."""

    def __init__(self, client: Callable[[], Any]) -> None:
        self._client = client

    def post(self, connection: str, message: Mapping[str, Any]) -> bool:
        """Write a message; False if the connection is gone. Who could not be told because of an outage is counted."""
        return self._done("post_to_connection", ConnectionId=connection, Data=_encode(message))

    def close(self, connection: str) -> None:
        """End a connection; it may be gone already."""
        self._done("delete_connection", ConnectionId=connection)

    def _done(self, operation: str, **given: Any) -> bool:
        try:
            getattr(self._client(), operation)(**given)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("GoneException", "BadRequestException"):
                return False
            self._missed(error)
        except Exception as error:
            self._missed(error)
        return True

    @staticmethod
    def _missed(error: Exception) -> None:
        if not is_outage(error):
            raise error
        logger.warning("a live message was not sent", exc_info=True)
        count("LiveMessagesMissed")


def spread(tell: Callable[[Listener], bool], listeners: Sequence[Listener]) -> Iterable[bool]:
    """Tell many at once; a few one after another, for threads cost more than they save."""
    if len(listeners) <= 2:
        return map(tell, listeners)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(tell, listeners))
