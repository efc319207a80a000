"""The shim of Amazon Connect Streams, tested where it runs: in JavaScript."""

import shutil
import subprocess
from pathlib import Path

import pytest

TESTS = Path(__file__).with_name("streams.test.mjs")


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_softphones_shim_does_what_its_tests_say() -> None:
    done = subprocess.run(["node", "--test", str(TESTS)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
