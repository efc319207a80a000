"""E-mails as they are sent: both forms, both directions, threads, and nothing that text can break."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.notifications.mail import email, html, plain
from chalicelib.notifications.message import Key
from chalicelib.notifications.notice import EMAIL, SMS
from chalicelib.notifications.text import Text
from chalicelib.notifications.wording import Wording, code_text
from chalicelib.people.requester import Requester
from chalicelib.tickets.words import Kind
from tests.notifications.fakes import ADDRESS, NUMBER, PORTAL, START
from tests.notifications.spoken import KINDS, LANGUAGES, ONLY_SMS, SAID, STAFF_SAID, digest, matter, notice, spoken

KEY = Key(f"TICKET#{NUMBER}", "01JEVENT", "requester", "email")
HOSTILE = '<script>alert(1)</script>\u202e"onload="x" &amp; \r\nBcc: x@y.example'


def sent(text: Text) -> EmailMessage:
    """Return a message as a mail program reads it."""
    raw = email(text, to=ADDRESS, sender="no-reply@nidaa.example", key=KEY, at=START)
    return message_from_bytes(raw, policy=default)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("says", [says for says in (*SAID, *STAFF_SAID) if says not in ONLY_SMS])
def test_every_email_has_a_plain_and_an_html_form_with_language_and_direction(says: str, language: str) -> None:
    message = sent(spoken(says, Kind.COMPLAINT, language, EMAIL))
    assert message.get_content_type() == "multipart/alternative"
    page = body(message, "html")
    direction = {"ar": "rtl", "en": "ltr"}[language]
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f'<div lang="{language}" dir="{direction}"' in page
    assert message["Content-Language"] == language
    assert "260-123-456-785" in body(message, "plain")
    assert "260-123-456-785" in str(message["Subject"])


def test_an_email_asks_for_nothing_from_outside() -> None:
    page = html(spoken("resolved", Kind.COMPLAINT, "ar", EMAIL))
    assert not re.search(r"<(img|link|script|iframe|style)|url\(|@import|src=", page)
    assert re.findall(r'href="([^"]+)"', page) == ["https://nidaa.example/s/Zk3Xq8vT1mPq0sLw5aBcDe"]


def test_messages_of_a_ticket_stay_in_one_thread_and_answers_carry_its_number() -> None:
    first, last = (sent(spoken(says, Kind.REPORT, "ar", EMAIL)) for says in ("registered", "resolved"))
    thread = f"<ticket.{NUMBER}@nidaa.example>"
    assert first["References"] == last["References"] == first["In-Reply-To"] == thread
    assert first["Subject"] == last["Subject"]
    assert first["Reply-To"] == f"no-reply+{NUMBER}@nidaa.example"
    assert first["Message-ID"] == f"<{KEY.text}@nidaa.example>"


def test_a_message_that_is_sent_again_is_the_same_one() -> None:
    text = spoken("resolved", Kind.COMPLAINT, "ar", EMAIL)
    assert sent(text)["Message-ID"] == sent(text)["Message-ID"]


def test_the_body_that_writes_stands_as_the_sender() -> None:
    assert str(sent(spoken("closed", Kind.COMPLAINT, "ar", EMAIL))["From"]) == "بلدية المدينة <no-reply@nidaa.example>"


def test_a_code_has_no_thread_and_no_link() -> None:
    message = sent(code_text("493021", "ar", EMAIL))
    assert message["Reply-To"] is None
    assert message["References"] is None
    assert "493021" in body(message, "plain")
    assert "http" not in body(message, "html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_digest_lists_its_tickets_in_both_forms_and_belongs_to_no_ticket(language: str) -> None:
    text = digest(language, EMAIL, count=12)
    message = sent(text)
    page = body(message, "html")
    assert page.count("<li>") == sum(len(listed.lines) for listed in text.lists) == 3 + 12
    assert all(line in body(message, "plain") for listed in text.lists for line in listed.lines)
    assert message["Reply-To"] is None
    assert message["References"] is None
    assert not re.search("[\u0621-\u064a][\u2066-\u2068]|\u2069[\u0621-\u064a]", plain(text))


def test_staff_mail_stays_in_the_tickets_thread_and_is_answered_by_nobody() -> None:
    message = sent(spoken("staff-escalated", Kind.COMPLAINT, "ar", EMAIL))
    assert message["References"] == f"<ticket.{NUMBER}@nidaa.example>"
    assert message["Reply-To"] is None


def test_hostile_words_are_shown_as_words() -> None:
    text = spoken("asked", Kind.COMPLAINT, "en", EMAIL, said={"question": HOSTILE})
    message = sent(text)
    page = body(message, "html")
    assert "<script>" not in page
    assert "\u202e" not in page
    assert message["Bcc"] is None
    assert "&lt;script&gt;" in page


def test_a_hostile_name_of_a_body_or_partner_adds_no_header() -> None:
    text = msgspec.structs.replace(spoken("closed", Kind.COMPLAINT, "en", EMAIL), sender="City\r\nBcc: x@y.example")
    with pytest.raises(ValueError, match=r"newline|linefeed|CR"):
        email(text, to=ADDRESS, sender="no-reply@nidaa.example", key=KEY, at=START)


@given(st.text(max_size=300))
def test_whatever_staff_wrote_is_sent_whole(words: str) -> None:
    text = spoken("replied", Kind.INQUIRY, "ar", EMAIL, said={"text": words})
    message = sent(text)
    assert " ".join(text.quoted.split()) in " ".join(body(message, "plain").split())
    assert not message.defects


def test_four_thousand_arabic_signs_and_emoji_go_out() -> None:
    words = "شكرًا جزيلًا 🙏🏽 " * 250
    assert "🙏🏽" in body(sent(spoken("replied", Kind.THANKS, "ar", EMAIL, said={"text": words})), "html")


def test_no_line_is_longer_than_mail_allows() -> None:
    text = spoken("replied", Kind.THANKS, "ar", EMAIL, said={"text": "س" * 4000})
    raw = email(text, to=ADDRESS, sender="no-reply@nidaa.example", key=KEY, at=START)
    assert max(len(line) for line in raw.split(b"\r\n")) < 998
    assert plain(text).endswith("\n")


@pytest.mark.parametrize(
    ("requester", "greeting"),
    [
        (Requester(first_name="مريم", family_name="البلوشي"), "الفاضل/الفاضلة مريم البلوشي"),
        (Requester(name="شركة الأفق", type="company"), "الأفاضل في شركة الأفق"),
        (Requester(), "السلام عليكم"),
    ],
)
def test_people_and_companies_are_greeted_as_such(requester: Requester, greeting: str) -> None:
    theirs = msgspec.structs.replace(matter(Kind.COMPLAINT, {}), requester=requester)
    text = Wording(lambda _number, _event: "t", PORTAL).notice(notice("registered", "ar"), theirs, EMAIL)
    assert re.sub("[\u2066-\u2069]", "", text.greeting).startswith(greeting)


def test_a_date_is_that_of_the_bodys_zone() -> None:
    said = {"expected_by": "2026-11-30T21:00:00.000Z"}
    assert "1 December 2026" in spoken("delayed", Kind.COMPLAINT, "en", EMAIL, said=said).opening


def test_a_delay_without_a_reason_invents_none() -> None:
    said = {"expected_by": "2026-11-30T10:00:00.000Z"}
    for channel in (SMS, EMAIL):
        opening = spoken("delayed", Kind.COMPLAINT, "ar", channel, said=said).opening
        assert re.sub("[\u2066-\u2069]", "", opening).endswith("2026.")


@pytest.mark.parametrize("says", [says for says in (*SAID, *STAFF_SAID) if says not in ONLY_SMS])
def test_no_isolate_cuts_an_arabic_word_in_two(says: str) -> None:
    for kind in KINDS:
        text = spoken(says, kind, "ar", EMAIL)
        assert not re.search("[\u0621-\u064a][\u2066-\u2068]|\u2069[\u0621-\u064a]", plain(text))
