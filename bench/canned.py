"""What AWS answers to the first request of a cold function, recorded from moto with the demo's bodies."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from botocore.client import BaseClient

from bench.lab import CONTEXT, complaint, fresh, lab, request


def record(into: Path) -> tuple[Path, Path, dict[str, str]]:
    """Write the answers and the event of a registration; return both paths, and the environment that fits them."""
    event = request("POST", "/v1/public/tickets", complaint(), Idempotency_Key="the-first-of-the-day")
    with lab() as made, fresh(), _recorded() as answers:
        from app import app

        answer = app(event, CONTEXT)
        assert answer["statusCode"] == 201, answer["body"]
    files = into / "answers.json", into / "event.json"
    files[0].write_text(json.dumps(answers), "utf-8")
    files[1].write_text(json.dumps(event), "utf-8")
    return *files, made.environment()


@contextmanager
def _recorded() -> Iterator[dict[str, str]]:
    """Keep the body of every answer, by the request's `X-Amz-Target`."""
    answers: dict[str, str] = {}
    botocore: Any = BaseClient
    original = botocore._make_request

    def recording(client: Any, model: Any, request: Any, context: Any) -> Any:
        http, parsed = original(client, model, request, context)
        answers[request["headers"]["X-Amz-Target"]] = http.content.decode()
        return http, parsed

    botocore._make_request = recording
    try:
        yield answers
    finally:
        botocore._make_request = original
