"""The laptop's cloud: MiniStack with our mends, on 127.0.0.1 (`python -m local.cloud`).

`local.stack` starts it, with the environment that MiniStack reads when it is imported.
"""

import asyncio
import contextlib
import faulthandler
import json
import resource
import shutil
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from local import mends
from local.clock import Backwards, MovableClock
from local.exchange import Exchange
from local.mends import executions, upstream
from local.mends.timers import Journal
from local.settings import ACCOUNT, REGION, Settings
from local.timetable import Restless, Timetable

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
DRAIN = 15.0
"""Seconds at most that a stop waits for the work under way."""


def environment(settings: Settings) -> dict[str, str]:
    """Return what MiniStack reads from its environment (its README, "Configuration")."""
    return {
        "GATEWAY_PORT": str(settings.cloud_port),
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_REGION": REGION,
        "MINISTACK_HOST": "localhost",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(settings.cloud_state),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(settings.state / "s3"),
        "TMPDIR": str(settings.temporary),
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "AUTH": "true" if settings.auth else "false",
        "AWS_ACCESS_KEY_ID": ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ENDPOINT_URL": settings.endpoint,
        **settings.connect_environment(),
        "CLOCK_OFFSET_FILE": str(settings.clock_file),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


class Control:
    """MiniStack's application, and beside it our own few calls under `/_nidaa/`."""

    def __init__(self, cloud: Any, timetable: Timetable) -> None:
        self._cloud = cloud
        self._timetable = timetable

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/_nidaa/"):
            await self._answer(scope, receive, send)
            return
        if scope["type"] == "lifespan":
            receive = self._draining(receive)
        await self._cloud(scope, receive, send)

    def _draining(self, receive: Receive) -> Receive:
        """Let the work under way end before MiniStack writes its state down."""

        async def next_message() -> dict[str, Any]:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await asyncio.to_thread(self._timetable.settle, DRAIN)
                await asyncio.to_thread(executions.gate.shut)
            return message

        return next_message

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = (scope["method"], scope["path"])
        if call == ("GET", "/_nidaa/clock"):
            await _send(send, 200, self._time())
        elif call == ("POST", "/_nidaa/clock"):
            status, body = await asyncio.to_thread(self._advance, json.loads(await _body(receive)))
            await _send(send, status, body)
        elif call == ("GET", "/_nidaa/workflows"):
            await _send(send, 200, executions.record.report())
        elif call == ("POST", "/_nidaa/settle"):
            busy = await asyncio.to_thread(self._timetable.settle, DRAIN)
            await _send(send, 200, {"quiet": not busy, "busy": busy})
        else:
            await _send(send, 404, {})

    def _time(self) -> dict[str, Any]:
        clock = self._timetable.clock
        timers = [{"at": timer.at, "name": timer.name} for timer in self._timetable.upcoming()]
        return {"now": clock.now(), "offset": clock.offset, "timers": timers[:50]}

    def _advance(self, asked: dict[str, float]) -> tuple[int, dict[str, Any]]:
        """Move the clock to `to` or on by `seconds`: 409 while it moves, 422 to the past, 504 if work does not end."""
        table = self._timetable
        if not table.moving.acquire(blocking=False):
            return 409, {"detail": "the clock is being moved"}
        try:
            to = asked["to"] if "to" in asked else table.clock.now() + asked["seconds"]
            fired = table.advance(to)
        except Backwards:
            return 422, {"detail": "the instant has passed"}
        except Restless as error:
            return 504, {"detail": f"not done in time: {error}"}
        finally:
            table.moving.release()
        return 200, {"now": table.clock.now(), "fired": [{"at": t.at, "name": t.name} for t in fired]}


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def _send(send: Send, status: int, body: dict[str, Any]) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(body).encode()})


def main() -> None:
    """Serve until a SIGINT or SIGTERM; then write the state down and leave the mark of a clean stop."""
    # kill -USR1 writes what every thread does into the log.
    faulthandler.register(signal.SIGUSR1)
    settings = Settings.from_env()
    settings.clean_stop.unlink(missing_ok=True)
    for folder in (settings.cloud_state, settings.temporary, settings.logs):
        folder.mkdir(parents=True, exist_ok=True)
    clock, journal = MovableClock(settings.clock_file), Journal()
    # Many threads, each at work for a moment: with Python's 5 ms turns, an answer waits for several of them.
    sys.setswitchinterval(0.0005)
    mends.apply(clock, journal, most_workers=settings.workers, auth=settings.auth)
    _raise_file_limit()
    asyncio.run(_serve(settings, Timetable(clock, journal, Exchange(settings.connect_port))))
    upstream.core("lambda_runtime").reset()
    shutil.rmtree(settings.temporary, ignore_errors=True)
    settings.clean_stop.touch()


async def _serve(settings: Settings, timetable: Timetable) -> None:
    import ministack.app
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    config = Config()
    config.bind = [f"127.0.0.1:{settings.cloud_port}"]
    config.keep_alive_timeout = 75
    config.keep_alive_max_requests = 10**9
    config.graceful_timeout = 5
    config.shutdown_timeout = DRAIN + 30
    config.loglevel = "WARNING"
    app: Any = Control(ministack.app.app, timetable)
    with contextlib.suppress(asyncio.CancelledError):
        await serve(app, config)


def _raise_file_limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


if __name__ == "__main__":
    main()
