"""Desks of agents as a test wants to find them: what another test left there keeps every call away."""

from local.connect.outside.client import Telephone
from tests.system.centre import Centre, eventually

SUPERVISOR = "supervisor.khalid"
VERBS = {"ended": "clear", "missed": "clear", "error": "clear"}


def tidied(centre: Centre, *agents: str) -> None:
    """Write up and put away what other tests left to agents: else no call comes to them."""
    nobody_is_owed_a_call(centre)
    for agent in agents:
        eventually(lambda agent=agent: _is_tidied(centre, agent), f"nothing with {agent}")  # type: ignore[misc]


def available(centre: Centre, telephone: Telephone, agent: str) -> None:
    """Let an agent be available, and wait until they are."""

    def is_so() -> bool:
        """Ask again: who has just written a call up may still be put into the state that asks for it."""
        centre.staff(agent, "PUT", "/v1/desk/presence", {"status": "available"})
        return bool(telephone.agent(agent)["agent"]["state"]["name"] == "Available")

    eventually(is_so, f"{agent} is available")


def nobody_is_owed_a_call(centre: Centre) -> None:
    """Cancel the callbacks of other tests: their tasks would be offered to the agent before any call."""
    for state in ("waiting", "offered"):
        for one in centre.listed(SUPERVISOR, f"/v1/callbacks?state={state}"):
            centre.staff(SUPERVISOR, "POST", f"/v1/callbacks/{one['id']}/cancel", {"reason": "of another test"})


def _is_tidied(centre: Centre, agent: str) -> bool:
    """Go one step on with what an agent has; return whether there was nothing."""
    calls = centre.call("GET", f"/_local/telephone/agents/{agent}")["contacts"]
    for call in calls:
        verb = VERBS.get(call["state"], "hang_up" if call["accepted"] else "reject")
        centre.call("POST", f"/_local/telephone/agents/{agent}/{verb}", {"contact": call["id"]})
    unwritten = centre.staff(agent, "GET", "/v1/desk")["needs_wrap_up"]
    for contact in unwritten:
        said = {"disposition": "emergency", "summary": "من اختبار سابق"}
        centre.staff(agent, "POST", f"/v1/contacts/{contact['id']}/wrap-up", said)
    return not calls and not unwritten
