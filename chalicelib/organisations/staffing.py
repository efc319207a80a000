"""What an admin, or a lead, can do with the staff of the own body; nobody else's are seen or touched."""

from collections.abc import Iterable
from typing import Any

import msgspec

from chalicelib.organisations.absence_rules import absence_faults, in_order
from chalicelib.organisations.actions import Context, Put, expected_version, own_body
from chalicelib.organisations.body import Body
from chalicelib.organisations.faults import Fault
from chalicelib.organisations.register import UsernameTaken
from chalicelib.organisations.rules import fitting_staff
from chalicelib.organisations.staff import Absence, Role, Staff
from chalicelib.organisations.staff_file import Line, Refused, read_staff_file
from chalicelib.shared.errors import Invalid, KeyReused, NidaaError, NotFound, RoleNotAllowed

DAYS_KEPT = 2
PLANNERS = frozenset({Role.ADMIN, Role.SUPERVISOR})
"""Who notes the absence of anybody of the body; a manager notes those of the own directorate."""


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the lines of a staff file; every fault of every line is named."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: tuple[Refused, ...] = ()


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """A kept answer, with the fingerprint of the file that it answered."""

    fingerprint: str
    outcome: Imported


def colleague(context: Context, admin: Staff, username: str) -> Staff:
    """Return a member of staff of one's own body. :raises NotFound: if there is none"""
    if found := context.register.colleague(admin.body, username):
        return found
    raise NotFound


def colleagues(context: Context, admin: Staff, after: str, limit: int) -> tuple[Staff, ...]:
    """Return a page of the staff of one's own body, by user name."""
    return context.register.staff_of(admin.body, after=after, limit=limit)


def staff_put(context: Context, admin: Staff, username: str, given: dict[str, Any], version: int | None) -> Put:
    """Take somebody on, or change what they may do; the account to sign in with is made, closed or opened with it.

    The record decides and is written first: whoever is made inactive is out within a minute, account or not.

    :raises Invalid: naming every field that does not fit; an admin cannot give up the own admin role
    :raises UsernameTaken: if the account is somebody's of another body
    :raises PreconditionMissing: if the person is there and no version is named
    :raises NotFound: if a version is named and nobody is there
    :raises Stale: if somebody changed the record first
    """
    kept = context.register.colleague(admin.body, username)
    return _put(context, admin, own_body(context, admin), kept, username, given, version)


def _put(
    context: Context, admin: Staff, body: Body, kept: Staff | None, username: str, given: dict[str, Any],
    version: int | None,
) -> Put:  # fmt: skip
    wanted = msgspec.structs.replace(kept or Staff(id="", username=username, name="", body=admin.body), **given)
    wanted = fitting_staff(body, wanted, _letting_in(context, body.code), _absence_faults(context, kept, wanted))
    _refuse_lock_out(admin, wanted)
    if wanted == kept:
        _tell_account(context, wanted, made=False)
        return Put(thing=kept, version=kept.version)
    expected = expected_version(kept.version if kept else None, version)
    if not kept:
        wanted = msgspec.structs.replace(wanted, id=_account(context, wanted))
    new = context.register.put_staff(wanted, expected)
    context.recent.forget_staff(wanted.id)
    _tell_account(context, wanted, made=kept is None)
    return Put(thing=msgspec.structs.replace(wanted, version=new), version=new, made=kept is None)


def absences_put(
    context: Context, lead: Staff, username: str, absences: tuple[Absence, ...], version: int | None
) -> Put:
    """Note when a colleague of one's own body is away and who stands in; nothing else of the record changes.

    :raises RoleNotAllowed: if a manager's colleague works in no section of the own directorate
    :raises Invalid: naming every absence that does not fit
    :raises NotFound: if the body has nobody of this user name
    :raises PreconditionMissing, Stale: as `staff_put`
    """
    kept = colleague(context, lead, username)
    if not lead.has(*PLANNERS) and not _in_directorate(own_body(context, lead), kept, lead.directorate):
        raise RoleNotAllowed(allowed_roles=sorted(PLANNERS))
    wanted = msgspec.structs.replace(kept, absences=absences)
    if faults := _absence_faults(context, kept, wanted):
        raise Invalid(fields=faults)
    wanted = msgspec.structs.replace(wanted, absences=in_order(absences))
    if wanted == kept:
        return Put(thing=kept, version=kept.version)
    new = context.register.put_staff(wanted, expected_version(kept.version, version))
    context.recent.forget_staff(wanted.id)
    return Put(thing=msgspec.structs.replace(wanted, version=new), version=new)


