import json
from pathlib import Path
from typing import Any

import pytest

from infra.definitions import DefinitionsDisagree, fill

Template = dict[str, Any]


def machine(**substitutions: str) -> Template:
    properties = {"DefinitionSubstitutions": substitutions} if substitutions else {}
    return {"Resources": {"TicketsPromises": {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}}}


def workflow(directory: Path, definition: Template, name: str = "tickets_promises") -> Path:
    (directory / f"{name}.asl.json").write_text(json.dumps(definition, indent=2), "utf-8")
    return directory


def test_a_workflow_is_written_into_the_state_machine_of_its_name(tmp_path: Path) -> None:
    filled = fill(machine(Table="tickets"), workflow(tmp_path, {"TableName": "${Table}", "Comment": "نداء"}))
    properties = filled["Resources"]["TicketsPromises"]["Properties"]
    assert properties["DefinitionString"] == '{"TableName":"${Table}","Comment":"نداء"}'


def test_a_workflow_without_a_state_machine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionsDisagree, match="TicketsEscalate"):
        fill(machine(), workflow(workflow(tmp_path, {}), {}, "tickets_escalate"))


def test_a_state_machine_without_a_workflow_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionsDisagree, match="TicketsPromises"):
        fill(machine(), tmp_path)


@pytest.mark.parametrize("given", [{}, {"Table": "t", "Queue": "q"}])
def test_a_name_that_only_one_side_knows_is_refused(tmp_path: Path, given: dict[str, str]) -> None:
    with pytest.raises(DefinitionsDisagree, match=r"TicketsPromises: .* not both: (Queue|Table)"):
        fill(machine(**given), workflow(tmp_path, {"TableName": "${Table}"}))
