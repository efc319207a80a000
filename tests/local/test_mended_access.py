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


MAIL = b'{"FromEmailAddress": "no-reply@nidaa.example", "Content": {"Raw": {"Data": "eA=="}}}'


def judged_on(path: str, body: bytes) -> str:
    answer: str = upstream.core("iam_actions")._ses_v2_resource_arn("POST", path, body, "me-central-1", "000000000000")
    return answer


def test_stock_ministack_judges_a_mail_on_everything(stock: Stock) -> None:
    assert judged_on(access.OUTBOUND, MAIL) == "*"


def test_a_mail_is_judged_on_the_identity_it_comes_from(stock: Stock) -> None:
    access.name_senders()
    assert judged_on(access.OUTBOUND, MAIL) == "arn:aws:ses:me-central-1:000000000000:identity/no-reply@nidaa.example"
    assert judged_on(access.OUTBOUND, b"no json") == "*"
    assert judged_on("/v2/email/identities/a.example", b"").endswith(":identity/a.example")
