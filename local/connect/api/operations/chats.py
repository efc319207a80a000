"""Chats: begun by `connect`, spoken in through `connectparticipant`."""

from typing import Any
from uuid import uuid4

from local.connect.api.account import Account
from local.connect.api.errors import InvalidRequest
from local.connect.api.operations.contacts import attributes, contact, facts
from local.connect.api.participants import Participant
from local.connect.api.registry import Asked, operation
from local.connect.api.times import iso
from local.connect.log import Data

CONNECTION_SECONDS = 24 * 3600
MESSAGES = (
    *("text/plain", "text/markdown", "application/json"),
    *(f"application/vnd.amazonaws.connect.message.interactive{end}" for end in ("", ".response")),
)
_EVENTS = "application/vnd.amazonaws.connect.event."
TOLD = tuple(f"{_EVENTS}{one}" for one in ("typing", "connection.acknowledged", "message.delivered", "message.read"))
_ITEMS = {
    "typing": "TYPING", "participant.joined": "PARTICIPANT_JOINED", "participant.left": "PARTICIPANT_LEFT",
    "chat.ended": "CHAT_ENDED", "connection.acknowledged": "CONNECTION_ACK", "message.delivered": "MESSAGE_DELIVERED",
    "message.read": "MESSAGE_READ", "transfer.succeeded": "TRANSFER_SUCCEEDED", "transfer.failed": "TRANSFER_FAILED",
}  # fmt: skip


@operation("StartChatContact")
def start(account: Account, asked: Asked) -> dict[str, Any]:
    """Begin a chat, and hand out the token with which its customer connects."""
    instance, name = account.instance(asked["InstanceId"]), asked["ParticipantDetails"]["DisplayName"]

    def begun() -> dict[str, Any]:
        life = asked.get("ChatDurationInMinutes", 1500) * 60.0
        id_ = instance.start_chat(
            asked["ContactFlowId"], name, life=life, attributes=dict(attributes(asked)), **facts(asked)
        )
        customer = Participant(instance, id_, str(uuid4()), "CUSTOMER", name)
        if first := asked.get("InitialMessage"):
            instance.say(id_, first["Content"], name=name, kind=first["ContentType"])
        token = account.participants.invite(customer)
        return {"ContactId": id_, "ParticipantId": customer.id, "ParticipantToken": token}

    return account.once("StartChatContact", asked, begun)


@operation("CreateParticipant")
def invite(account: Account, asked: Asked) -> dict[str, Any]:
    """Let somebody else take part in a chat."""
    instance, details = account.instance(asked["InstanceId"]), asked["ParticipantDetails"]
    role = details.get("ParticipantRole", "CUSTOM_BOT")
    name = details.get("DisplayName", role)
    joined = Participant(instance, contact(instance, asked["ContactId"]).id, str(uuid4()), role, name)
    expiry = iso(instance.clock.now() + CONNECTION_SECONDS)
    credentials = {"ParticipantToken": account.participants.invite(joined), "Expiry": expiry}
    return {"ParticipantCredentials": credentials, "ParticipantId": joined.id}


@operation("CreateParticipantConnection", "connectparticipant")
def connect(account: Account, asked: Asked) -> dict[str, Any]:
    """Hand out a connection token; a websocket is not performed. :raises InvalidRequest: if only one is asked for"""
    kinds = asked.get("Type") or ["CONNECTION_CREDENTIALS"]
    if "CONNECTION_CREDENTIALS" not in kinds:
        raise InvalidRequest(f"The engine performs CONNECTION_CREDENTIALS only, not {', '.join(kinds)}")
    token = account.participants.connect(asked["ParticipantToken"])
    now = account.participants.of(token).instance.clock.now()
    return {"ConnectionCredentials": {"ConnectionToken": token, "Expiry": iso(now + CONNECTION_SECONDS)}}


@operation("SendMessage", "connectparticipant")
def say(account: Account, asked: Asked) -> dict[str, Any]:
    """Say something. :raises InvalidRequest: if it is of a kind that no message is of"""
    _is_one_of(asked["ContentType"], MESSAGES)

    def said() -> dict[str, Any]:
        who = account.participants.of(asked["ConnectionToken"])
        item = who.instance.say(who.contact, asked["Content"], role=who.role, name=who.name, kind=asked["ContentType"])
        return {"Id": item["id"], "AbsoluteTime": iso(item["at"])}

    return account.once("SendMessage", asked, said)


@operation("SendEvent", "connectparticipant")
def tell(account: Account, asked: Asked) -> dict[str, Any]:
    """Tell that somebody types, or has read. :raises InvalidRequest: if it is an event that nobody tells"""
    _is_one_of(asked["ContentType"], TOLD)
    who = account.participants.of(asked["ConnectionToken"])
    item = who.instance.tell(who.contact, role=who.role, name=who.name, kind=asked["ContentType"])
    return {"Id": item["id"], "AbsoluteTime": iso(item["at"])}


def _is_one_of(kind: str, known: tuple[str, ...]) -> None:
    if kind not in known:
        raise InvalidRequest(f"ContentType {kind[:60]} is none of {', '.join(known)}")


@operation("DisconnectParticipant", "connectparticipant")
def leave(account: Account, asked: Asked) -> None:
    """Leave a chat; it ends when its customer does."""
    who = account.participants.leave(asked["ConnectionToken"])
    if who.role == "CUSTOMER":
        who.instance.hang_up(who.contact)


@operation("GetTranscript", "connectparticipant")
def transcript(account: Account, asked: Asked) -> dict[str, Any]:
    """Return what was said, a page from the newest back, or with ScanDirection FORWARD from the oldest on.

    :raises InvalidRequest: if the token, or the item to start from, is none
    """
    who = account.participants.of(asked["ConnectionToken"])
    items = [event.data for event in who.instance.log.of(who.contact) if event.kind == "MESSAGE"]
    newest_first = asked.get("ScanDirection", "BACKWARD") == "BACKWARD"
    if newest_first:
        items.reverse()
    start, size = _start(items, asked), asked.get("MaxResults") or 15
    shown = items[start : start + size]
    token = shown[-1]["id"] if start + size < len(items) else None
    if newest_first != (asked.get("SortOrder", "DESCENDING") == "DESCENDING"):
        shown.reverse()  # as they were logged: many are of the same millisecond
    told = [_item(who.contact, item) for item in shown]
    return {"InitialContactId": who.contact, "Transcript": told, "NextToken": token}


def _start(items: list[Data], asked: Asked) -> int:
    after, first = asked.get("NextToken"), asked.get("StartPosition", {}).get("Id")
    if not (after or first):
        return 0
    place = next((index for index, item in enumerate(items) if item["id"] in (after, first)), None)
    if place is None:
        raise InvalidRequest("No such item in the transcript")
    return place + 1 if after else place


def _item(contact: str, item: Data) -> dict[str, Any]:
    kind = item["type"]
    if kind == "EVENT":
        kind = _ITEMS.get(item["content_type"].removeprefix(_EVENTS), "EVENT")
    told = {
        "Id": item["id"], "Type": kind, "ContentType": item["content_type"], "ContactId": contact,
        "AbsoluteTime": iso(item["at"]), "DisplayName": item["name"], "ParticipantRole": item["role"],
    }  # fmt: skip
    return {**told, "Content": item["content"]} if item["content"] else told
