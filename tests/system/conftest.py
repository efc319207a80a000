"""One stack for all tests of the deployed template: a cloud of its own, with IAM enforced.

Where several processes test (`make test`), each has a stack of its own, and a file's tests stay together on one.
`NIDAA_SYSTEM=running` takes the stack that runs already (NIDAA_STATE, NIDAA_PORT, NIDAA_CLOUD_PORT) instead.
"""

import os
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from local.settings import Settings
from local.stack import Stack
from tests.ports import free_port
from tests.system.centre import Centre
from tests.system.cloud import Cloud

LONGEST = (
    "browser/test_desk.py", "browser/test_admin.py", "browser/test_portal.py", "browser/test_console_register.py",
    "browser/test_supervision.py", "browser/test_console_lists.py",
    "system/test_promises.py", "system/test_promises_at_once.py", "local/test_up.py", "system/test_calls.py",
    "system/test_paths.py", "system/test_must_show.py", "system/test_fuzz.py", "system/test_restart.py",
    "step_functions/test_promises.py",
)  # fmt: skip
"""Files that begin early, so that no process is left alone with a long one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder; begin with the browser, by whose own clock it is today, and with what is long."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.system)
    items.sort(key=lambda item: _place(item.path))


def _place(path: Path) -> tuple[bool, int]:
    file = "/".join(path.parts[-2:])
    return path.parent.name != "browser", LONGEST.index(file) if file in LONGEST else len(LONGEST)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    if os.environ.get("NIDAA_SYSTEM") == "running":
        yield Stack(Settings.from_env())
        return
    state = tmp_path_factory.mktemp("nidaa")
    settings = Settings(state, free_port(), free_port(), free_port(), auth=True)
    running = Stack(settings)
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
