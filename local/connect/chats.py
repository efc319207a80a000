"""Chats and their transcripts."""

from typing import TYPE_CHECKING, Any

from local.connect.refusals import Refused

if TYPE_CHECKING:
    from local.connect.core import Core
    from local.connect.leg import Leg

MOST_CHARACTERS = 1024
_EVENT = "application/vnd.amazonaws.connect.event."
JOINED, LEFT, ENDED = f"{_EVENT}participant.joined", f"{_EVENT}participant.left", f"{_EVENT}chat.ended"


class Chats:
    """The chats of an instance: begun, written in, left."""

    def __init__(self, instance: "Core") -> None:
        self.instance = instance

    def start(self, flow: str, name: str, facts: dict[str, Any], life: float | None = None) -> "Leg":
        program = self.instance.program_or_refuse(flow)
        leg = self.instance.new_leg({"channel": "CHAT", "method": "API", **facts}, life)
        self.instance.record("CONNECTED_TO_SYSTEM", leg.contact, {})
        self._item(leg, "EVENT", "CUSTOMER", name, "", JOINED)
        self.instance.run_flow(leg, program, "CONTACT_FLOW")
        return leg

    def say(self, leg: "Leg", role: str, name: str, content: str, content_type: str = "text/plain") -> dict[str, Any]:
        """Say something; a flow that waits for the customer wakes.

        :raises Refused: if the chat is over, or the text is empty or longer than 1,024 characters
        """
        if leg.contact.ended:
            raise Refused("The chat has ended")
        if not content or len(content) > MOST_CHARACTERS:
            raise Refused(f"A message holds 1 to {MOST_CHARACTERS} characters")
        item = self._item(leg, "MESSAGE", role, name, content, content_type)
        if role == "CUSTOMER" and leg.execution and leg.execution.listens == "events":
            waiting = leg.execution.step
            bot = waiting is not None and waiting.type == "ConnectParticipantWithLexBot"
            execution, woken = leg.execution, content if bot else "CustomerReturned"
            self.instance.soon(lambda: execution.wake(woken) if execution.listens == "events" else None)
        return item

    def tell(self, leg: "Leg", role: str, name: str, content_type: str) -> dict[str, Any]:
        """Send an event: typing, read, delivered; it stays in the transcript but wakes nobody."""
        return self._item(leg, "EVENT", role, name, "", content_type)

    def system_says(self, leg: "Leg", content: str) -> None:
        self._item(leg, "MESSAGE", "SYSTEM", "SYSTEM_MESSAGE", content, "text/plain")

    def _item(self, leg: "Leg", kind: str, role: str, name: str, content: str, content_type: str) -> dict[str, Any]:
        item = {
            "id": self.instance.new_id(),
            "type": kind,
            "role": role,
            "name": name,
            "content": content,
            "content_type": content_type,
            "at": self.instance.clock.now(),
        }
        leg.transcript.append(item)
        self.instance.record("MESSAGE", leg.contact, item)
        return item
