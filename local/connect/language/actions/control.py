"""Flow control actions: they choose the way through a flow and change nothing outside it."""

from local.connect.language.actions.places import (
    CUSTOMER_QUEUE,
    EVERYWHERE,
    HOLD,
    MODULE,
    NOT_HOLD,
    ROUTING,
    TALKING,
    WHISPER,
)
from local.connect.language.schema import (
    CHAT,
    COMPARISONS,
    EITHER,
    FAILED,
    MATCHLESS,
    NUMBERS,
    ONE_PATH,
    SWITCH,
    TEXT,
    VOICE,
    Branches,
    Case,
    Conditions,
    Entries,
    Items,
    Parameters,
    Record,
    Row,
    Typed,
    late,
    may,
    needed,
    number,
    words,
)

GROUP = "flow control"
QUEUE = {"QueueId": may(EITHER), "AgentId": may(EITHER), "QueueChannel": may(EITHER)}
QUEUE_OR_AGENT = (("QueueId", "AgentId"),)
AGENT_METRICS = ("NumberOfAgentsAvailable", "NumberOfAgentsStaffed", "NumberOfAgentsOnline")
QUEUE_METRICS = ("NumberOfContactsInQueue", "OldestContactInQueueAgeSeconds")
WAITED = "WaitCompleted"


def _staffing(parameters: Parameters, _flow_type: str) -> bool:
    return parameters.get("MetricType") in AGENT_METRICS


def _goes_on(parameters: Parameters, _flow_type: str) -> bool:
    return "ContinueExecution" in parameters or "MinimumWaitTimeSeconds" in parameters


