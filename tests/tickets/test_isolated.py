"""Images drawn anew in a process of their own: what a hostile file brings down there harms nothing here."""

import os
import sys

import pytest

from chalicelib.tickets import isolated
from chalicelib.tickets.examined import Unfit
from chalicelib.tickets.isolated import DidNotStart, redrawn
from tests.tickets import specimens


def test_a_photo_comes_back_drawn_anew_with_its_place() -> None:
    kept = redrawn(specimens.photo_with_place())
    assert (kept.type, kept.position) == ("image/jpeg", (23.61, 58.59))
    assert kept.data.startswith(b"\xff\xd8\xff")
    assert b"Salim" not in kept.data


@pytest.mark.parametrize(
    ("data", "reason"), [(b"GIF89a", "unreadable"), (specimens.huge_png(8000, 8000), "too-many-pixels")]
)
def test_a_refusal_comes_back_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        redrawn(data)


def test_a_file_that_kills_its_reader_is_unreadable() -> None:
    """Such a file crashes libheif 1.23; should a later one read it, the refusal stands all the same."""
    with pytest.raises(Unfit, match="unreadable"):
        redrawn(specimens.DEADLY_HEIC)


def test_the_process_says_a_line_and_then_the_bytes() -> None:
    line, _, drawn = isolated.answer(specimens.picture("PNG")).partition(b"\n")
    assert line == b'{"type":"image/png"}'
    assert drawn.startswith(b"\x89PNG")
    assert isolated.answer(b"GIF89a") == b'{"reason":"unreadable"}\n'


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("print('ready', flush=True); import os; os.kill(os.getpid(), 11)", "unreadable"),
        ("print('ready', flush=True); import time; time.sleep(60)", "unreadable"),
    ],
)
def test_a_reader_that_dies_or_hangs_leaves_the_file_unreadable(
    program: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "COMMAND", (sys.executable, "-c", program))
    monkeypatch.setattr(isolated, "SECONDS", 1)
    with pytest.raises(Unfit, match=reason):
        redrawn(b"x")


def test_a_reader_that_cannot_begin_says_nothing_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "COMMAND", (sys.executable, "-c", "raise SystemExit('no library')"))
    with pytest.raises(DidNotStart, match="no library"):
        redrawn(b"x")


def test_the_process_gets_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "import os, sys; sys.exit(','.join(sorted(os.environ)))"
    monkeypatch.setattr(isolated, "COMMAND", (sys.executable, "-c", program))
    with pytest.raises(DidNotStart) as told:
        redrawn(b"x")
    assert os.environ["AWS_SECRET_ACCESS_KEY"]
    assert "PYTHONPATH" in str(told.value)
    assert "AWS" not in str(told.value)
