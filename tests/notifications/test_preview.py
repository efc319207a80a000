"""Every message as admins see it: with invented facts, in both languages, with the parts of its SMS."""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from chalicelib import wiring
from chalicelib.notifications import preview
from chalicelib.notifications.parts import parts
from chalicelib.notifications.views import PreviewWanted
from chalicelib.organisations.staff import Role
from chalicelib.shared.errors import NotFound
from tests.http import Answered, call
from tests.notifications.fakes import BODY, PORTAL, START, colleague
from tests.notifications.spoken import CALLBACK, KINDS, LANGUAGES, ONLY_SMS, SAID, STAFF_SAID

PATH = "/v1/organisation/messages"
IDS = [template.id for template in preview.templates()]
STAFF = {
    staff.id: staff
    for staff in (
        colleague("s-admin", Role.ADMIN), colleague("s-super", Role.SUPERVISOR), colleague("s-agent", Role.AGENT),
        colleague("s-guest", Role.ADMIN, body="other"),
    )
}  # fmt: skip


def find_body(code: str) -> Any:
    if code == "muni":
        return BODY
    if code == "other":
        return msgspec.structs.replace(BODY, code="other", partners=(), sections=(), categories=())
    raise NotFound


@pytest.fixture
def wired() -> Iterator[None]:
    recent = SimpleNamespace(body=find_body, staff=STAFF.get)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wiring, "settings", lambda: SimpleNamespace(portal_url=PORTAL))
        with wiring.using(organisations=SimpleNamespace(recent=recent), clock=lambda: START):
            yield


def by(id: str, path: str) -> Answered:
    return call("GET", path, None, claims={"sub": id, "token_use": "id"})


def shown(id: str, **wanted: Any) -> Any:
    return preview.preview(id, PreviewWanted(**wanted), BODY, PORTAL, START)


def test_every_message_that_is_sent_is_listed_once() -> None:
    assert sorted(IDS) == sorted({*SAID, *STAFF_SAID, "staff-digest", CALLBACK, "code"})
    assert {t.id for t in preview.templates() if "email" not in t.channels} == {*ONLY_SMS, CALLBACK}
    assert all(t.event for t in preview.templates() if t.id != "code")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", IDS)
def test_every_message_reads_whole_in_both_languages_of_every_kind(id: str, language: str) -> None:
    for kind in KINDS:
        message = shown(id, language=language, kind=kind.value)
        texts = [message.sms.text, *((message.email.subject, message.email.text, message.email.html)
                                     if message.email else ())]  # fmt: skip
        assert all(texts), id
        assert not [text for text in texts if re.search(r"\{|\}|\bNone\b|\bnone\b|\$", text.split("<body")[0])], id
        assert message.sms.parts == parts(message.sms.text)


def test_arabic_is_counted_as_it_is_sent() -> None:
    arabic, english = (shown("registered", language=language).sms for language in LANGUAGES)
    assert (arabic.encoding, english.encoding) == ("ucs2", "gsm7")
    assert (arabic.parts, english.parts) == (1, 1)
    assert arabic.characters == len(arabic.text)


def test_an_email_is_shown_in_both_its_forms_without_a_real_link() -> None:
    email = shown("resolved", language="ar").email
    assert email is not None
    assert (BODY.name.ar, 'dir="rtl"' in email.html) == (email.sender, True)
    assert f"{PORTAL}/s/" in email.text
    assert "أُعيد رصف الشارع" in email.text


def test_a_body_with_nothing_yet_has_its_previews(wired: None) -> None:
    for id in IDS:
        assert by("s-guest", f"{PATH}/{id}/preview").status == 200, id


def test_admins_and_supervisors_read_them_over_the_api(wired: None) -> None:
    listed = by("s-super", PATH).json
    assert (len(listed["items"]), listed["next"]) == (len(IDS), None)
    assert listed["items"][0] == {
        "id": "registered", "event": "ticket.registered", "audience": "requester", "channels": ["sms", "email"],
    }  # fmt: skip
    answer = by("s-admin", f"{PATH}/asked/preview?language=en&kind=report").json
    assert (answer["language"], answer["kind"], answer["sms"]["parts"]) == ("en", "report", 1)
    assert "Is it still leaking?" in answer["email"]["text"]
    assert by("s-admin", f"{PATH}/duty/preview").json["email"] is None


def test_who_may_not_is_told_so_and_what_is_not_there_is_not_found(wired: None) -> None:
    assert by("s-agent", PATH).status == 403
    assert by("s-agent", f"{PATH}/asked/preview").status == 403
    assert by("s-admin", f"{PATH}/nothing/preview").status == 404
    assert by("s-admin", f"{PATH}/asked/preview?body=other").status == 404


@pytest.mark.parametrize("query", ["language=fr", "kind=media", "kind=hope", "colour=red"])
def test_a_wrong_question_is_named(wired: None, query: str) -> None:
    answer = by("s-admin", f"{PATH}/asked/preview?{query}")
    assert (answer.status, answer.json["fields"][0]["field"]) == (422, query.partition("=")[0])
