"""A call in a terminal: what the caller hears and does on one side, the agent on the other."""

import re
import shutil
import textwrap
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
_PLAIN = {
    "CONNECTED_TO_SYSTEM": "answered by the centre", "CONNECTED_TO_AGENT": "an agent is there",
    "HELD": "on hold", "RESUMED": "back from hold", "QUEUED": "in the queue",
}  # fmt: skip
_ENDS = {
    "CUSTOMER_DISCONNECT": "the caller hung up", "AGENT_DISCONNECT": "the agent hung up",
    "CONTACT_FLOW_DISCONNECT": "the centre hung up", "THIRD_PARTY_DISCONNECT": "who was called in hung up",
    "TELECOM_PROBLEM": "the line broke", "API": "staff ended it", "EXPIRED": "nobody took it in time",
    "OTHER": "it went on elsewhere", "OUTBOUND_ATTEMPT_FAILED": "nobody answered",
    "OUTBOUND_DESTINATION_ENDPOINT_ERROR": "the number is busy, or out of service",
}  # fmt: skip
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_NUMBER = re.compile(r"\+?\d[\d ]*\d|\+\d")
_LEFT_TO_RIGHT = "\u200e"
_CONTACTS = {
    "connecting": "it rings", "incoming": "a callback rings", "connected": "connected", "ended": "work after the call",
    "missed": "missed", "error": "failed",
}  # fmt: skip


def caller_sees(item: Json) -> str | None:
    """Return the line of what happened for the caller's pane; None for what a caller does not notice."""
    match item["kind"]:
        case "PROMPT":
            return f"♪ {item.get('text') or _spoken(item.get('ssml')) or item.get('promptId') or item.get('media')}"
        case "INPUT_AWAITED":
            return f"… keys? ({item['seconds']:.0f} s)"
        case "KEY":
            return f"▸ {item['key']}"
        case "CALLBACK_ASKED":
            return f"you will be called back at {item['to']}"
        case "DIALLING":
            return f"it rings at {item['to']}"
        case "DISCONNECTED":
            return f"the call is over: {_ENDS.get(item['reason'], item['reason'])}"
        case "LAMBDA" if item.get("error"):
            return f"! the function failed: {item['error']}"
    return _PLAIN.get(item["kind"])


def _spoken(ssml: str | None) -> str:
    """Return what is read of SSML; what only makes a pause or a sound is shown as such."""
    return re.sub(r"<[^>]*>", "", ssml or "").strip() or ("…" if ssml else "")


def agent_sees(before: Json | None, now: Json) -> Iterator[str]:
    """Yield what changed on a softphone."""
    status = now["agent"]["state"]["name"]
    if before is None or before["agent"]["state"]["name"] != status:
        yield f"status: {status}"
    was = {one["id"]: one for one in before["contacts"]} if before else {}
    for contact in now["contacts"]:
        old = was.pop(contact["id"], None)
        if old is None:
            queue = (contact["queue"] or {}).get("name", "")
            yield f"☎ {contact['number'] or contact['name']} → {queue}"
        if old is None or (old["state"], old["accepted"]) != (contact["state"], contact["accepted"]):
            accepted = contact["accepted"] and contact["state"] in {"connecting", "incoming"}
            yield "accepted" if accepted else _CONTACTS.get(contact["state"], contact["state"])
        yield from _others(old, contact)
    for _ in was:
        yield "cleared"


def _others(old: Json | None, contact: Json) -> Iterator[str]:
    """Yield who of those on a contact came, went or waits."""
    before = {one["id"]: one["state"] for one in old["connections"]} if old else {}
    for one in contact["connections"]:
        if old and one["type"] != "agent" and before.get(one["id"]) != one["state"]:
            yield f"{one['number'] or one['name'] or one['type']}: {one['state']}"


def lines(text: str, side: str, width: int | None = None, *, alone: bool = False) -> Iterator[str]:
    """Yield a text in the half of the terminal that is its side's: `caller` or `agent`; who is alone has all of it."""
    width = width or shutil.get_terminal_size((100, 24)).columns
    half = max(20, width - 1 if alone else width // 2 - 2)
    for line in textwrap.wrap(_readable(text), half) or [""]:
        if side == "caller":
            yield line
        else:  # begins from the left even where what is said does not
            yield (_LEFT_TO_RIGHT if _ARABIC.search(line) else "") + " " * half + "│ " + line


def _readable(text: str) -> str:
    """Return a text whose numbers keep their order and their plus between Arabic words, where terminals turn these."""
    if not _ARABIC.search(text):
        return text
    return _NUMBER.sub(lambda number: f"{_LEFT_TO_RIGHT}{number[0]}{_LEFT_TO_RIGHT}", text)
