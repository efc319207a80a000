"""Those who are on a call: holding, muting, conference, listening in."""

from typing import TYPE_CHECKING

from local.connect.agents import Agent
from local.connect.call import KEYS, MOST_LISTENERS, MOST_PARTIES, Call, Party
from local.connect.interpreter import Execution
from local.connect.refusals import Refused

if TYPE_CHECKING:
    from local.connect.core import Core
    from local.connect.leg import Leg

TALKING = frozenset({"CONNECTED", "CONNECTED_ONHOLD"})


class Holding:
    def __init__(self, instance: "Core") -> None:
        self.instance = instance

    def settle(self, call: Call) -> None:
        """Give a held customer back to the last one left to talk with."""
        talkers = call.talkers()
        held = [party for party in talkers if party.state == "HELD"]
        if held and len(talkers) - len(held) < 2 and len(talkers) == 2:
            for party in held:
                self._resume(party)

    def hold(self, leg: "Leg", party_id: str) -> None:
        party = self._party(leg, party_id)
        if party.state == "HELD":
            raise Refused("On hold already")
        party.state = "HELD"
        leg.instance.record("HELD" if party_id == "CUSTOMER" else "PARTY_HELD", leg.contact, {"party": party_id})
        self._show(leg, "CONNECTED_ONHOLD")
        if party_id == "CUSTOMER" and leg.contact.channel == "VOICE":
            leg.execution = self._hold_flow(leg, "CUSTOMER_HOLD", "CUSTOMER")
            leg.side = self._hold_flow(leg, "AGENT_HOLD", leg.agent_id or "")

    def _hold_flow(self, leg: "Leg", kind: str, hears: str) -> Execution | None:
        program = self.instance.flow_for(leg.contact, kind)
        if program is None or leg.contact.ended:
            return None
        execution = Execution(leg, program, kind, hears, lambda _execution, _how: None)
        execution.start()
        return execution

    def resume(self, leg: "Leg", party_id: str) -> None:
        party = self._party(leg, party_id)
        if party.state != "HELD":
            raise Refused("Not on hold")
        self._resume(party)

    def _resume(self, party: Party) -> None:
        leg = party.leg
        party.state = "CONNECTED"
        for execution in (leg.execution, leg.side):
            if execution and execution.kind in {"CUSTOMER_HOLD", "AGENT_HOLD"}:
                execution.stop()
        leg.execution = leg.side = None
        self.instance.record("RESUMED" if party.id == "CUSTOMER" else "PARTY_RESUMED", leg.contact, {"party": party.id})
        self._show(leg, "CONNECTED")

    def _show(self, leg: "Leg", state: str) -> None:
        agent = self.instance.agents.get(leg.agent_id or "")
        if agent and agent.contacts.get(leg.contact.id) in TALKING:
            agent.show(leg.contact.id, state)

    def mute(self, agent: Agent, leg: "Leg", on: bool) -> None:
        party = self._party(leg, agent.id)
        party.muted = on
        (agent.muted.add if on else agent.muted.discard)(leg.contact.id)
        self.instance.record("MUTED" if on else "UNMUTED", leg.contact, {"party": agent.id})

    def conference(self, leg: "Leg") -> None:
        call = leg.call
        if call is None or len(call.talkers()) < 3:
            raise Refused("There are not three on this call")
        for party in call.talkers():
            if party.state == "HELD":
                self._resume(party)
        self.instance.record("CONFERENCE", leg.contact, {"parties": [party.id for party in call.talkers()]})

    def add(self, leg: "Leg", party: Party) -> None:
        """Bring another party onto the call.

        :raises Refused: if six are on it
        """
        call = leg.call
        if call is None or call.over:
            raise Refused("There is no call")
        if len(call.talkers()) >= MOST_PARTIES:
            raise Refused(f"A call holds at most {MOST_PARTIES}")
        call.parties.append(party)
        self.instance.record("JOINED", party.leg.contact, {"party": party.id, "role": party.role})

    def tones(self, agent: Agent, leg: "Leg", party_id: str, keys: str) -> None:
        """Send an agent's keys to one on the call; a transfer that plays to the agent takes them as typed.

        :raises Refused: if they are no keys, or if whom they are for does not hear the agent now
        """
        if not keys or not set(keys) <= KEYS:
            raise Refused("Only 0-9, * and # are keys")
        own = self._party(leg, agent.id)
        onward = next((one for one in leg.call.legs if one.contact.id == party_id), None) if leg.call else None
        if onward and onward is not leg and onward.played_to == agent.id and not onward.contact.ended:
            onward.press(keys)
            return
        party = self._party(leg, party_id)
        if own.role == "SUPERVISOR" or party is own or party.role == "SUPERVISOR" or party.state == "HELD":
            raise Refused(f"{party_id} does not hear the agent's keys")
        self.instance.record("TONES", party.leg.contact, {"by": agent.id, "to": party_id, "keys": keys})

    def speak(self, supervisor: Agent, leg: "Leg", on: bool) -> None:
        """Let a supervisor who listens be heard, or only listen again.

        :raises Refused: if they do not listen to this call, or may do nothing but listen
        """
        there = self._party(leg, supervisor.id)
        if there.role != "SUPERVISOR" or (on and not there.may_speak):
            raise Refused("Only who was let in to speak may be heard on this call")
        there.muted = not on
        self.instance.record("BARGED" if on else "MONITORED", leg.contact, {"party": supervisor.id})

    def monitor(self, supervisor: Agent, leg: "Leg", barge: bool, may_speak: bool = True) -> None:
        call = leg.call
        if call is None or leg.contact.phase != "CONNECTED":
            raise Refused("There is nothing to listen to")
        there = call.find(supervisor.id)
        if there is None and len(call.listeners()) >= MOST_LISTENERS:
            raise Refused(f"At most {MOST_LISTENERS} listen to one call")
        if there is None:
            there = Party(supervisor.id, "SUPERVISOR", leg)
            call.parties.append(there)
            supervisor.show(leg.contact.id, "CONNECTED")
        there.muted, there.may_speak = not barge, may_speak
        kind = "BARGED" if barge else "MONITORED"
        self.instance.record(kind, leg.contact, {"party": supervisor.id})

    def _party(self, leg: "Leg", party_id: str) -> Party:
        party = leg.call.find(party_id) if leg.call else None
        if party is None:
            user = self.instance.directory.users.find(party_id)
            who = "The caller" if party_id == "CUSTOMER" else user.name if user else party_id
            raise Refused(f"{who} is not on this call")
        return party
