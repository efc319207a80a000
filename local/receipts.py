"""Delivery receipts as AWS sends them: SNS writes one line a text to its log, SES publishes one event a mail."""

import base64
import gzip
import json
import uuid
from typing import Any

from local import instants
from local.clients import Clients
from local.outbox import Message
from local.settings import ACCOUNT, REGION
from local.state import Deployed, function_arn

STATES = ("delivered", "failed")


def send(clients: Clients, deployed: Deployed, message: Message, state: str) -> None:
    """Let a receipt for a message reach the service, in the way that AWS brings it."""
    now = float(clients.control("GET", "/_nidaa/clock")["now"])
    if message.channel == "sms":
        event = logged(sms_record(message, state, now), state, now)
        clients.aws("lambda").invoke(
            FunctionName=function_arn(clients.settings, "notifications-receipts"),
            InvocationType="Event",
            Payload=json.dumps(event),
        )
    else:
        clients.aws("sns").publish(
            TopicArn=deployed.outputs["EmailEventsTopic"], Message=json.dumps(ses_event(message, state, now))
        )


def sms_record(message: Message, state: str, now: float) -> dict[str, Any]:
    """Return the line that SNS logs for a text (SNS guide, "Viewing SMS delivery logs")."""
    delivered = state == "delivered"
    return {
        "notification": {"messageId": message.id, "timestamp": _log_time(message.at)},
        "delivery": {
            "phoneCarrier": "Local Handset",
            "mnc": 0,
            "numberOfMessageParts": 1,
            "destination": message.to,
            "priceInUSD": 0.0,
            "smsType": "Transactional",
            "mcc": 0,
            "providerResponse": "Message has been accepted by phone" if delivered else "Phone is currently unreachable",
            "dwellTimeMs": max(0, round((now - message.at) * 1000)),
            "dwellTimeMsUntilDeviceAck": max(0, round((now - message.at) * 1000)),
        },
        "status": "SUCCESS" if delivered else "FAILURE",
    }


def _log_time(at: float) -> str:
    return instants.text(at).replace("T", " ").replace("Z", "")


def logged(record: dict[str, Any], state: str, now: float) -> dict[str, Any]:
    """Return a log line as a subscription brings it to a function."""
    group = f"sns/{REGION}/{ACCOUNT}/DirectPublishToPhoneNumber" + ("/Failure" if state == "failed" else "")
    batch = {
        "messageType": "DATA_MESSAGE",
        "owner": ACCOUNT,
        "logGroup": group,
        "logStream": str(uuid.uuid4()),
        "subscriptionFilters": ["receipts"],
        "logEvents": [{"id": uuid.uuid4().hex, "timestamp": round(now * 1000), "message": json.dumps(record)}],
    }
    return {"awslogs": {"data": base64.b64encode(gzip.compress(json.dumps(batch).encode())).decode()}}


def ses_event(message: Message, state: str, now: float) -> dict[str, Any]:
    """Return what SES publishes for a mail (SES guide, "Event data that Amazon SES publishes to Amazon SNS")."""
    mail = {
        "timestamp": instants.text(message.at),
        "messageId": message.id,
        "source": message.sender,
        "sendingAccountId": ACCOUNT,
        "destination": [message.to],
        "commonHeaders": {"subject": message.subject, "to": [message.to]},
        "tags": {},
    }
    if state == "delivered":
        detail = {
            "timestamp": instants.text(now),
            "processingTimeMillis": round((now - message.at) * 1000),
            "recipients": [message.to],
            "smtpResponse": "250 2.6.0 Message received",
        }
        return {"eventType": "Delivery", "mail": mail, "delivery": detail}
    refused = {
        "emailAddress": message.to,
        "action": "failed",
        "status": "5.1.1",
        "diagnosticCode": "smtp; 550 5.1.1 user unknown",
    }
    bounce = {
        "bounceType": "Permanent",
        "bounceSubType": "General",
        "bouncedRecipients": [refused],
        "timestamp": instants.text(now),
        "feedbackId": str(uuid.uuid4()),
    }
    return {"eventType": "Bounce", "mail": mail, "bounce": bounce}
