"""One stack for all tests of the deployed template: a cloud of its own, with IAM enforced.

`NIDAA_SYSTEM=running` takes the stack that runs already (NIDAA_STATE, NIDAA_PORT, NIDAA_CLOUD_PORT) instead.
"""

import os
import socket
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from local.settings import Settings
from local.stack import Stack
from tests.system.centre import Centre
from tests.system.cloud import Cloud


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.system)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    if os.environ.get("NIDAA_SYSTEM") == "running":
        yield Stack(Settings.from_env())
        return
    state = tmp_path_factory.mktemp("nidaa")
    running = Stack(Settings(state=state, port=free_port(), cloud_port=free_port(), auth=True))
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="session")
def centre(stack: Stack) -> Centre:
    return Centre(stack.address)


@pytest.fixture(scope="session")
def cloud(stack: Stack) -> Cloud:
    return Cloud(stack)


# A stack that ran before may have met the numbers of an earlier run.
_mobiles = count(92000001 + int(time.time()) % 50_000 * 10)


@pytest.fixture
def mobile() -> str:
    """Return a mobile that no other test uses."""
    return f"+968{next(_mobiles)}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
