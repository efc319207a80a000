"""Starting, stopping and being cut off, as a person does it."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local import up
from local.settings import ROOT, Settings
from local.stack import CannotStart, Stack, content_hash, is_ours
from tests.ports import free_port


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(state=tmp_path / "state", port=free_port(), cloud_port=free_port(), connect_port=free_port())


def test_an_old_python_is_one_clear_line(settings: Settings) -> None:
    assert "Python 3.9 is too old: 3.11 or later is needed." in up.troubles(settings, version=(3, 9))


def test_a_missing_node_is_one_clear_line(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "node is missing: install Node.js 20 or later." in up.troubles(settings)


def test_a_taken_port_is_one_clear_line(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", settings.port))
        other.listen()
        told = list(up.troubles(settings))
    assert told == [f"Port {settings.port} is taken by another program: stop it, or set NIDAA_PORT."]


def test_nothing_wrong_is_no_line(settings: Settings) -> None:
    assert list(up.troubles(settings)) == []


def test_the_settings_come_from_the_environment_and_go_on_to_others(settings: Settings) -> None:
    assert Settings.from_env(settings.as_environment()) == settings


def test_another_programs_process_is_not_taken_for_ours() -> None:
    assert not is_ours(os.getpid(), "local.cloud")


def test_the_hash_changes_with_the_content_and_with_the_parameters(tmp_path: Path) -> None:
    (tmp_path / "sam.json").write_text("{}")
    first = content_hash(tmp_path, {"PortalUrl": "a"})
    assert content_hash(tmp_path, {"PortalUrl": "a"}) == first
    assert content_hash(tmp_path, {"PortalUrl": "b"}) != first
    (tmp_path / "sam.json").write_text("{ }")
    assert content_hash(tmp_path, {"PortalUrl": "a"}) != first


def test_a_cloud_that_does_not_start_is_told_with_its_log(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", settings.cloud_port))
        other.listen()
        stack = Stack(settings, say=lambda _: None)
        with pytest.raises(CannotStart, match="the cloud does not start"):
            stack.start()
        stack.stop()


@pytest.mark.parametrize(
    ("alive", "lives"),
    [({"cloud", "gateway"}, True), ({"cloud", "gateway", "telephone"}, True), ({"cloud"}, False), (set(), False)],
)
def test_an_engine_that_alone_is_gone_is_started_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, alive: set[str], lives: bool
) -> None:
    told: list[str] = []
    stack, processes = Stack(settings, say=told.append), dict.fromkeys(alive, 1)
    monkeypatch.setattr(stack, "pids", lambda: processes)
    monkeypatch.setattr(stack, "start_telephone", lambda: processes.update(telephone=2))
    assert stack.revive() is lives
    assert bool(told) is (alive == {"cloud", "gateway"})


class Run:
    """One `python -m local.up` with its words."""

    def __init__(self, settings: Settings) -> None:
        environment = {**os.environ, **settings.as_environment()}
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "local.up"],
            cwd=ROOT,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def until(self, words: str) -> str:
        """Return what it says up to a line with these words."""
        told = ""
        for line in self.process.stdout or ():
            told += line
            if words in line:
                return told
        pytest.fail(f"it ended without {words!r}:\n{told}")

    def interrupt(self) -> str:
        """Press Ctrl-C and return the last words."""
        self.process.send_signal(signal.SIGINT)
        told, _ = self.process.communicate(timeout=300)
        return told


@pytest.fixture
def ended(settings: Settings) -> Iterator[None]:
    yield
    Stack(settings).stop()


def ask(settings: Settings, path: str, body: Any = None, **headers: str) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{settings.port}{path}",
        data=json.dumps(body).encode() if body is not None else None,
        headers={"content-type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}},
    )
    with urllib.request.urlopen(request, timeout=300) as answer:  # noqa: S310 - our own address
        return json.load(answer)


REPORT = {
    "body": "sawari",
    "kind": "inquiry",
    "category": "buildings",
    "language": "ar",
    "description": "ما أوقات العمل في إجازة العيد؟",
    "requester": {"name": "مريم", "email": "maryam@example.example"},
}


@pytest.mark.system
@pytest.mark.usefixtures("ended")
def test_data_outlives_ctrl_c_and_what_a_hard_kill_takes_is_told(settings: Settings) -> None:
    first = Run(settings)
    first.until("Ctrl-C stops it")
    assert ask(settings, "/_local/health")["ready"] is True
    ticket = ask(settings, "/v1/public/tickets", REPORT, Idempotency_Key="0123456789abcdef")
    again = subprocess.run(
        [sys.executable, "-m", "local.up"],
        cwd=ROOT,
        env={**os.environ, **settings.as_environment()},
        text=True,
        capture_output=True,
        timeout=300,
        check=True,
    )
    assert again.stdout.startswith(f"Nidaa is running already at {settings.address}")
    assert "the data is kept" in first.interrupt()

    second = Run(settings)
    told = second.until("Ctrl-C stops it")
    assert "deploy: unchanged" in told
    assert "seed" not in told
    seen = ask(settings, f"/v1/public/tickets/{ticket['number']}", Authorization=f"Bearer {ticket['track_token']}")
    assert seen["status"] == "registered"
    for pid in (*Stack(settings).pids().values(), second.process.pid):
        os.kill(pid, signal.SIGKILL)
    second.process.communicate(timeout=300)

    third = Run(settings)
    told = third.until("Ctrl-C stops it")
    assert "was cut off before it could write its state down" in told
    assert "Gone: its tickets" in told
    assert "seed: demo data" in told
    third.interrupt()
