"""Contact actions: what is known of a contact, where it goes, who is told and what is recorded."""

from collections.abc import Iterator

from local.connect.language.actions.places import (
    CUSTOMER_QUEUE,
    EVERYWHERE,
    MODULE,
    NOT_HOLD,
    OUTBOUND_WHISPER,
    ROUTING,
    TALKING,
    TRANSFER,
)
from local.connect.language.schema import (
    CHAT,
    EITHER,
    FAILED,
    FLAG,
    MATCHLESS,
    NESTED,
    ONE_PATH,
    STATIC,
    SWITCH,
    TEXT,
    VOICE,
    Branches,
    Broken,
    Case,
    Conditions,
    Entries,
    Items,
    Kind,
    Parameters,
    Record,
    Row,
    Scalar,
    Typed,
    late,
    may,
    needed,
    number,
    words,
)

GROUP = "contact"
TARGET = words("Current", "Related")
QUEUE = {"QueueId": may(EITHER), "AgentId": may(EITHER)}
QUEUE_OR_AGENT = (("QueueId", "AgentId"),)
FULL = Branches(("QueueAtCapacity", FAILED))
HOOKS = (
    "AgentHold",
    "AgentWhisper",
    "CustomerHold",
    "CustomerQueue",
    "CustomerRemaining",
    "CustomerWhisper",
    "DefaultAgentUI",
    "DisconnectAgentUI",
    "PauseContact",
    "ResumeContact",
)
RECORDABLE = (*TALKING, OUTBOUND_WHISPER)
PARTICIPANTS = Items(words("Agent", "Customer"))
NONE = Branches(())


def _has(name: str) -> Case:
    return Case(f"{name} is given", lambda parameters, _flow_type: name in parameters, Branches())


def _data_rules(parameters: Parameters) -> Iterator[Broken]:
    if not set(parameters) - {"TargetContact"}:
        yield Broken("", "something to set must be given", missing=True)


