from collections.abc import Callable
from typing import Any

from local.mends import access, upstream

Stock = Callable[[str], Any]
ONLY_TLS = """{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*",
"Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}"""


def decision(_stock: Stock) -> str:
    judge = upstream.core("iam_evaluator")
    asked = judge.EvalContext(
        principal_arn="arn:aws:sts::000000000000:assumed-role/r/f", principal_type="AssumedRole",
        principal_account="000000000000", action="s3:GetObject", resource_arn="arn:aws:s3:::b/k", region="me-central-1",
    )  # fmt: skip
    answer: str = judge.evaluate_resource_policy(ONLY_TLS, asked).decision
    return answer


def test_stock_ministack_refuses_what_comes_without_tls(stock: Stock) -> None:
    assert decision(stock) == "Deny"


def test_a_connection_on_this_machine_counts_as_secure(stock: Stock) -> None:
    access.trust_loopback()
    assert decision(stock) != "Deny"
