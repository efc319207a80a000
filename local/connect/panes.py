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
            return f"the call is over: {item['reason']}"
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


def lines(text: str, side: str, width: int | None = None) -> Iterator[str]:
    """Yield a text in the half of the terminal that is its side's: `caller` or `agent`."""
    half = max(20, (width or shutil.get_terminal_size((100, 24)).columns) // 2 - 2)
    for line in textwrap.wrap(text, half) or [""]:
        if side == "caller":
            yield line
        else:
            yield " " * half + "│ " + line
