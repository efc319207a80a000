"""What must hold within a service-level policy: a row for every ticket, none twice, and only what the body has."""

from collections.abc import Iterator

from chalicelib.organisations.body import Body
from chalicelib.organisations.faults import Fault, codes, fault
from chalicelib.organisations.hours import ROUND_THE_CLOCK
from chalicelib.organisations.policy import Policy, Target

Row = tuple[str, str, str, str, str]

# Whose working time a row may count, beside the calendars of the body; "" is the body's own.
WHOSE = ("", "section", "partner", ROUND_THE_CLOCK)


def policy_faults(body: Body, policy: Policy) -> list[Fault]:
    """Return what is wrong with the rows of a policy, each by its place; all of them, and the general one's absence."""
    rows = [_row(target) for target in policy.targets]
    faults = [fault for place, target in enumerate(policy.targets) for fault in _target_faults(body, target, place)]
    faults += [fault(f"targets.{place}", "repeated") for place, row in enumerate(rows) if row in rows[:place]]
    return faults if ("",) * 5 in rows else [*faults, fault("targets", "missing-general")]


def _row(target: Target) -> Row:
    return target.kind, target.category, target.complexity, target.importance, target.grade


def _target_faults(body: Body, target: Target, place: int) -> Iterator[Fault]:
    if target.category not in {"", *codes(body.categories)}:
        yield fault(f"targets.{place}.category", "not-found")
    if target.calendar not in {*WHOSE, *codes(body.calendars)}:
        yield fault(f"targets.{place}.calendar", "not-found")
    if target.first_reply > target.resolution:
        yield fault(f"targets.{place}.first_reply", "too-large")
