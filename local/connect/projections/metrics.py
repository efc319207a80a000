"""Historical metrics, from the contacts whose records are closed, as GetMetricDataV2 defines them.

Durations are in whole seconds, as the records have them, so that whoever counts the records comes to the same.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from local.connect.contact import Contact
from local.connect.projections.instants import lasting

REMOVED = frozenset({"answered", "abandoned", "callback"})


class Threshold(NamedTuple):
    """A bound in seconds: LT below it, LTE at it too."""

    comparison: str
    seconds: float

    def holds(self, value: float | None) -> bool:
        if value is None:
            return False
        return value < self.seconds or (self.comparison == "LTE" and value == self.seconds)


Contacts = Sequence[Contact]
Metric = Callable[[Contacts, Threshold | None], float | None]


def waited(contact: Contact) -> int | None:
    """Return the seconds in the queue (the record's Queue.Duration)."""
    return lasting(contact.enqueued_at, contact.dequeued_at)


def held(contact: Contact) -> int:
    return int(contact.held_seconds)


def talked(contact: Contact) -> int:
    """Return the seconds with the agent, without those on hold (AgentInteractionDuration)."""
    return (lasting(contact.agent_connected_at, contact.disconnected_at) or 0) - held(contact)


def worked_after(contact: Contact) -> int:
    return lasting(contact.acw_started_at, contact.acw_ended_at) or 0


def handled_for(contact: Contact) -> int:
    return talked(contact) + held(contact) + worked_after(contact)


def queued(contacts: Contacts) -> list[Contact]:
    return [one for one in contacts if one.enqueued_at is not None]


def handled(contacts: Contacts) -> list[Contact]:
    return [one for one in contacts if one.agent_connected_at is not None]


def _left_queue(contacts: Contacts, why: str) -> list[Contact]:
    return [one for one in queued(contacts) if one.dequeued_why == why]


def answered(contacts: Contacts) -> list[Contact]:
    return _left_queue(contacts, "answered")


def abandoned(contacts: Contacts) -> list[Contact]:
    return _left_queue(contacts, "abandoned")


def _within(contacts: Iterable[Contact], threshold: Threshold | None) -> int:
    return sum(threshold is None or threshold.holds(waited(one)) for one in contacts)


def _removed(contacts: Contacts) -> list[Contact]:
    return [one for one in queued(contacts) if one.dequeued_why in REMOVED]


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _share(part: float, whole: float) -> float | None:
    return 100 * part / whole if whole else None


METRICS: dict[str, Metric] = {
    "CONTACTS_CREATED": lambda all_, _: len(all_),
    "CONTACTS_QUEUED": lambda all_, _: len(queued(all_)),
    "CONTACTS_HANDLED": lambda all_, _: len(handled(all_)),
    "CONTACTS_ABANDONED": lambda all_, _: len(abandoned(all_)),
    "CONTACTS_TRANSFERRED_OUT": lambda all_, _: sum(one.transferred_at is not None for one in all_),
    "CONTACTS_REMOVED_FROM_QUEUE_IN_X": lambda all_, x: _within(_removed(all_), x),
    "SUM_CONTACTS_ANSWERED_IN_X": lambda all_, x: _within(answered(all_), x),
    "SUM_CONTACTS_ABANDONED_IN_X": lambda all_, x: _within(abandoned(all_), x),
    "SERVICE_LEVEL": lambda all_, x: _share(_within(_removed(all_), x), len(queued(all_))),
    "ABANDONMENT_RATE": lambda all_, _: _share(len(abandoned(all_)), len(queued(all_))),
    "AVG_QUEUE_ANSWER_TIME": lambda all_, _: _mean(waited(one) for one in answered(all_)),
    "AVG_ABANDON_TIME": lambda all_, _: _mean(waited(one) for one in abandoned(all_)),
    "MAX_QUEUED_TIME": lambda all_, _: max((waited(one) or 0 for one in queued(all_)), default=None),
    "AVG_HANDLE_TIME": lambda all_, _: _mean(handled_for(one) for one in handled(all_)),
    "SUM_HANDLE_TIME": lambda all_, _: sum(handled_for(one) for one in handled(all_)),
    "AVG_INTERACTION_TIME": lambda all_, _: _mean(talked(one) for one in handled(all_)),
    "SUM_INTERACTION_TIME": lambda all_, _: sum(talked(one) for one in handled(all_)),
    "AVG_HOLD_TIME": lambda all_, _: _mean(held(one) for one in handled(all_) if one.holds),
    "SUM_HOLD_TIME": lambda all_, _: sum(held(one) for one in handled(all_)),
    "AVG_HOLDS": lambda all_, _: _mean(one.holds for one in handled(all_)),
    "AVG_AFTER_CONTACT_WORK_TIME": lambda all_, _: _mean(worked_after(one) for one in handled(all_)),
    "SUM_AFTER_CONTACT_WORK_TIME": lambda all_, _: sum(worked_after(one) for one in handled(all_)),
    "AVG_CONTACT_DURATION": lambda all_, _: _mean(lasting(one.initiated_at, one.disconnected_at) for one in all_),
}
WITH_THRESHOLD = frozenset({"SERVICE_LEVEL", *(name for name in METRICS if name.endswith("_IN_X"))})
