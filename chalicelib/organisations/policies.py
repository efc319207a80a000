"""What is done with service-level policies: drafted by an admin, approved or withdrawn by whom the body names."""

import msgspec

from chalicelib.organisations.actions import Context, Put, expected_version, own_body, part_put
from chalicelib.organisations.body import Body
from chalicelib.organisations.policy import Policy
from chalicelib.organisations.policy_rules import policy_faults
from chalicelib.organisations.presence import day_in
from chalicelib.organisations.register import Kept, Part
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Conflict, Invalid, NotFound, RoleNotAllowed

POLICIES = "policies"


class PolicyApproved(Conflict):
    """An approved policy is not changed: another one follows it."""


class PolicyInForce(Conflict):
    """The approval of a policy that has begun is not withdrawn: another policy follows it."""


def policy_put(context: Context, admin: Staff, parts: str, draft: Part, version: int | None) -> Put:
    """Keep a draft of the admin's own body; an approved policy stays as it is, so that what was promised can be read.

    :raises PolicyApproved: if the policy was approved and this would change it
    :raises Invalid, PreconditionMissing, NotFound, Stale: as `part_put`
    """
    kept = context.register.part(admin.body, parts, draft.code)
    if kept and kept.thing.approved:
        return _unchanged(kept, draft)
    return part_put(context, admin, parts, draft, version)


def _unchanged(kept: Kept[Policy], draft: Part) -> Put:
    """Return an approved policy to whoever sends the same again. :raises PolicyApproved: if anything differs"""
    policy = kept.thing
    if msgspec.structs.replace(policy, approved_by="", approved_at="") != draft:
        raise PolicyApproved(approved_by=policy.approved_by, approved_at=policy.approved_at)
    return Put(thing=policy, version=kept.version)


def policy_approved(context: Context, approver: Staff, code: str, version: int | None) -> Put:
    """Let a policy count from its day on; clocks that run are reckoned anew, again at each repeat of the request.

    Its day may have passed: then it also counts for what is open and started since.

    :raises RoleNotAllowed: if the body names another role for this
    :raises Invalid: if a row no longer fits the body
    :raises NotFound, PreconditionMissing, Stale: as for any change
    """
    body, kept = _policy(context, approver, code)
    if not kept.thing.approved:
        if faults := policy_faults(body, kept.thing):
            raise Invalid(fields=faults)
        kept = _signed(context, body, kept, version, approver.username, iso(context.clock()))
    elif version != kept.version - 1:
        expected_version(kept.version, version)
    return _reckoned(context, approver, kept)


def approval_withdrawn(context: Context, approver: Staff, code: str, version: int | None) -> Put:
    """Make a policy that has not begun a draft again; clocks that run are reckoned anew, as at the approval.

    :raises PolicyInForce: if its day has come
    :raises RoleNotAllowed: if the body names another role for this
    :raises NotFound, PreconditionMissing, Stale: as for any change
    """
    body, kept = _policy(context, approver, code)
    if kept.thing.approved:
        if kept.thing.effective_from <= day_in(body, context.clock()).isoformat():
            raise PolicyInForce(effective_from=kept.thing.effective_from)
        kept = _signed(context, body, kept, version, "", "")
    return _reckoned(context, approver, kept)


def _policy(context: Context, approver: Staff, code: str) -> tuple[Body, Kept[Policy]]:
    body = own_body(context, approver)
    if not approver.has(Role(body.rules.policy_approver)):
        raise RoleNotAllowed(allowed_roles=[body.rules.policy_approver])
    if kept := context.register.part(body.code, POLICIES, code):
        return body, kept
    raise NotFound


def _signed(context: Context, body: Body, kept: Kept[Policy], version: int | None, by: str, at: str) -> Kept[Policy]:
    policy = msgspec.structs.replace(kept.thing, approved_by=by, approved_at=at)
    new = context.register.put_part(body.code, policy, expected_version(kept.version, version))
    context.recent.forget(body.code)
    return Kept(thing=policy, version=new)


def _reckoned(context: Context, approver: Staff, kept: Kept[Policy]) -> Put:
    body = own_body(context, approver)
    context.recalculate(body.code, "policy", kept.thing.code, body.version)
    return Put(thing=kept.thing, version=kept.version)
