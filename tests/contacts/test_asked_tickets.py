"""What a caller hears of a ticket: at once on its own telephone, on every other after a code."""

from typing import Any

import msgspec
import pytest

from chalicelib.people.actions import issue_code
from chalicelib.people.codes import Target
from chalicelib.shared.clock import iso
from chalicelib.tickets.ticket import Details
from chalicelib.tickets.words import Status
from tests.conftest import NOW
from tests.contacts.centre import Centre
from tests.tickets.examples import SECRET, a_ticket, number, some_details
from tests.tickets.house import MOBILE, event, ref

OWN = a_ticket(1, person=ref())
ANOTHER = "+96899999999"


@pytest.fixture
def centre() -> Centre:
    centre = Centre()
    centre.house.keep(OWN)
    return centre


def a_code(centre: Centre, mobile: str = MOBILE) -> str:
    code = issue_code(centre.people_context, Target("mobile", mobile))
    assert code
    return code


def test_a_caller_hears_what_was_done_and_when_what_is_next_and_until_when(centre: Centre) -> None:
    centre.house.change(OWN.number, event("started", 5), status=Status.IN_PROGRESS)
    told = centre.ask("state", number=OWN.number)
    assert told["found"] == "yes"
    assert told["said"] == (
        "بدأ القسم المختص معالجة شكواكم. وكان ذلك يوم الأحد، الأول من مارس. المعالجة مستمرة لدى القسم المختص. "
        "ومن المتوقع الانتهاء يوم الأحد، الثامن من مارس."
    )
    assert centre.ask("state", number=OWN.number, language="en")["said"] == (
        "The section in charge began work on your complaint. That was on Sunday the 1st of March. "
        "The section is working on it. We expect to be done on Sunday the 8th of March."
    )


def test_a_language_that_is_not_spoken_is_answered_in_arabic(centre: Centre) -> None:
    arabic = centre.ask("state", number=OWN.number, language="ar")
    assert centre.ask("state", number=OWN.number, language="fr") == arabic


def test_of_what_is_over_nothing_is_expected(centre: Centre) -> None:
    centre.house.change(OWN.number, event("closed", 9), status=Status.CLOSED)
    said = centre.ask("state", number=OWN.number)["said"]
    assert "المتوقع" not in said
    assert "الاستئناف" in said


