"""Who a user is in Connect: name, address and rights, as the record of the member of staff has them."""

from collections.abc import Mapping
from typing import Any

from chalicelib.contacts.exchange.house import Person
from chalicelib.contacts.exchange.instance import Exchange

ANSWERS, SUPERVISES = "Agent", "CallCenterManager"
"""The security profiles of every instance that are given here: whoever has another one instead keeps it."""

OURS = ("FirstName", "LastName", "Email")
"""What of a user's identity is kept here."""


def identity_of(person: Person) -> dict[str, str]:
    """Return a name in the two parts that Connect needs, and the address if there is one."""
    first, _, last = person.staff.name.partition(" ")
    reached = {"Email": person.staff.email} if person.staff.email else {}
    return {"FirstName": first, "LastName": last or first, **reached}


def rights_of(exchange: Exchange, person: Person | None) -> str:
    """Return the id of the security profile that somebody needs; who is gone (None) may listen to nobody."""
    return _security(exchange)[SUPERVISES if person and person.supervises else ANSWERS]


def keep_identity(exchange: Exchange, person: Person, told: Mapping[str, Any]) -> None:
    """Change name, address and rights of a user where they differ; `told` is the user as Connect describes it."""
    before, wanted = told.get("IdentityInfo", {}), identity_of(person)
    if wanted != {name: before[name] for name in OURS if before.get(name)}:
        exchange.say(f"user {told['Username']} has another name or address")
        others = {name: value for name, value in before.items() if name not in OURS}
        exchange.ask("update_user_identity_info", UserId=told["Id"], IdentityInfo={**others, **wanted})
    keep_rights(exchange, person, told)


def keep_rights(exchange: Exchange, person: Person | None, told: Mapping[str, Any]) -> None:
    """Give a user the rights that are needed, and take ours that are not; others that somebody gave by hand stay."""
    now, ours = set(told.get("SecurityProfileIds", ())), set(_security(exchange).values())
    wanted = now - ours | {rights_of(exchange, person)}
    if now & ours and now != wanted:
        exchange.say(f"user {told['Username']} has other rights")
        exchange.ask("update_user_security_profiles", UserId=told["Id"], SecurityProfileIds=sorted(wanted))


def _security(exchange: Exchange) -> dict[str, str]:
    there = exchange.by_name("list_security_profiles", "SecurityProfileSummaryList")
    return {name: there[name]["Id"] for name in (ANSWERS, SUPERVISES)}
