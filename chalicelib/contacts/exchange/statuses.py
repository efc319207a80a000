"""Agent statuses: ours, by names in Connect."""

from chalicelib.contacts.exchange.instance import Exchange

STATUSES = {
    "available": "Available", "offline": "Offline", "break": "Break", "prayer": "Prayer", "training": "Training",
    "meeting": "Meeting", "wrap_up": "Wrap up",
}  # fmt: skip
"""Connect's names of our statuses; the first two come with an instance. People see the bilingual names of ours."""


def keep_statuses(exchange: Exchange) -> dict[str, str]:
    """Make the statuses that are missing; return their ids by our codes."""
    there = exchange.by_name("list_agent_statuses", "AgentStatusSummaryList")
    for name in STATUSES.values():
        if name not in there:
            with exchange.trying((), "status", name):
                exchange.say(f"status {name}")
                there[name] = {"Id": exchange.ask("create_agent_status", Name=name, State="ENABLED")["AgentStatusId"]}
    return {code: there[name]["Id"] for code, name in STATUSES.items() if name in there}
