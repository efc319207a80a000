"""HTTP for people: codes and sessions for everybody, profiles for staff."""

from msgspec import UNSET

from chalicelib import wiring
from chalicelib.organisations.staff import Staff
from chalicelib.people import actions, codes, profiles, views
from chalicelib.people.codes import WrongCode
from chalicelib.people.person import IdentifierTaken, Person, Profile
from chalicelib.shared.errors import Invalid, KeyReused, NotFound, PreconditionMissing, Stale, TooMany, Unauthenticated
from chalicelib.shared.http import ANYONE, Answer, Call, Routes
from chalicelib.shared.observability import logger

routes = Routes(__name__)

READERS = wiring.staff(*profiles.READERS)
WRITERS = wiring.staff(*profiles.WRITERS)
REQUESTER = wiring.requester()
CHANGES = (Invalid, NotFound, PreconditionMissing, Stale)


@routes.on(
    "POST", "/v1/public/codes", access=ANYONE, body=views.CodeAsked, answer=views.CodeOnItsWay, status=202,
    problems=(Invalid, TooMany),
)  # fmt: skip
def ask_for_code(call: Call) -> views.CodeOnItsWay:
    """Ask for a one-time code; the answer is the same for everybody."""
    actions.ask_for_code(
        wiring.people(), mobile=call.body.mobile, email=call.body.email, language=call.language,
        correlation=call.correlation, source=call.source,
    )  # fmt: skip
    return views.CodeOnItsWay(digits=codes.DIGITS, valid_seconds=int(codes.VALID.total_seconds()))


@routes.on(
    "POST", "/v1/public/sessions", access=ANYONE, body=views.CodeTyped, answer=actions.Opened,
    problems=(Invalid, WrongCode, TooMany),
)  # fmt: skip
def open_session(call: Call) -> actions.Opened:
    """Open a session with the code that was sent."""
    return actions.open_session(
        wiring.people(), mobile=call.body.mobile, email=call.body.email, code=call.body.code, source=call.source
    )


@routes.on(
    "GET", "/v1/public/me", access=REQUESTER, query=views.OwnQuery, answer=views.OwnShown,
    problems=(Invalid, NotFound, Unauthenticated),
)  # fmt: skip
def show_own(call: Call) -> views.OwnShown:
    """Show what a body knows of who is signed in, so that a form fills itself (R115)."""
    context = wiring.people()
    body = context.bodies.body(call.query.body)
    return views.own_shown(actions.own_profile(context, call.caller, body.code), call.caller.kind, call.caller.value)


@routes.on(
    "GET", "/v1/people", access=READERS, query=views.PeopleQuery, answer=views.PeopleShown, problems=(Invalid, NotFound)
)
def list_people(call: Call) -> views.PeopleShown:
    """Find people by mobile, address, national id or name."""
    staff, asked = call.caller, call.query
    found = profiles.look_up(
        wiring.people(), staff, asked.body or staff.body, mobile=asked.mobile, q=asked.q, after=asked.cursor,
        limit=asked.limit,
    )  # fmt: skip
    shown = [views.person_shown(person, clear=profiles.sees_all(staff)) for person in found.people]
    _log(staff, "people-listed", *found.people)
    return views.PeopleShown(items=shown, next=found.after or None)


@routes.on("GET", "/v1/people/{id}", access=READERS, answer=views.PersonWithTickets, problems=(NotFound,))
def show_person(call: Call, id: str) -> Answer:
    """Show a person with the tickets that the reader may see."""
    context = wiring.people()
    person = profiles.find(context, call.caller, id)
    tickets = context.tickets_of
    lines = list(tickets(call.caller, person.body, profiles.refs_of(context, person))) if tickets else UNSET
    _log(call.caller, "person-shown", person)
    shown = views.person_with_tickets(person, lines, clear=profiles.sees_all(call.caller))
    return Answer(content=shown, headers=_etag(person))


@routes.on(
    "POST", "/v1/people", access=WRITERS, body=views.NewProfile, answer=views.PersonShown, status=201, keyed=True,
    problems=(Invalid, KeyReused, NotFound, IdentifierTaken),
)  # fmt: skip
def register_person(call: Call) -> Answer:
    """Make a profile, or add to the one that has the mobile, address or national id (200)."""
    registered = profiles.register(
        wiring.people(), call.caller, call.body.body or call.caller.body, call.body, call.key
    )
    headers = {"Idempotent-Replay": "true"} if registered.repeated else {}
    return _shown(call.caller, registered.person, status=201 if registered.made else 200, headers=headers)


@routes.on(
    "PUT", "/v1/people/{id}", access=WRITERS, body=Profile, answer=views.PersonShown, versioned=True,
    problems=(*CHANGES, IdentifierTaken),
)  # fmt: skip
def rewrite_person(call: Call, id: str) -> Answer:
    """Write a profile anew; what is left out is gone."""
    return _shown(call.caller, profiles.rewrite(wiring.people(), call.caller, id, call.body, call.version))


@routes.on(
    "POST", "/v1/people/{id}/merge", access=WRITERS, body=views.Merging, answer=views.PersonShown, versioned=True,
    problems=CHANGES,
)  # fmt: skip
def merge_people(call: Call, id: str) -> Answer:
    """Merge a person into another; both ids lead to the one that stays."""
    return _shown(call.caller, profiles.merge(wiring.people(), call.caller, id, call.body.into, call.version))


@routes.on(
    "POST", "/v1/people/{id}/consent", access=WRITERS, body=views.Consenting, answer=views.PersonShown, versioned=True,
    problems=CHANGES,
)  # fmt: skip
def record_consent(call: Call, id: str) -> Answer:
    """Record that a person agrees to be sent surveys or campaigns, or withdraws."""
    person = profiles.consent(
        wiring.people(), call.caller, id, call.body.purpose, given=call.body.given, version=call.version
    )
    return _shown(call.caller, person)


@routes.on(
    "POST", "/v1/people/{id}/handover", access=WRITERS, body=views.CodeAsked, answer=views.PersonShown, versioned=True,
    problems=CHANGES,
)  # fmt: skip
def hand_on(call: Call, id: str) -> Answer:
    """Record that a person's mobile or address is somebody else's now."""
    person = profiles.hand_on(
        wiring.people(), call.caller, id, mobile=call.body.mobile, email=call.body.email, version=call.version
    )
    return _shown(call.caller, person)


def _shown(staff: Staff, person: Person, *, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    shown = views.person_shown(person, clear=profiles.sees_all(staff))
    return Answer(content=shown, status=status, headers={**(headers or {}), **_etag(person)})


def _etag(person: Person) -> dict[str, str]:
    return {"ETag": f'"{person.version}"'}


def _log(staff: Staff, what: str, *people: Person) -> None:
    """Log who read whose profile, by ids (R303)."""
    logger.info(what, extra={"by": staff.id, "people": [person.id for person in people]})
