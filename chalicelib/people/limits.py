"""How often something may be done: counters that open anew with each window of time.

A window has its own item, so an old one is never read, however late DynamoDB's TTL takes it away. At the seam of two
windows twice as much may pass within one window's length. A limit that everybody shares is spread over shards, each
with its part of the whole, so that no key is hot; what is spread (an address, a target) always meets the same shard,
so that one who fills a shard shuts few others out.
"""

from dataclasses import dataclass
from typing import Protocol

import msgspec

from chalicelib.shared.clock import Clock
from chalicelib.shared.errors import TooMany
from chalicelib.shared.secret import Secret


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """At most so many in so many seconds; `shards` above 1 for what all callers share."""

    name: str
    most: int
    seconds: int
    shards: int = 1


class Counters(Protocol):
    """Counts by key and window."""

    def add(self, key: str, window: int, *, most: int, expires: int) -> bool:
        """Count one and return True; return False, and count nothing, if `most` are counted already."""
        ...

    def counted(self, key: str, window: int) -> int:
        """Return how many are counted."""
        ...


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Count against limits; keys are kept as HMACs."""

    counters: Counters
    secret: Secret
    clock: Clock

    def spend(self, limit: Limit, key: str = "", *, spread: str = "") -> bool:
        """Count one against a limit; False if it is used up in this window. One write."""
        window = self._window(limit)
        return self.counters.add(
            self._key(limit, key, spread), window, most=limit.most // limit.shards, expires=window + limit.seconds
        )

    def require(self, limit: Limit, key: str = "", *, spread: str = "") -> None:
        """Count one against a limit.

        :raises TooMany: with `retry_after` in seconds, if it is used up in this window
        """
        if not self.spend(limit, key, spread=spread):
            raise TooMany(retry_after=self.remaining(limit))

    def used_up(self, limit: Limit, key: str = "", *, spread: str = "") -> bool:
        """Return whether a limit is used up, without counting. One read."""
        counted = self.counters.counted(self._key(limit, key, spread), self._window(limit))
        return counted >= limit.most // limit.shards

    def remaining(self, limit: Limit) -> int:
        """Return the seconds until the limit's next window."""
        return self._window(limit) + limit.seconds - int(self.clock().timestamp())

    def _window(self, limit: Limit) -> int:
        now = int(self.clock().timestamp())
        return now - now % limit.seconds

    def _key(self, limit: Limit, key: str, spread: str) -> str:
        if limit.shards == 1:
            return f"{limit.name}#{self.secret.text('limit', limit.name, key)}"
        return f"{limit.name}#{self.secret.digest('limit', limit.name, spread)[0] % limit.shards}"
