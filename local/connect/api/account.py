"""The instances of an account, and what their API keeps beside them."""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any
from uuid import uuid4

from local.connect.api.errors import InvalidRequest, ResourceNotFound
from local.connect.api.participants import Participants
from local.connect.api.quotas import Quotas
from local.connect.engine import Instance

REGION, ACCOUNT = "us-east-1", "000000000000"
calling_region: ContextVar[str] = ContextVar("calling_region", default="")
"""The region that the request was signed for; nothing for what is not signed: the world outside knows all regions."""


class Account:
    """Instances by their ids; `make` makes the engine of a new one from its id and alias.

    `answers` keeps what idempotent requests were answered, by operation and ClientToken. `changed` is called after
    every operation that may have changed something, before it is answered.
    """

    def __init__(self, make: Callable[[str, str], Instance], quotas: Quotas | None = None) -> None:
        self._make, self.quotas = make, quotas or Quotas()
        self._instances: dict[str, Instance] = {}
        self.participants = Participants()
        self.campaigns: dict[str, Any] = {}
        self.test_cases: dict[tuple[str, str], Any] = {}
        self.answers: dict[tuple[str, str], dict[str, Any]] = {}
        self.changed: Callable[[], None] = lambda: None

    def __iter__(self) -> Iterator[Instance]:
        return iter(list(self._instances.values()))

    def create(self, alias: str, id_: str | None = None) -> Instance:
        """Make an instance. :raises InvalidRequest: if another has the alias"""
        if any(one.directory.alias == alias for one in self):
            raise InvalidRequest(f"Instance alias {alias} is taken")
        return self.add(self._make(id_ or str(uuid4()), alias))

    def add(self, instance: Instance) -> Instance:
        self._instances[instance.directory.id] = instance
        return instance

    def here(self) -> list[Instance]:
        """Return the instances of the region that is asked: another's are not known in it."""
        region = calling_region.get()
        return [one for one in self if region in ("", one.directory.region)]

    def instance(self, reference: str) -> Instance:
        """Return an instance of the region asked, by its id or ARN. :raises ResourceNotFound: if there is none"""
        found = self._instances.get(reference.rsplit("/", 1)[-1])
        if found is None or found not in self.here():
            raise ResourceNotFound(f"Instance not found: {reference}")
        return found

    def remove(self, reference: str) -> None:
        self._instances.pop(self.instance(reference).directory.id).close()

    def close(self) -> None:
        for one in self:
            one.close()

    def once(self, name: str, asked: dict[str, Any], perform: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Perform something once for each ClientToken; a repeat gets the first answer."""
        token = asked.get("ClientToken")
        if not token:
            return perform()
        known = self.answers.get((name, token))
        if known is None:
            known = self.answers[name, token] = perform()
        return known
