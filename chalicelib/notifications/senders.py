"""The carriers: SNS for SMS, SES for e-mail, SQS for what is looked at again; and what their answers mean.

A call is never repeated by the SDK: an answer that does not come may hide a message that went out.
"""

from collections.abc import Callable
from email.errors import MessageError
from typing import Any

import msgspec
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ProxyConnectionError,
)

from chalicelib.notifications.context import Accepted, Busy, NoAnswer, Refused, Result
from chalicelib.notifications.mail import email
from chalicelib.notifications.message import Key
from chalicelib.notifications.text import Text
from chalicelib.shared.clock import Clock

# The request never left, so it can be made again.
_NEVER_LEFT = (ConnectTimeoutError, EndpointConnectionError, NoCredentialsError, ProxyConnectionError)
# Refusals of this one message; any other refusal (a suspended account, a missing permission) is ours to mend, so the
# message waits, then stands in the dead-letter queue, and nothing is lost.
_FINAL_SMS = frozenset({"InvalidParameter", "InvalidParameterValue", "ParameterValueInvalid", "ValidationException"})
_FINAL_EMAIL = frozenset({"MessageRejected", "BadRequestException"})
# What stands between us and the service answers so when it has lost the service's own answer.
_ANSWER_LOST = frozenset({502, 504})


class SnsSms:
    """Sends SMS through SNS, as transactional ones under the registered sender's name."""

    def __init__(self, client: Callable[[], Any], sender_id: str) -> None:
        self._client = client
        self._sender_id = sender_id

    def send(self, target: str, text: Text, key: Key) -> Result:
        """Send an SMS to a mobile in E.164; the carrier's id is SNS's."""
        attributes = {
            "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"},
            "AWS.SNS.SMS.SenderID": {"DataType": "String", "StringValue": self._sender_id},
        }
        return _result(
            lambda: self._client().publish(PhoneNumber=target, Message=text.opening, MessageAttributes=attributes),
            _FINAL_SMS,
        )


class SesEmail:
    """Sends e-mail through SES; each carries its key as a tag, which comes back with every receipt."""

    def __init__(self, client: Callable[[], Any], sender: str, clock: Clock) -> None:
        self._client = client
        self._sender = sender
        self._clock = clock

    def send(self, target: str, text: Text, key: Key) -> Result:
        """Send an e-mail to an address."""
        try:
            raw = email(text, to=target, sender=self._sender, key=key, at=self._clock())
        except (ValueError, IndexError, MessageError):
            return Refused("InvalidAddress")
        return _result(
            lambda: self._client().send_email(
                FromEmailAddress=self._sender, Destination={"ToAddresses": [target]}, Content={"Raw": {"Data": raw}},
                EmailTags=[{"Name": "message", "Value": key.text}],
            ),
            _FINAL_EMAIL,
        )  # fmt: skip


class SqsChecks:
    """Asks for messages to be looked at again, through a queue with a delay of its own for each."""

    def __init__(self, client: Callable[[], Any], queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def later(self, key: Key, seconds: int) -> None:
        """Send a key to the queue; it arrives after `seconds`, at most 900."""
        body = msgspec.json.encode({"key": key.text}).decode()
        self._client().send_message(QueueUrl=self._queue_url, MessageBody=body, DelaySeconds=seconds)


def _result(call: Callable[[], dict[str, Any]], final: frozenset[str]) -> Result:
    try:
        return Accepted(call()["MessageId"])
    except ClientError as error:
        return _refusal(error, final)
    except ParamValidationError:
        return Refused("ParamValidationError")
    except _NEVER_LEFT as error:
        return Busy(type(error).__name__)
    except BotoCoreError as error:
        return NoAnswer(type(error).__name__)


def _refusal(error: ClientError, final: frozenset[str]) -> Result:
    code = error.response["Error"]["Code"]
    status = error.response["ResponseMetadata"].get("HTTPStatusCode", 500)
    if status in _ANSWER_LOST:
        return NoAnswer(f"http-{status}")
    # "Email address is not verified" is said of our own address and of an account in the sandbox: ours to mend.
    is_ours = "not verified" in error.response["Error"].get("Message", "")
    return Refused(code) if code in final and not is_ours else Busy(code)
