"""The port behind which telephony stands: Amazon Connect where there is a region for it, nothing where there is none.

Names are ours: user names of staff, contacts' ids, queues as `<body>.<label>_<AR|EN>`.
"""

from typing import Literal, Protocol

import msgspec

from chalicelib.shared.errors import Conflict

Capability = Literal["listen", "barge"]


class TelephonyAway(Conflict):
    """No telephony is configured, so that nobody can be called, heard or put into a state by it."""


class TelephonyRefused(Conflict):
    """The telephony does not do it as things stand: the call is over, nobody is on it, it knows no such person.

    `unknown` names what it does not know (user, queue, status, flow), if that is why.
    """


class Installation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where the telephony is, as it was configured the last time; ids by name, `arn` is the instance's.

    `softphone` is the address of the contact control panel that the console loads ({agent} stands for the user name),
    `script` that of Amazon Connect Streams.
    """

    instance: str
    region: str
    arn: str = ""
    recordings: str = ""
    """The bucket of recordings, in that region."""
    softphone: str = ""
    script: str = ""
    queues: dict[str, str] = {}
    users: dict[str, str] = {}
    statuses: dict[str, str] = {}
    flows: dict[str, str] = {}
    places: dict[str, str] = {}
    """Ids of queues by `<body>.<code>.<language>`, whatever their label."""
    seated: dict[str, str] = {}
    """The name of each user's routing profile: who sits in which queues."""
    identities: dict[str, str] = {}
    """A mark of each user's name, address and rights."""
    leads: dict[str, str] = {}
    """The id of the queue or the user that each quick connect leads to."""
    follows: bool = False
    """Whether the service goes on from here: what an older deployment wrote down does not say enough for that."""


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Who is in a contact, and what the flow noted on it; numbers in E.164, "" if withheld or none."""

    number: str = ""
    dialled: str = ""
    attributes: dict[str, str] = {}


class Telephony(Protocol):
    """What the centre asks of its telephony.

    Each raises TelephonyAway if there is none, TelephonyRefused if it does not do it as things stand, NotFound if it
    knows no such contact, Unavailable if it does not answer.
    """

    def put_status(self, username: str, status: str) -> None:
        """Put an agent into a state: available, break, prayer, training, meeting, wrap_up, offline."""

    def monitor(self, contact: str, supervisor: str, capability: Capability) -> None:
        """Let a supervisor listen to a call, or speak in it."""

    def stop(self, contact: str) -> None:
        """End a contact."""

    def offer_task(self, *, name: str, queue: str, attributes: dict[str, str], key: str, previous: str = "") -> str:
        """Offer work to the agents of a queue; return the contact's id. A repeat of a key makes none.

        The flow `callback_task` finds the queue's id in the attribute `queue_id`.
        """

    def caller(self, contact: str) -> Caller | None:
        """Return who is in a contact (DescribeContact and its attributes); None if there is no such contact."""

    def attributes(self, contact: str) -> dict[str, str]:
        """Return what the flow noted on a contact."""

    def drop_recording(self, key: str) -> None:
        """Delete a recording; one that is gone already stays so."""

    def listening_address(self, key: str, seconds: int) -> str:
        """Return an address under which a recording can be heard for so many seconds, with ranges."""
