"""Whether a flow that goes on and on could ever end by itself."""

from collections.abc import Iterable

from local.connect.program import Program, Step

OUTSIDE = frozenset(
    {
        *("GetParticipantInput", "InvokeLambdaFunction", "CheckHoursOfOperation", "CheckMetricData", "GetMetricData"),
        *("DistributeByPercentage", "ConnectParticipantWithLexBot", "ShowView", "Wait", "CheckOutboundCallStatus"),
        *("TransferParticipantToThirdParty", "GetCustomerProfile", "GetCase"),
    }
)
"""What these come to is decided outside the flow: another time it may be something else."""
ENDS = frozenset(
    {
        *("DisconnectParticipant", "EndFlowExecution", "EndFlowModuleExecution", "TransferContactToAgent"),
        *("TransferContactToQueue", "DequeueContactAndTransferToQueue", "TransferToFlow"),
    }
)
BY_NATURE = frozenset({"CUSTOMER_QUEUE", "CUSTOMER_HOLD", "AGENT_HOLD"})
"""These play until somebody comes."""


def trapped(program: Program, step: Step) -> bool:
    """Return whether no end can be reached from a step, whatever happens; a view stands as long as its contact."""
    seen: set[str] = set()
    waiting = [step]
    while waiting:
        here = waiting.pop()
        if here.id in seen:
            continue
        seen.add(here.id)
        following = [program.steps.get(name) for name in here.action.targets()]
        if here.type in ENDS or here.type == "ShowView" or not following or None in following:
            return False
        waiting.extend(one for one in following if one)
    return True


def only_itself(types: Iterable[str]) -> bool:
    """Return whether a stretch of steps asked nothing of the world outside, so that it can only go on as it did."""
    return not OUTSIDE.intersection(types)
