"""Who a user is in Connect: name, address and rights, as the record of the member of staff has them."""

from collections.abc import Mapping
from typing import Any

from chalicelib.contacts.exchange.house import Person
from chalicelib.contacts.exchange.instance import Exchange

ANSWERS, SUPERVISES = "Agent", "CallCenterManager"
"""The security profiles of every instance that are given here: whoever has another one instead keeps it."""


def identity_of(person: Person) -> dict[str, str]:
    """Return a name in the two parts that Connect needs, and the address if there is one."""
    first, _, last = person.staff.name.partition(" ")
    reached = {"Email": person.staff.email} if person.staff.email else {}
    return {"FirstName": first, "LastName": last or first, **reached}


def rights_of(exchange: Exchange, person: Person) -> str:
    """Return the id of the security profile that somebody needs."""
    return _security(exchange)[SUPERVISES if person.supervises else ANSWERS]


def keep_identity(exchange: Exchange, person: Person, told: Mapping[str, Any]) -> None:
    """Change name, address and rights of a user where they differ; `told` is the user as Connect describes it."""
    before, wanted = told.get("IdentityInfo", {}), identity_of(person)
    if wanted != {name: before[name] for name in ("FirstName", "LastName", "Email") if before.get(name)}:
        exchange.say(f"user {person.staff.username} has another name or address")
        others = {name: value for name, value in before.items() if name not in ("FirstName", "LastName", "Email")}
        exchange.ask("update_user_identity_info", UserId=told["Id"], IdentityInfo={**others, **wanted})
    _keep_rights(exchange, person, told)


def _keep_rights(exchange: Exchange, person: Person, told: Mapping[str, Any]) -> None:
    now, ours = set(told.get("SecurityProfileIds", ())), set(_security(exchange).values())
    wanted = now - ours | {rights_of(exchange, person)}
    if now & ours and now != wanted:
        exchange.say(f"user {person.staff.username} has other rights")
        exchange.ask("update_user_security_profiles", UserId=told["Id"], SecurityProfileIds=sorted(wanted))


def _security(exchange: Exchange) -> dict[str, str]:
    there = exchange.by_name("list_security_profiles", "SecurityProfileSummaryList")
    return {name: there[name]["Id"] for name in (ANSWERS, SUPERVISES)}