ROWS = (
    Row(
        "Compare",
        "Check contact attributes",
        GROUP,
        Record({"ComparisonValue": needed(ONE_PATH)}),
        Branches((MATCHLESS,), (), Conditions(COMPARISONS)),
        flow_types=EVERYWHERE,
        executed=True,
        example={"ComparisonValue": "$.Attributes.language"},
        note="Texts are compared with case; a number operator matches nothing that is no number.",
    ),
    Row(
        "CheckHoursOfOperation",
        "Check hours of operation",
        GROUP,
        Record({"HoursOfOperationId": may(EITHER)}),
        Branches((FAILED,), (), Conditions(operands=("True", "False"), each=True)),
        flow_types=TALKING,
        executed=True,
        example={"HoursOfOperationId": "${hours}"},
        note="Without hours of its own it checks those of the target queue.",
    ),
    Row(
        "CheckMetricData",
        "Check queue status, Check staffing",
        GROUP,
        Record({"MetricType": needed(words(*AGENT_METRICS, *QUEUE_METRICS)), **QUEUE}, at_most_one=QUEUE_OR_AGENT),
        Branches((FAILED, MATCHLESS), (), Conditions(NUMBERS, least=1, numeric=True)),
        (
            Case(
                "MetricType counts agents",
                _staffing,
                Branches((FAILED, MATCHLESS), (), Conditions(("NumberGreaterThan",), ("0",), least=1)),
            ),
        ),
        flow_types=TALKING,
        executed=True,
        example={"MetricType": "NumberOfContactsInQueue"},
    ),
    Row(
        "GetMetricData",
        "Get metrics",
        GROUP,
        Record(QUEUE, at_most_one=QUEUE_OR_AGENT),
        flow_types=EVERYWHERE,
        executed=True,
        example={"QueueId": "${queue}"},
        note="Fills $.Metrics.",
    ),
    Row(
        "Loop",
        "Loop",
        GROUP,
        Record({"LoopCount": needed(number(0, 100))}),
        Branches((), (FAILED,), Conditions(operands=("ContinueLooping", "DoneLooping"), each=True)),
        flow_types=EVERYWHERE,
        executed=True,
        example={"LoopCount": "3"},
        note="Counts per action and contact; entering the flow again does not begin anew.",
    ),
    Row(
        "Wait",
        "Wait",
        GROUP,
        Record(
            {
                "TimeLimitSeconds": late(number(1, 604800)),
                "Events": may(Items(words("CustomerReturned", "BotParticipantDisconnected"))),
                "ContinueExecution": may(Typed()),
                "MinimumWaitTimeSeconds": may(number(0)),
            }
        ),
        Branches(
            (FAILED,),
            ("ParticipantNotFound",),
            Conditions(operands=(WAITED, "CustomerReturned", "BotParticipantDisconnected"), least=1),
        ),
        (
            Case(
                "ContinueExecution is given",
                _goes_on,
                Branches((FAILED,), (), Conditions(operands=("Continue", WAITED), each=True)),
            ),
        ),
        channels=(CHAT, "TASK", "EMAIL"),
        flow_types=EVERYWHERE,
        executed=True,
        misnamed={"TimeoutSeconds": "TimeLimitSeconds"},
        example={"TimeLimitSeconds": "60"},
        note="The documentation's TimeoutSeconds is refused.",
    ),
    Row(
        "DistributeByPercentage",
        "Distribute by percentage",
        GROUP,
        Record(),
        Branches((MATCHLESS,), (), Conditions(("NumberLessThan",), numeric=True)),
        flow_types=TALKING,
        executed=True,
        note="The result is 1 to 100; the documentation's NumericLessThan is refused.",
    ),
    Row(
        "TransferToFlow",
        "Transfer to flow",
        GROUP,
        Record({"ContactFlowId": needed(EITHER)}),
        flow_types=ROUTING,
        executed=True,
        misnamed={"FlowId": "ContactFlowId"},
        example={"ContactFlowId": "${flow}"},
    ),
    Row(
        "UpdateFlowAttributes",
        "Set contact attributes (flow)",
        GROUP,
        Record({"FlowAttributes": needed(Entries(Record({"Value": needed(TEXT), "Type": may(words("String"))})))}),
        flow_types=EVERYWHERE,
        executed=True,
        example={"FlowAttributes": {"tries": {"Value": "1"}}},
    ),
    Row(
        "UpdateFlowLoggingBehavior",
        "Set logging behavior",
        GROUP,
        Record({"FlowLoggingBehavior": needed(SWITCH)}),
        Branches(()),
        flow_types=EVERYWHERE,
        executed=True,
        misnamed={"LoggingBehavior": "FlowLoggingBehavior"},
        example={"FlowLoggingBehavior": "Enabled"},
        note="Sticks to the contact.",
    ),
    Row(
        "EndFlowExecution",
        "End flow / Resume",
        GROUP,
        terminal=True,
        flow_types=(*WHISPER, *HOLD, CUSTOMER_QUEUE, MODULE),
        executed=True,
    ),
    Row(
        "CheckOutboundCallStatus",
        "Check call progress",
        GROUP,
        Record(),
        Branches(
            (FAILED,), (), Conditions(operands=("CallAnswered", "VoicemailBeep", "VoicemailNoBeep", "NotDetected"))
        ),
        channels=(VOICE,),
        flow_types=TALKING,
        executed=True,
    ),
    Row(
        "CheckVoiceId",
        "Check Voice ID",
        GROUP,
        Record({"CheckVoiceIdOption": needed(words("enrollmentStatus", "voiceAuthentication", "fraudDetection"))}),
        Branches(
            (FAILED,),
            (),
            Conditions(
                operands=(
                    *("Enrolled", "NotEnrolled", "OptedOut", "Authenticated", "NotAuthenticated", "Inconclusive"),
                    *("HighRisk", "LowRisk"),
                )
            ),
        ),
        channels=(VOICE,),
        flow_types=NOT_HOLD,
        example={"CheckVoiceIdOption": "enrollmentStatus"},
        note="Written without spaces, unlike in the documentation. Voice ID itself has ended.",
    ),
    Row("StartVoiceIdStream", "Set Voice ID", GROUP, channels=(VOICE,), flow_types=NOT_HOLD),
)
