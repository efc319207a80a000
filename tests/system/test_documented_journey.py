"""The journey of docs/a-tickets-journey.md, typed in as a reader would."""

import re
import subprocess
from pathlib import Path

from tests.system.centre import Centre

PAGE = Path(__file__).parent.parent.parent / "docs" / "a-tickets-journey.md"


def test_the_journey_of_the_documents_can_be_typed_in_as_it_stands(centre: Centre, tmp_path: Path) -> None:
    blocks = re.findall(r"```bash\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    typed = "\n".join(blocks).replace("http://localhost:8000", centre.address)
    shell = ["bash", "-eu", "-o", "pipefail", "-c", typed]
    done = subprocess.run(shell, cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    statuses = re.findall(r'"version":\d+,"body":"sawari","status":"(\w+)"', done.stdout)
    assert statuses[-10:] == [
        "registered", "referred", "registered", "referred", "in_progress", "waiting", "answered", "answered",
        "resolved", "closed",
    ], done.stdout  # fmt: skip
    for said in ("role-not-allowed", "excluded-from-pass", '"pass":1', "نعتذر لكم", '"state":"accepted"'):
        assert said in done.stdout, said
