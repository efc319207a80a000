"""One's desk: what one is doing, the contacts that are open, what is left to write, and where the telephone is."""

from datetime import timedelta
from typing import Literal

import msgspec

from chalicelib.contacts.contact import Contact
from chalicelib.contacts.context import Context
from chalicelib.contacts.events import state_of
from chalicelib.contacts.own_open import own_open
from chalicelib.contacts.presence import CHOSEN, Chosen, Presence, PresenceStatus
from chalicelib.contacts.trouble import WrapUpMissing
from chalicelib.contacts.views import ContactView, view
from chalicelib.organisations.bilingual import Words, said
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import iso

LOOKS_BACK = timedelta(days=31)
"""What began longer ago stands on nobody's desk; its list has it still (`needs_wrap_up`)."""


class CodedName(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is chosen, with its name; what is not `active` is chosen no more."""

    code: str
    name: Words
    active: bool = True


class PresenceView(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody is doing, since when ("" if nothing was ever told), and what they chose for after this contact."""

    status: PresenceStatus
    since: str
    coming: str = ""


class TelephonyView(msgspec.Struct, frozen=True, kw_only=True):
    """What the console loads to speak by; `kind` is none where there is no telephony."""

    kind: Literal["none", "connect"]
    script: str = ""
    softphone: str = ""
    region: str = ""


class DeskView(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on one's desk."""

    presence: PresenceView
    statuses: tuple[CodedName, ...]
    contacts: tuple[ContactView, ...]
    needs_wrap_up: tuple[ContactView, ...]
    telephony: TelephonyView
    dispositions: tuple[CodedName, ...]


class PresenceWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    status: Chosen


def desk(context: Context, staff: Staff) -> DeskView:
    """Return what stands on somebody's desk: one Query, one more a body, and their contacts."""
    presence = context.contacts.presence(staff.username)
    own = _open(context, staff)
    rings = [one for one in _offered(context, staff, presence) if one.id not in {each.id for each in own}]
    board = context.switchboard(staff.body)
    return DeskView(
        presence=_shown(presence),
        statuses=tuple(CodedName(code=code, name=_status_name(code)) for code in CHOSEN),
        contacts=tuple(view(context, staff, one) for one in (*rings, *own) if state_of(one.told) != "over"),
        needs_wrap_up=tuple(view(context, staff, one) for one in own if one.needs_wrap_up),
        telephony=_telephony(context, staff),
        dispositions=tuple(
            CodedName(code=one.code, name=Words(ar=one.name.ar, en=one.name.en), active=one.active)
            for one in (board.dispositions if board else ())
        ),
    )


def unwritten(context: Context, staff: Staff) -> list[Contact]:
    """Return the contacts that somebody has to wrap up, latest first."""
    return [one for one in _open(context, staff) if one.needs_wrap_up]


def set_presence(context: Context, staff: Staff, status: PresenceStatus) -> PresenceView:
    """Choose what one is doing; while a contact goes on it is for afterwards.

    :raises WrapUpMissing: if somebody would be available who has contacts to wrap up (R078)
    :raises TelephonyAway, TelephonyRefused: if there is no telephony, or it does not know them
    """
    if status is PresenceStatus.AVAILABLE and (left := unwritten(context, staff)):
        raise WrapUpMissing(contacts=[one.id for one in left])
    context.taking.telephony.put_status(staff.username, status)
    return PresenceView(status=status, since=iso(context.taking.clock()))


def _shown(presence: Presence | None) -> PresenceView:
    if not presence:
        return PresenceView(status=PresenceStatus.OFFLINE, since="")
    return PresenceView(status=presence.status, since=presence.since, coming=presence.coming)


def _status_name(code: str) -> Words:
    return said("staff", f"status-{code.replace('_', '-')}")


def _open(context: Context, staff: Staff) -> list[Contact]:
    return own_open(context.contacts, staff, iso(context.taking.clock() - LOOKS_BACK))


def _offered(context: Context, staff: Staff, presence: Presence | None) -> list[Contact]:
    """Return the contacts that ring at somebody, those of bodies that they serve."""
    found = context.contacts.many(sorted(presence.offered)).values() if presence and presence.offered else ()
    return [one for one in found if one.body in staff.bodies]


def _telephony(context: Context, staff: Staff) -> TelephonyView:
    installed = context.installed()
    if installed is None or staff.username not in installed.users:
        return TelephonyView(kind="none")
    softphone = installed.softphone.replace("{agent}", staff.username)
    return TelephonyView(kind="connect", script=installed.script, softphone=softphone, region=installed.region)
