"""Where a contact goes: its queue, its agent, its place among those who wait."""

from local.connect.language.actions.contact import GROUP
from local.connect.language.actions.places import CUSTOMER_QUEUE, MODULE, RECORDABLE, ROUTING, TALKING, TRANSFER
from local.connect.language.schema import (
    EITHER,
    FAILED,
    NESTED,
    VOICE,
    Branches,
    Case,
    Items,
    Record,
    Row,
    may,
    needed,
    number,
)

QUEUE = {"QueueId": may(EITHER), "AgentId": may(EITHER)}
QUEUE_OR_AGENT = (("QueueId", "AgentId"),)
FULL = Branches(("QueueAtCapacity", FAILED))


def _has(name: str) -> Case:
    return Case(f"{name} is given", lambda parameters, _flow_type: name in parameters, Branches())


ROWS = (
    Row(
        "UpdateContactTargetQueue",
        "Set working queue",
        GROUP,
        Record(QUEUE, one_of=QUEUE_OR_AGENT),
        flow_types=ROUTING,
        executed=True,
        misnamed={"Queue": "QueueId", "QueueArn": "QueueId"},
        example={"QueueId": "${queue}"},
    ),
    Row(
        "TransferContactToQueue",
        "Transfer to queue",
        GROUP,
        branches=FULL,
        flow_types=ROUTING,
        executed=True,
        misnamed=dict.fromkeys(("QueueId", "QueueArn", "Queue", "AgentId"), "UpdateContactTargetQueue before it"),
        note="Takes no parameters: the queue is set by UpdateContactTargetQueue.",
    ),
    Row(
        "DequeueContactAndTransferToQueue",
        "Transfer to queue (in a customer queue flow)",
        GROUP,
        Record(QUEUE, at_most_one=QUEUE_OR_AGENT),
        FULL,
        flow_types=(CUSTOMER_QUEUE, MODULE),
        executed=True,
        example={"QueueId": "${queue}"},
    ),
    Row(
        "TransferContactToAgent",
        "Transfer to agent",
        GROUP,
        channels=(VOICE,),
        flow_types=(*TRANSFER, MODULE),
        executed=True,
        terminal=True,
        note="If the agent is busy, the contact is disconnected.",
    ),
    Row(
        "UpdateContactRoutingBehavior",
        "Change routing priority or age",
        GROUP,
        Record(
            {
                "QueuePriority": may(number(1)),
                "QueueTimeAdjustmentSeconds": may(number()),
                "RoutingProficiencies": may(NESTED),
            },
            one_of=(("QueuePriority", "QueueTimeAdjustmentSeconds", "RoutingProficiencies"),),
        ),
        Branches(()),
        (_has("RoutingProficiencies"),),
        flow_types=RECORDABLE,
        executed=True,
        example={"QueuePriority": "1"},
        note="A lower priority is served first; 5 without it.",
    ),
    Row(
        "UpdateContactRoutingCriteria",
        "Set routing criteria",
        GROUP,
        Record({"RoutingCriteria": needed(Record({"Steps": needed(Items(NESTED, least=1))}, open=True))}),
        flow_types=TALKING,
        executed=True,
        example={
            "RoutingCriteria": {
                "Steps": [
                    {
                        "Expression": {
                            "AttributeCondition": {
                                "Name": "Language",
                                "Value": "ar",
                                "ProficiencyLevel": "3",
                                "ComparisonOperator": "NumberGreaterOrEqualTo",
                            }
                        },
                        "Expiry": {"DurationInSeconds": "60"},
                    }
                ]
            }
        },
        note="The documentation calls it UpdateRoutingCriteria, which the service refuses.",
    ),
)
