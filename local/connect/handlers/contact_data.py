"""What a flow writes on its contact: attributes, data, tags, hooks, voice, recording."""

from typing import TYPE_CHECKING

from local.connect.handlers.reading import record, text
from local.connect.language.paths import as_text
from local.connect.outcomes import NEXT, Malformed, Outcome, failed
from local.connect.program import Parameters, Step

if TYPE_CHECKING:
    from local.connect.contact import Contact
    from local.connect.interpreter import Execution

MOST_ATTRIBUTE_BYTES = 32 * 1024


def update_contact_attributes(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    """Set all or none: past 32 KB a contact takes no more."""
    given = record(parameters, "Attributes")
    contact = _target(execution, parameters)
    if contact is None:
        return failed()
    changed = {key: as_text(value) for key, value in given.items()}
    if too_large(contact.attributes, changed):
        return failed()
    execution.instance.record("ATTRIBUTES", contact, {"set": changed})
    return NEXT


def too_large(kept: dict[str, str], changed: dict[str, str]) -> bool:
    """Return whether attributes would pass 32 KB of UTF-8, counted exactly only if they come near."""
    every = {**kept, **changed}
    characters = sum(len(key) + len(value) for key, value in every.items())
    if characters * 4 <= MOST_ATTRIBUTE_BYTES:
        return False
    return sum(len(key.encode()) + len(value.encode()) for key, value in every.items()) > MOST_ATTRIBUTE_BYTES


def _target(execution: "Execution", parameters: Parameters) -> "Contact | None":
    contact = execution.leg.contact
    if parameters.get("TargetContact") == "Related":
        return execution.instance.contacts.get(contact.related or "")
    return contact


_DATA = {"Name": "name", "Description": "description", "LanguageCode": "language"}


def update_contact_data(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    contact = _target(execution, parameters)
    if contact is None:
        return failed()
    changed: dict[str, object] = {field: str(parameters[key]) for key, field in _DATA.items() if key in parameters}
    more = {key: value for key, value in parameters.items() if key not in _DATA and key != "TargetContact"}
    if more:
        changed["data"] = {**contact.data, **more}
    execution.instance.record("UPDATED", contact, changed)
    return NEXT


def tag_contact(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    tags = {key: as_text(value) for key, value in record(parameters, "Tags").items()}
    execution.record("TAGGED", {"set": tags})
    return NEXT


def untag_contact(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    keys = parameters.get("TagKeys")
    execution.record("UNTAGGED", {"keys": [str(key) for key in keys] if isinstance(keys, list) else []})
    return NEXT


def update_contact_event_hooks(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    """Set which flow runs at an event (CustomerQueue, CustomerRemaining, AgentWhisper, ...) of this contact."""
    hooks = {key: str(value) for key, value in record(parameters, "EventHooks").items()}
    if not hooks:
        raise Malformed("EventHooks is missing")
    if any(not execution.instance.directory.flows.find(flow) for flow in hooks.values()):
        return failed()
    execution.record("UPDATED", {"hooks": {**execution.leg.contact.hooks, **hooks}})
    return NEXT


def update_voice(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    voice = text(parameters, "TextToSpeechVoice")
    engine = str(parameters.get("TextToSpeechEngine") or "standard").lower()
    execution.record("UPDATED", {"voice": [voice, engine, str(parameters.get("TextToSpeechStyle") or "None")]})
    return NEXT


def update_flow_logging(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    execution.record("UPDATED", {"logging": parameters.get("FlowLoggingBehavior") == "Enabled"})
    return NEXT


def update_media_streaming(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    """Keep the stream's state: no sound flows on the laptop."""
    state = {"state": parameters.get("MediaStreamingState"), "participants": parameters.get("Participants")}
    execution.record("MEDIA_STREAM", state)
    return NEXT


def update_recording(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    execution.instance.recordings.behave(execution.leg, record(parameters, "RecordingBehavior"))
    return NEXT


def update_recording_and_analytics(execution: "Execution", _step: Step, parameters: Parameters) -> Outcome:
    """Set recording as the console writes it since 2025; behaviour for the other channel takes its own branch."""
    channel = execution.leg.contact.channel
    if ("VoiceBehavior" in parameters and channel != "VOICE") or ("ChatBehavior" in parameters and channel != "CHAT"):
        return failed("ChannelMismatch")
    voice = record(parameters, "VoiceBehavior")
    behaviour = record(voice, "VoiceRecordingBehavior") or record(voice, "RecordingBehavior") or voice
    if behaviour:
        execution.instance.recordings.behave(execution.leg, behaviour)
    return NEXT
