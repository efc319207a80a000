"""What is recorded, analysed and streamed of a contact."""

from local.connect.language.actions.contact import GROUP
from local.connect.language.actions.places import EVERYWHERE, NOT_HOLD, RECORDABLE
from local.connect.language.schema import (
    CHAT,
    FAILED,
    NESTED,
    STATIC,
    SWITCH,
    VOICE,
    Branches,
    Case,
    Items,
    Record,
    Row,
    late,
    may,
    needed,
    words,
)

PARTICIPANTS = Items(words("Agent", "Customer"))
ROWS = (
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
        Branches(()),
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
)
