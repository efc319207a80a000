"""An instance of Amazon Connect as it is configured through: its client, its lists by name, and what is said of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Progress = Callable[[str], None]
PAGE = 100


@dataclass(frozen=True)
class Exchange:
    """One instance, by its ARN; `connect` is boto3's client of its region, `say` is told what changes."""

    connect: Any
    arn: str
    say: Progress = print

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
            told = getattr(self.connect, operation)(**asked)
            yield from told[member]
            if not told.get("NextToken"):
                return
            asked["NextToken"] = told["NextToken"]

    def by_name(self, operation: str, member: str, **given: Any) -> dict[str, dict[str, Any]]:
        """Return everything of a list by its name."""
        return {told["Name"]: told for told in self.all(operation, member, **given)}

    def ask(self, operation: str, **given: Any) -> dict[str, Any]:
        """Perform an operation on the instance."""
        answer: dict[str, Any] = getattr(self.connect, operation)(InstanceId=self.instance, **given)
        return answer


def id_of(arn: str) -> str:
    """Return the id in an ARN."""
    return arn.rpartition("/")[2]
