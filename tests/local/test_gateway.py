"""The gateway over real sockets, with a cloud that answers what it was asked."""

import asyncio
import base64
import gzip
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import h11
import pytest

from local import instants, receipts
from local.desk import Desk
from local.gateway import Conversation, Gateway, Proxy
from local.http import Problem, Request
from local.outbox import Message
from local.settings import Settings
from local.state import Deployed, write_deployed

DEPLOYED = Deployed(outputs={"RestAPIId": "a1", "WebSocketApiId": "w1"}, seeded=True)


class Cloud:
    """Answers each request with what it got; closes the connection if told to."""

    def __init__(self) -> None:
        self.connections = 0
        self.silent = False

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        while head := await _head(reader):
            if self.silent:
                break
            first, *lines = head.decode().split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in lines if line)
            if "upgrade" in headers:
                writer.write(b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n" + first.encode())
                writer.write(await reader.read(100))
                break
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            told = json.dumps({"first": first, "headers": headers, "body": body.decode()}).encode()
            writer.write(
                b"HTTP/1.1 201 Created\r\nserver: x\r\nconnection: keep-alive, x-hop\r\nx-hop: 1\r\nx-own: 2\r\n"
                b"content-length: %d\r\n\r\n" % len(told)
            )
            writer.write(told if not first.startswith("HEAD") else b"")
        writer.close()


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


class Client:
    """A raw connection to the gateway."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def say(self, text: bytes) -> tuple[int, dict[str, str], bytes]:
        """Send bytes; return the status, headers and body that come back."""
        self.writer.write(text)
        reading = h11.Connection(h11.CLIENT)
        reading.send(h11.Request(method=text.split(b" ", 1)[0], target="/", headers=[("host", "x")]))
        reading.send(h11.EndOfMessage())
        status, headers, body = 0, dict[str, str](), b""
        while True:
            event = reading.next_event()
            if event is h11.NEED_DATA:
                reading.receive_data(await self.reader.read(65_536))
            elif isinstance(event, h11.Response):
                status, headers = event.status_code, {k.decode(): v.decode() for k, v in event.headers}
            elif isinstance(event, h11.Data):
                body += event.data
            elif isinstance(event, h11.EndOfMessage):
                return status, headers, body


Talk = Callable[[Client, Cloud, Gateway], Awaitable[None]]


@pytest.fixture
def run(tmp_path: Path) -> Callable[[Talk], None]:
    """Return how to talk with a gateway in front of a cloud."""

    async def meet(talk: Talk) -> None:
        cloud = Cloud()
        behind = await asyncio.start_server(cloud, "127.0.0.1", 0)
        settings = Settings(state=tmp_path, cloud_port=behind.sockets[0].getsockname()[1])
        gateway = Gateway(
            settings, DEPLOYED, Desk(settings, DEPLOYED), web=tmp_path / "dist", contract=tmp_path / "openapi.json"
        )

        async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await Conversation(gateway, reader, writer).run()

        front = await asyncio.start_server(converse, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection("127.0.0.1", front.sockets[0].getsockname()[1])
        try:
            await asyncio.wait_for(talk(Client(reader, writer), cloud, gateway), 60)
        finally:
            writer.close()
            for connection in gateway.proxy.idle:
                connection.writer.close()
            front.close()
            behind.close()
            # What was closed comes to its end in the next turns.
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                await asyncio.wait([task], timeout=1)

    return lambda talk: asyncio.run(meet(talk))


def test_a_call_goes_to_the_api_and_hop_by_hop_headers_stay_behind(run: Callable[[Talk], None]) -> None:
    async def talk(client: Client, _cloud: Cloud, _gateway: Gateway) -> None:
        status, headers, body = await client.say(
            b"POST /v1/public/tickets?a=1 HTTP/1.1\r\nhost: localhost:8000\r\nconnection: keep-alive, x-mine\r\n"
            b"x-mine: 1\r\nte: trailers\r\nidempotency-key: k\r\ncontent-length: 2\r\n\r\n{}"
        )
        told = json.loads(body)
        assert (status, told["first"]) == (201, "POST /_aws/execute-api/a1/api/v1/public/tickets?a=1 HTTP/1.1")
        assert told["headers"]["idempotency-key"] == "k"
        assert told["headers"]["x-forwarded-host"] == "localhost:8000"
        assert not {"x-mine", "te"} & told["headers"].keys()
        assert told["body"] == "{}"
        assert headers["x-own"] == "2"
        assert not {"x-hop", "server", "connection"} & headers.keys()

    run(talk)


def test_one_connection_to_the_cloud_serves_many_calls(run: Callable[[Talk], None]) -> None:
    async def talk(client: Client, cloud: Cloud, _gateway: Gateway) -> None:
        for _ in range(3):
            status, *_ = await client.say(b"GET /v1/me HTTP/1.1\r\nhost: x\r\n\r\n")
            assert status == 201
        assert cloud.connections == 1

    run(talk)


def test_telephones_reach_the_engine(run: Callable[[Talk], None]) -> None:
    async def talk(client: Client, _cloud: Cloud, gateway: Gateway) -> None:
        gateway.telephone = gateway.proxy
        *_, body = await client.say(
            b"POST /_local/telephone/calls?a=1 HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}"
        )
        told = json.loads(body)
        assert (told["first"], told["body"]) == ("POST /telephone/calls?a=1 HTTP/1.1", "{}")

    run(talk)


def test_what_a_softphone_is_told_is_passed_on_as_it_comes(run: Callable[[Talk], None]) -> None:
    async def talk(client: Client, _cloud: Cloud, gateway: Gateway) -> None:
        gateway.telephone = gateway.proxy
        status, _, body = await client.say(
            b"GET /_local/telephone/agents/salma/events HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\n\r\n"
        )
        assert (status, json.loads(body)["first"]) == (201, "GET /telephone/agents/salma/events HTTP/1.1")

    run(talk)


def test_an_engine_that_is_away_is_a_problem(run: Callable[[Talk], None]) -> None:
    async def talk(client: Client, _cloud: Cloud, gateway: Gateway) -> None:
        gateway.telephone = Proxy("127.0.0.1", 9, "telephone")
        for accept in (b"application/json", b"text/event-stream"):
            status, _, body = await client.say(
                b"GET /_local/telephone/agents/x/events HTTP/1.1\r\nhost: x\r\naccept: " + accept + b"\r\n\r\n"
            )
            assert (status, json.loads(body)["type"]) == (502, "/problems/telephone-away")

    run(talk)


def test_a_chunked_body_arrives_whole(run: Callable[[Talk], None]) -> None:
    async def talk(client: Client, _cloud: Cloud, _gateway: Gateway) -> None:
        *_, body = await client.say(
            b"POST /open311/v2/requests.json HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
            b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
        )
        assert json.loads(body)["body"] == "abcde"

    run(talk)


def test_a_head_request_gets_no_body(run: Callable[[Talk], None]) -> None:
    async def talk(client: Client, _cloud: Cloud, _gateway: Gateway) -> None:
        status, _, body = await client.say(b"HEAD / HTTP/1.1\r\nhost: x\r\n\r\n")
        assert (status, body) == (200, b"")

    run(talk)


def test_a_body_over_ten_megabytes_is_refused(run: Callable[[Talk], None]) -> None:
    async def talk(client: Client, cloud: Cloud, _gateway: Gateway) -> None:
        size = 10 * 2**20 + 1
        status, headers, _ = await client.say(
            b"POST /v1/tickets HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n" % size + b"a" * size
        )
        assert (status, headers["content-type"], cloud.connections) == (413, "application/problem+json", 0)

    run(talk)


def test_a_cloud_that_does_not_answer_is_a_problem(run: Callable[[Talk], None]) -> None:
    async def talk(client: Client, cloud: Cloud, _gateway: Gateway) -> None:
        cloud.silent = True
        status, headers, body = await client.say(b"GET /v1/me HTTP/1.1\r\nhost: x\r\n\r\n")
        assert (status, headers["content-type"]) == (502, "application/problem+json")
        assert json.loads(body)["type"] == "/problems/cloud-away"

    run(talk)


def test_what_is_no_http_is_refused(run: Callable[[Talk], None]) -> None:
    async def talk(client: Client, _cloud: Cloud, _gateway: Gateway) -> None:
        status, *_ = await client.say(b"GET /\x00 nonsense\r\n\r\n")
        assert status == 400

    run(talk)


def test_a_websocket_is_passed_on_byte_by_byte(run: Callable[[Talk], None]) -> None:
    async def talk(client: Client, _cloud: Cloud, _gateway: Gateway) -> None:
        client.writer.write(
            b"GET /ws?ticket=t HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n\x81\x00"
        )
        told = await client.reader.read(-1)
        assert told.startswith(b"HTTP/1.1 101")
        assert told.endswith(b"GET /_aws/execute-api/w1/api?ticket=t HTTP/1.1\x81\x00")

    run(talk)


def ask(path: str, method: str = "GET", body: Any = None) -> Request:
    return Request(method, path, [], json.dumps(body).encode() if body is not None else b"")


@pytest.fixture
def gateway(tmp_path: Path) -> Gateway:
    settings = Settings(state=tmp_path, port=8123, cloud_port=9)
    web = tmp_path / "dist"
    (web / "console").mkdir(parents=True)
    (web / "console" / "index.html").write_text("console")
    (web / "index.html").write_text("portal")
    (web / "assets").mkdir()
    (web / "assets" / "a.js").write_text("1")
    (tmp_path / "secret.txt").write_text("no")
    return Gateway(settings, DEPLOYED, Desk(settings, DEPLOYED), web=web, contract=tmp_path / "openapi.json")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/", b"portal"),
        ("/tickets/12", b"portal"),
        ("/console/", b"console"),
        ("/console/queue/mine", b"console"),
        ("/console/admin/staff/agent.salma", b"console"),
    ],
)
def test_a_faces_own_addresses_show_its_page(gateway: Gateway, path: str, body: bytes) -> None:
    answer = asyncio.run(gateway.answer(ask(path)))
    assert (answer.status, answer.body) == (200, body)


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/missing.js", "/console/missing.css",
                                  "/assets/gone", "/console/assets/gone.js"])  # fmt: skip
def test_nothing_outside_the_faces_is_shown(gateway: Gateway, path: str) -> None:
    assert asyncio.run(gateway.answer(ask(path))).status == 404


def test_assets_are_kept_and_pages_are_not(gateway: Gateway) -> None:
    kept = dict(asyncio.run(gateway.answer(ask("/assets/a.js"))).headers)
    page = dict(asyncio.run(gateway.answer(ask("/"))).headers)
    assert (kept[b"cache-control"], page[b"cache-control"]) == (b"public, max-age=31536000, immutable", b"no-cache")


def test_without_faces_the_page_says_in_both_languages_what_is_here(tmp_path: Path) -> None:
    settings = Settings(state=tmp_path, port=8123)
    bare = Gateway(settings, DEPLOYED, Desk(settings, DEPLOYED), web=tmp_path / "none")
    page = asyncio.run(bare.answer(ask("/"))).body.decode()
    assert 'lang="ar" dir="rtl"' in page
    assert "http://localhost:8123" in page
    assert "/openapi.json" in page


def test_the_contract_is_served(gateway: Gateway) -> None:
    assert asyncio.run(gateway.answer(ask("/openapi.json"))).status == 404
    gateway.contract.write_text('{"openapi": "3.1.0"}')
    answer = asyncio.run(gateway.answer(ask("/openapi.json")))
    assert json.loads(answer.body) == {"openapi": "3.1.0"}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/_local/nothing", None, 404),
        ("DELETE", "/_local/clock", None, 405),
        ("POST", "/_local/clock", {}, 422),
        ("POST", "/_local/clock", {"advance": "P3D", "to": "2026-01-01T00:00:00Z"}, 422),
        ("POST", "/_local/clock", {"advance": "three days"}, 422),
        ("POST", "/_local/clock", {"to": "2026-01-01T00:00:00"}, 422),
        ("POST", "/_local/clock", {"to": "9999-12-31T00:00:00Z"}, 422),
        ("POST", "/_local/clock", {"advance": "P9999999D"}, 422),
        ("POST", "/_local/clock", [1], 400),
        ("POST", "/_local/tokens", {"username": "nobody"}, 404),
        ("POST", "/_local/outbox/1", {"state": "eaten"}, 422),
        ("GET", "/_local/health", None, 503),
        ("POST", "/tickets", None, 405),
    ],
)
def test_a_wrong_local_call_is_a_problem(gateway: Gateway, method: str, path: str, body: Any, status: int) -> None:
    answer = asyncio.run(gateway.answer(ask(path, method, body)))
    assert answer.status == status
    assert dict(answer.headers)[b"content-type"] == b"application/problem+json"
    assert json.loads(answer.body)["instance"] == path


@pytest.mark.parametrize(
    ("duration", "seconds"), [("P3D", 259_200), ("PT90M", 5_400), ("P1W", 604_800), ("P1DT2H3M4.5S", 93_784.5)]
)
def test_durations_are_read(duration: str, seconds: float) -> None:
    assert instants.seconds(duration) == seconds


@pytest.mark.parametrize("wrong", ["", "P", "PT", "3D", "P1M", "P-1D", "PT1D", "P1.5D"])
def test_what_is_no_duration_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        instants.seconds(wrong)


def test_instants_are_written_in_utc_and_read_with_their_offset() -> None:
    assert instants.text(0) == "1970-01-01T00:00:00.000Z"
    assert instants.instant("1970-01-01T04:00:00+04:00") == 0
    with pytest.raises(ValueError, match="offset"):
        instants.instant("1970-01-01T04:00:00")


TEXT = Message("m-1", "sms", "+96890000001", "نص", 100.0)


@pytest.mark.parametrize(
    ("state", "status", "group"), [("delivered", "SUCCESS", ""), ("failed", "FAILURE", "/Failure")]
)
def test_a_texts_receipt_is_the_line_that_sns_logs(state: str, status: str, group: str) -> None:
    event = receipts.logged(receipts.sms_record(TEXT, state, 101.0), state, 101.0)
    batch = json.loads(gzip.decompress(base64.b64decode(event["awslogs"]["data"])))
    line = json.loads(batch["logEvents"][0]["message"])
    assert batch["logGroup"] == f"sns/me-central-1/000000000000/DirectPublishToPhoneNumber{group}"
    assert (line["status"], line["notification"]["messageId"]) == (status, "m-1")
    assert line["delivery"]["destination"] == "+96890000001"


def test_a_mails_receipt_is_the_event_that_ses_publishes() -> None:
    mail = Message("e-1", "email", "maryam@example.example", "نص", 100.0, "s", "no-reply@nidaa.example")
    assert receipts.ses_event(mail, "delivered", 101.0)["eventType"] == "Delivery"
    bounce = receipts.ses_event(mail, "failed", 101.0)
    assert (bounce["eventType"], bounce["bounce"]["bounceType"]) == ("Bounce", "Permanent")
    assert bounce["mail"]["messageId"] == "e-1"


def test_a_mail_without_html_and_a_text_are_shown_as_the_contract_says() -> None:
    assert TEXT.shown() == {
        "id": "m-1",
        "channel": "sms",
        "to": "+96890000001",
        "text": "نص",
        "at": "1970-01-01T00:01:40.000Z",
    }


def test_what_was_deployed_is_found_again(tmp_path: Path) -> None:
    from local.state import read_deployed

    settings = Settings(state=tmp_path)
    assert read_deployed(settings) == Deployed()
    write_deployed(settings, DEPLOYED)
    assert read_deployed(settings) == DEPLOYED
    assert DEPLOYED.live_path == "/_aws/execute-api/w1/api"


def test_a_body_that_is_no_object_is_refused() -> None:
    with pytest.raises(Problem):
        Request("POST", "/", [], b"[]").json()
