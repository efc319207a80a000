"""`python -m tests.connect_flows.write`: write the test cases of our flows, a file a call and language."""

import json
import sys
from pathlib import Path

from tests.connect_flows import calls_municipality, calls_shared, calls_statistics
from tests.connect_flows.making import Json

HERE = Path(__file__).parent


def files() -> dict[str, str]:
    """Return the files by name, as they are to stand."""
    found = {}
    for language in ("ar", "en"):
        for part in (calls_statistics, calls_municipality, calls_shared):
            for call in part.calls(language):
                found[f"{call.name}.json"] = _text(call.document())
    return found


def _text(document: Json) -> str:
    """Return a case as text, an observation a line."""
    content = document["Content"]
    lines = ",\n".join(f"   {_line(one)}" for one in content["Observations"])
    inner = f'{{\n  "Version": {_line(content["Version"])}, "Metadata": {{}},\n  "Observations": [\n{lines}\n  ]\n }}'
    return (
        "{\n"
        + ",\n".join(f' "{key}": {inner if key == "Content" else _line(one)}' for key, one in document.items())
        + "\n}\n"
    )


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    written = files()
    for old in {file.name for file in HERE.glob("*.json")} - set(written):
        (HERE / old).unlink()
    for name, text in written.items():
        (HERE / name).write_text(text, "utf-8")
    sys.stdout.write(f"tests/connect_flows: {len(written)} test cases\n")


if __name__ == "__main__":
    main()
