"""IAM policies, as AWS would judge them for the same stack behind TLS."""

import json
from typing import Any

from local.mends import upstream

SECURE_TRANSPORT = "aws:securetransport"
OUTBOUND = "/v2/email/outbound-emails"


def trust_loopback() -> None:
    """Count a connection as secure: it never leaves the machine, and the buckets refuse all that are not."""
    judge = upstream.core("iam_evaluator")

    def value(key: str, context: Any) -> Any:
        return "true" if key.lower() == SECURE_TRANSPORT else resolve(key, context)

    resolve = upstream.replace(judge, "_resolve_condition_key", value)


def name_senders() -> None:
    """Judge a mail on the identity that it comes from, as SES does; MiniStack judges it on everything (`*`)."""
    actions = upstream.core("iam_actions")

    def resource(method: str, path: str, body: bytes, region: str, account: str) -> Any:
        if path.rstrip("/") == OUTBOUND and (sender := _sender(body)):
            return f"arn:aws:ses:{region}:{account}:identity/{sender}"
        return named(method, path, body, region, account)

    named = upstream.replace(actions, "_ses_v2_resource_arn", resource)


def _sender(body: bytes) -> str:
    try:
        return str(json.loads(body)["FromEmailAddress"])
    except (ValueError, KeyError, TypeError):
        return ""
