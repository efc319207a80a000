"""One's desk over HTTP: what stands on it, and what one is doing."""

from chalicelib import wiring
from chalicelib.contacts import desk
from chalicelib.contacts.desk import DeskView, PresenceView, PresenceWanted
from chalicelib.contacts.presence import PresenceStatus
from chalicelib.contacts.telephony import TelephonyAway, TelephonyRefused
from chalicelib.contacts.trouble import WrapUpMissing
from chalicelib.contacts.visibility import SEATED
from chalicelib.shared.errors import Invalid, Unavailable
from chalicelib.shared.http import Call, Routes

routes = Routes(__name__)


@routes.on("GET", "/v1/desk", access=wiring.staff(*SEATED), answer=DeskView)
def show_desk(call: Call) -> DeskView:
    """Show what stands on one's desk: presence, open contacts, what is left to write, and the telephone."""
    return desk.desk(wiring.contacts(), call.caller)


@routes.on(
    "PUT", "/v1/desk/presence", access=wiring.staff(*SEATED), body=PresenceWanted, answer=PresenceView,
    problems=(WrapUpMissing, TelephonyAway, TelephonyRefused, Invalid, Unavailable),
)  # fmt: skip
def put_presence(call: Call) -> PresenceView:
    """Choose what one is doing; available only once every contact is wrapped up."""
    return desk.set_presence(wiring.contacts(), call.caller, PresenceStatus(call.body.status))
