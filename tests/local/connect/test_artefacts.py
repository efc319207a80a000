"""Recordings leave files as long as what they recorded."""

import wave
from pathlib import Path

from local.connect.artefacts import Artefacts
from tests.local.connect.centre import BYE, TO_QUEUE, Centre, action, say

VOICEMAIL = {"RecordingBehavior": {"RecordedParticipants": [], "IVRRecordingBehavior": "Enabled"}}
BOTH = {"RecordingBehavior": {"RecordedParticipants": ["Agent", "Customer"]}}


def seconds(file: Path) -> float:
    with wave.open(str(file)) as sound:
        return float(sound.getnframes() / sound.getframerate())


def test_a_voicemail_is_a_file_from_the_beep_to_the_end_of_the_call(tmp_path: Path) -> None:
    centre = Centre()
    Artefacts(centre.instance, tmp_path)
    listen = {"SSML": '<speak><break time="10s"/></speak>', "InputTimeLimitSeconds": "50", "StoreInput": "False"}
    errors = dict.fromkeys(("NoMatchingCondition", "InputTimeLimitExceeded", "NoMatchingError"), "bye")
    record = action("record", "UpdateContactRecordingBehavior", VOICEMAIL, "listen")
    centre.flow(
        "main",
        say("hello", "اتركوا رسالة", "record"),
        record,
        action("listen", "GetParticipantInput", listen, "", errors),
        BYE,
    )
    contact = centre.call("main")
    centre.clock.run()
    (recording,) = centre.contact(contact).recordings
    assert recording["what"] == "IVR"
    assert seconds(tmp_path / recording["location"]) == 60


def test_what_was_suspended_is_not_in_the_file(tmp_path: Path) -> None:
    centre = Centre()
    Artefacts(centre.instance, tmp_path)
    centre.flow("main", action("record", "UpdateContactRecordingBehavior", BOTH, "set"), *TO_QUEUE)
    contact = centre.answered("main")
    centre.instance.record_call(contact, "SUSPEND")
    centre.clock.advance(100)
    centre.instance.record_call(contact, "RESUME")
    centre.clock.advance(9)
    centre.instance.hang_up(contact)
    (recording,) = centre.contact(contact).recordings
    assert seconds(tmp_path / recording["location"]) == 10
