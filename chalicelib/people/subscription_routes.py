"""HTTP for staying in touch: signing up and withdrawing for everybody, the list of subscribers for staff."""

from chalicelib import wiring
from chalicelib.organisations.staff import Staff
from chalicelib.people import subscriptions
from chalicelib.shared.errors import Invalid, NotFound, Stale, TooMany, Unauthenticated
from chalicelib.shared.http import ANYONE, Call, Routes
from chalicelib.shared.observability import logger

routes = Routes(__name__)

REQUESTER = wiring.requester()
READERS = wiring.staff(*subscriptions.READERS)
OWN = (Invalid, NotFound, Unauthenticated)


@routes.on(
    "GET", "/v1/public/me/subscription",
    access=REQUESTER, query=subscriptions.SubscriptionQuery, answer=subscriptions.SubscriptionView, problems=OWN,
)  # fmt: skip
def show_subscription(call: Call) -> subscriptions.SubscriptionView:
    """Show whether who is signed in gets a body's news."""
    return subscriptions.subscription(wiring.people(), call.caller, call.query.body)


@routes.on(
    "PUT", "/v1/public/me/subscription",
    access=REQUESTER, body=subscriptions.SignUp, answer=subscriptions.SubscriptionView,
    problems=(*OWN, TooMany, Stale),
)  # fmt: skip
def subscribe(call: Call) -> subscriptions.SubscriptionView:
    """Sign up for a body's news with the mobile or address that the session's code proved (R017)."""
    return subscriptions.subscribe(wiring.people(), call.caller, call.body)


@routes.on(
    "DELETE", "/v1/public/me/subscription",
    access=REQUESTER, query=subscriptions.SubscriptionQuery, answer=subscriptions.SubscriptionView,
    problems=(*OWN, Stale),
)  # fmt: skip
def unsubscribe(call: Call) -> subscriptions.SubscriptionView:
    """Withdraw from a body's news; the time stays on record."""
    return subscriptions.unsubscribe(wiring.people(), call.caller, call.query.body)


@routes.on(
    "GET", "/v1/public/subscriptions/{token}",
    access=ANYONE, answer=subscriptions.SubscriptionView, problems=(NotFound, TooMany),
)  # fmt: skip
def show_by_link(call: Call, token: str) -> subscriptions.SubscriptionView:
    """Show what the link of a message would withdraw from; nothing is consumed."""
    return subscriptions.by_token(wiring.people(), token, source=call.source)


@routes.on(
    "DELETE", "/v1/public/subscriptions/{token}",
    access=ANYONE, answer=subscriptions.SubscriptionView, problems=(NotFound, TooMany, Stale),
)  # fmt: skip
def withdraw_by_link(call: Call, token: str) -> subscriptions.SubscriptionView:
    """Withdraw by the link of a message, without a code."""
    return subscriptions.withdraw_by_token(wiring.people(), token, source=call.source)


@routes.on(
    "GET", "/v1/subscriptions",
    access=READERS, query=subscriptions.SubscribersQuery, answer=subscriptions.Subscribers,
    problems=(Invalid, NotFound),
)  # fmt: skip
def list_subscribers(call: Call) -> subscriptions.Subscribers:
    """List who agreed to a body's news; mobiles and addresses are masked but for campaign managers."""
    listed = subscriptions.subscribers(wiring.people(), call.caller, call.query)
    _log(call.caller, "subscribers-listed", listed.masked)
    return listed


@routes.on(
    "GET", "/v1/subscriptions/export",
    access=READERS, query=subscriptions.ExportQuery, answer=subscriptions.SubscribersFile, problems=(Invalid, NotFound),
)  # fmt: skip
def export_subscribers(call: Call) -> subscriptions.SubscribersFile:
    """Take the subscribers as a file for spreadsheets, 500 at a time."""
    file = subscriptions.exported(wiring.people(), call.caller, call.query)
    _log(call.caller, "subscribers-exported", file.masked)
    return file


def _log(staff: Staff, what: str, masked: bool) -> None:
    """Log who took the list, and whether in the clear (R303)."""
    logger.info(what, extra={"by": staff.id, "masked": masked})
