"""Recordings leave sounds as long as what they recorded."""

import io
import wave

from local.connect.artefacts import Lengths, silence
from tests.local.connect.centre import BYE, TO_QUEUE, Centre, action, say

VOICEMAIL = {"RecordingBehavior": {"RecordedParticipants": [], "IVRRecordingBehavior": "Enabled"}}
BOTH = {"RecordingBehavior": {"RecordedParticipants": ["Agent", "Customer"]}}


def seconds(centre: Centre) -> float:
    """Return how long the sound is that the one recording leaves."""
    lengths = Lengths()
    (found,) = [length for event in centre.of("RECORDING") if (length := lengths.take(event)) is not None]
    with wave.open(io.BytesIO(silence(found))) as sound:
        assert sound.getnchannels() == 2
        return float(sound.getnframes() / sound.getframerate())


def test_a_voicemail_is_a_file_from_the_beep_to_the_end_of_the_call() -> None:
    centre = Centre()
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
    assert seconds(centre) == 60


def test_what_was_suspended_is_not_in_the_file() -> None:
    centre = Centre()
    centre.flow("main", action("record", "UpdateContactRecordingBehavior", BOTH, "set"), *TO_QUEUE)
    contact = centre.answered("main")
    centre.instance.record_call(contact, "SUSPEND")
    centre.clock.advance(100)
    centre.instance.record_call(contact, "RESUME")
    centre.clock.advance(9)
    centre.instance.hang_up(contact)
    assert seconds(centre) == 10
