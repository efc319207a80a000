"""What is written down of the trees for who has no flows is what the flows do."""

import pytest

from chalicelib.contacts.trees import OPERATOR, TREES
from infra.flows import Sources
from local.demo import files

SOURCES = Sources()


def keys_of(tree: str) -> dict[str, str]:
    """Return the keys that a tree's flows note on a contact before they send it to a queue, by the queue's code."""
    noted = (
        action["Parameters"].get("Attributes", {})
        for name, source in SOURCES.by_name.items() if SOURCES.tree_of(name) == tree
        for action in source.content["Actions"] if action["Type"] == "UpdateContactAttributes"
    )  # fmt: skip
    return {each["queue"]: each["choice"] for each in noted if "queue" in each}


def test_every_tree_that_may_be_chosen_is_there() -> None:
    assert set(TREES) == set(SOURCES.trees)


@pytest.mark.parametrize("tree", SOURCES.trees)
def test_a_tree_leads_to_the_queues_that_are_written_down_by_these_keys(tree: str) -> None:
    assert TREES[tree] == {code: keys_of(tree).get(code, OPERATOR) for code in SOURCES.queues(tree)}
    assert [code for code, keys in TREES[tree].items() if keys == OPERATOR] == ["operator"]


@pytest.mark.parametrize("body", files.BODIES)
def test_the_demos_switchboards_have_every_queue_that_their_tree_leads_to(body: str) -> None:
    board = files.read_switchboard(body)
    assert TREES[board.flow].keys() <= {queue.code for queue in board.queues}
