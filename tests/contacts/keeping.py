"""The installation and what was configured of each body, in memory; `reads` counts what was asked."""

from collections import Counter

from chalicelib.contacts.exchange.problems import Followed
from chalicelib.contacts.telephony import Installation


class FakeKeeping:
    """What `DynamoExchange` is to the exchange."""

    def __init__(self, installation: Installation | None = None) -> None:
        self.installation = installation
        self.bodies: dict[str, Followed] = {}
        self.reads: Counter[str] = Counter()
        self.lease: tuple[str, str] | None = None

    def get(self) -> Installation | None:
        self.reads["installation"] += 1
        return self.installation

    def put(self, installation: Installation) -> None:
        self.installation = installation

    def followed(self) -> dict[str, Followed]:
        self.reads["followed"] += 1
        return dict(self.bodies)

    def followed_of(self, body: str) -> Followed | None:
        return self.bodies.get(body)

    def keep(self, followed: Followed) -> None:
        self.bodies[followed.body] = followed

    def take(self, holder: str, now: str, until: str, *, force: bool = False) -> bool:
        free = self.lease is None or self.lease[1] < now or self.lease[0] == holder
        if free or force:
            self.lease = (holder, until)
        return free or force

    def give_back(self, holder: str) -> None:
        if self.lease and self.lease[0] == holder:
            self.lease = None
