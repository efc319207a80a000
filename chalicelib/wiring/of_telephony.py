"""The telephony, and what it is configured by."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib import wiring
from chalicelib.wiring import plug

if TYPE_CHECKING:
    from chalicelib.contacts import hours_following as contacts_hours
    from chalicelib.contacts import switchboards as contacts_switchboards
    from chalicelib.contacts.installed import Installed
    from chalicelib.contacts.switchboard import Switchboard
    from chalicelib.contacts.telephony import Telephony


def switchboards() -> "contacts_switchboards.Context":
    """Return what switchboards need; `recent` is what was kept at most a minute ago."""
    return plug.once("switchboards", _switchboards)


def _switchboards() -> "contacts_switchboards.Context":
    from chalicelib.contacts.switchboard_store import DynamoSwitchboards, Row
    from chalicelib.contacts.switchboards import Context

    Row.Meta.table_name = plug.settings().contacts_table
    recent = wiring.organisations().recent
    return Context(switchboards=DynamoSwitchboards(), body=recent.body, team=recent.team, clock=plug.clock())


def installed() -> "Installed":
    """Return what says where the telephony is, if there is one: `installed()()`."""
    return plug.once("installed", _installed)


def _installed() -> "Installed":
    from chalicelib.contacts.installation_store import DynamoInstallation, InstallationRow
    from chalicelib.contacts.installed import Installed

    InstallationRow.Meta.table_name = plug.settings().contacts_table
    return Installed(DynamoInstallation().get, plug.clock())


def telephony() -> "Telephony":
    """Return the telephony; without one its verbs raise TelephonyAway."""
    return plug.once("telephony", _telephony)


def _telephony() -> "Telephony":
    from chalicelib.contacts.connect import ConnectTelephony, sounds_client
    from chalicelib.shared.aws import client

    return ConnectTelephony(installed(), lambda region: client("connect", region), cache(sounds_client))


def following() -> "contacts_hours.Context":
    """Return what the hours of the telephony need to follow the calendars."""
    return plug.once("following", _following)


def _following() -> "contacts_hours.Context":
    from chalicelib.contacts.hours_following import Context
    from chalicelib.shared.aws import client

    recent, boards = wiring.organisations().recent, switchboards()

    def board(body: str) -> "Switchboard | None":
        kept = boards.switchboards.get(body)
        return kept.switchboard if kept else None

    return Context(
        installed=installed(),
        connect=lambda region: client("connect", region),
        bodies=lambda: [recent.body(head.code) for head in recent.heads()],
        switchboard=board,
        clock=plug.clock(),
    )
