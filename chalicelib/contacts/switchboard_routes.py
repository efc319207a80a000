"""HTTP for a body's switchboard."""

from typing import Annotated

from msgspec import Meta, structs

from chalicelib import wiring
from chalicelib.contacts import switchboards
from chalicelib.contacts.exchange.showing import TelephonyShown
from chalicelib.contacts.switchboard import Switchboard
from chalicelib.organisations.forms import BodyQuery
from chalicelib.organisations.staff import Role
from chalicelib.shared.errors import Invalid, NotFound, PreconditionMissing, Stale
from chalicelib.shared.http import Answer, Call, Routes

routes = Routes(__name__)

ADMIN = wiring.staff(Role.ADMIN)
READERS = wiring.staff(*(role for role in Role if role is not Role.PARTNER))


class SwitchboardShown(Switchboard, frozen=True, kw_only=True):
    """A switchboard, whose it is, its version, and whether the telephony has it."""

    body: str
    version: Annotated[int, Meta(ge=1)]
    telephony: TelephonyShown


@routes.on(
    "GET", "/v1/organisation/switchboard", access=READERS, query=BodyQuery, answer=SwitchboardShown,
    problems=(NotFound,),
)  # fmt: skip
def show_switchboard(call: Call) -> Answer:
    """Show a body's switchboard: numbers, queues, who sits in them, directory, texts; and if the telephony has it."""
    return _shown(switchboards.shown(wiring.switchboards(), call.caller, call.query.body))


@routes.on(
    "PUT", "/v1/organisation/switchboard", access=ADMIN, body=Switchboard, answer=SwitchboardShown, versioned=True,
    problems=(Invalid, NotFound, PreconditionMissing, Stale),
)  # fmt: skip
def put_switchboard(call: Call) -> Answer:
    """Set the own body's switchboard (with If-Match, unless it is the first); telephony follows in a minute or two."""
    return _shown(switchboards.put(wiring.switchboards(), call.caller, call.caller.body, call.body, call.version))


def _shown(kept: switchboards.Kept) -> Answer:
    told = switchboards.telephony(wiring.switchboards(), kept)
    content = SwitchboardShown(**structs.asdict(kept.switchboard), body=kept.body, version=kept.version, telephony=told)
    return Answer(content=content, status=201 if kept.made else 200, headers={"ETag": f'"{kept.version}"'})
