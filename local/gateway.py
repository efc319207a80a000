"""The one address of the laptop's stack (`python -m local.gateway`): faces, API, live screens, and `/_local`.

HTTP/1.1 by h11 on asyncio; kept-alive connections to the cloud; a WebSocket is passed on byte by byte.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from pathlib import Path

import h11

from local import faces
from local.desk import Desk
from local.http import Answer, Headers, Problem, Request, as_problem
from local.pages import welcome
from local.settings import ROOT, Settings
from local.state import Deployed, read_deployed

HOP_BY_HOP = {
    b"connection",
    b"keep-alive",
    b"proxy-authenticate",
    b"proxy-authorization",
    b"proxy-connection",
    b"te",
    b"trailer",
    b"transfer-encoding",
    b"upgrade",
}
LARGEST = 10 * 2**20
"""Bytes of a body, as API Gateway has it."""
IDLE = 30.0
"""Seconds after which a kept connection to the cloud is not used again; the cloud closes it after 75."""
CHUNK = 65_536
SIGNS_IN = b"AWSCognitoIdentityProviderService."
"""The protocol that the console signs staff in by; the laptop's Cognito is reached at our own address."""
TELEPHONE = "/_local/telephone/"
_REASONS = {status.value: status.phrase.encode() for status in HTTPStatus}
log = logging.getLogger("local.gateway")


