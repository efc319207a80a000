"""PynamoDB, on the session that every other client uses.

By itself each of its connections makes a session of its own and reads botocore's data again: 60 ms for each table that
a cold start meets. In other threads it still does, for a session is made for one (botocore: "Multithreading").
"""

import threading
from typing import Any

import pynamodb.connection.base
from botocore.exceptions import ClientError
from pynamodb.exceptions import PynamoDBException
from pynamodb.models import Model as Model

from chalicelib.shared.aws import new_session, session


def _session() -> Any:
    here = threading.current_thread() is threading.main_thread()
    return session() if here else new_session()


_pynamodb: Any = pynamodb.connection.base
_pynamodb.get_session = _session


def is_refused(error: PynamoDBException) -> bool:
    """Return whether a condition failed; a call without an answer has a cause without one."""
    cause = error.cause
    return isinstance(cause, ClientError) and cause.response["Error"]["Code"] == "ConditionalCheckFailedException"
