"""Clients of AWS, made once and at the first use; `AWS_ENDPOINT_URL` alone decides which cloud they speak to.

Functions that stand beside the telephony, in a region of its own, find the data in `DATA_REGION`; who speaks to the
telephony names its region.
"""

import os
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

_PATIENCE = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "max_attempts": 3})


@cache
def session() -> Any:
    """Return the session that every client of the main thread is made by."""
    return new_session()


def new_session() -> Any:
    """Return a session of its own, in the region of the data."""
    made = botocore.session.get_session()
    if region := os.environ.get("DATA_REGION"):
        made.set_config_variable("region", region)
    return made


@cache
def client(service: str, region: str | None = None) -> Any:
    """Return the client of a service, such as `sqs`, where the data are or in another region."""
    return session().create_client(service, region_name=region, config=_PATIENCE)


@cache
def patient_client(service: str, region: str) -> Any:
    """Return a client that waits its turn where few requests a second are let through (Amazon Connect: two)."""
    slowly = Config(connect_timeout=2, read_timeout=20, retries={"mode": "adaptive", "max_attempts": 12})
    made = session().create_client(service, region_name=region, config=slowly)
    made.meta.events.register("response-received", _name_quotas)
    return made


def _name_quotas(parsed_response: dict[str, Any] | None, **_: Any) -> None:
    """Rename what says that a quota is used up: botocore takes it for haste, and would ask again for minutes."""
    error = (parsed_response or {}).get("Error", {})
    if error.get("Code") == "LimitExceededException":
        error["Code"] = "ServiceQuotaExceededException"


@cache
def impatient_client(service: str) -> Any:
    """Return a client that never repeats by itself, for effects that must not happen twice."""
    once = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 1})
    return session().create_client(service, config=once)


def secret_value(arn: str) -> bytes:
    """Return the deployment's secret from Secrets Manager."""
    value: str = client("secretsmanager").get_secret_value(SecretId=arn)["SecretString"]
    return value.encode()


# What AWS says when it cannot do a thing now and may in a moment.
_BUSY = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingException",
        "Throttling",
        "TransactionConflictException",
        "TransactionInProgressException",
        "TooManyRequestsException",
    }
)
_MET = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})


def is_outage(error: BaseException | None) -> bool:
    """Return whether a fault is AWS's for now: no answer, a throttle, two transactions that met, a fault of its own.

    Libraries wrap what botocore raises; the causes are followed.
    """
    if error is None:
        return False
    if isinstance(error, ClientError):
        return _is_busy(error.response)
    if isinstance(error, HTTPClientError | ConnectionError):
        return True
    return is_outage(getattr(error, "cause", None) or error.__cause__)


def _is_busy(told: Any) -> bool:
    status = told.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    reasons = {reason.get("Code", "None") for reason in told.get("CancellationReasons", [])} - {"None"}
    met = bool(reasons) and reasons <= _MET
    return met or told.get("Error", {}).get("Code") in _BUSY or status >= 500
