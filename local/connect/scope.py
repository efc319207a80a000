"""What the paths of a running flow lead to: `$.Attributes`, `$.External`, `$.Queue` and the rest."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from local.connect.contact import endpoint

if TYPE_CHECKING:
    from local.connect.leg import Leg


class FlowScope(dict[str, Any]):
    """The namespaces of one flow or module; those of the system are looked up when they are asked for.

    A module does not see what its caller's Lambda, Lex or typed input came to.
    """

    def __init__(self, leg: "Leg", module_input: Any = None) -> None:
        super().__init__(Attributes=leg.contact.attributes, FlowAttributes={}, Tags=leg.contact.tags)
        self.leg: Leg = leg
        if module_input is not None:
            self["Modules"] = {"Input": module_input}

    def __missing__(self, root: str) -> Any:
        read = _SYSTEM.get(root)
        return read(self.leg) if read else None

    def renew(self) -> None:
        """Forget what belongs to one flow alone, when the contact goes over to the next."""
        self["FlowAttributes"] = {}
        self.pop("Loop", None)
        self.pop("Modules", None)

    def external(self, data: dict[str, Any], invocation: str = "") -> None:
        """Keep a Lambda's answer, whole: nothing of the last one stays. Keys without a value vanish."""
        kept = {key: value for key, value in data.items() if value is not None}
        self["External"] = kept
        self["LambdaInvocation"] = {"ResultData": kept, "InvocationId": invocation}


def _queue(leg: "Leg") -> dict[str, Any]:
    directory = leg.instance.directory
    queue = directory.queues.find(leg.contact.queue or "")
    if not queue:
        return {}
    return {"Name": queue.name, "ARN": queue.arn, "OutboundCallerId": endpoint(directory.caller(queue)) or {}}


def _agent(leg: "Leg") -> dict[str, Any]:
    user = leg.instance.directory.users.find(leg.agent_id or "")
    if not user:
        return {}
    return {"UserName": user.name, "FirstName": user.first_name, "LastName": user.last_name, "ARN": user.arn}


_SYSTEM: dict[str, Callable[["Leg"], Any]] = {
    "ContactId": lambda leg: leg.contact.id,
    "InitialContactId": lambda leg: leg.contact.initial or leg.contact.id,
    "PreviousContactId": lambda leg: leg.contact.previous or leg.contact.id,
    "RelatedContactId": lambda leg: leg.contact.related,
    "Task": lambda leg: {"ContactId": leg.last_task},
    "Channel": lambda leg: leg.contact.channel,
    "InitiationMethod": lambda leg: leg.contact.method,
    "InstanceARN": lambda leg: leg.instance.directory.arn,
    "AwsRegion": lambda leg: leg.instance.directory.region,
    "LanguageCode": lambda leg: leg.contact.language,
    "TextToSpeechVoiceId": lambda leg: leg.contact.voice[0],
    "CustomerEndpoint": lambda leg: endpoint(leg.contact.customer) or {},
    "SystemEndpoint": lambda leg: endpoint(leg.contact.system) or {},
    "CustomerCallBackPhoneNumber": lambda leg: leg.contact.callback_number,
    "CustomerId": lambda leg: leg.contact.data.get("CustomerId"),
    "Name": lambda leg: leg.contact.name,
    "Description": lambda leg: leg.contact.description,
    "References": lambda leg: leg.contact.references,
    "SegmentAttributes": lambda leg: leg.contact.segment,
    "MediaStreams": lambda leg: leg.contact.media,
    "Queue": _queue,
    "Agent": _agent,
}
