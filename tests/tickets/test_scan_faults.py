"""The scan is killed before or after each of its steps, and the queue brings the message again: nothing is lost."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.tickets import attachments, inspecting
from chalicelib.tickets.attachments import Attachment, Upload
from tests.tickets import specimens
from tests.tickets.bucket import World, a_world

PHOTO = specimens.picture("PNG", (4, 4))
HOSTILE = b"GIF89a/*<svg onload=alert(1)>*/=1;"
# tickets.get, attachments.get, files.read, files.keep, attachments.accept, files.drop
STEPS = 6


class Killed(Exception):
    """The function ended here."""


class Plan:
    """Kills at some calls, by their count: `before` they do anything, or `after`, when only the answer is lost."""

    def __init__(self, *kills: tuple[int, str]) -> None:
        self.kills = dict(kills)
        self.calls = 0

    def at(self, part: Any) -> Any:
        return _Perilous(part, self)


class _Perilous:
    def __init__(self, part: Any, plan: Plan) -> None:
        self._part, self._plan = part, plan

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._part, name)

        def call(*given: Any, **named: Any) -> Any:
            kill = self._plan.kills.pop(self._plan.calls, "")
            self._plan.calls += 1
            if kill == "before":
                raise Killed
            answer = method(*given, **named)
            if kill == "after":
                raise Killed
            return answer

        return call


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as made:
        yield made


def uploaded(world: World, key: str, data: bytes, type: str) -> Attachment:
    upload = Upload(name="x.png", type=type, size=len(data))  # type: ignore[arg-type]
    opened = attachments.open_upload(world.context, world.ticket, upload, by="requester", key=key)
    world.upload({"fields": opened.place.fields}, data)
    return opened.attachment


def scanned(world: World, attachment: Attachment, plan: Plan) -> int:
    """Scan as the queue does, again and again until it ends well; return how often."""
    context = world.using(
        tickets=plan.at(world.store), attachments=plan.at(world.context.attachments), files=plan.at(world.context.files)
    )
    (version,) = world.client.list_object_versions(Bucket="nidaa-test-files", Prefix=attachment.incoming)["Versions"]
    for times in range(1, 10):
        try:
            inspecting.scan(context, attachment.incoming, version["VersionId"])
        except Killed:
            continue
        return times
    raise AssertionError("it never ended well")


def check(world: World, attachment: Attachment, *, accepted: bool) -> None:
    kept = world.context.attachments.get(world.store.get(world.ticket.number), attachment.id)
    assert kept is not None
    assert kept.state == ("accepted" if accepted else "refused")
    assert world.versions(attachment.incoming) == []
    assert world.current(attachment.key) == ([attachment.key] if accepted else [])
    history = world.store.history(world.ticket.number, limit=300)
    told = [event.facts["attachment"] for event in history if event.type == "ticket.attached"]
    assert told.count(attachment.id) == (1 if accepted else 0)
    assert world.store.get(world.ticket.number).files == len(told) == len(set(told))


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", range(STEPS))
def test_a_scan_killed_at_any_step_ends_well(world: World, step: int, when: str) -> None:
    attachment = uploaded(world, f"one-{step}-{when}", PHOTO, "image/png")
    assert scanned(world, attachment, Plan((step, when))) == 2
    check(world, attachment, accepted=True)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", range(STEPS - 1))
def test_a_refusal_killed_at_any_step_ends_well(world: World, step: int, when: str) -> None:
    attachment = uploaded(world, f"bad-{step}-{when}", HOSTILE, "image/gif")
    assert scanned(world, attachment, Plan((step, when))) == 2
    check(world, attachment, accepted=False)


@pytest.mark.parametrize("seed", range(20))
def test_a_scan_killed_again_and_again_ends_well(world: World, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance, no secret
    kills = [(chance.randrange(18), chance.choice(("before", "after"))) for _ in range(4)]
    attachment = uploaded(world, f"many-{seed}", PHOTO, "image/png")
    scanned(world, attachment, Plan(*kills))
    scanned_again = inspecting.scan(world.context, attachment.incoming, "")
    assert scanned_again == "known"
    check(world, attachment, accepted=True)
