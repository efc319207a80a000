"""A service-level policy (سياسة مستوى تقديم الخدمة): what is promised for which tickets, and since when."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from chalicelib.organisations.bilingual import Words


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """The promises for some tickets, in working minutes; "" in a field is every value that no other row names.

    `calendar` says whose working time: "" the body's, `section` or `partner` that of where the ticket stands,
    `round_the_clock`, or a calendar's code. A `grade` is the way a service is given: ordinary or distinguished (R307).
    """

    kind: str = ""
    category: str = ""
    complexity: str = ""
    importance: str = ""
    grade: str = ""
    first_reply: int = 1440
    resolution: int = 10080
    referral_reply: int = 4320
    update: int = 7200
    calendar: str = ""


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """The promises of a body from a day on (in its zone); it counts once somebody with the right approved it.

    `approved_by` is a user name, `approved_at` an instant; both are "" while it is a draft.
    """

    code: str
    name: Words
    effective_from: str
    targets: tuple[Target, ...] = (Target(),)
    approved_by: str = ""
    approved_at: str = ""

    @property
    def approved(self) -> bool:
        """Return whether the policy counts."""
        return bool(self.approved_at)


def in_force(policies: Iterable[Policy], day: date) -> Policy | None:
    """Return the policy that counts on a day: the latest begun of those approved."""
    begun = [policy for policy in policies if policy.approved and policy.effective_from <= day.isoformat()]
    return max(begun, key=lambda policy: (policy.effective_from, policy.approved_at), default=None)


def best(targets: Iterable[Target], ticket: dict[str, str]) -> Target:
    """Return the row that matches most fields; ties: importance, complexity, category, then grade (domain 4)."""
    fields = ("importance", "complexity", "category", "grade", "kind")
    fitting = [t for t in targets if all(getattr(t, field) in ("", ticket.get(field, "")) for field in fields)]
    return max(fitting, key=lambda t: _weight([bool(getattr(t, field)) for field in fields]), default=Target())


def _weight(named_fields: Sequence[bool]) -> tuple[int, Sequence[bool]]:
    return sum(named_fields), named_fields
