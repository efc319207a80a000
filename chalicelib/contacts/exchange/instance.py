"""An instance of Amazon Connect as it is configured through: its client, its lists by name, and what it refuses."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.contacts.exchange.problems import ExchangeProblem, Part, Reason
from chalicelib.shared.aws import is_outage

Progress = Callable[[str], None]
PAGE = 100
_REASONS: dict[str, Reason] = {
    "LimitExceededException": "quota", "ServiceQuotaExceededException": "quota",
    "DuplicateResourceException": "name", "ResourceConflictException": "name",
}  # fmt: skip


@dataclass(frozen=True)
class Exchange:
    """One instance, by its ARN; `connect` is boto3's client of its region, `say` is told what changes.

    `beat` is called before each request, so that a lease shows that work goes on.
    `refused` keeps what could not be done: the bodies that it is shown to (none: all), and the problem.
    """

    connect: Any
    arn: str
    say: Progress
    beat: Callable[[], None] = lambda: None
    refused: list[tuple[frozenset[str], ExchangeProblem]] = field(default_factory=list)
    _lists: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

    @property
    def instance(self) -> str:
        return id_of(self.arn)

    def arn_of(self, kind: str, id_: str) -> str:
        """Return the ARN of a queue or another part of the instance."""
        return f"{self.arn}/{kind}/{id_}"

    def all(self, operation: str, member: str, **given: Any) -> Iterator[dict[str, Any]]:
        """Yield everything of a list, page by page."""
        asked = {"InstanceId": self.instance, "MaxResults": PAGE, **given}
        while True:
            self.beat()
            told = getattr(self.connect, operation)(**asked)
            yield from told[member]
            if not told.get("NextToken"):
                return
            asked["NextToken"] = told["NextToken"]

    def by_name(self, operation: str, member: str, name: str = "Name", **given: Any) -> dict[str, dict[str, Any]]:
        """Return everything of a list by its name, asked for once: who makes something adds it."""
        if operation not in self._lists:
            self._lists[operation] = {told[name]: told for told in self.all(operation, member, **given)}
        return self._lists[operation]

    def ask(self, operation: str, **given: Any) -> dict[str, Any]:
        """Perform an operation on the instance."""
        self.beat()
        answer: dict[str, Any] = getattr(self.connect, operation)(InstanceId=self.instance, **given)
        return answer

    @contextmanager
    def trying(self, bodies: Collection[str], part: Part, name: str) -> Iterator[None]:
        """Go on after what Connect refuses, and keep it as a problem of these bodies; an outage stops the run."""
        try:
            yield
        except ClientError as refusal:
            if is_outage(refusal):
                raise
            told = refusal.response["Error"]
            self.refuse(bodies, ExchangeProblem(part=part, name=name, reason=_REASONS.get(told["Code"], "refused")))
            self.say(f"{part} {name} is refused: {told['Code']}: {told.get('Message', '')}")

    def refuse(self, bodies: Collection[str], problem: ExchangeProblem) -> None:
        """Keep a problem of these bodies."""
        self.refused.append((frozenset(bodies), problem))

    def problems_of(self, body: str) -> tuple[ExchangeProblem, ...]:
        """Return what a body is to be shown."""
        return tuple(dict.fromkeys(problem for bodies, problem in self.refused if body in bodies or not bodies))


def id_of(arn: str) -> str:
    """Return the id in an ARN; an id stays what it is."""
    return arn.rpartition("/")[2]
