"""Clients of AWS, made once and at the first use; `AWS_ENDPOINT_URL` alone decides which cloud they speak to."""

from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

_PATIENCE = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "max_attempts": 3})
_session = cache(botocore.session.get_session)


@cache
def client(service: str) -> Any:
    """Return the client of a service, such as `sqs`."""
    return _session().create_client(service, config=_PATIENCE)


@cache
def impatient_client(service: str) -> Any:
    """Return a client that never repeats by itself, for effects that must not happen twice."""
    once = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 1})
    return _session().create_client(service, config=once)


def secret_value(arn: str) -> bytes:
    """Return the deployment's secret from Secrets Manager."""
    value: str = client("secretsmanager").get_secret_value(SecretId=arn)["SecretString"]
    return value.encode()
