"""Those who are together on a call: the customer, agents, third parties, and supervisors who listen."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from local.connect.leg import Leg

MOST_PARTIES = 6
MOST_LISTENERS = 5
KEYS = frozenset("0123456789*#")


class Party:
    """One on a call; `id` is CUSTOMER, an agent's id, or a number; `state` CONNECTED, HELD or LEFT.

    A supervisor who is `muted` only listens, and speaks only who `may_speak`.
    """

    __slots__ = ("id", "leg", "may_speak", "muted", "role", "state")

    def __init__(self, id_: str, role: str, leg: "Leg") -> None:
        self.id, self.role, self.leg = id_, role, leg
        self.state = "CONNECTED"
        self.muted = False
        self.may_speak = True

    @property
    def here(self) -> bool:
        return self.state != "LEFT"


class Call:
    """The parties, over all the legs (contacts) that transfers made of one call."""

    __slots__ = ("legs", "over", "parties")

    def __init__(self) -> None:
        self.parties: list[Party] = []
        self.legs: list[Leg] = []
        self.over = False

    def talkers(self) -> list[Party]:
        """Return those who are on the call and not only listening, held ones too."""
        return [party for party in self.parties if party.here and party.role != "SUPERVISOR"]

    def listeners(self) -> list[Party]:
        return [party for party in self.parties if party.here and party.role == "SUPERVISOR"]

    def find(self, id_: str) -> Party | None:
        return next((party for party in self.parties if party.id == id_ and party.here), None)
