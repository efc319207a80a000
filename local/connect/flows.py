"""The flows in force, compiled when they are first run."""

from local.connect.contact import Contact
from local.connect.handlers.registry import channels_of, handler_of
from local.connect.language.decode import NotAFlow, read
from local.connect.program import Handler, Program
from local.connect.refusals import Refused
from local.connect.resources import Directory, FlowResource, Shelf

HOOKS = {
    "CUSTOMER_QUEUE": "CustomerQueue",
    "CUSTOMER_HOLD": "CustomerHold",
    "AGENT_HOLD": "AgentHold",
    "CUSTOMER_WHISPER": "CustomerWhisper",
    "AGENT_WHISPER": "AgentWhisper",
    "CUSTOMER_REMAINING": "CustomerRemaining",
}


def _actions(type_: str) -> tuple[Handler, frozenset[str] | None]:
    return handler_of(type_), channels_of(type_)


class Flows:
    """Flows and modules by ARN, id or name, each compiled anew only when its content changed."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._programs: dict[str, tuple[str, Program]] = {}

    def flow(self, reference: str | None) -> Program | None:
        return self._find(self._directory.flows, reference)

    def module(self, reference: str | None) -> Program | None:
        return self._find(self._directory.modules, reference)

    def for_event(self, contact: Contact, kind: str, defaults: dict[str, str]) -> Program | None:
        """Return the flow of an event: the contact's own hook, else the instance's default, else None."""
        return self.flow(contact.hooks.get(HOOKS.get(kind, "")) or defaults.get(kind))

    def program_of(self, resource: FlowResource) -> Program:
        """Return a flow compiled; the same one as long as its content is.

        :raises Refused: if it is no flow
        """
        kept = self._programs.get(resource.id)
        if kept and kept[0] == resource.content:
            return kept[1]
        try:
            flow = read(resource.content, resource.name, resource.kind).flow
        except NotAFlow as error:
            raise Refused(str(error)) from error
        program = Program(flow, _actions, resource.id, resource.arn)
        program.name = resource.name
        self._programs[resource.id] = (resource.content, program)
        return program

    def _find(self, shelf: Shelf[FlowResource], reference: str | None) -> Program | None:
        resource = shelf.find(reference or "")
        if resource is None:
            return None
        kept = self._programs.get(resource.id)
        return kept[1] if kept and kept[0] is resource.content else self.program_of(resource)
