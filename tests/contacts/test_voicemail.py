"""A voice message becomes a ticket, once, and who cannot be sent its number is not forgotten."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chalicelib.contacts import voicemail
from chalicelib.contacts.callback import CallbackState
from chalicelib.contacts.contact import Contact, ContactOutcome, Recording, Told
from chalicelib.contacts.switchboard import Voicemail
from chalicelib.organisations.body import Category
from chalicelib.people.person import Identifier, Person
from chalicelib.shared.clock import iso
from chalicelib.tickets.ticket import Details, Ticket
from chalicelib.tickets.words import Channel, Kind
from tests.conftest import NOW
from tests.contacts.centre import CENTRE, Centre
from tests.contacts.fakes import FakeContacts
from tests.organisations.fakes import words
from tests.tickets.house import MOBILE

LANDLINE = "+96824600100"
MESSAGE = Recording(key="b/one.wav", started_at=iso(NOW), ended_at=iso(NOW + timedelta(seconds=42)), kind="voicemail")


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    centre.change(voicemail=Voicemail(category="waste"))
    return centre


class Box:
    """Where voice messages come in."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.contacts = FakeContacts()
        self.context = voicemail.Context(
            contacts=self.contacts,
            tickets=registering_in(centre),
            calling=centre.calling,
            board=centre.calling.board,
            person=lambda body, mobile: centre.people.holder(body, "mobile", mobile),
            telephony=centre.telephony,  # type: ignore[arg-type]
            installation=lambda: centre.installation,
            count=lambda what: centre.counts.update([what]),
        )

    def take(self, contact: Contact) -> str:
        kept = self.contacts.get(contact.id)
        kept = self.contacts.save(kept, msgspec.structs.replace(contact, handled=kept.handled) if kept else contact)
        return voicemail.register(self.context, kept)

    def ticket(self, number: str) -> tuple[Ticket, Details]:
        return self.centre.house.tickets.whole(number)


def registering_in(centre: Centre) -> Any:
    """Return what registering needs, with the centre's body."""
    from dataclasses import replace

    return replace(centre.house.acting, body=centre.find_body)


@pytest.fixture
def box(centre: Centre) -> Box:
    return Box(centre)


def a_message(number: str = MOBILE, *, recordings: tuple[Recording, ...] = (MESSAGE,), **facts: Any) -> Contact:
    told = {"outcome": ContactOutcome.VOICEMAIL, "started_at": iso(NOW), "ended_at": iso(NOW), "queue": "general",
            "recordings": recordings, "asked": (("voicemail", "yes"),)} | facts  # fmt: skip
    return Contact(id="c-9", body="muttrah", number=number, told_at=iso(NOW), told=Told(**told), seal=b"s" * 32)


def test_a_voice_message_is_a_ticket_of_the_switchboards_category_with_its_sms(box: Box) -> None:
    number = box.take(a_message())
    ticket, details = box.ticket(number)
    assert (ticket.kind, ticket.category, ticket.channel) == (Kind.INQUIRY, "waste", Channel.PHONE)
    assert (ticket.notified, ticket.contactable, ticket.registered_by) == (True, True, "system")
    assert details.description == (
        "رسالة صوتية مدتها 42 ثانية تنتظر من يستمع إليها في التواصل c-9. لم تُكتب كلماتها، فلا أداة تفريغ مهيأة (none)."
    )
    assert details.requester is not None
    assert (details.requester.mobile, details.requester.name) == (MOBILE, "متصل برسالة صوتية")
    kept = box.contacts.get("c-9")
    assert kept is not None
    assert kept.handled.tickets == (number,)


def test_a_record_that_comes_again_and_says_more_makes_no_second_ticket(box: Box) -> None:
    first = box.take(a_message(recordings=()))
    assert "رسالة صوتية تنتظر" in box.ticket(first)[1].description
    assert box.take(a_message()) == first
    # It was cut off before the contact knew of its ticket.
    box.contacts.kept.pop("c-9")
    assert box.take(a_message()) == first
    assert len(box.centre.house.tickets.heads) == 1


def test_a_known_caller_is_named(box: Box) -> None:
    at = "2026-01-01T00:00:00.000Z"
    known = Person(id="p", body="muttrah", created_at=at, updated_at=at, first_name="سالم", family_name="الحارثي",
                   identifiers=(Identifier(kind="mobile", value=MOBILE, added_at=at),))  # fmt: skip
    box.centre.people.keep(known, None)
    requester = box.ticket(box.take(a_message(language="en")))[1].requester
    assert requester is not None
    assert (requester.first_name, requester.family_name) == ("سالم", "الحارثي")


def test_its_words_stand_in_the_ticket_if_somebody_wrote_them_down(box: Box) -> None:
    number = box.take(a_message(language="en", transcript="The bin is full.", transcriber="contact-lens"))
    assert box.ticket(number)[1].description == (
        "A voice message of 42 seconds waits to be listened to in contact c-9. "
        "Its words as a machine wrote them down (contact-lens): The bin is full."
    )


