"""IAM policies, as AWS would judge them for the same stack behind TLS."""

from typing import Any

from local.mends import upstream

SECURE_TRANSPORT = "aws:securetransport"


def trust_loopback() -> None:
    """Count a connection as secure: it never leaves the machine, and the buckets refuse all that are not."""
    judge = upstream.core("iam_evaluator")

    def value(key: str, context: Any) -> Any:
        return "true" if key.lower() == SECURE_TRANSPORT else resolve(key, context)

    resolve = upstream.replace(judge, "_resolve_condition_key", value)
