"""The search for contacts."""

from typing import Any

from local.connect.api.account import Account
from local.connect.api.errors import InvalidRequest
from local.connect.api.listing import page
from local.connect.api.registry import Asked, operation
from local.connect.api.told import summary_of
from local.connect.contact import Contact

_INSTANTS = {
    "INITIATION_TIMESTAMP": "initiated_at", "SCHEDULED_TIMESTAMP": "scheduled_at", "ENQUEUE_TIMESTAMP": "enqueued_at",
    "CONNECTED_TO_AGENT_TIMESTAMP": "agent_connected_at", "DISCONNECT_TIMESTAMP": "disconnected_at",
}  # fmt: skip


@operation("SearchContacts")
def search(account: Account, asked: Asked) -> dict[str, Any]:
    """Return contacts of a stretch of time, the newest first."""
    instance = account.instance(asked["InstanceId"])
    found = [one for one in list(instance.contacts.values()) if _is_within(one, asked["TimeRange"])]
    found = [one for one in found if _is_wanted(one, asked.get("SearchCriteria", {}))]
    ascending = asked.get("Sort", {}).get("Order") == "ASCENDING"
    found.sort(key=lambda one: one.initiated_at, reverse=not ascending)
    shown, token = page(found, asked)
    return {"Contacts": [summary_of(instance, one) for one in shown], "NextToken": token, "TotalCount": len(found)}


def _is_within(one: Contact, stretch: dict[str, Any]) -> bool:
    at: float | None = getattr(one, _INSTANTS[stretch["Type"]])
    return at is not None and stretch["StartTime"].timestamp() <= at <= stretch["EndTime"].timestamp()


def _is_wanted(one: Contact, criteria: dict[str, Any]) -> bool:
    """Return whether a contact meets the criteria. :raises InvalidRequest: if there is one that cannot be judged"""
    fields = {
        "AgentIds": one.agent, "Channels": one.channel, "InitiationMethods": one.method, "QueueIds": one.queue,
    }  # fmt: skip
    if unknown := set(criteria) - set(fields) - {"SearchableContactAttributes"}:
        raise InvalidRequest(f"The engine searches by no {', '.join(sorted(unknown))}")
    lists = all(fields[name] in wanted for name, wanted in criteria.items() if name in fields)
    return lists and _has_attributes(one, criteria.get("SearchableContactAttributes", {}))


def _has_attributes(one: Contact, wanted: dict[str, Any]) -> bool:
    met = [one.attributes.get(each["Key"]) in each["Values"] for each in wanted.get("Criteria", ())]
    return any(met) if wanted.get("MatchType") == "MATCH_ANY" else all(met)
