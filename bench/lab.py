"""The service in this process, on moto: the tables of infra/, the demo's bodies and staff, events as AWS sends them.

Nothing of it is timed against moto; it yields answers to replay, and calls to count.
"""

import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

import botocore.session
from holidays import country_holidays
from moto import mock_aws

from chalicelib import wiring
from chalicelib.organisations import recalculation
from infra.merge import merged

REGION = "me-central-1"
BODY, ZONE = "sawari", "Asia/Muscat"
SECRET = b"a secret of the bench alone, long enough to be one"
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": REGION, "AWS_REGION": REGION, "AWS_ACCESS_KEY_ID": "bench",
    "AWS_SECRET_ACCESS_KEY": "bench", "STAGE": "bench", "TICKETS_TABLE": "tickets", "PEOPLE_TABLE": "people",
    "ORGANISATIONS_TABLE": "organisations", "NOTIFICATIONS_TABLE": "notifications", "BUS_NAME": "nidaa",
    "CODES_QUEUE_URL": f"https://sqs.{REGION}.amazonaws.com/123456789012/codes",
    "CHECKS_QUEUE_URL": f"https://sqs.{REGION}.amazonaws.com/123456789012/checks", "FILES_BUCKET": "bench-files",
    "RECALCULATE_ARN": f"arn:aws:states:{REGION}:123456789012:stateMachine:recalculate",
    "USER_POOL_ID": f"{REGION}_bench", "SENDER_EMAIL": "nidaa@sawari.example",
    "PORTAL_URL": "https://nidaa.sawari.example", "POWERTOOLS_SERVICE_NAME": "nidaa",
    "POWERTOOLS_METRICS_NAMESPACE": "Nidaa",
}  # fmt: skip
CONTEXT = SimpleNamespace(
    function_name="bench", memory_limit_in_mb=1024, aws_request_id="11111111-2222-3333-4444-555555555555",
    invoked_function_arn=f"arn:aws:lambda:{REGION}:123456789012:function:bench",
    get_remaining_time_in_millis=lambda: 29_000,
)  # fmt: skip
DESCRIPTION = (
    "توجد حفرة كبيرة في الشارع الرئيسي أمام مدرسة الصواري للتعليم الأساسي، يزيد عرضها على متر وعمقها على عشرين "
    "سنتيمترا، وقد تضررت منها عدة مركبات خلال الأسبوع الماضي، ويضطر السائقون إلى الخروج إلى المسار المقابل لتفاديها "
    "وقت خروج الطلبة. نرجو ردمها ووضع علامات تحذيرية إلى أن يتم الإصلاح، علما أننا أبلغنا عنها شفهيا من قبل."
)
"""A standard body: 300-odd Arabic letters, as people write."""


def complaint(mobile: str = "+96892000001", **changes: Any) -> dict[str, Any]:
    """Return a complaint as the portal sends it."""
    return {
        "body": BODY, "kind": "complaint", "category": "roads", "subject": "حفرة أمام المدرسة",
        "description": DESCRIPTION, "language": "ar",
        "requester": {"first_name": "سالم", "family_name": "البلوشي", "mobile": mobile},
        "location": {"lat": 23.61, "lon": 58.54, "address": "سكة 12، الحي الثالث"}, **changes,
    }  # fmt: skip


def sub_of(username: str) -> str:
    """Return the `sub` of a demo account: a UUID, as long as Cognito's."""
    return str(uuid5(NAMESPACE_URL, username))


class Accounts:
    """Accounts whose `sub` follows from the user name; nobody signs in here."""

    def create(self, username: str, *, name: str, email: str, language: str) -> str:
        return sub_of(username)

    def change(self, username: str, *, name: str, email: str, language: str) -> None:
        """Change nothing: only the `sub` is ever asked for."""

    def close(self, username: str) -> None:
        """Close nothing."""

    def open(self, username: str) -> None:
        """Open nothing."""


@dataclass(frozen=True)
class Lab:
    """What stands ready."""

    secret_arn: str

    def environment(self) -> dict[str, str]:
        return {**ENVIRONMENT, "SECRET_ARN": self.secret_arn}