ROWS = (
    Row(
        "UpdateContactAttributes",
        "Set contact attributes",
        GROUP,
        Record({"Attributes": needed(Entries(TEXT)), "TargetContact": may(TARGET)}),
        flow_types=EVERYWHERE,
        executed=True,
        example={"Attributes": {"language": "ar"}},
        note="All or nothing; 32 KB a contact. Keys may hold paths too.",
    ),
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
        "UpdateContactEventHooks",
        "Set event flow, hold flow, whisper flow, customer queue flow, disconnect flow",
        GROUP,
        Record(
            {"EventHooks": needed(Entries(EITHER, most=1, keys=HOOKS)), "EventHooksConfiguration": may(NESTED)},
        ),
        flow_types=EVERYWHERE,
        executed=True,
        example={"EventHooks": {"CustomerQueue": "${flow}"}},
    ),
    Row(
        "UpdateContactRecordingBehavior",
        "Set recording and analytics behavior",
        GROUP,
        Record(
            {
                "RecordingBehavior": needed(
                    Record(
                        {
                            "RecordedParticipants": late(PARTICIPANTS),
                            "ScreenRecordedParticipants": may(Items(words("Agent"))),
                            "IVRRecordingBehavior": may(SWITCH),
                        }
                    )
                ),
                "AnalyticsBehavior": may(NESTED),
            }
        ),
        NONE,
        flow_types=RECORDABLE,
        executed=True,
        misnamed={
            "Agent": "RecordingBehavior.RecordedParticipants",
            "Customer": "RecordingBehavior.RecordedParticipants",
        },
        example={"RecordingBehavior": {"RecordedParticipants": ["Agent", "Customer"]}},
        note="An empty list of participants switches recording off. The last one wins.",
    ),
    Row(
        "UpdateContactRecordingAndAnalyticsBehavior",
        "Set recording, analytics and processing behavior",
        GROUP,
        Record(
            {
                "VoiceBehavior": may(NESTED),
                "ChatBehavior": may(NESTED),
                "ScreenRecordingBehavior": may(NESTED),
            },
            at_most_one=(("VoiceBehavior", "ChatBehavior"),),
            some_of=(("VoiceBehavior", "ChatBehavior", "ScreenRecordingBehavior"),),
        ),
        Branches((FAILED, "ChannelMismatch")),
        (
            Case(
                "ChatBehavior is given",
                lambda parameters, _flow_type: "ChatBehavior" in parameters,
                Branches((FAILED, "ChannelMismatch", "InFlightRedactionConfigurationFailed")),
            ),
        ),
        flow_types=EVERYWHERE,
        executed=True,
        example={
            "VoiceBehavior": {
                "VoiceRecordingBehavior": {
                    "RecordedParticipants": ["Agent", "Customer"],
                    "IVRRecordingBehavior": "Enabled",
                }
            }
        },
    ),
    Row(
        "UpdateContactCallbackNumber",
        "Set callback number",
        GROUP,
        Record({"CallbackNumber": needed(ONE_PATH)}),
        Branches(("InvalidCallbackNumber", "CallbackNumberNotDialable")),
        channels=(VOICE,),
        flow_types=TALKING,
        executed=True,
        example={"CallbackNumber": "$.StoredCustomerInput"},
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
        NONE,
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
    Row(
        "UpdateContactTextToSpeechVoice",
        "Set voice",
        GROUP,
        Record(
            {
                "TextToSpeechVoice": needed(EITHER),
                "TextToSpeechEngine": may(
                    words(
                        *("standard", "neural", "long-form", "generative"),
                        *("Standard", "Neural", "Long-form", "Generative"),
                        kind=Kind.EITHER,
                    )
                ),
                "TextToSpeechStyle": may(words("None", "Conversational", "Newscaster", kind=Kind.EITHER)),
            }
        ),
        flow_types=EVERYWHERE,
        executed=True,
        misnamed={
            "VoiceId": "TextToSpeechVoice",
            "Engine": "TextToSpeechEngine",
            "LanguageCode": "UpdateContactData with LanguageCode",
        },
        example={"TextToSpeechVoice": "Hala", "TextToSpeechEngine": "neural"},
        note="Older exports have no error branch.",
    ),
    Row(
        "UpdateContactData",
        "Set contact data",
        GROUP,
        Record(
            {
                "Name": may(TEXT),
                "Description": may(TEXT),
                "LanguageCode": may(EITHER),
                "CustomerId": may(EITHER),
                "WisdomSessionArn": may(EITHER),
                "IsVoiceIdStreamingEnabled": may(FLAG),
                "IsVoiceAuthenticationEnabled": may(FLAG),
                "VoiceAuthenticationThreshold": may(number(0)),
                "VoiceAuthenticationResponseTime": may(number(1)),
                "IsFraudDetectionEnabled": may(FLAG),
                "FraudDetectionThreshold": may(number(0)),
                "TargetContact": may(TARGET),
            }
        ),
        flow_types=EVERYWHERE,
        executed=True,
        misnamed={
            "References": "References of CreateTask, or the API",
            "Reference": "References of CreateTask, or the API",
            "SegmentAttribute": "UpdateContactAttributes",
            "TextToSpeechVoice": "UpdateContactTextToSpeechVoice",
        },
        rules=(_data_rules,),
        example={"LanguageCode": "ar-AE"},
    ),
    Row(
        "UpdateContactMediaStreamingBehavior",
        "Start and stop media streaming",
        GROUP,
        Record(
            {
                "MediaStreamingState": needed(SWITCH),
                "MediaStreamType": may(words("Audio")),
                "Participants": may(
                    Items(
                        Record(
                            {
                                "ParticipantType": needed(words("Customer", "Agent")),
                                "MediaDirections": needed(Items(words("To", "From"))),
                            }
                        )
                    )
                ),
            }
        ),
        channels=(VOICE,),
        flow_types=NOT_HOLD,
        executed=True,
        example={"MediaStreamingState": "Enabled", "MediaStreamType": "Audio"},
        note="Nothing is streamed on the laptop.",
    ),
    Row(
        "UpdateContactMediaProcessing",
        "Set recording, analytics and processing behavior (processing)",
        GROUP,
        Record(
            {
                "ChatProcessor": needed(
                    Record(
                        {
                            "ProcessingEnabled": needed(words("True", "False")),
                            "LambdaProcessorARN": may(STATIC),
                            "ChatProcessorSettings": needed(
                                Record({"DeliverUnprocessedMessages": needed(words("True", "False"))})
                            ),
                        }
                    )
                )
            }
        ),
        Branches((FAILED, "ChannelMismatch")),
        channels=(CHAT,),
        flow_types=EVERYWHERE,
        example={
            "ChatProcessor": {
                "ProcessingEnabled": "True",
                "LambdaProcessorARN": "${lambda}",
                "ChatProcessorSettings": {"DeliverUnprocessedMessages": "True"},
            }
        },
    ),
    Row(
        "UpdatePreviousContactParticipantState",
        "Hold customer or agent",
        GROUP,
        Record({"PreviousContactParticipantState": needed(words("AgentOnHold", "CustomerOnHold", "OffHold"))}),
        channels=(VOICE,),
        flow_types=RECORDABLE,
        executed=True,
        example={"PreviousContactParticipantState": "OffHold"},
    ),
    Row(
        "CreateTask",
        "Create task",
        GROUP,
        Record(
            {
                "ContactFlowId": may(EITHER),
                "TaskTemplateId": may(STATIC),
                "Name": needed(TEXT),
                "Description": may(TEXT),
                "Attributes": may(Entries(TEXT, least=0)),
                "References": may(Entries(Typed(), least=0)),
                "DelaySeconds": may(number(1, 518400)),
                "ScheduledTime": may(EITHER),
            },
            at_most_one=(("DelaySeconds", "ScheduledTime"),),
            some_of=(("ContactFlowId", "TaskTemplateId"),),
        ),
        flow_types=EVERYWHERE,
        executed=True,
        example={"Name": "متابعة", "ContactFlowId": "${flow}"},
    ),
    Row(
        "TagContact",
        "Contact tags",
        GROUP,
        Record({"Tags": needed(Entries(TEXT, most=6))}),
        flow_types=EVERYWHERE,
        executed=True,
        example={"Tags": {"subject": "water"}},
    ),
    Row(
        "UntagContact",
        "Contact tags (remove)",
        GROUP,
        Record({"TagKeys": needed(Items(TEXT, least=1))}),
        flow_types=EVERYWHERE,
        executed=True,
        example={"TagKeys": ["subject"]},
        note="The documentation writes UnTagContact, which the service refuses.",
    ),
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
    Row(
        "CompleteOutboundCall",
        "Call phone number",
        GROUP,
        Record({"CallerId": may(Record({"Number": needed(Scalar(Kind.EITHER))}, open=True))}, open=True),
        NONE,
        channels=(VOICE,),
        flow_types=(OUTBOUND_WHISPER, MODULE),
        executed=True,
        example={"CallerId": {"Number": "+96265550100"}},
    ),
    Row("ResumeContact", "Resume contact", GROUP, channels=("TASK",), flow_types=EVERYWHERE),
    Row(
        "CreateWisdomSession",
        "Connect assistant",
        GROUP,
        Record({"WisdomAssistantArn": needed(EITHER)}, open=True),
        flow_types=EVERYWHERE,
        example={"WisdomAssistantArn": "${assistant}"},
    ),
    Row(
        "StartOutboundChatContact",
        "Send message",
        GROUP,
        Record({}, open=True),
        flow_types=EVERYWHERE,
    ),
    Row(
        "StartOutboundEmailContact",
        "Send message (e-mail)",
        GROUP,
        Record({}, open=True),
        flow_types=EVERYWHERE,
        documented=False,
    ),
    Row(
        "CreateContact",
        "Create contact",
        GROUP,
        Record({}, open=True),
        flow_types=EVERYWHERE,
        documented=False,
    ),
    Row(
        "CreatePersistentContactAssociation",
        "Create persistent contact association",
        GROUP,
        Record({"RehydrationType": needed(words("ENTIRE_PAST_SESSION", "FROM_SEGMENT"))}, open=True),
        channels=(CHAT,),
        flow_types=EVERYWHERE,
        documented=False,
        example={"RehydrationType": "ENTIRE_PAST_SESSION"},
    ),
    Row(
        "LoadContactContent",
        "Get stored content",
        GROUP,
        Record({"ContentType": needed(words("EmailMessage"))}),
        channels=("EMAIL",),
        flow_types=EVERYWHERE,
        documented=False,
        example={"ContentType": "EmailMessage"},
    ),
    Row(
        "CreateCase",
        "Cases (create)",
        GROUP,
        Record(
            {
                "LinkContactToCase": may(words("true", "false", "True", "False")),
                "CaseTemplateId": needed(EITHER),
                "CaseRequestFields": may(Typed()),
            }
        ),
        Branches((FAILED,), ("ContactNotLinked",)),
        flow_types=EVERYWHERE,
        example={"CaseTemplateId": "${template}", "LinkContactToCase": "false"},
    ),
    Row(
        "GetCase",
        "Cases (get)",
        GROUP,
        Record(
            {
                "LinkContactToCase": may(words("true", "false", "True", "False")),
                "GetLastUpdatedCase": may(words("true", "false", "True", "False")),
                "CustomerId": may(EITHER),
                "CaseRequestFields": may(Typed()),
                "CaseResponseFields": may(Items(TEXT)),
            }
        ),
        Branches((FAILED,), ("ContactNotLinked", "MultipleFound", "NoneFound")),
        flow_types=EVERYWHERE,
        example={"CustomerId": "$.Customer.ProfileId", "LinkContactToCase": "false"},
    ),
    Row(
        "UpdateCase",
        "Cases (update)",
        GROUP,
        Record(
            {
                "LinkContactToCase": may(words("true", "false", "True", "False")),
                "CaseId": needed(EITHER),
                "CaseRequestFields": may(Typed()),
            }
        ),
        Branches((FAILED,), ("ContactNotLinked",)),
        flow_types=EVERYWHERE,
        example={"CaseId": "$.Case.case_id", "LinkContactToCase": "false"},
    ),
)
