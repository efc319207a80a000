"""The messages that left the service: SMS from the cloud's SNS, mails from its SES."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from local import instants
from local.clients import Clients


@dataclass(frozen=True)
class Message:
    """One SMS or mail as its receiver gets it."""

    id: str
    channel: str
    to: str
    text: str
    at: float
    subject: str | None = None
    sender: str = ""
    html: str | None = None

    def shown(self) -> dict[str, Any]:
        """Return the message as `/_local/outbox` lists it."""
        item: dict[str, Any] = {"id": self.id, "channel": self.channel, "to": self.to}
        if self.subject is not None:
            item["subject"] = self.subject
        item |= {"text": self.text, "at": instants.text(self.at)}
        return item | ({"html": self.html} if self.html else {})


def read(clients: Clients) -> list[Message]:
    """Return all messages, newest first."""
    return sorted((*_texts(clients), *_mails(clients)), key=lambda m: m.at, reverse=True)


def _texts(clients: Clients) -> Iterator[Message]:
    told = clients.control("GET", "/_ministack/sns/sms-messages")
    for number, texts in told["sms_messages"].items():
        for text in texts:
            yield Message(text["MessageId"], "sms", number, text["Message"], text["Timestamp"])


def _mails(clients: Clients) -> Iterator[Message]:
    told = clients.control("GET", "/_ministack/ses/messages")
    for mails in told["messages"].values():
        for mail in mails:
            for to in mail["To"]:
                yield Message(
                    mail["MessageId"],
                    "email",
                    parseaddr(to)[1] or to,
                    mail["BodyText"] or "",
                    mail["Timestamp"],
                    mail["Subject"],
                    mail["Source"],
                    mail["BodyHtml"] or None,
                )
