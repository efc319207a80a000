"""What flows ask and callers hear: greeting, menus, the directory, the wait, the survey."""

import re
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from chalicelib import wiring
from chalicelib.contacts.answering import ASKS, UnknownAsk, answer
from chalicelib.contacts.answering_handlers import contacts_flow
from chalicelib.contacts.memories import Survey
from chalicelib.contacts.switchboard import Announcement, SpokenName, SpokenProcedure, SpokenText
from chalicelib.people.person import Identifier, Person
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import NotFound
from tests.conftest import NOW
from tests.contacts.boards import BOARD
from tests.contacts.centre import ARN, NUMBER, Centre, event
from tests.tickets.house import MOBILE

BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def centre() -> Centre:
    return Centre()


def known(
    centre: Centre, *, language: str = "ar", vip: bool = False, updated: str = "2026-01-01T00:00:00.000Z"
) -> None:
    person = Person(
        id="p1", body="muttrah", created_at=updated, updated_at=updated, language=language, vip=vip, first_name="سالم",
        identifiers=(Identifier(kind="mobile", value=MOBILE, added_at=updated),),
    )  # fmt: skip
    centre.people.keep(person, None)


def test_the_body_is_known_by_the_number_that_was_dialled(centre: Centre) -> None:
    greeted = centre.ask("greet")
    assert (greeted["body"], greeted["tree"], greeted["language"]) == ("muttrah", "statistics", "none")
    assert (greeted["recorded"], greeted["survey"]) == ("yes", "yes")
    assert greeted["name_ar"] == "بلدية مطرح الجديدة"


def test_of_a_call_out_the_body_is_known_by_its_queue(centre: Centre) -> None:
    asked = event("greet")
    asked["Details"]["ContactData"] |= {"SystemEndpoint": None, "Queue": {"Name": "muttrah.General_EN", "ARN": "a"}}
    assert answer(centre.context, asked)["body"] == "muttrah"
    asked["Details"]["ContactData"]["Queue"]["Name"] = "BasicQueue"
    with pytest.raises(NotFound):
        answer(centre.context, asked)


def test_nothing_is_said_for_a_body_without_a_switchboard(centre: Centre) -> None:
    with pytest.raises(NotFound):
        centre.ask("greet", body="tourism")
    with pytest.raises(NotFound):
        answer(centre.context, {"Details": {"Parameters": {"ask": "greet"}}})


def test_a_flow_that_asks_for_what_nobody_answers_is_noticed(centre: Centre) -> None:
    with pytest.raises(UnknownAsk):
        centre.ask("sing")


def test_the_language_is_remembered_by_caller(centre: Centre) -> None:
    assert centre.ask("remember", language="en") == {"kept": "yes"}
    assert centre.ask("greet")["language"] == "en"
    assert centre.ask("greet", caller="+96899999999")["language"] == "none"
    assert MOBILE not in "".join(centre.memories.choices)


def test_nothing_is_remembered_of_who_hides_the_number(centre: Centre) -> None:
    assert centre.ask("remember", caller="", language="en") == {"kept": "no"}
    assert centre.memories.choices == {}
    assert centre.ask("greet", caller="")["language"] == "none"


def test_the_profiles_language_goes_first_until_the_caller_chooses_another(centre: Centre) -> None:
    centre.ask("remember", language="ar")
    known(centre, language="en", updated=iso(NOW + timedelta(minutes=1)))
    assert centre.ask("greet")["language"] == "en"
    centre.pass_(minutes=2)
    centre.ask("remember", language="ar")
    assert centre.ask("greet")["language"] == "ar"


def test_an_announcement_is_heard_on_its_days_of_the_bodys_zone(centre: Centre) -> None:
    assert centre.ask("announcement")["said"] == "يبدأ التعداد قريبًا."
    assert centre.ask("announcement", language="en")["said"] == "The census begins soon."
    centre.pass_(hours=16, minutes=59)
    assert centre.ask("announcement")["said"] != "none"  # 23:59 in Muscat
    centre.pass_(minutes=1)
    assert centre.ask("announcement")["said"] == "none"


def test_who_waits_in_an_emergency_hears_no_announcement(centre: Centre) -> None:
    assert centre.ask("announcement", queue="data")["said"] != "none"
    assert centre.ask("announcement", queue="emergency")["said"] == "none"


def test_announcements_of_one_day_are_heard_one_after_the_other(centre: Centre) -> None:
    more = Announcement(code="b", first="2026-03-01", last="2026-03-01", text=SpokenText(ar="ثانيًا.", en="Second."))
    centre.change(announcements=(*BOARD.announcements, more))
    assert centre.ask("announcement", language="en")["said"] == "The census begins soon. Second."


