"""Flow modules: going into one and coming back."""

from local.connect.language.actions.contact import GROUP
from local.connect.language.actions.places import EVERYWHERE, MODULE
from local.connect.language.schema import (
    EITHER,
    FAILED,
    MATCHLESS,
    STATIC,
    Branches,
    Conditions,
    Record,
    Row,
    Typed,
    may,
    needed,
)

ROWS = (
    Row(
        "InvokeFlowModule",
        "Invoke module",
        GROUP,
        Record({"FlowModuleId": needed(EITHER), "Input": may(Typed())}),
        Branches((FAILED,), (MATCHLESS,), Conditions(most=8)),
        flow_types=EVERYWHERE,
        executed=True,
        misnamed={"ContactFlowModuleId": "FlowModuleId"},
        example={"FlowModuleId": "${module}"},
        note="At most five modules deep, none in itself.",
    ),
    Row(
        "EndFlowModuleExecution",
        "Return",
        GROUP,
        Record({"Result": may(STATIC), "ResultData": may(Typed())}),
        flow_types=(MODULE,),
        executed=True,
        terminal=True,
    ),
)
