"""One stack for all tests of the deployed template: a cloud of its own, with IAM enforced."""

import socket
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from local.settings import Settings
from local.stack import Stack
from tests.system.centre import Centre


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.system)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    state = tmp_path_factory.mktemp("nidaa")
    running = Stack(Settings(state=state, port=free_port(), cloud_port=free_port(), auth=True))
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="session")
def centre(stack: Stack) -> Centre:
    return Centre(stack.address)


_mobiles = count(92000001)


@pytest.fixture
def mobile() -> str:
    """Return a mobile that no other test uses."""
    return f"+968{next(_mobiles)}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
