"""What is done with service-level policies: drafted by an admin, approved or withdrawn by whom the body names."""

from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from chalicelib.organisations.actions import Context, Put, expected_version, own_body, part_put
from chalicelib.organisations.body import Body
from chalicelib.organisations.policy import Policy
from chalicelib.organisations.policy_rules import policy_faults
from chalicelib.organisations.register import Kept
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Conflict, Invalid, NotFound, RoleNotAllowed

POLICIES = "policies"


class PolicyApproved(Conflict):
    """An approved policy is not changed: another one follows it."""


class PolicyInForce(Conflict):
    """The approval of a policy that has begun is not withdrawn: another policy follows it."""


def today(context: Context, body: Body) -> date:
    """Return the day that it is where a body works."""
    return context.clock().astimezone(ZoneInfo(body.zone)).date()


def policy_put(context: Context, admin: Staff, draft: Policy, version: int | None) -> Put:
    """Keep a draft of the admin's own body; an approved policy stays as it is, so that what was promised can be read.

    :raises PolicyApproved: if the policy was approved and this would change it
    :raises Invalid: naming every row that does not fit; further as `part_put`
    """
    body = own_body(context, admin)
    kept = context.register.part(body.code, POLICIES, draft.code)
    if kept and kept.thing.approved:
        return _unchanged(kept, draft)
    if faults := policy_faults(body, draft):
        raise Invalid(fields=faults)
    return part_put(context, admin, POLICIES, draft, version)


def _unchanged(kept: Kept[Policy], draft: Policy) -> Put:
    """Return the approved policy to whoever sends it again. :raises PolicyApproved: if anything differs"""
    signed = msgspec.structs.replace(draft, approved_by=kept.thing.approved_by, approved_at=kept.thing.approved_at)
    if signed != kept.thing:
        raise PolicyApproved(approved_at=kept.thing.approved_at, approved_by=kept.thing.approved_by)
    return Put(thing=kept.thing, version=kept.version)


def policy_approved(context: Context, approver: Staff, code: str, version: int | None) -> Put:
    """Let a policy count from its day on; clocks that run are reckoned anew, again at each repeat of the request.

    :raises RoleNotAllowed: if the body names another role for this
    :raises Invalid: if a row no longer fits the body, or a further policy would begin before today
    :raises NotFound, PreconditionMissing, Stale: as for any change
    """
    body, kept = _policy(context, approver, code)
    if not kept.thing.approved:
        if faults := [*policy_faults(body, kept.thing), *_past(context, body, kept.thing)]:
            raise Invalid(fields=faults)
        signed = {"approved_by": approver.id, "approved_at": iso(context.clock())}
        kept = _signed(context, body, kept, version, **signed)
    context.recalculate(body.code, "policy", code, context.recent.body(body.code).version)
    return Put(thing=kept.thing, version=kept.version)


def approval_withdrawn(context: Context, approver: Staff, code: str, version: int | None) -> Put:
    """Make a policy that has not begun a draft again; clocks that run are reckoned anew, as at the approval.

    :raises PolicyInForce: if its day has come
    :raises RoleNotAllowed: if the body names another role for this
    :raises NotFound, PreconditionMissing, Stale: as for any change
    """
    body, kept = _policy(context, approver, code)
    if kept.thing.approved:
        if kept.thing.effective_from <= today(context, body).isoformat():
            raise PolicyInForce(effective_from=kept.thing.effective_from)
        kept = _signed(context, body, kept, version, approved_by="", approved_at="")
    context.recalculate(body.code, "policy", code, context.recent.body(body.code).version)
    return Put(thing=kept.thing, version=kept.version)


def _policy(context: Context, approver: Staff, code: str) -> tuple[Body, Kept[Policy]]:
    body = own_body(context, approver)
    role = Role(body.rules.policy_approver)
    if not approver.has(role):
        raise RoleNotAllowed(allowed_roles=[role])
    kept = context.register.part(body.code, POLICIES, code)
    if not kept:
        raise NotFound
    return body, kept


def _past(context: Context, body: Body, policy: Policy) -> list[dict[str, str]]:
    """Return the fault of rewriting what was promised; the first policy of a body may have begun before."""
    first = not any(each.approved for each in body.policies)
    if first or policy.effective_from >= today(context, body).isoformat():
        return []
    return [{"field": "effective_from", "reason": "not-in-future"}]


def _signed(context: Context, body: Body, kept: Kept[Policy], version: int | None, **signed: str) -> Kept[Policy]:
    policy = msgspec.structs.replace(kept.thing, **signed)
    new = context.register.put_part(body.code, policy, expected_version(kept.version, version))
    context.recent.forget(body.code)
    return Kept(thing=policy, version=new)
