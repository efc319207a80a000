"""Every flow of ours, in each language: accepted as it is, run to all its ends, and few enough for an instance."""

import json
from pathlib import Path

import pytest

from infra.flows import FLOWS, Flow, Sources
from local.connect.explore.explorer import Explorer
from local.connect.language.validate import check_content
from local.demo.files import BODIES

EVERY = Sources().every()
MOST_FLOWS = 100
"""Amazon Connect's quota for an instance."""


@pytest.fixture(scope="module")
def explorer() -> Explorer:
    return Explorer([(FLOWS / f"{flow.name}.json", flow.content.encode()) for flow in EVERY])


@pytest.mark.parametrize("flow", EVERY, ids=lambda flow: flow.name)
def test_a_flow_is_accepted_by_the_service_without_a_warning(flow: Flow) -> None:
    report = check_content(flow.content, "strict", flow.name, flow.kind)
    assert (report.problems, report.warnings) == ((), ())


@pytest.mark.parametrize("flow", EVERY, ids=lambda flow: flow.name)
def test_every_action_of_a_flow_is_reached_and_every_contact_ends(flow: Flow, explorer: Explorer) -> None:
    report = explorer.explore(FLOWS / f"{flow.name}.json", flow.content.encode())
    assert (report.ok, report.errors, report.unreached) == (True, [], [])
    assert report.reached == report.actions == len(json.loads(flow.content)["Actions"])


def test_a_flow_of_each_source_stands_in_each_language() -> None:
    sources = Sources()
    made = {(flow.source, flow.language) for flow in EVERY}
    assert made == {(name, one) for name, source in sources.by_name.items() for one in source.languages}
    neutral = {name for name, source in sources.by_name.items() if source.languages == ("",)}
    assert neutral == {"callback_task", "greeting", "language", "municipality_entry", "statistics_entry"}


def test_the_flows_of_the_demo_are_far_fewer_than_an_instance_may_have() -> None:
    trees = {"muashir-statistics": "statistics"}
    flows = Sources().flows({body: trees.get(body, "municipality") for body in BODIES})
    assert len(flows) <= MOST_FLOWS * 0.6


def test_a_source_is_written_as_a_person_would_read_it() -> None:
    for file in Path(FLOWS).glob("*.json"):
        lines = file.read_text("utf-8").splitlines()
        assert max(map(len, lines)) <= 500
        assert len(lines) > 10