def _in_directorate(body: Body, staff: Staff, directorate: str) -> bool:
    sections = {section.code for section in body.sections if section.directorate == directorate}
    return staff.directorate == directorate or bool(sections & set(staff.sections))


def _absence_faults(context: Context, kept: Staff | None, wanted: Staff) -> list[Fault]:
    new = frozenset(wanted.absences) - frozenset(kept.absences if kept else ())
    named = {away.stand_in for away in new} - {""}
    found = (context.register.colleague(wanted.body, username) for username in named)
    return absence_faults(wanted.username, wanted.absences, new, {each.username: each for each in found if each})


def _letting_in(context: Context, home: str) -> Iterable[str]:
    return (head.code for head in context.register.heads() if home in head.served_by)


def _refuse_lock_out(admin: Staff, wanted: Staff) -> None:
    if wanted.username == admin.username and not (wanted.active and wanted.has(Role.ADMIN)):
        raise Invalid.field("roles" if wanted.active else "active", "own-admin-role")


def _account(context: Context, staff: Staff) -> str:
    """Return the `sub` of a new colleague's account; one that was made and never recorded is taken up."""
    sub = context.identities.create(staff.username, name=staff.name, email=staff.email, language=staff.language)
    if context.register.staff(sub):
        raise UsernameTaken
    return sub


def _tell_account(context: Context, staff: Staff, *, made: bool) -> None:
    """Make the account follow the record; repeated when a request is, for the first try may have stopped here."""
    if not made:
        context.identities.change(staff.username, name=staff.name, email=staff.email, language=staff.language)
    if not staff.active:
        context.identities.close(staff.username)
    elif not made:
        context.identities.open(staff.username)


def staff_imported(context: Context, admin: Staff, file: bytes, key: str, fingerprint: str) -> tuple[Imported, bool]:
    """Take on or change the staff of a CSV file (R012), and say whether this is a repeat's first answer.

    Faulty lines are reported and the others are kept. What the file has no column for stays as it is.

    :raises Invalid: if the file is no UTF-8, or its header lacks a column or has an unknown one
    :raises KeyReused: if the key came before with another file
    """
    if kept := context.register.outcome(admin.body, key):
        replay = msgspec.json.decode(kept, type=Replay)
        if replay.fingerprint != fingerprint:
            raise KeyReused.field("Idempotency-Key", "used-with-another-body")
        return replay.outcome, True
    outcome = _imported(context, admin, file)
    expires = int(context.clock().timestamp()) + DAYS_KEPT * 86400
    kept_outcome = msgspec.json.encode(Replay(fingerprint=fingerprint, outcome=outcome))
    context.register.put_outcome(admin.body, key, kept_outcome, expires)
    return outcome, False


def _imported(context: Context, admin: Staff, file: bytes) -> Imported:
    lines, refused = read_staff_file(file)
    body = own_body(context, admin)
    tally = {"created": 0, "changed": 0, "unchanged": 0}
    for line in lines:
        try:
            tally[_line_put(context, admin, body, line)] += 1
        except NidaaError as error:
            refused.extend(_refusals(line, error))
    return Imported(**tally, refused=tuple(sorted(refused, key=lambda each: each.line)))


def _line_put(context: Context, admin: Staff, body: Body, line: Line) -> str:
    kept = context.register.colleague(admin.body, line.username)
    put = _put(context, admin, body, kept, line.username, line.given, kept.version if kept else None)
    if put.made:
        return "created"
    return "unchanged" if kept and kept.version == put.version else "changed"


def _refusals(line: Line, error: NidaaError) -> Iterable[Refused]:
    fields = error.facts.get("fields") or [{"field": "username", "reason": error.code()}]
    return (Refused(line=line.number, field=fault["field"], reason=fault["reason"]) for fault in fields)
