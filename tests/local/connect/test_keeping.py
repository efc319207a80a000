"""What an instance is configured with stands on the disk before its change is answered."""

from pathlib import Path

import msgspec

from local.connect.keeping import SHELVES, Configuration, Keeper, directory_of, kept_of
from local.connect.resources import (
    Directory,
    FlowResource,
    Hours,
    Number,
    Override,
    ProfileQueue,
    Queue,
    RoutingProfile,
    Span,
    Storage,
    User,
)


def _directory() -> Directory:
    made = Directory("000000000000", "me-central-1", "i", "nidaa")
    hours = Hours(id="h", arn="arn:h", name="general", spans=[Span("MONDAY", 480, 900)])
    hours.overrides.append(Override(id="o", first="2026-12-02", last="2026-12-03", spans=[Span("", 540, 720)]))
    made.hours.put(hours)
    made.queues.put(Queue(id="q", arn="arn:q", name="general", hours="h", more={"Tags": {"a": "ب"}}))
    queues = [ProfileQueue("q", "VOICE", 2, 30)]
    made.profiles.put(RoutingProfile(id="p", arn="", name="p", queues=queues, any_channel=frozenset({"VOICE"})))
    made.users.put(User(id="u", arn="", name="mariam", profile="p", proficiencies={"language": ("ar", 5.0)}))
    made.flows.put(FlowResource(id="f", arn="", name="main", content="{}"))
    made.numbers.put(Number(id="n", arn="", name="+96824000000", flow="f"))
    made.storage.put(Storage(id="s", arn="", name="AGENT_EVENTS", kind="AGENT_EVENTS", config={"StorageType": "x"}))
    return made


def test_every_shelf_of_a_directory_is_kept() -> None:
    told = _directory()
    assert set(SHELVES) == {name for name, value in vars(told).items() if type(value).__name__ == "Shelf"}


def test_what_was_kept_is_read_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "connect" / "configuration.json"
    Keeper(file).keep(
        Configuration(instances=[kept_of(_directory())], answers=[("CreateQueue", "t", {"QueueId": "q"})])
    )
    again = Keeper(file).read()
    (one,) = again.instances
    assert msgspec.to_builtins(kept_of(directory_of(one))) == msgspec.to_builtins(kept_of(_directory()))
    assert again.answers == [("CreateQueue", "t", {"QueueId": "q"})]


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    file = tmp_path / "configuration.json"
    keeper = Keeper(file)
    keeper.keep(Configuration(instances=[kept_of(_directory())]))
    file.unlink()
    keeper.keep(Configuration(instances=[kept_of(_directory())]))
    assert not file.exists()


def test_nothing_is_read_where_nothing_was_kept(tmp_path: Path) -> None:
    assert Keeper(tmp_path / "none.json").read() == Configuration()