def test_a_number_that_was_keyed_in_goes_before_the_one_that_called(box: Box) -> None:
    number = box.take(a_message("", asked=(("voicemail", "yes"), ("callback_number", "+96892000001"))))
    requester = box.ticket(number)[1].requester
    assert requester is not None
    assert requester.mobile == "+96892000001"


def test_a_caller_without_a_number_is_registered_as_what_may_be_anonymous(box: Box) -> None:
    ticket, details = box.ticket(box.take(a_message("")))
    assert (ticket.anonymous, ticket.kind, ticket.contactable) == (True, Kind.OBSERVATION, False)
    assert details.requester is None
    assert box.centre.store.kept == {}


def test_a_landline_gets_no_sms_and_is_called_back(box: Box) -> None:
    number = box.take(a_message(LANDLINE))
    ticket, details = box.ticket(number)
    assert ticket.anonymous
    assert LANDLINE in details.description
    (callback,) = box.centre.store.kept.values()
    assert (callback.number, callback.ticket, callback.queue, callback.state) == (
        LANDLINE, number, "general", CallbackState.WAITING)  # fmt: skip


def test_a_landline_is_called_back_though_taking_in_was_cut_off(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    save = box.contacts.save

    def cut_off(before: Contact | None, after: Contact, **more: Any) -> Contact:
        return 1 / 0 if after.handled.tickets else save(before, after, **more)  # type: ignore[return-value]

    monkeypatch.setattr(box.contacts, "save", cut_off)
    with pytest.raises(ZeroDivisionError):
        box.take(a_message(LANDLINE))
    monkeypatch.setattr(box.contacts, "save", save)
    number = box.take(a_message(LANDLINE, queue="finance"))  # its record says more by now
    (callback,) = box.centre.store.kept.values()
    assert (callback.number, callback.ticket) == (LANDLINE, number)
    assert len(box.centre.house.tickets.heads) == 1


def test_a_message_that_was_not_measured_may_be_one(box: Box) -> None:
    assert box.take(a_message(recordings=(msgspec.structs.replace(MESSAGE, ended_at=""),)))
    short = msgspec.structs.replace(MESSAGE, key="b/0.wav", ended_at=iso(NOW + timedelta(seconds=1)))
    assert box.take(msgspec.structs.replace(a_message(recordings=(short, MESSAGE)), id="c-10"))


def test_where_nothing_may_be_anonymous_an_agent_gets_the_message(box: Box) -> None:
    box.centre.body = msgspec.structs.replace(
        CENTRE, categories=(Category(code="waste", name=words("x"), kinds=("inquiry",)),)
    )
    assert box.take(a_message("")) == ""
    assert box.take(a_message("")) == ""
    (task,) = box.centre.telephony.tasks.values()
    assert (task["queue"], task["attributes"]["voicemail"]) == ("muttrah.General_AR", "c-9")
    box.centre.telephony.away = True
    assert box.take(a_message("")) == ""
    assert box.centre.counts["VoicemailNotOffered"] == 1


def test_a_category_that_is_gone_loses_no_message(box: Box) -> None:
    box.centre.body = msgspec.structs.replace(
        CENTRE, categories=(Category(code="waste", name=words("x"), active=False),)
    )
    assert box.take(a_message()) == ""
    assert box.centre.counts["VoicemailNotRegistered"] == 1
    assert len(box.centre.telephony.tasks) == 1


@pytest.mark.parametrize("outcome", [ContactOutcome.ANSWERED, ContactOutcome.ABANDONED, ContactOutcome.OPEN])
def test_a_call_that_left_no_message_registers_nothing(box: Box, outcome: ContactOutcome) -> None:
    assert box.take(a_message(outcome=outcome)) == ""
    assert box.centre.house.tickets.heads == {}


def test_who_hung_up_at_once_left_no_message(box: Box) -> None:
    short = msgspec.structs.replace(MESSAGE, ended_at=iso(NOW + timedelta(seconds=1)))
    assert box.take(a_message(recordings=(short,))) == ""
    assert box.centre.counts["VoicemailEmpty"] == 1


def test_of_many_messages_of_one_mobile_the_first_three_an_hour_are_told_by_sms(box: Box) -> None:
    told = []
    for i in range(4):
        message = msgspec.structs.replace(a_message(), id=f"c-{i}")
        told.append(box.ticket(box.take(message))[0].notified)
    assert told == [True, True, True, False]


def test_a_flood_of_messages_is_taken_to_the_agents(box: Box) -> None:
    numbers = [box.take(msgspec.structs.replace(a_message(), id=f"c-{i}")) for i in range(31)]
    assert [bool(each) for each in numbers] == [True] * 30 + [False]
    assert box.centre.counts["VoicemailNotRegistered"] == 1
