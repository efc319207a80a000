"""An invented body, its staff and tickets, for tests of the rules."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from chalicelib.organisations.body import Body, Category, Directorate, Partner, Section, Subcategory, Words
from chalicelib.organisations.staff import Role, Staff
from chalicelib.shared.clock import iso
from chalicelib.tickets.deeds import DEEDS, Action, Deed, OnBehalf, Party
from chalicelib.tickets.lifecycle import Actor, actor_of, check_role, check_status
from chalicelib.tickets.moves import move
from chalicelib.tickets.scene import Happening, Scene
from chalicelib.tickets.ticket import Ticket
from chalicelib.tickets.words import Channel, Kind, Object
from tests.conftest import NOW


def words(ar: str, en: str) -> Words:
    return Words(ar=ar, en=en)


BODY = Body(
    code="muzn",
    name=words("بلدية المزن", "Muzn Municipality"),
    host=True,
    directorates=(Directorate(code="works", name=words("مديرية الأشغال", "Works")),),
    sections=(
        Section(code="roads", name=words("قسم الطرق", "Roads"), directorate="works"),
        Section(code="lighting", name=words("قسم الإنارة", "Lighting"), directorate="works"),
    ),
    partners=(Partner(code="water", name=words("مياه المزن", "Muzn Water"), email="care@water.example"),),
    categories=(
        Category(
            code="streets",
            name=words("الطرق", "Streets"),
            subcategories=(Subcategory(code="pothole", name=words("حفرة", "Pothole")),),
            sections={"": "roads"},
        ),
        Category(code="lamps", name=words("الإنارة", "Lamps"), sections={"": "lighting"}),
    ),
)


def staff(username: str, *roles: Role, **facts: Any) -> Staff:
    """Return a member of staff of the body, known by the username."""
    return Staff(id=username, username=username, name=username, body="muzn", roles=frozenset(roles), **facts)


AGENT = staff("agent", Role.AGENT)
AGENT2 = staff("agent2", Role.AGENT)
RECEPTION = staff("reception", Role.RECEPTION)
DISTRIBUTOR = staff("distributor", Role.DISTRIBUTOR)
DISTRIBUTOR2 = staff("distributor2", Role.DISTRIBUTOR)
OFFICER = staff("officer", Role.SECTION_OFFICER, sections=("roads",))
OFFICER2 = staff("officer2", Role.SECTION_OFFICER, sections=("roads",))
LIGHTING = staff("lighting", Role.SECTION_OFFICER, sections=("lighting",))
PARTNER = staff("partner", Role.PARTNER, partner="water")
FOLLOW_UP = staff("follow_up", Role.FOLLOW_UP)
SUPERVISOR = staff("supervisor", Role.SUPERVISOR)
MANAGER = staff("manager", Role.MANAGER, directorate="works")
MEDIA = staff("media", Role.MEDIA_OFFICER)
ADMIN = staff("admin", Role.ADMIN)
EVERYBODY = (
    AGENT, AGENT2, RECEPTION, DISTRIBUTOR, DISTRIBUTOR2, OFFICER, OFFICER2, LIGHTING, PARTNER, FOLLOW_UP, SUPERVISOR,
    MANAGER, MEDIA, ADMIN,
)  # fmt: skip


def a_ticket(**facts: Any) -> Ticket:
    """Return a registered complaint that somebody can be told of."""
    given = {
        "number": "268341806514", "body": "muzn", "kind": Kind.COMPLAINT, "category": "streets",
        "channel": Channel.WEB, "registered_at": iso(NOW), "due_at": iso(NOW + timedelta(days=7)),
        "reply_by": iso(NOW + timedelta(days=1)), "person": "somebody", "contactable": True, "version": 1,
    }  # fmt: skip
    return Ticket(**{**given, **facts})


def deed(action: Action | str, **said: Any) -> Deed:
    """Return what is said with an action, read as the API reads it."""
    return msgspec.convert(said, DEEDS[Action(action)])


def on_behalf(of: Party) -> OnBehalf:
    return OnBehalf(of=of, contact="by phone")


class Story:
    """A ticket to which things are done one after another; the clock stands still unless it is moved."""

    def __init__(self, ticket: Ticket | None = None) -> None:
        self.ticket = ticket or a_ticket()
        self.now: datetime = NOW
        self.happened: list[Happening] = []

    def __call__(self, who: Staff | Actor, action: str, **said: Any) -> "Story":
        actor = actor_of(who) if isinstance(who, Staff) else who
        what = deed(action, **said)
        check_role(self.ticket, Action(action), actor, what)
        check_status(self.ticket, Action(action), actor)
        after, happened = move(self.ticket, Action(action), what, Scene(BODY, actor, self.now))
        self.ticket = after.with_(version=self.ticket.version + 1)
        self.happened += happened
        return self

    def later(self, **time: float) -> "Story":
        self.now += timedelta(**time)
        return self

    @property
    def types(self) -> list[str]:
        return [one.type.removeprefix("ticket.") for one in self.happened]

    def referred(self) -> "Story":
        """Take the ticket to a section, classified."""
        self(AGENT, "classify", in_jurisdiction=True, object=Object.SERVICE)
        return self(DISTRIBUTOR, "refer", section="roads")

    def answered(self) -> "Story":
        self.referred()(OFFICER, "start")
        return self(OFFICER, "answer", text="أُصلحت الحفرة", verification="confirmed")

    def resolved(self) -> "Story":
        self.answered()(DISTRIBUTOR, "inform", method="phone", reached=True)
        return self(DISTRIBUTOR, "resolve", outcome="solved", message="أُصلحت الحفرة")