@pytest.mark.parametrize(
    ("position", "wait", "said"),
    [
        ("1", "", "أنتم التالون في الانتظار."),
        ("2", "", "أمامكم متصل واحد."),
        ("3", "", "أمامكم متصلان."),
        ("4", "", "أمامكم ثلاثة متصلين."),
        ("12", "", "أمامكم أحد عشر متصلًا."),
        ("101", "", "أمامكم مئة متصل."),
        ("1", "0", "أنتم التالون في الانتظار. مدة الانتظار المتوقعة أقل من دقيقة."),
        ("1", "61", "أنتم التالون في الانتظار. مدة الانتظار المتوقعة دقيقتان."),
        ("1", "480.0", "أنتم التالون في الانتظار. مدة الانتظار المتوقعة ثماني دقائق."),
        ("1", "3601", "أنتم التالون في الانتظار. مدة الانتظار المتوقعة أكثر من ساعة."),
        ("nonsense", "-1", "أنتم التالون في الانتظار."),
        ("", "", "none"),
    ],
)
def test_the_place_in_the_queue_is_said_in_words(centre: Centre, position: str, wait: str, said: str) -> None:
    assert centre.ask("place", position=position, wait=wait)["said"] == said


def test_the_place_in_the_queue_is_said_in_english(centre: Centre) -> None:
    assert centre.ask("place", position="3", wait="30", language="en")["said"] == (
        "2 callers are before you. The expected wait is one minute."
    )


def test_the_population_grows_by_the_clock_and_names_its_source(centre: Centre) -> None:
    first = centre.ask("population", language="en")["said"]
    # 59.125 days of 365.2425, of 100,000 more a year
    assert first == "There are about 5,416,188 people now, as the population register estimates."
    centre.pass_(days=10)
    assert centre.ask("population", language="en")["said"] > first
    arabic = centre.ask("population")["said"]
    assert arabic.startswith("عدد السكان الآن، بحسب تقدير سجل السكان، هو تقريبًا خمسة ملايين وأربعمئة و")
    assert arabic.endswith("نسمة.")
    centre.change(population=None)
    assert "غير متاحة" in centre.ask("population")["said"]


def test_procedures_are_a_menu_and_one_is_heard(centre: Centre) -> None:
    menu = centre.ask("procedures")
    assert menu["said"] == "للاستماع إلى ترخيص البناء اِضغطوا 1. للاستماع إلى عقد الإيجار اِضغطوا 2."
    assert (menu["next"], menu["count"]) == ("1", "2")
    assert centre.ask("procedure", choice="2") == {"found": "yes", "said": "سجّلوا العقد في المكتب."}
    for wrong in ("0", "3", "9", "", "x", "Timeout", "-1"):
        assert centre.ask("procedure", choice=wrong)["found"] == "no"


