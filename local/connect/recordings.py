"""Whether a contact is recorded, who of it, and where the sound would lie."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from local.connect.refusals import Refused

if TYPE_CHECKING:
    from local.connect.core import Core
    from local.connect.leg import Leg


class Recordings:
    """The last behaviour that a flow sets wins; the conversation is recorded from the agent's joining on."""

    def __init__(self, instance: "Core") -> None:
        self.instance = instance

    def behave(self, leg: "Leg", behaviour: dict[str, Any]) -> None:
        """Take a flow's behaviour: recording of the IVR begins and ends at once."""
        leg.recording = {**leg.recording, **behaviour}
        ivr = str(behaviour.get("IVRRecordingBehavior") or "").lower()
        if ivr == "enabled" and leg.contact.channel == "VOICE":
            self._start(leg, "IVR", ["Customer"])
        elif ivr == "disabled":
            self._stop(leg)

    def agent_joined(self, leg: "Leg") -> None:
        self._stop(leg)
        who = leg.recording.get("RecordedParticipants")
        if isinstance(who, list) and who and leg.contact.channel == "VOICE":
            self._start(leg, "CONVERSATION", [str(one) for one in who])

    def ended(self, leg: "Leg") -> None:
        self._stop(leg)

    def start(self, leg: "Leg") -> None:
        """Record from now on, whatever the flow said (StartContactRecording)."""
        if self._current(leg) is None:
            self._start(leg, "CONVERSATION", ["Agent", "Customer"])

    def stop(self, leg: "Leg") -> None:
        self._stop(leg)

    def suspend(self, leg: "Leg", on: bool) -> None:
        """Suspend a recording, or let it go on: nothing of a card's number is kept."""
        current = self._current(leg)
        if current is None:
            raise Refused("The contact is not being recorded")
        wanted = "SUSPENDED" if on else "RESUMED"
        if on != (current["state"] == "SUSPENDED"):
            self.instance.record("RECORDING", leg.contact, {"state": wanted, "location": current["location"]})

    def _current(self, leg: "Leg") -> dict[str, Any] | None:
        return next((one for one in leg.contact.recordings if one["state"] != "STOPPED"), None)

    def _start(self, leg: "Leg", what: str, who: list[str]) -> None:
        current = self._current(leg)
        if current and current["what"] == what:
            return
        self._stop(leg)
        now = self.instance.clock.now()
        facts = {"state": "STARTED", "what": what, "who": who, "location": self._place(leg, what, now), "started": now}
        self.instance.record("RECORDING", leg.contact, facts)

    def _stop(self, leg: "Leg") -> None:
        if current := self._current(leg):
            facts = {"state": "STOPPED", "location": current["location"], "stopped": self.instance.clock.now()}
            self.instance.record("RECORDING", leg.contact, facts)

    def _place(self, leg: "Leg", what: str, now: float) -> str:
        at = datetime.fromtimestamp(now, UTC)
        name = f"{leg.contact.id}_{at:%Y%m%dT%H:%M}_UTC"
        place = f"{self._folder()}{'/ivr' if what == 'IVR' else ''}/{at:%Y/%m/%d}/{name}"
        again = sum(one["location"].startswith(place) for one in leg.contact.recordings)
        return f"{place}_{again + 1}.wav" if again else f"{place}.wav"

    def _folder(self) -> str:
        """Return the bucket and prefix that recordings go to; as AWS proposes it where none is configured."""
        directory = self.instance.directory
        stored = directory.stored("CALL_RECORDINGS")
        if stored is None:
            return f"connect/{directory.alias}/CallRecordings"
        return "/".join(part for part in stored.bucket if part)
