"""What can be done with bodies and what they have; each action states what it needs of its context."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from chalicelib.organisations.body import Body, Rules
from chalicelib.organisations.hours import ROUND_THE_CLOCK
from chalicelib.organisations.recalculation import Recalculate, calendar_of, is_repeat, moves_clocks, nothing
from chalicelib.organisations.recent import Recent
from chalicelib.organisations.register import PARTS, Identities, Kept, Part, Register
from chalicelib.organisations.rules import fitting, settings_faults
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import Clock
from chalicelib.shared.errors import Invalid, NotFound, PreconditionMissing, Stale, Unauthenticated


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the actions are given; `recent` is the register as it was at most a minute ago.

    `recalculate` is called after every change that moves promises, and again when the request is repeated: starting
    the same thing twice does nothing. `open_in` is what the tickets feature lends: how many stand with a section.
    """

    register: Register
    identities: Identities
    clock: Clock
    recalculate: Recalculate = nothing
    open_in: Callable[[str, str], int] = lambda _body, _section: 0

    @cached_property
    def recent(self) -> Recent:
        return Recent(self.register, self.clock)


class Put(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a thing that was put: `made` if it is new."""

    thing: Any
    version: int
    made: bool = False


def identified(context: Context, claims: Mapping[str, str]) -> Staff:
    """Return the member of staff whom an ID token names; of its claims only `sub` counts, for a user may write others.

    :raises Unauthenticated: if it is no ID token, or names nobody who works here now
    """
    staff = context.recent.staff(claims["sub"]) if claims.get("token_use") == "id" and claims.get("sub") else None
    if not staff or not staff.active:
        raise Unauthenticated
    return staff


def found(context: Context, body: Body) -> Body:
    """Keep a new body, or new settings of one; who runs the deployment does this, no admin of a body can.

    :raises Invalid: naming every field that does not fit
    """
    kept = context.register.body(body.code)
    return _put_body(context, kept, body, kept.version if kept else None)


def settings_changed(context: Context, admin: Staff, changes: Mapping[str, Any], version: int | None) -> Body:
    """Change the settings of the admin's own body.

    :raises PreconditionMissing: if the version is not named
    :raises Stale: if somebody changed the body first
    :raises Invalid: naming every field that does not fit
    """
    body = own_body(context, admin)
    changed = msgspec.structs.replace(body, **changes)
    if changed != body:
        return _put_body(context, body, changed, expected_version(body.version, version))
    if is_repeat(version, body.version):
        context.recalculate(body.code, "calendar", body.calendar or ROUND_THE_CLOCK, body.version)
    return body


def rules_changed(context: Context, admin: Staff, rules: Rules, version: int | None) -> Body:
    """Change what the admin's body sets of the lifecycle; raises as `settings_changed`."""
    return settings_changed(context, admin, {"rules": rules}, version)


def _put_body(context: Context, kept: Body | None, body: Body, expected: int | None) -> Body:
    hosts = [head.code for head in context.register.heads() if head.host]
    whole = _with_parts_of(kept or body, body)
    if faults := settings_faults(whole, hosts):
        raise Invalid(fields=faults)
    if whole == kept:
        return kept
    version = context.register.put_body(body, expected)
    context.recent.forget(body.code)
    if kept and (kept.calendar, kept.zone) != (body.calendar, body.zone):
        context.recalculate(body.code, "calendar", body.calendar or ROUND_THE_CLOCK, version)
    return msgspec.structs.replace(whole, version=version)


def _with_parts_of(kept: Body, body: Body) -> Body:
    """Return a body with what a change of its settings leaves alone."""
    return msgspec.structs.replace(body, **{name: getattr(kept, name) for name in ("version", *PARTS)})


def own_body(context: Context, admin: Staff) -> Body:
    """Return the body whose admin somebody is, as it is now. :raises NotFound: if it is gone"""
    if body := context.register.body(admin.body):
        return body
    raise NotFound


def part_put(context: Context, admin: Staff, parts: str, part: Part, version: int | None) -> Put:
    """Keep a part of the admin's own body: a new one, or a change of the version that is named.

    The same thing again changes nothing, so a request whose answer was lost may be repeated.

    :raises Invalid: naming every field that does not fit the body
    :raises PreconditionMissing: if there is such a part and no version is named
    :raises NotFound: if a version is named and there is no such part
    :raises Stale: if somebody changed it first
    """
    fits = fitting(own_body(context, admin), part)
    kept = context.register.part(admin.body, parts, part.code)
    put = _part_put(context, admin.body, kept, fits, version)
    if moves_clocks(kept, fits, version):
        body = own_body(context, admin)
        context.recalculate(body.code, "calendar", calendar_of(fits, body.calendar), body.version)
    return put


def _part_put(context: Context, body: str, kept: Kept[Any] | None, fits: Part, version: int | None) -> Put:
    if kept and kept.thing == fits:
        return Put(thing=fits, version=kept.version)
    new = context.register.put_part(body, fits, expected_version(kept.version if kept else None, version))
    context.recent.forget(body)
    return Put(thing=fits, version=new, made=kept is None)


def part(context: Context, staff: Staff, body: str, parts: str, code: str) -> Kept[Any]:
    """Return a part of a body that somebody may see. :raises NotFound: if there is none, or it is not theirs to see"""
    kept = context.register.part(seen_body(staff, body), parts, code)
    if not kept:
        raise NotFound
    return kept


def parts_page(context: Context, staff: Staff, body: str, parts: str, after: str, limit: int) -> tuple[Kept[Any], ...]:
    """Return a page of a body's parts. :raises NotFound: if the body is not theirs to see"""
    return context.register.parts(seen_body(staff, body), parts, after=after, limit=limit)


def seen_body(staff: Staff, body: str) -> str:
    """Return the code of a body that somebody may see, their own if none is named. :raises NotFound: if they may not"""
    if body and body not in staff.bodies:
        raise NotFound
    return body or staff.body


def expected_version(current: int | None, named: int | None) -> int | None:
    """Return the version that a write must find; None if the thing must be new (`current` None: there is none).

    :raises PreconditionMissing: if there is one and no version is named
    :raises NotFound: if a version is named and there is none
    :raises Stale: if another version is named
    """
    if current is None and named is not None:
        raise NotFound
    if current is not None and named is None:
        raise PreconditionMissing(header="If-Match", version=current)
    if named != current:
        raise Stale(version=current)
    return current
