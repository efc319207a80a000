"""Staff by user name, and what names in Connect stand for, as they were at most a minute ago."""

from collections.abc import Callable, Mapping, Sequence

from chalicelib.contacts import switchboards
from chalicelib.contacts.naming import Names
from chalicelib.contacts.switchboard import Switchboard
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.body import Head
from chalicelib.organisations.recent import Memory
from chalicelib.organisations.staff import Staff
from chalicelib.shared.clock import Clock
from chalicelib.shared.errors import NotFound


class Colleagues:
    """Find a member of staff by user name, whatever the body."""

    def __init__(
        self, heads: Callable[[], Sequence[Head]], team: Callable[[str], Sequence[Staff]], clock: Clock
    ) -> None:
        self._heads = heads
        self._team = team
        self._known: Memory[str, Staff] = Memory(self._find, clock)

    def __call__(self, username: str) -> Staff | None:
        """Return a member of staff; None if there is none of that name."""
        return self._known.get(username)

    def _find(self, username: str) -> Staff | None:
        everybody = (staff for head in self._heads() for staff in self._team(head.code) if staff.body == head.code)
        return next((staff for staff in everybody if staff.username == username), None)


def names(
    boards: switchboards.Context, installed: Callable[[], Installation | None], staff: Callable[[str], Staff | None]
) -> Names:
    """Return what is asked to place a contact."""

    def switchboard(body: str) -> Switchboard | None:
        try:
            return switchboards.of(boards, body)
        except NotFound:
            return None

    def home(username: str) -> str:
        found = staff(username)
        return found.body if found else ""

    def of(kind: str) -> Callable[[str], str]:
        return lambda arn: _name(getattr(installed() or Installation(instance="", region=""), kind), arn)

    return Names(
        switchboard=switchboard, dialled=lambda number: switchboards.dialled(boards, number), home=home,
        queue=lambda arn: of("places")(arn) or of("queues")(arn), user=of("users"),
    )  # fmt: skip


def _name(ids: Mapping[str, str], arn: str) -> str:
    """Return the name of an ARN or an id; ids may be kept as either."""
    return next((name for name, id in ids.items() if arn == id or arn.rpartition("/")[2] == id.rpartition("/")[2]), "")