@dataclass
class Upstream:
    """One connection to the cloud."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    used: float = 0.0

    def fresh(self) -> bool:
        return time.monotonic() - self.used < IDLE and not self.reader.at_eof() and not self.writer.is_closing()


@dataclass
class Proxy:
    """Passes requests on to the cloud, or to another process of the stack."""

    host: str
    port: int
    name: str = "cloud"
    idle: list[Upstream] = field(default_factory=list)

    async def pass_on(self, request: Request, target: str) -> Answer:
        """Return the cloud's answer to a request.

        :raises Problem: 502 if the cloud does not answer
        """
        try:
            return await self._exchange(request, target)
        except (OSError, h11.RemoteProtocolError, asyncio.IncompleteReadError) as error:
            raise Problem(502, f"{self.name}-away", f"The {self.name} did not answer: {error!r}") from error

    async def _exchange(self, request: Request, target: str) -> Answer:
        connection = await self._connection()
        client = h11.Connection(h11.CLIENT)
        head = h11.Request(method=request.method, target=target, headers=self._headers(request))
        parts = [client.send(head) or b""]
        if request.body:
            parts.append(client.send(h11.Data(data=request.body)) or b"")
        parts.append(client.send(h11.EndOfMessage()) or b"")
        try:
            connection.writer.write(b"".join(parts))
            answer = await _read_answer(client, connection.reader)
        except BaseException:
            connection.writer.close()
            raise
        if client.our_state is h11.DONE and client.their_state is h11.DONE:
            connection.used = time.monotonic()
            self.idle.append(connection)
        else:
            connection.writer.close()
        return answer

    async def _connection(self) -> Upstream:
        while self.idle:
            connection = self.idle.pop()
            if connection.fresh():
                return connection
            connection.writer.close()
        return await self.open()

    async def open(self) -> Upstream:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        return Upstream(reader, writer, time.monotonic())

    def _headers(self, request: Request) -> Headers:
        dropped = HOP_BY_HOP | _named_by_connection(request.headers) | {b"host", b"content-length", b"expect"}
        headers = [(name, value) for name, value in request.headers if name not in dropped]
        headers += [
            (b"host", f"{self.host}:{self.port}".encode()),
            (b"x-forwarded-host", request.header(b"host")),
            (b"x-forwarded-proto", b"http"),
        ]
        if request.body or request.method in {"POST", "PUT", "PATCH"}:
            headers.append((b"content-length", str(len(request.body)).encode()))
        return headers


async def _read_answer(client: h11.Connection, reader: asyncio.StreamReader) -> Answer:
    status, headers, body = 502, list[tuple[bytes, bytes]](), bytearray()
    while True:
        event = client.next_event()
        if event is h11.NEED_DATA:
            client.receive_data(await reader.read(CHUNK))
        elif isinstance(event, h11.Response):
            status, headers = event.status_code, list(event.headers)
        elif isinstance(event, h11.Data):
            body += event.data
        elif isinstance(event, h11.EndOfMessage):
            dropped = HOP_BY_HOP | _named_by_connection(headers) | {b"content-length", b"server", b"date"}
            return Answer(status, bytes(body), [(n, v) for n, v in headers if n not in dropped])
        elif isinstance(event, h11.ConnectionClosed):
            raise h11.RemoteProtocolError("closed before an answer")


def _named_by_connection(headers: Headers) -> set[bytes]:
    """Return the headers that `Connection` names as meant for this hop only (RFC 9110, 7.6.1)."""
    return {name.strip().lower() for key, value in headers if key == b"connection" for name in value.split(b",")}


@dataclass
class Gateway:
    """Knows who answers what."""

    settings: Settings
    deployed: Deployed
    desk: Desk
    web: Path = ROOT / "web" / "dist"
    contract: Path = ROOT / "docs" / "openapi.json"

    def __post_init__(self) -> None:
        self.proxy = Proxy("127.0.0.1", self.settings.cloud_port)
        self.telephone = Proxy("127.0.0.1", self.settings.connect_port, "telephone")

    async def answer(self, request: Request) -> Answer:
        """Answer a request, with a problem if it cannot be."""
        try:
            return await self._route(request)
        except Problem as problem:
            return as_problem(problem, request.path)

    async def _route(self, request: Request) -> Answer:
        path = request.path
        if path.startswith(("/v1/", "/open311/")):
            return await self.proxy.pass_on(request, self.deployed.api_path + request.target)
        if path.startswith(TELEPHONE):
            return await self.telephone.pass_on(request, request.target.removeprefix("/_local"))
        if path.startswith("/_local/"):
            return await asyncio.to_thread(self.desk.answer, request)
        if path == "/cognito/" and request.header(b"x-amz-target").startswith(SIGNS_IN):
            return await self.proxy.pass_on(request, "/")
        if request.method not in {"GET", "HEAD"}:
            raise Problem(405, "method-not-allowed", f"{request.method} is not for {path}.")
        return self._page(request)

    def _page(self, request: Request) -> Answer:
        path = request.path
        if path == "/openapi.json":
            return _json(self._contract())
        if path == "/config.json":
            return _json(faces.settings_of(self.deployed.outputs.get("UserPoolClientId", "")))
        if not self.web.is_dir():
            if path != "/":
                raise Problem(404, "not-found", f"Nothing is at {path}.")
            return Answer(200, welcome(self.settings), [(b"content-type", b"text/html; charset=utf-8")])
        # Files go to and come from the cloud's S3, which is another origin, as on AWS.
        return faces.page(self.web, path, b"gzip" in request.header(b"accept-encoding"), *self._stores())

    def _stores(self) -> tuple[str, ...]:
        return tuple(f"http://{host}:{self.settings.cloud_port}" for host in ("127.0.0.1", "localhost"))

    def _contract(self) -> bytes:
        if not self.contract.is_file():
            raise Problem(404, "not-found", f"{self.contract.name} is not there yet.")
        return self.contract.read_bytes()


def _json(body: bytes) -> Answer:
    kind = b"application/json; charset=utf-8"
    return Answer(200, body, [(b"content-type", kind), (b"cache-control", b"no-cache")])


class Conversation:
    """One client's connection, as long as it lasts."""

    def __init__(self, gateway: Gateway, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._gateway, self._reader, self._writer = gateway, reader, writer
        self._server = h11.Connection(h11.SERVER)

    async def run(self) -> None:
        """Answer request after request until one side closes."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            async for request in self._requests():
                if request.header(b"upgrade").lower() == b"websocket":
                    await self._tunnel(request)
                    break
                if request.path.startswith(TELEPHONE) and b"text/event-stream" in request.header(b"accept"):
                    await self._stream(request)
                    break
                self._say(request, await self._answer(request))
                await self._writer.drain()
        self._writer.close()

    async def _answer(self, request: Request) -> Answer:
        if len(request.body) > LARGEST:
            return as_problem(Problem(413, "too-large", "A body may have 10 MB."), request.path)
        try:
            return await self._gateway.answer(request)
        except Exception:
            log.exception("%s %s", request.method, request.target)
            return as_problem(Problem(500, "gateway-error", "The gateway failed; its log says why."), request.path)

    async def _requests(self) -> AsyncIterator[Request]:
        while True:
            try:
                request = await self._next()
            except h11.RemoteProtocolError as error:
                self._refuse(error)
                return
            if request is None:
                return
            yield request
            if self._server.our_state is not h11.DONE or self._server.their_state is not h11.DONE:
                return
            self._server.start_next_cycle()

    async def _next(self) -> Request | None:
        head, body = None, bytearray()
        while True:
            event = self._server.next_event()
            if event is h11.NEED_DATA:
                if self._server.they_are_waiting_for_100_continue:
                    self._write(h11.InformationalResponse(status_code=100, headers=[], reason=b"Continue"))
                self._server.receive_data(await self._reader.read(CHUNK))
            elif isinstance(event, h11.Request):
                head = event
            elif isinstance(event, h11.Data):
                # Beyond the limit the rest is read but not kept: the refusal then reaches the client.
                body += event.data[: LARGEST + 1 - len(body)]
            elif head is not None and isinstance(event, h11.EndOfMessage | h11.PAUSED):
                return Request(head.method.decode(), head.target.decode(), list(head.headers), bytes(body))
            else:
                return None

    def _say(self, request: Request, answer: Answer) -> None:
        bodiless = answer.status in {204, 304} or answer.status < 200
        headers = [*answer.headers, (b"date", formatdate(usegmt=True).encode())]
        if not bodiless:
            headers.append((b"content-length", str(len(answer.body)).encode()))
        self._write(h11.Response(status_code=answer.status, headers=headers, reason=_REASONS.get(answer.status, b"")))
        if answer.body and not bodiless and request.method != "HEAD":
            self._write(h11.Data(data=answer.body))
        self._write(h11.EndOfMessage())

    def _refuse(self, error: h11.RemoteProtocolError) -> None:
        if self._server.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            problem = as_problem(Problem(error.error_status_hint, "bad-request", str(error)), "")
            self._say(Request("GET", "/", []), Answer(problem.status, problem.body, [(b"connection", b"close")]))

    def _write(self, event: h11.Event) -> None:
        if data := self._server.send(event):
            self._writer.write(data)

    async def _tunnel(self, request: Request) -> None:
        target = self._gateway.deployed.live_path
        if request.path != "/ws" or not target:
            self._say(request, as_problem(Problem(404, "not-found", "No live screens are here."), request.path))
            return
        query = request.target.partition("?")[2]
        upstream = await self._gateway.proxy.open()
        host = f"{self._gateway.proxy.host}:{self._gateway.proxy.port}".encode()
        headers = [(b"host", host), *((n, v) for n, v in request.headers if n != b"host")]
        lines = [b"%s %s HTTP/1.1" % (request.method.encode(), f"{target}?{query}".encode())]
        upstream.writer.write(b"\r\n".join([*lines, *(n + b": " + v for n, v in headers), b"", b""]))
        upstream.writer.write(self._server.trailing_data[0])
        await asyncio.gather(_pump(self._reader, upstream.writer), _pump(upstream.reader, self._writer))

    async def _stream(self, request: Request) -> None:
        """Pass on what a softphone is told for as long as both sides stay."""
        try:
            upstream = await self._gateway.telephone.open()
        except OSError as error:
            self._say(request, as_problem(Problem(502, "telephone-away", repr(error)), request.path))
            return
        target = request.target.removeprefix("/_local")
        head = f"GET {target} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\nconnection: close\r\n\r\n"
        upstream.writer.write(head.encode())
        both = [asyncio.ensure_future(_pump(self._reader, upstream.writer)),
                asyncio.ensure_future(_pump(upstream.reader, self._writer))]  # fmt: skip
        _, left = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for one in left:
            one.cancel()
        upstream.writer.close()


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await source.read(CHUNK):
            sink.write(data)
            await sink.drain()
    sink.close()


async def serve(settings: Settings) -> None:
    """Serve on 127.0.0.1, and on ::1 where there is one, until cancelled."""
    gateway = Gateway(settings, deployed := read_deployed(settings), Desk(settings, deployed))

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await Conversation(gateway, reader, writer).run()

    server = await asyncio.start_server(converse, "127.0.0.1", settings.port, backlog=512)
    async with server:
        await server.serve_forever()


def main() -> None:
    logging.basicConfig(format="%(asctime)s %(message)s")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(Settings.from_env()))


if __name__ == "__main__":
    main()
