"""Attachments, from the place to upload to until the download, on moto."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest
import requests

from chalicelib import wiring
from chalicelib.people.codes import Target
from chalicelib.people.identifiers import person_ref
from chalicelib.people.session import new_session, session_token
from chalicelib.tickets import attachments, file_store, inspecting, rows
from chalicelib.tickets.attachments import NotScannedYet, State, Verdict, file_name
from chalicelib.tickets.ticket import Change
from chalicelib.tickets.trouble import TicketChanged
from chalicelib.tickets.views import track_token, upload_token
from tests.tickets import specimens
from tests.tickets.bucket import BUCKET, KEY, World, a_world, as_public, as_staff
from tests.tickets.examples import SECRET, registered, some_details

PHOTO = specimens.photo_with_place()


@pytest.fixture
def world() -> Iterator[World]:
    with a_world() as made:
        yield made


def asked(data: bytes = PHOTO, **changes: Any) -> dict[str, Any]:
    return {"name": "حفرة.jpg", "type": "image/jpeg", "size": len(data)} | changes


def path_of(world: World, rest: str = "", side: str = "public/") -> str:
    return f"/v1/{side}tickets/{world.ticket.number}/attachments{rest}"


def track(world: World) -> str:
    return track_token(world.ticket.number, SECRET)


def open_one(world: World, key: str = KEY, **changes: Any) -> dict[str, Any]:
    answer = as_public(track(world), "POST", path_of(world), asked(**changes), Idempotency_Key=key)
    assert answer.status == 201, answer.text
    return answer.json  # type: ignore[no-any-return]


def attach(world: World, data: bytes = PHOTO, key: str = KEY, **changes: Any) -> str:
    place = open_one(world, key, size=len(data), **changes)
    assert world.scan(world.upload(place, data)) == {"batchItemFailures": []}
    return str(place["id"])


def listed(world: World, token: str = "") -> list[dict[str, Any]]:
    return as_public(token or track(world), "GET", path_of(world)).json["items"]  # type: ignore[no-any-return]


def test_an_uploaded_photo_stands_with_the_ticket_after_its_scan(world: World) -> None:
    place = open_one(world)
    assert place["fields"]["key"] == f"incoming/{world.ticket.number}/{place['id']}"
    assert place["expires_at"] == "2026-03-01T03:15:00.000Z"
    told = world.upload(place, PHOTO)
    assert listed(world) == []
    world.scan(told)
    (shown,) = listed(world)
    assert shown["state"] == "accepted"
    assert (shown["id"], shown["name"], shown["type"], shown["by"]) == (
        place["id"],
        "حفرة.jpg",
        "image/jpeg",
        "requester",
    )
    assert "position" not in shown
    assert world.versions() == [f"files/{world.ticket.number}/{place['id']}"]
    ticket = world.store.get(world.ticket.number)
    assert (ticket.files, ticket.version) == (1, 2)
    (event,) = world.attached()
    assert (event.by, event.facts["attachment"], event.sequence) == ("requester", place["id"], "2.0")


def test_the_form_allows_one_key_one_type_and_no_byte_more(world: World) -> None:
    import base64

    fields = open_one(world)["fields"]
    conditions = json.loads(base64.b64decode(fields["policy"]))["conditions"]
    assert ["content-length-range", 1, len(PHOTO)] in conditions
    assert {"Content-Type": "image/jpeg"} in conditions
    assert {"key": fields["key"]} in conditions


def test_the_form_can_be_sent_as_a_browser_sends_it(world: World) -> None:
    place = open_one(world)
    sent = requests.post(place["url"], data=place["fields"], files={"file": PHOTO}, timeout=5)
    assert sent.status_code in (200, 204)
    (version,) = world.client.list_object_versions(Bucket=BUCKET)["Versions"]
    world.scan({"s3": {"object": {"key": version["Key"], "versionId": version["VersionId"]}}})
    assert listed(world)[0]["state"] == "accepted"


def test_the_same_key_finds_the_same_attachment(world: World) -> None:
    first = open_one(world)
    again = as_public(track(world), "POST", path_of(world), asked(), Idempotency_Key=KEY)
    assert (again.status, again.headers["Idempotent-Replay"], again.json["id"]) == (200, "true", first["id"])
    other = as_public(track(world), "POST", path_of(world), asked(name="other.jpg"), Idempotency_Key=KEY)
    assert (other.status, other.json["type"]) == (422, "/problems/key-reused")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"size": 25 * 1024 * 1024 + 1}, "size"),
        ({"size": 0}, "size"),
        ({"type": "image/svg+xml"}, "type"),
        ({"type": "text/html"}, "type"),
        ({"name": ""}, "name"),
        ({"name": "x" * 256}, "name"),
        ({"shared": True}, "shared"),
        ({"key": "files/other"}, "key"),
    ],
)
def test_a_wrong_field_is_named(world: World, changes: dict[str, Any], field: str) -> None:
    answer = as_public(track(world), "POST", path_of(world), asked(**changes), Idempotency_Key=KEY)
    assert (answer.status, [fault["field"] for fault in answer.json["fields"]]) == (422, [field])


def test_a_key_is_needed(world: World) -> None:
    assert as_public(track(world), "POST", path_of(world), asked()).status == 428


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("حفرة.jpg", "image/jpeg", "حفرة.jpg"),
        ("IMG_1.JPEG", "image/jpeg", "IMG_1.jpeg"),
        ("photo\u202egpj.exe", "image/png", "photogpj.exe.png"),
        ("../../etc/passwd", "application/pdf", "_.._etc_passwd.pdf"),
        ("C:\\a\\b.pdf", "application/pdf", "C__a_b.pdf"),
        ("\x00\x1b", "application/pdf", "file.pdf"),
        ("x" * 255, "image/gif", "x" * 116 + ".gif"),
        ("صورة.heic", "image/jpeg", "صورة.jpg"),
        ("صورة.heic", "application/pdf", "صورة.heic.pdf"),
        ("صورة", "image/webp", "صورة.webp"),
    ],
)
def test_a_name_is_made_harmless(name: str, kind: str, kept: str) -> None:
    assert file_name(name, kind) == kept


def test_the_name_is_sealed_and_in_no_key(world: World) -> None:
    open_one(world)
    for row in rows.Row.query(f"TICKET#{world.ticket.number}", rows.Row.sk.startswith("FILE#")):
        assert "حفرة" not in (row.doc or "")
        assert "حفرة".encode() not in (row.box or b"")


def test_a_download_lives_five_minutes_and_is_never_shown_in_place(world: World) -> None:
    id = attach(world)
    answer = as_public(track(world), "GET", path_of(world, f"/{id}"))
    address = answer.headers["Location"]
    assert answer.status == 302
    assert answer.json == {"url": address, "expires_at": "2026-03-01T03:05:00.000Z"}
    assert "X-Amz-Expires=300" in address
    fetched = requests.get(address, timeout=5)
    assert fetched.headers["Content-Type"] == "image/jpeg"
    assert fetched.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D8%AD")
    assert b"Salim" not in fetched.content


def test_a_browser_that_cannot_follow_gets_the_address(world: World) -> None:
    id = attach(world)
    answer = as_public(track(world), "GET", path_of(world, f"/{id}?redirect=false"))
    assert (answer.status, "Location" in answer.headers) == (200, False)
    assert answer.json["url"].startswith("https://")


@pytest.mark.parametrize("id", ["unknown", "x%2F..%2Fy"])
def test_an_unknown_file_is_not_found(world: World, id: str) -> None:
    assert as_public(track(world), "GET", path_of(world, f"/{id}")).status == 404


def test_an_upload_that_was_not_scanned_cannot_be_fetched(world: World) -> None:
    place = open_one(world)
    world.upload(place, PHOTO)
    assert as_public(track(world), "GET", path_of(world, f"/{place['id']}")).status == 404


def test_a_refused_file_is_gone_and_the_list_says_why(world: World) -> None:
    id = attach(world, b"GIF89a/*<svg onload=alert(1)>*/=1;", type="image/gif", name="x.gif")
    (shown,) = listed(world)
    assert (shown["state"], shown["reason"], shown["id"]) == ("refused", "unreadable", id)
    assert world.versions() == []
    assert world.attached() == []
    assert world.store.get(world.ticket.number).version == 1
    assert as_public(track(world), "GET", path_of(world, f"/{id}")).status == 404


def test_more_bytes_than_were_said_are_refused(world: World) -> None:
    place = open_one(world, size=100)
    world.scan(world.upload(place, PHOTO))
    assert listed(world)[0]["reason"] == "too-large"
    assert world.versions() == []


# --- Who may


def test_the_upload_token_attaches_for_an_hour(world: World) -> None:
    token = upload_token(world.ticket, SECRET)
    assert as_public(token, "POST", path_of(world), asked(), Idempotency_Key=KEY).status == 201
    world.clock.now += timedelta(hours=1, minutes=2)
    late = as_public(token, "POST", path_of(world), asked(), Idempotency_Key=KEY)
    assert (late.status, late.json["type"]) == (401, "/problems/unauthenticated")


@pytest.mark.parametrize("token", ["", "nonsense", "a.b", "é.é"])
def test_nobody_attaches_without_a_token(world: World, token: str) -> None:
    assert as_public(token, "POST", path_of(world), asked(), Idempotency_Key=KEY).status == 401


def test_a_token_of_another_ticket_finds_nothing(world: World) -> None:
    other = world.add(2)
    id = attach(world)
    for token in (track_token(other.number, SECRET), upload_token(other, SECRET)):
        assert as_public(token, "POST", path_of(world), asked(), Idempotency_Key=KEY).status == 404
        assert as_public(token, "GET", path_of(world)).status == 404
        assert as_public(token, "GET", path_of(world, f"/{id}")).status == 404
    own = f"/v1/public/tickets/{other.number}/attachments/{id}"
    assert as_public(track_token(other.number, SECRET), "GET", own).status == 404


@pytest.mark.parametrize("number", ["261234567890", "nonsense", "٠٠٠"])
def test_an_unknown_ticket_is_not_found(world: World, number: str) -> None:
    from urllib.parse import quote

    assert as_public(track(world), "GET", f"/v1/public/tickets/{quote(number)}/attachments").status == 404


def session(world: World, kind: str, value: str, held_since: str = "") -> str:
    made = new_session(SECRET, Target(kind, value), now=world.clock(), held_since=held_since)
    return session_token(SECRET, made)


def test_the_requesters_session_attaches_by_either_identifier(world: World) -> None:
    from tests.tickets.examples import a_ticket

    mobile = person_ref(SECRET, "muttrah", "mobile", "+96892123456")
    email = person_ref(SECRET, "muttrah", "email", "salim@mail.example")
    ticket = a_ticket(3, person=mobile)
    world.store.add(ticket, some_details(), registered(ticket), reached=email)
    path = f"/v1/public/tickets/{ticket.number}/attachments"
    for kind, value, status in (
        ("mobile", "+96892123456", 200), ("email", "salim@mail.example", 200), ("mobile", "+96892123457", 404),
    ):  # fmt: skip
        assert as_public(session(world, kind, value), "GET", path).status == status
    world.clock.now += timedelta(days=1)
    moved = session(world, "mobile", "+96892123456", held_since="2026-03-01T12:00:00.000Z")
    assert as_public(moved, "GET", path).status == 404


def test_a_done_ticket_takes_files_from_staff_only(world: World) -> None:
    from chalicelib.tickets.words import Status

    closed = world.add(4, status=Status.CLOSED, closed_at="2026-03-01T03:00:00.000Z")
    answer = as_public(
        track_token(closed.number, SECRET), "POST", f"/v1/public/tickets/{closed.number}/attachments", asked(),
        Idempotency_Key=KEY,
    )  # fmt: skip
    assert (answer.status, answer.json["type"]) == (409, "/problems/action-not-allowed")
    own = as_staff("agent", "POST", f"/v1/tickets/{closed.number}/attachments", asked(), Idempotency_Key=KEY)
    assert own.status == 201


def test_what_staff_attach_is_theirs_until_they_share_it(world: World) -> None:
    for i, shared in enumerate((False, True)):
        body = asked(shared=shared, moment="after")
        place = as_staff("agent", "POST", path_of(world, side=""), body, Idempotency_Key=f"{KEY}{i}").json
        world.scan(world.upload(place, PHOTO))
    attach(world)
    mine = as_staff("agent", "GET", path_of(world, side="")).json["items"]
    assert sorted(item["by"] for item in mine) == ["agent", "agent", "requester"]
    assert {item.get("position", {}).get("lat") for item in mine} == {23.61}
    theirs = listed(world)
    assert sorted(item["by"] for item in theirs) == ["body", "requester"]
    hidden = next(item["id"] for item in mine if item["by"] == "agent" and not item.get("shared"))
    assert as_public(track(world), "GET", path_of(world, f"/{hidden}")).status == 404
    assert as_staff("agent", "GET", path_of(world, f"/{hidden}", side="")).status == 302
    assert {event.facts.get("moment") for event in world.attached()} == {"after", None}


@pytest.mark.parametrize(("who", "status"), [("agent", 200), ("officer", 404), ("stranger", 404), ("admin", 403)])
def test_staff_who_may_not_see_the_ticket_find_no_files(world: World, who: str, status: int) -> None:
    id = attach(world)
    assert as_staff(who, "GET", path_of(world, side="")).status == status
    assert as_staff(who, "GET", path_of(world, f"/{id}?redirect=false", side="")).status == status
    posted = as_staff(who, "POST", path_of(world, side=""), asked(), Idempotency_Key=KEY)
    assert posted.status == (201 if status == 200 else status)


def test_two_callers_with_one_key_get_two_attachments(world: World) -> None:
    theirs = open_one(world)
    mine = as_staff("agent", "POST", path_of(world, side=""), asked(), Idempotency_Key=KEY)
    assert (mine.status, mine.json["id"] != theirs["id"]) == (201, True)


# --- Limits


def test_a_ticket_takes_its_files_of_a_day_and_more_the_next(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "FILES_A_DAY", 2)
    for i in range(2):
        open_one(world, f"{KEY}{i}")
    over = as_public(track(world), "POST", path_of(world), asked(), Idempotency_Key=f"{KEY}2")
    assert (over.status, over.json["type"], over.json["files"]) == (429, "/problems/too-many-files", 2)
    again = as_public(track(world), "POST", path_of(world), asked(), Idempotency_Key=f"{KEY}0")
    assert again.status == 200
    world.clock.now += timedelta(days=1)
    assert open_one(world, f"{KEY}2")["id"]


def test_a_ticket_takes_five_hundred_megabytes_a_day(world: World) -> None:
    for i in range(20):
        open_one(world, f"{KEY}{i}", size=25 * 1024 * 1024)
    over = as_public(track(world), "POST", path_of(world), asked(size=1), Idempotency_Key=f"{KEY}20")
    assert over.status == 429


def test_two_hundred_files_are_listed_page_by_page_each_once(world: World) -> None:
    """Most are kept directly, for moto copies all its tables at each transaction."""
    gif = specimens.picture("GIF", (2, 2))
    for i in range(200):
        world.clock.now += timedelta(seconds=1)
        upload = attachments.Upload(name=f"{i}.gif", type="image/gif", size=len(gif))
        if i % 20:
            one = attachments._attachment(SECRET, world.ticket, upload, by="requester", key=str(i), now=world.clock())
            file_store._row(msgspec.structs.replace(one, state=State.ACCEPTED), world.ticket.seal).save()
            continue
        opened = attachments.open_upload(world.context, world.ticket, upload, by="requester", key=str(i))
        world.upload({"fields": opened.place.fields}, gif)
        inspecting.scan(world.context, opened.attachment.incoming, "")
    assert [item["name"] for item in listed(world)] == [f"{i}.gif" for i in range(200)]
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = as_public(track(world), "GET", path_of(world, f"?limit=30&cursor={cursor}")).json
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen)) == 200
    assert attachments.FILES_A_DAY == 200


@pytest.mark.parametrize("query", ["?limit=0", "?limit=201", "?cursor=%20", "?more=1"])
def test_a_wrong_query_is_named(world: World, query: str) -> None:
    assert as_public(track(world), "GET", path_of(world, query)).status == 422


# --- The scan


def test_the_message_that_sets_the_notification_up_is_no_upload(world: World) -> None:
    from chalicelib.tickets.scan_handlers import tickets_scan
    from tests.http import CONTEXT

    record = {"messageId": "1", "eventSource": "aws:sqs", "body": '{"Event": "s3:TestEvent"}', "attributes": {}}
    assert tickets_scan({"Records": [record]}, CONTEXT) == {"batchItemFailures": []}
    assert world.counted == []


def test_a_repeated_message_changes_nothing(world: World) -> None:
    told = world.upload(open_one(world), PHOTO)
    world.scan(told, told)
    world.scan(told)
    assert len(world.attached()) == 1
    assert world.counted == ["attachment.accepted", "attachment.known", "attachment.known"]
    assert [key.split("/")[0] for key in world.versions()] == ["files"]


def test_a_second_upload_to_the_same_place_is_dropped(world: World) -> None:
    place = open_one(world)
    first, second = world.upload(place, PHOTO), world.upload(place, PHOTO)
    world.scan(second)
    world.scan(first)
    assert len(world.attached()) == 1
    assert [key.split("/")[0] for key in world.versions()] == ["files"]


@pytest.mark.parametrize(
    "key", ["incoming/261234567890/x", "incoming/x", "nonsense", "files/{number}/x", "incoming/{number}/x"]
)
def test_an_upload_that_belongs_to_nothing_is_dropped(world: World, key: str) -> None:
    place = {"fields": {"key": key.format(number=world.ticket.number), "Content-Type": "image/jpeg"}}
    world.scan(world.upload(place, PHOTO))
    assert world.versions() == []
    assert world.counted == ["attachment.unknown"]


@pytest.mark.parametrize("by", ["public", "staff"])
def test_nobody_attaches_to_an_erased_ticket(world: World, by: str) -> None:
    before = world.store.get(world.ticket.number)
    world.store.save(Change(before=before, after=before.with_(erased=True, seal=b""), events=()))
    if by == "public":
        answer = as_public(track(world), "POST", path_of(world), asked(), Idempotency_Key=KEY)
    else:
        answer = as_staff("agent", "POST", path_of(world, side=""), asked(), Idempotency_Key=KEY)
    assert answer.status in (404, 409), answer.text


def test_an_upload_to_an_erased_ticket_is_dropped(world: World) -> None:
    told = world.upload(open_one(world), PHOTO)
    before = world.store.get(world.ticket.number)
    world.store.save(Change(before=before, after=before.with_(erased=True, seal=b""), events=()))
    world.scan(told)
    assert world.versions() == []


def test_others_may_change_the_ticket_meanwhile(world: World) -> None:
    place = open_one(world)
    told = world.upload(place, PHOTO)
    reads = 0

    class Busy:
        """The tickets, which somebody changes after each of the first three reads."""

        def __getattr__(self, name: str) -> Any:
            return getattr(world.store, name)

        def get(self, number: str) -> Any:
            nonlocal reads
            ticket = world.store.get(number)
            if (reads := reads + 1) <= 3:
                world.store.save(Change(before=ticket, after=ticket, events=()))
            return ticket

    with wiring.using(attachments=world.using(tickets=Busy())):
        world.scan(told)
    ticket = world.store.get(world.ticket.number)
    assert (ticket.files, ticket.version) == (1, 5)


def test_a_ticket_that_never_rests_is_left_to_the_queue(world: World) -> None:
    told = world.upload(open_one(world), PHOTO)

    class Restless(file_store.DynamoAttachments):
        def accept(self, change: Change, attachment: attachments.Attachment) -> None:
            raise TicketChanged(version=9)

    with wiring.using(attachments=world.using(attachments=Restless())):
        assert world.scan(told) == {"batchItemFailures": [{"itemIdentifier": "0"}]}
    world.scan(told)
    assert len(world.attached()) == 1


def test_an_erasure_during_the_scan_leaves_no_file(world: World) -> None:
    told = world.upload(open_one(world), PHOTO)

    class Erasing(file_store.S3Files):
        def keep(self, key: str, data: bytes, type: str) -> None:
            super().keep(key, data, type)
            before = world.store.get(world.ticket.number)
            world.store.save(Change(before=before, after=before.with_(erased=True, seal=b""), events=()))

    with wiring.using(attachments=world.using(files=Erasing(BUCKET, lambda: world.client))):
        world.scan(told)
    assert world.current() == []
    assert world.versions("incoming/") == []


def test_an_upload_that_is_gone_already_is_known(world: World) -> None:
    place = open_one(world)
    assert inspecting.scan(world.context, place["fields"]["key"], "") == "known"


def test_a_fault_of_the_store_is_no_answer(world: World) -> None:
    """Whatever else than a condition fails is raised, so that the request fails or the message comes again."""
    from pynamodb.exceptions import GetError, PutError, TransactWriteError

    one = attachments.Attachment(number=world.ticket.number, id="x", type="image/png", size=1, by="a", at="")
    kept, table = world.context.attachments, rows.Row.Meta.table_name
    change = Change(before=world.ticket, after=world.ticket, events=tuple(world.store.history(world.ticket.number)))
    quota = attachments.Quota(day="2026-03-01", files=1, bytes=1, expires=world.clock())
    rows.Row.Meta.table_name = "no-such-table"
    file_store.FileRow._connection = rows.Row._connection = None
    try:
        for raised, fault in (
            (TransactWriteError, lambda: kept.open(one, quota, world.ticket.seal)),
            (TransactWriteError, lambda: kept.accept(change, one)),
            (PutError, lambda: kept.refuse(one, world.ticket.seal)),
            (GetError, lambda: kept.get(world.ticket, "x")),
        ):
            with pytest.raises(raised):
                fault()  # type: ignore[no-untyped-call]
    finally:
        rows.Row.Meta.table_name = table
        file_store.FileRow._connection = rows.Row._connection = None


def test_a_fault_of_the_bucket_is_no_answer(world: World) -> None:
    from botocore.exceptions import ClientError

    with pytest.raises(ClientError):
        file_store.S3Files("no-such-bucket", lambda: world.client).read("incoming/x", "", 9)


class Says:
    """A virus scanner that says one thing."""

    def __init__(self, verdict: Verdict) -> None:
        self.says = verdict

    def verdict(self, key: str, version: str) -> Verdict:
        return self.says


@pytest.mark.parametrize(("verdict", "reason"), [(Verdict.INFECTED, "infected"), (Verdict.UNREADABLE, "not-scanned")])
def test_what_the_virus_scanner_does_not_clear_is_refused(world: World, verdict: Verdict, reason: str) -> None:
    told = world.upload(open_one(world), PHOTO)
    with wiring.using(attachments=world.using(scanner=Says(verdict))):
        world.scan(told)
    assert listed(world)[0]["reason"] == reason
    assert world.versions() == []


def test_a_file_waits_for_the_virus_scanner(world: World) -> None:
    told = world.upload(open_one(world), PHOTO)["s3"]["object"]
    key = told["key"].replace("%2F", "/")
    scanner = file_store.GuardDutyScanner(BUCKET, lambda: world.client)
    with pytest.raises(NotScannedYet):
        inspecting.scan(world.using(scanner=scanner), key, told["versionId"])
    assert len(world.versions("incoming/")) == 1
    tag = {"TagSet": [{"Key": scanner.TAG, "Value": "NO_THREATS_FOUND"}]}
    world.client.put_object_tagging(Bucket=BUCKET, Key=key, VersionId=told["versionId"], Tagging=tag)
    assert inspecting.scan(world.using(scanner=scanner), key, told["versionId"]) == "accepted"


def test_a_scan_that_comes_after_a_refusal_leaves_no_orphan(world: World) -> None:
    """Two scans of two uploads to one place run at once: one refuses while the other has moved its file already."""
    place = open_one(world)
    hostile, good = world.upload(place, b"MZ\x90"), world.upload(place, PHOTO)

    class Late(file_store.S3Files):
        def keep(self, key: str, data: bytes, type: str) -> None:
            super().keep(key, data, type)
            world.scan(hostile)

    late = Late(BUCKET, lambda: world.client)
    with wiring.using(attachments=world.using(files=late), secret=SECRET):
        world.scan(good)
    assert listed(world)[0]["state"] == "refused"
    assert world.current() == []
    assert world.versions("incoming/") == []


def test_a_refusal_that_comes_after_an_acceptance_changes_nothing(world: World) -> None:
    place = open_one(world)
    hostile, good = world.upload(place, b"MZ\x90"), world.upload(place, PHOTO)

    class Late(file_store.DynamoAttachments):
        def refuse(self, attachment: attachments.Attachment, seal: bytes) -> None:
            with wiring.using(attachments=world.context):
                world.scan(good)
            super().refuse(attachment, seal)

    with wiring.using(attachments=world.using(attachments=Late())):
        world.scan(hostile)
    assert listed(world)[0]["state"] == "accepted"
    assert len(world.current("files/")) == 1
    assert world.versions("incoming/") == []


def test_a_ticket_whose_seal_was_dropped_shows_no_names(world: World) -> None:
    attach(world)
    ticket = world.store.get(world.ticket.number).with_(seal=b"")
    found, _ = attachments.listed(world.context, ticket, public=True)
    assert [one.name for one in found] == [""]
