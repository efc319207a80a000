"""Things that an instance is configured with: one row a noun makes its Create, Describe, List, Search and Delete."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import uuid4

from local.connect.api.account import Account
from local.connect.api.errors import Duplicate, ResourceNotFound
from local.connect.api.listing import page, searched
from local.connect.api.registry import Asked, operation
from local.connect.api.wire import models
from local.connect.engine import Instance
from local.connect.resources import Directory, Resource, Shelf

R = TypeVar("R", bound=Resource)


@dataclass(frozen=True, kw_only=True)
class Noun(Generic[R]):
    """A noun of the API.

    `make` makes the resource of a request from the instance, its id, its ARN and the request; `told` gives the facts of
    one beside its id, ARN and name, under the API's names: each answer takes those that its shape has.
    """

    name: str
    plural: str = ""
    prefix: str = ""
    arn_type: str
    arn_suffix: str = "Arn"
    shelf: Callable[[Directory], Shelf[R]]
    make: Callable[[Instance, str, str, Asked], R]
    told: Callable[[R], dict[str, Any]] = lambda _resource: {}
    leaves_out: Callable[[R, Asked], bool] = lambda _resource, _asked: False
    unsearched: Callable[[R], bool] = lambda _resource: False
    quota: str

    @property
    def key(self) -> str:
        return f"{self.prefix or self.name}Id"

    def find(self, instance: Instance, reference: str) -> R:
        """Return one by its id or ARN; names are known to flows alone. :raises ResourceNotFound: if there is none"""
        shelf = self.shelf(instance.directory)
        found = shelf.find(reference)
        if found is None or not shelf.has(reference):
            raise ResourceNotFound(f"{self.name} not found: {reference}")
        return found

    def facts(self, one: R) -> dict[str, Any]:
        """Return all that can be told of one, under every name that an answer has for it."""
        names = {self.key: one.id, f"{self.prefix or self.name}{self.arn_suffix}": one.arn}
        known = {"Id": one.id, "Arn": one.arn, "Name": one.name, **names, **one.more, **self.told(one)}
        return {name: value for name, value in known.items() if value is not None}

    def register(self) -> "Noun[R]":
        """Let the API perform the noun's operations."""
        many = self.plural or f"{self.name}s"
        for name, perform in (
            (f"Create{self.name}", self._create), (f"Describe{self.name}", self._describe), (f"List{many}", self._list),
            (f"Search{many}", self._search), (f"Delete{self.name}", self._delete),
        ):  # fmt: skip
            if name in models()["connect"].operation_names:
                operation(name)(perform(name))
        return self

    def _create(self, name: str) -> Callable[[Account, Asked], dict[str, Any]]:
        def create(account: Account, asked: Asked) -> dict[str, Any]:
            instance = account.instance(asked["InstanceId"])
            return account.once(name, asked, lambda: self._made(account, instance, name, asked))

        return create

    def _made(self, account: Account, instance: Instance, name: str, asked: Asked) -> dict[str, Any]:
        id_ = str(uuid4())
        shelf = self.shelf(instance.directory)
        account.quotas.admit(self.quota, sum(not self.unsearched(one) for one in shelf))
        made = self.make(instance, id_, instance.directory.name_of(self.arn_type, id_), asked)
        if any(one.name == made.name for one in shelf):
            raise Duplicate(f"There is a {self.name} named {made.name}")
        made.more = {**asked, **made.more}
        shelf.put(made)
        instance.configured()
        return _fitted(name, (), self.facts(made))

    def _describe(self, name: str) -> Callable[[Account, Asked], dict[str, Any]]:
        (wrapper,) = _output(name).members

        def describe(account: Account, asked: Asked) -> dict[str, Any]:
            one = self.find(account.instance(asked["InstanceId"]), asked[self.key])
            return {wrapper: _fitted(name, (wrapper,), self.facts(one))}

        return describe

    def _list(self, name: str) -> Callable[[Account, Asked], dict[str, Any]]:
        (wrapper,) = (member for member in _output(name).members if member != "NextToken")

        def listed(account: Account, asked: Asked) -> dict[str, Any]:
            everything = self.shelf(account.instance(asked["InstanceId"]).directory)
            shown, token = page((one for one in everything if not self.leaves_out(one, asked)), asked)
            return {wrapper: [_fitted(name, (wrapper,), self.facts(one)) for one in shown], "NextToken": token}

        return listed

    def _search(self, name: str) -> Callable[[Account, Asked], dict[str, Any]]:
        (wrapper,) = (one for one in _output(name).members if one not in ("NextToken", "ApproximateTotalCount"))

        def search(account: Account, asked: Asked) -> dict[str, Any]:
            shelf = self.shelf(account.instance(asked["InstanceId"]).directory)
            found = [one for one in shelf if not self.unsearched(one)]
            shown, token, count = searched(found, asked, self._field)
            told = [_fitted(name, (wrapper,), self.facts(one)) for one in shown]
            return {wrapper: told, "NextToken": token, "ApproximateTotalCount": count}

        return search

    def _field(self, one: R, name: str) -> str:
        facts = self.facts(one)
        return str(next((facts[key] for key in (name, name[:1].upper() + name[1:]) if key in facts), ""))

    def _delete(self, _name: str) -> Callable[[Account, Asked], None]:
        def delete(account: Account, asked: Asked) -> None:
            instance = account.instance(asked["InstanceId"])
            self.shelf(instance.directory).remove(self.find(instance, asked[self.key]).id)
            instance.configured()

        return delete

    def changes(
        self, name: str, change: Callable[[R, Asked], None], needs: Callable[[Instance, Asked], object] | None = None
    ) -> None:
        """Let an Update operation change one, and keep what it was asked beside it; no two have one name.

        `needs` looks before for what the request names, and raises ResourceNotFound if it is not there.
        """

        def update(account: Account, asked: Asked) -> None:
            instance = account.instance(asked["InstanceId"])
            one, shelf = self.find(instance, asked[self.key]), self.shelf(instance.directory)
            if any(other.name == asked.get("Name") and other.id != one.id for other in shelf):
                raise Duplicate(f"There is a {self.name} named {asked['Name']}")
            if needs:
                needs(instance, asked)
            change(one, asked)
            one.more |= {key: value for key, value in asked.items() if key not in ("InstanceId", self.key)}
            shelf.put(one)
            instance.configured()

        operation(name)(update)


def _output(name: str) -> Any:
    return models()["connect"].operation_model(name).output_shape


def _fitted(name: str, path: tuple[str, ...], facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts that the answer of an operation has a member for, at the top or within a member."""
    shape = _output(name)
    for member in path:
        shape = shape.members[member]
    shape = getattr(shape, "member", shape)
    return {key: value for key, value in facts.items() if key in shape.members}