def test_a_long_menu_has_pages_of_eight_at_most(centre: Centre) -> None:
    many = tuple(
        SpokenProcedure(
            code=f"p{i}", name=SpokenName(ar=f"خدمة {i}", en=f"Service {i}"), text=SpokenText(ar="نص", en=f"T{i}")
        )
        for i in range(1, 10)
    )
    centre.change(procedures=many)
    first = centre.ask("procedures", language="en")
    assert first["said"].endswith("press 8. For more press 9.")
    second = centre.ask("procedures", language="en", page=first["next"])
    assert second["said"] == "To hear about Service 9 press 1. To go back to the beginning of the list press 9."
    assert second["next"] == "1"
    assert centre.ask("procedure", language="en", page="2", choice="1")["said"] == "T9"
    assert centre.ask("procedures", language="en", page="2", choice="2").keys() >= {"said"}
    assert centre.ask("procedures", page="7")["said"] == centre.ask("procedures")["said"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_menu_of_long_names_is_cut_before_anybody_grows_tired(centre: Centre, language: str) -> None:
    name = SpokenName(ar="إجراءات " * 12, en="Procedures " * 9)
    many = tuple(SpokenProcedure(code=f"p{i}", name=name, text=SpokenText(ar=f"{i}", en=f"{i}")) for i in range(20))
    centre.change(procedures=many)
    heard, page = [], "1"
    for _ in range(20):
        menu = centre.ask("procedures", language=language, page=page)
        assert len(menu["said"]) <= 360
        for key in range(1, int(menu["count"]) + 1):
            heard.append(centre.ask("procedure", language=language, page=page, choice=str(key))["said"])
        page = menu["next"]
        if page == "1":
            break
    assert heard == [str(i) for i in range(20)]


def test_a_body_without_procedures_says_so(centre: Centre) -> None:
    centre.change(procedures=())
    assert "لا توجد" in centre.ask("procedures")["said"]


def test_an_extension_leads_to_an_agent_a_queue_or_a_number(centre: Centre) -> None:
    agent = centre.ask("extension", extension="201")
    assert (agent["found"], agent["kind"], agent["target"]) == ("yes", "agent", f"{ARN}/agent/u2")
    assert agent["said"] == "نُحوّلكم الآن إلى مكتب المدير."
    queue = centre.ask("extension", extension="٢٠٢", language="en")
    assert (queue["kind"], queue["target"], queue["queue"]) == ("queue", f"{ARN}/queue/q-finance-EN", "finance")
    number = centre.ask("extension", extension="203")
    assert (number["kind"], number["target"], number["queue"]) == ("number", "+96824000300", "none")
    assert centre.ask("extension", extension="299")["found"] == "yes"  # it is not listed, and can be dialled
    assert centre.ask("extension", extension="999")["found"] == "no"


def test_a_line_that_the_telephony_does_not_know_is_not_there(centre: Centre) -> None:
    centre.installation = None
    assert centre.ask("extension", extension="201")["found"] == "no"
    assert centre.ask("extension", extension="203")["found"] == "yes"


def test_the_directory_lists_those_who_want_it(centre: Centre) -> None:
    menu = centre.ask("directory", language="en")
    assert menu["said"].count("press") == 3
    assert "Servers" not in menu["said"]
    assert centre.ask("listed", choice="3")["target"] == "+96824000300"
    assert centre.ask("listed", choice="4")["found"] == "no"


def test_a_survey_is_kept_on_the_call_that_it_is_about(centre: Centre) -> None:
    assert centre.ask("survey", contact="survey-1", previous="call-1", score="2")["kept"] == "yes"
    assert centre.ask("survey", contact="survey-1", previous="call-1", reason="3")["kept"] == "yes"
    assert centre.memories.surveys == {"call-1": Survey(score=2, reason=3, at=iso(NOW))}
    assert centre.ask("survey", contact="survey-2", score="9")["kept"] == "no"


def test_an_agent_hears_the_queue_the_language_and_a_distinguished_client(centre: Centre) -> None:
    assert centre.ask("whisper", queue="general", language="en")["said"] == "الشؤون العامة، بالإنجليزية."
    known(centre, vip=True)
    said = centre.ask("whisper", queue="general", callback="yes")["said"]
    assert said == "الشؤون العامة، بالعربية. مستفيد مميز. معاودة اتصال."


def test_a_number_is_read_out_before_it_is_called(centre: Centre) -> None:
    read = centre.ask("number", number="92123456", language="en")
    assert read == {"valid": "yes", "number": "+96892123456", "said": "The number is 9 2 1, 2 3 4, 5 6."}
    for wrong in ("123", "", "Timeout", "+447911123456", "0096690012345"):
        assert centre.ask("number", number=wrong)["valid"] == "no"


@pytest.mark.parametrize(
    ("most", "pieces", "said"), [(120, "24", "دقيقتين"), (62, "12", "دقيقة واحدة"), (10, "2", "عشر ثوانٍ")]
)
def test_a_voice_message_is_as_long_as_the_switchboard_says(centre: Centre, most: int, pieces: str, said: str) -> None:
    centre.change(voicemail=msgspec.structs.replace(BOARD.voicemail, most_seconds=most))
    told = centre.ask("message")
    assert told["pieces"] == pieces
    assert f"مدة الرسالة لا تزيد على {said}." in told["said"]


def test_every_answer_is_a_flat_map_of_texts_without_signs_of_direction(centre: Centre) -> None:
    given = {"number": "92123456", "code": "1", "choice": "1", "extension": "201", "queue": "general", "position": "2"}
    for ask in ASKS:
        for language in ("ar", "en", "fr"):
            told = centre.ask(ask, language=language, **given)
            assert all(isinstance(text, str) and text and not BIDI.search(text) for text in told.values()), ask
            assert all("<" not in text and len(text) < 1500 for text in told.values()), ask


def test_a_flow_may_send_nothing_at_all_of_a_call(centre: Centre) -> None:
    details = {"Parameters": {"ask": "place", "body": "muttrah", "position": None}, "ContactData": {}}
    assert answer(centre.context, {"Details": details}) == {"said": "none"}


def test_the_function_answers_with_what_its_context_says(centre: Centre) -> None:
    function = type(
        "Function", (), {"function_name": "contacts-flow", "memory_limit_in_mb": 512, "aws_request_id": "1"}
    )
    function.invoked_function_arn = "arn:aws:lambda:x:1:function:contacts-flow"  # type: ignore[attr-defined]
    with wiring.using(answering=centre.context):
        assert contacts_flow(event("greet"), function())["body"] == "muttrah"


def test_every_ask_of_the_flows_is_answered() -> None:
    root = Path(__file__).parents[2] / "connect_flows"
    flows = "".join(path.read_text("utf-8") for path in root.glob("*.json"))
    assert set(re.findall(r'"ask": "(\w+)"', flows)) <= set(ASKS)
    assert NUMBER in BOARD.numbers
