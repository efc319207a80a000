"""What is known of a contact: its attributes, its data, its tags, how it is spoken to and what hooks into it."""

from collections.abc import Iterator

from local.connect.language.actions.contact import GROUP
from local.connect.language.actions.places import EVERYWHERE, RECORDABLE, TALKING
from local.connect.language.schema import (
    EITHER,
    FLAG,
    NESTED,
    ONE_PATH,
    TEXT,
    VOICE,
    Branches,
    Broken,
    Entries,
    Items,
    Kind,
    Parameters,
    Record,
    Row,
    may,
    needed,
    number,
    words,
)

TARGET = words("Current", "Related")
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
)
