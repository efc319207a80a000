"""Warm: what callers wait for through the gateway on a stack of its own, and what a handler costs in processor time."""

import io
import json
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from botocore.client import BaseClient

from bench.figures import Figure, shown, spread
from bench.lab import CONTEXT, complaint, fresh, lab, request
from bench.visitors import Pace, Visitor, pace
from local.clients import Clients
from local.settings import Settings
from local.stack import Stack

OPEN = 100
CALLS = 150
MOST_CREATE, MOST_READ, MOST_LIST = 10, 8, 25
"""Milliseconds, at one client."""
LEAST_CREATES = 200
"""A second, at eight clients."""
CLIENTS = 8
MOST_CPU = 250
"""Microseconds of a registration outside botocore."""
ROUNDS = 3


def measure() -> list[Figure]:
    """Return the figures of a warm service."""
    figures = list(_cpu())
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(state=Path(scratch), port=free_port(), cloud_port=free_port(), connect_port=free_port())
        stack = Stack(settings, say=lambda line: print(f"  {line}", flush=True))
        try:
            stack.start()
            figures += _through_the_gateway(stack)
        finally:
            stack.stop()
    return figures


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _through_the_gateway(stack: Stack) -> Iterator[Figure]:
    port = stack.settings.port
    visitor = Visitor(port)
    yield from _two("create, with everything that follows it", None, lambda clients: _creates(port, clients), rounds=1)
    _settled(stack)
    with unpublished(stack):
        tickets = [visitor.register() for _ in range(OPEN)]
        for what, (path, headers, most) in _looks(visitor, tickets[0]).items():
            yield from _two(what, most, lambda clients, p=path, h=headers: _reads(port, clients, p, h))
        yield from _two("create", MOST_CREATE, lambda clients: _creates(port, clients), least=LEAST_CREATES)


def _looks(visitor: Visitor, ticket: dict[str, Any]) -> dict[str, tuple[str, dict[str, str], float]]:
    """Return what is looked at: path, headers, budget."""
    token = visitor.call("POST", "/_local/tokens", {"username": "distributor.maryam"})["id_token"]
    staff = {"Authorization": f"Bearer {token}"}
    own = {"Authorization": f"Bearer {ticket['track_token']}"}
    return {
        "list of 25 of 100 open": ("/v1/tickets?queue=first_line&body=sawari&limit=25", staff, MOST_LIST),
        "read by staff": (f"/v1/tickets/{ticket['number']}", staff, MOST_READ),
        "read by the requester": (f"/v1/public/tickets/{ticket['number']}", own, MOST_READ),
    }


def _reads(port: int, clients: int, path: str, headers: dict[str, str]) -> Pace:
    return pace(port, clients, CALLS // clients, lambda visitor: visitor.call("GET", path, **headers))


def _creates(port: int, clients: int) -> Pace:
    return pace(port, clients, max(CALLS // clients, 25), Visitor.register)


def _two(what: str, most: float | None, run: Any, *, least: float | None = None, rounds: int = ROUNDS
         ) -> Iterator[Figure]:  # fmt: skip
    """Yield a thing's figures at one client and at eight; the best of some rounds, for others use the cores too."""
    taken: dict[int, list[Pace]] = {1: [], CLIENTS: []}
    for _ in range(rounds):
        for clients, paces in taken.items():
            paces.append(run(clients))
    for clients, paces in taken.items():
        best = min(paces, key=lambda each: each.median)
        yield Figure(
            what=f"{what}, {clients} client{'s' if clients > 1 else ''}, p50", value=best.median, unit="ms",
            most=most if clients == 1 else None,
            note=f"min {shown(min(best.times))}, p95 {shown(best.p95)}, {shown(best.a_second)}/s, "
            f"p50 of the rounds {', '.join(shown(each.median) for each in paces)}",
        )  # fmt: skip
    if least:
        fastest = max(each.a_second for each in taken[CLIENTS])
        yield Figure(what=f"{what} at {CLIENTS} clients", value=fastest, unit="a second", least=least)


@contextmanager
def unpublished(stack: Stack) -> Iterator[None]:
    """Hold the stream back, so that a request is timed without the consumers that follow it on the same two cores."""
    functions = Clients(stack.settings).aws("lambda")
    (mapping,) = functions.list_event_source_mappings(
        FunctionName=f"nidaa-{stack.settings.stage}-tickets-publish"
    )["EventSourceMappings"]  # fmt: skip
    functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
    try:
        yield
    finally:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)


def _settled(stack: Stack) -> None:
    """Wait until everything that follows the registrations is done, half a minute at most."""
    with urlopen(f"{stack.settings.endpoint}/_nidaa/settle", data=b"") as answer:  # noqa: S310 - our own address
        answer.read()


def _cpu() -> Iterator[Figure]:
    """Yield the processor time of a registration: the whole handler, botocore's client replaced by a stub."""
    botocore: Any = BaseClient
    with lab(), fresh(), redirect_stdout(io.StringIO()):
        from app import app

        events = [
            request("POST", "/v1/public/tickets", complaint(f"+9689{i:07d}"), Idempotency_Key=f"processor-time-{i:06d}")
            for i in range(200)
        ]
        assert app(events[0], CONTEXT)["statusCode"] == 201
        original = botocore._make_api_call
        botocore._make_api_call = lambda *_: {}
        try:
            assert json.loads(app(events[1], CONTEXT)["body"])["number"]
            times = [_batch(app, events) for _ in range(25)]
        finally:
            botocore._make_api_call = original
    yield Figure(
        what="create: processor time outside botocore", value=min(times), unit="us", most=MOST_CPU,
        note=f"the least of batches of 200; {spread(times, 'us')}",
    )  # fmt: skip


def _batch(app: Any, events: list[dict[str, Any]]) -> float:
    began = time.process_time()
    for event in events:
        app(event, CONTEXT)
    return (time.process_time() - began) / len(events) * 1e6