@contextmanager
def lab() -> Iterator[Lab]:
    """Set everything up for a while; the process's environment and wiring come back after."""
    before = dict(os.environ)
    os.environ.pop("AWS_ENDPOINT_URL", None)
    os.environ.update(ENVIRONMENT)
    try:
        with mock_aws(), fresh():
            made = Lab(_make())
            os.environ["SECRET_ARN"] = made.secret_arn
            wiring.settings.cache_clear()
            with wiring.using():
                fill_bodies()
            yield made
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def fresh() -> Iterator[None]:
    """Run with wiring, settings, clients and connections of its own."""
    forget_clients()
    try:
        with wiring.using():
            yield
    finally:
        forget_clients()


def forget_clients() -> None:
    """Forget what speaks to a cloud that was there before."""
    from chalicelib.shared import aws
    from chalicelib.shared.dynamo import Model

    rows: list[Any] = [Model]
    while rows:
        row = rows.pop()
        row._connection = None
        rows += row.__subclasses__()
    for kept in (aws.client, aws.impatient_client, aws.session, wiring.settings):
        kept.cache_clear()


def fill_bodies() -> None:
    """Put the demo's bodies and staff, by the same actions as the API."""
    from local.demo import seed

    with redirect_stdout(io.StringIO()):
        # No clock runs yet that a calendar or a policy could move.
        context = replace(wiring.organisations(), identities=Accounts(), recalculate=recalculation.nothing)
        seed.seed_bodies(context)


def tables(template: Mapping[str, Any] | None = None) -> dict[str, dict[str, Any]]:
    """Return what CreateTable takes for each table of infra/, by the short name; without streams."""
    resources = (template or merged())["Resources"]
    made = {name: r["Properties"] for name, r in resources.items() if r.get("Type") == "AWS::DynamoDB::Table"}
    kept = ("AttributeDefinitions", "KeySchema", "BillingMode", "GlobalSecondaryIndexes")
    return {
        (short := name.removesuffix("Table").lower()): {
            "TableName": short, **{key: properties[key] for key in kept if key in properties},
        }
        for name, properties in made.items()
    }  # fmt: skip


def _make() -> str:
    session: Any = botocore.session.get_session()
    dynamo = session.create_client("dynamodb")
    for wanted in tables().values():
        dynamo.create_table(**wanted)
    session.create_client("events").create_event_bus(Name="nidaa")
    for queue in ("codes", "checks"):
        session.create_client("sqs").create_queue(QueueName=queue)
    session.create_client("sesv2").create_email_identity(EmailIdentity=ENVIRONMENT["SENDER_EMAIL"])
    kept = session.create_client("secretsmanager").create_secret(Name="nidaa", SecretString=SECRET.decode())
    return str(kept["ARN"])


def request(method: str, resource: str, body: Any = None, *, sub: str = "", query: Mapping[str, str] | None = None,
            parts: Mapping[str, str] | None = None, **headers: str) -> dict[str, Any]:  # fmt: skip
    """Return the event that API Gateway makes of a call; a header's underscores stand for dashes."""
    given = {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
    claims = {"authorizer": {"claims": {"sub": sub, "token_use": "id"}}} if sub else {}
    return {
        "resource": resource, "path": resource, "httpMethod": method, "headers": given,
        "multiValueHeaders": {name: [value] for name, value in given.items()},
        "multiValueQueryStringParameters": {k: [v] for k, v in (query or {}).items()} or None,
        "pathParameters": dict(parts or {}) or None, "stageVariables": None,
        "requestContext": {
            "resourcePath": resource, "httpMethod": method, "requestId": "11111111-2222-3333-4444-555555555555",
            "identity": {"sourceIp": "192.0.2.7"}, **claims,
        },
        "body": None if body is None else json.dumps(body, ensure_ascii=False), "isBase64Encoded": False,
    }  # fmt: skip


def at_work() -> datetime:
    """Return a moment at which the demo's sections are at work, so that tickets are given out.

    It is of a Monday to come that is no holiday, whatever day it is now.
    """
    local, holidays = datetime.now(ZoneInfo(ZONE)), country_holidays("OM")
    monday = local + timedelta(days=7 - local.weekday())
    while monday.date() in holidays:
        monday += timedelta(days=7)
    return monday.replace(hour=9, minute=0, second=0, microsecond=0).astimezone(UTC)
