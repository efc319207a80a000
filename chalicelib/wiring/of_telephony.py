"""The telephony, and what it is configured by."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib import wiring
from chalicelib.wiring import plug

if TYPE_CHECKING:
    from chalicelib.contacts import switchboards as contacts_switchboards
    from chalicelib.contacts.exchange import following as contacts_following
    from chalicelib.contacts.exchange.house import Line
    from chalicelib.contacts.exchange.lease import Lease
    from chalicelib.contacts.exchange.store import DynamoExchange
    from chalicelib.contacts.installed import Installed
    from chalicelib.contacts.telephony import Telephony


def switchboards() -> "contacts_switchboards.Context":
    """Return what switchboards need; `recent` is what was kept at most a minute ago."""
    return plug.once("switchboards", _switchboards)


def _switchboards() -> "contacts_switchboards.Context":
    from chalicelib.contacts.switchboard_store import DynamoSwitchboards, Row
    from chalicelib.contacts.switchboards import Context

    Row.Meta.table_name = plug.settings().contacts_table
    recent = wiring.organisations().recent

    def forget(body: str) -> None:
        recent.forget(body)
        recent.forget_teams()

    return Context(
        switchboards=DynamoSwitchboards(), body=recent.body, team=recent.team, clock=plug.clock(), forget=forget,
        followed=exchange().followed_of, installed=lambda: _connected() and installed()() is not None,
    )  # fmt: skip


def _connected() -> bool:
    """Return whether the deployment has telephony; one that had it keeps where it was."""
    return plug.settings().telephony_region != "none"


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


def lines() -> "list[Line]":
    """Return every body that has a switchboard, as it is now."""
    from chalicelib.contacts.exchange.house import Line
    from chalicelib.organisations.recent import Recent

    now, boards = Recent(wiring.organisations().register, plug.clock()), switchboards().switchboards
    found = ((head.code, boards.get(head.code)) for head in now.heads())
    return [Line(now.body(code), kept.switchboard, now.team(code)) for code, kept in found if kept]


def exchange() -> "DynamoExchange":
    """Return where the installation is kept, and what was configured of each body."""
    return plug.once("exchange", _exchange)


def _exchange() -> "DynamoExchange":
    from chalicelib.contacts.exchange.store import DynamoExchange
    from chalicelib.contacts.installation_store import InstallationRow

    InstallationRow.Meta.table_name = plug.settings().contacts_table
    return DynamoExchange()


def lease() -> "Lease":
    """Return the lease of a new run."""
    from uuid import uuid4

    from chalicelib.contacts.exchange.lease import Lease

    return Lease(exchange(), plug.clock(), uuid4().hex)


def following() -> "contacts_following.Context":
    """Return what the telephony needs to follow what bodies keep here."""
    return plug.once("following", _following)


def _following() -> "contacts_following.Context":
    from chalicelib.contacts.exchange.following import Context
    from chalicelib.shared.aws import patient_client
    from chalicelib.shared.observability import count, logger

    return Context(
        connected=_connected(),
        keeping=exchange(),
        lease=lease,
        connect=lambda region: patient_client("connect", region),
        lines=lines,
        clock=plug.clock(),
        say=logger.info,
        count=count,
    )
