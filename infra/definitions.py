"""Put the workflows of step_functions/ into the state machines of the template.

The file `<feature>_<verb>.asl.json` is the definition of the resource whose logical id is the same words in CamelCase:
`tickets_promises.asl.json` of `TicketsPromises`. A `${Name}` in it stands for what the resource's
`DefinitionSubstitutions` gives under that name.
"""

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent.parent / "step_functions"
KIND = "AWS::StepFunctions::StateMachine"
SUFFIX = ".asl.json"
_PLACEHOLDER = re.compile(r"\$\{(\w+)\}")


class DefinitionsDisagree(Exception):
    """A workflow and the template do not fit each other."""


def fill(template: dict[str, Any], directory: Path = HERE) -> dict[str, Any]:
    """Return the template with each workflow written into its state machine.

    :raises DefinitionsDisagree: naming the workflow or machine without the other, or the name that only one of them has
    """
    texts = {logical_id(path): compact(path) for path in sorted(directory.glob(f"*{SUFFIX}"))}
    machines = {n: r for n, r in template.get("Resources", {}).items() if r.get("Type") == KIND}
    if alone := sorted(texts.keys() ^ machines.keys()):
        raise DefinitionsDisagree(f"a workflow without a state machine, or the other way round: {', '.join(alone)}")
    for name, text in texts.items():
        given = set(machines[name]["Properties"].get("DefinitionSubstitutions", {}))
        if odd := sorted(given ^ set(_PLACEHOLDER.findall(text))):
            raise DefinitionsDisagree(f"{name}: given or asked for, but not both: {', '.join(odd)}")
        machines[name]["Properties"]["DefinitionString"] = text
    return template


def logical_id(path: Path) -> str:
    """Return the logical id of a workflow's state machine."""
    return "".join(word.capitalize() for word in path.name.removesuffix(SUFFIX).split("_"))


def compact(path: Path) -> str:
    """Return a workflow's text without blanks; text other than ASCII stays as it is."""
    return json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=False, separators=(",", ":"))