def test_a_promise_that_is_broken_is_not_told_as_one_that_is_kept(centre: Centre) -> None:
    centre.pass_(days=30)
    assert centre.ask("state", number=OWN.number)["said"].endswith(
        "وكان من المتوقع الانتهاء يوم الأحد، الثامن من مارس، ونعتذر لكم عن التأخر."
    )


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("partner", ["", "water"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_status_has_its_next_step(centre: Centre, status: Status, partner: str, language: str) -> None:
    centre.house.change(OWN.number, event("noted", 9), status=status, partner=partner)
    said = centre.ask("state", number=OWN.number, language=language)["said"]
    assert len(said) < 390
    assert ("مياه" in said) == (partner == "water" and status in (Status.REFERRED, Status.IN_PROGRESS))


def test_nothing_that_anybody_wrote_is_said(centre: Centre) -> None:
    centre.house.change(OWN.number, event("asked", 5, words={"question": "أين البيت؟"}), status=Status.WAITING)
    said = centre.ask("state", number=OWN.number)["said"]
    assert "البيت" not in said
    assert OWN.subject not in said


def test_a_number_that_is_none_is_told_at_once(centre: Centre) -> None:
    for typed in ("123", "", "Timeout", "123456789012"):
        told = centre.ask("state", number=typed)
        assert told["found"] == "no"
        assert "غير صحيح" in told["said"]


@pytest.mark.parametrize("caller", [ANOTHER, ""])
def test_an_unknown_number_and_anothers_are_answered_alike_to_the_end(centre: Centre, caller: str) -> None:
    def heard(typed: str) -> list[Any]:
        return [
            centre.ask("state", number=typed, caller=caller), centre.ask("send_code", number=typed, caller=caller),
            centre.ask("prove", number=typed, caller=caller, code="000000"),
        ]  # fmt: skip

    theirs, nobodys = heard(OWN.number), heard(number(99))
    assert theirs == nobodys
    assert [one.get("found", one.get("sent")) for one in theirs] == ["prove", "yes", "no"]


def test_a_code_goes_to_the_tickets_own_mobile_and_proves_who_calls(centre: Centre) -> None:
    centre.ask("send_code", number=OWN.number, caller=ANOTHER, language="en")
    assert centre.codes.asked == [(Target("mobile", MOBILE), "en", "c-1")]
    code = a_code(centre)
    told = centre.ask("prove", number=OWN.number, caller=ANOTHER, code=code)
    assert told["found"] == "yes"
    assert "شكواكم" in told["said"]
    assert centre.ask("prove", number=OWN.number, caller=ANOTHER, code=code)["found"] == "no"  # it is used up


def test_a_code_is_tried_three_times(centre: Centre) -> None:
    code = a_code(centre)
    for _ in range(3):
        assert centre.ask("prove", number=OWN.number, caller=ANOTHER, code="000000")["found"] == "no"
    assert centre.ask("prove", number=OWN.number, caller=ANOTHER, code=code)["found"] == "no"


def test_nobody_is_sent_a_code_for_a_ticket_without_a_mobile(centre: Centre) -> None:
    without: Details = some_details(requester=None)
    centre.house.keep(a_ticket(2, anonymous=True), details=without)
    assert centre.ask("send_code", number=number(2), caller=ANOTHER)["sent"] == "yes"
    assert centre.ask("send_code", number=number(98), caller=ANOTHER)["sent"] == "yes"
    assert centre.codes.asked == []


def test_who_got_the_telephone_of_another_hears_nothing_of_theirs(centre: Centre) -> None:
    centre.people.hand_on(Target("mobile", MOBILE).name(SECRET), "2099-01-01T00:00:00.000Z")
    assert centre.ask("state", number=OWN.number)["found"] == "prove"
    assert centre.ask("prove", number=OWN.number, code=a_code(centre))["found"] == "no"


def test_an_erased_ticket_proves_nothing(centre: Centre) -> None:
    centre.house.change(OWN.number, event("erased", 9), erased=True)
    centre.ask("send_code", number=OWN.number, caller=ANOTHER)
    assert centre.codes.asked == []


def test_a_caller_is_sent_five_codes_an_hour_at_most(centre: Centre) -> None:
    sent = [centre.ask("send_code", number=OWN.number, caller=ANOTHER)["sent"] for _ in range(6)]
    assert sent == ["yes"] * 5 + ["no"]
    centre.pass_(hours=1)
    assert centre.ask("send_code", number=OWN.number, caller=ANOTHER)["sent"] == "yes"


def test_those_who_hide_their_number_share_one_measure(centre: Centre) -> None:
    sent = [centre.ask("send_code", number=OWN.number, caller="", contact=f"c{i}")["sent"] for i in range(101)]
    assert sent == ["yes"] * 100 + ["no"]


def test_a_caller_who_asks_for_states_without_end_hears_no_more(centre: Centre) -> None:
    found = [centre.ask("state", number=OWN.number)["found"] for _ in range(31)]
    assert found == ["yes"] * 30 + ["prove"]


def test_a_breaker_that_is_open_is_told_as_a_wrong_code(centre: Centre) -> None:
    code = a_code(centre)
    centre.people.counted = lambda key, window: 10**9  # type: ignore[method-assign]
    assert centre.ask("prove", number=OWN.number, caller=ANOTHER, code=code)["found"] == "no"


def test_a_proof_shows_what_the_session_would(centre: Centre) -> None:
    later = msgspec.structs.replace(OWN, number=number(7), registered_at="2020-01-01T00:00:00.000Z")
    centre.house.keep(later)
    assert centre.ask("state", number=number(7))["found"] == "prove"  # older than a session shows
    assert iso(NOW) > later.registered_at
