"""`make test` leaves no test out."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
MARK = "@pytest.mark." + "system"


def test_every_file_with_system_tests_is_named_in_the_makefile() -> None:
    line = re.search(r"^SYSTEM := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert line
    marked = {path for path in (ROOT / "tests").rglob("*.py") if MARK in path.read_text("utf-8")}
    assert {ROOT / name for name in line[1].split()} == marked | {ROOT / "tests" / "system"}
