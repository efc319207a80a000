"""How long staff were in each status (R060): from each change that was told, in the order in which they came about.

A change is kept under the instant and the place in the stream of the event that told of it, so that it is kept once
however often it comes, and late ones stand where they belong. A status lasts until the next change. Pure.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import msgspec

from chalicelib.contacts.presence import PresenceStatus
from chalicelib.shared.clock import from_iso, iso

KEPT = timedelta(days=400)


class Change(msgspec.Struct, frozen=True):
    """Somebody came into a status, at an instant (ISO)."""

    at: str
    status: PresenceStatus


def spent(changes: Sequence[Change], since: datetime, until: datetime) -> Mapping[PresenceStatus, int]:
    """Return the whole seconds in each status between two instants; what was before the first change is unknown.

    :param changes: in their order, beginning with the last one before `since`, if there is one
    """
    found: Counter[PresenceStatus] = Counter()
    end = Change(iso(max(until, since)), PresenceStatus.OFFLINE)
    for one, following in pairwise([*changes, end]):
        began, ended = max(from_iso(one.at), since), min(from_iso(following.at), until)
        found[one.status] += max(0, round((ended - began).total_seconds() * 1000))
    return {status: milliseconds // 1000 for status, milliseconds in found.items() if milliseconds >= 1000}
