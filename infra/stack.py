"""One CloudFormation stack: brought to a template by a change set, its events told while it moves."""

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.type_defs import ParameterTypeDef

Progress = Callable[[str], None]
_SAYS_NOTHING_NEW = ("didn't contain changes", "No updates are to be performed")
_FAILED_AT_BIRTH = frozenset({"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"})
_GONE, _PROPOSED = "DELETE_COMPLETE", "REVIEW_IN_PROGRESS"


class DeploymentFailed(Exception):
    """The stack did not come to stand; the message names the resource and the reason."""


class Stack:
    """A stack, by name; `patience` is how many seconds all its work may take."""

    def __init__(self, name: str, say: Progress, patience: float, cloudformation: Any = None) -> None:
        self.name, self._say = name, say
        self._began, self._patience = time.monotonic(), patience
        self._cloudformation: CloudFormationClient = cloudformation or boto3.client("cloudformation")
        self._told: set[str] = set()

    def bring_to(self, address: str, parameters: Mapping[str, str], known: Mapping[str, Any]) -> bool:
        """Create or update from the template at `address`; return whether anything changed.

        `known` are the template's parameters by name; one that is not given keeps its value of before.

        :raises DeploymentFailed: with the first resource that failed and the reason
        """
        exists = self._ready_for_change()
        if exists:
            self._told.update(event["EventId"] for event in self._events())
        kept = self._of_before(known) - parameters.keys() if exists else set()
        change = self._propose(address, _given(parameters) + _kept(kept), exists)
        if change is None:
            self._say(f"{self.name}: nothing changed")
            return False
        self._cloudformation.execute_change_set(ChangeSetName=change, StackName=self.name)
        self._watch()
        return True

    def stands(self) -> bool:
        """Return whether there is such a stack, at work or at rest."""
        return self._status() not in {_GONE, _PROPOSED}

    def outputs(self) -> dict[str, str]:
        """Return what the stack gives out."""
        return {o["OutputKey"]: o["OutputValue"] for o in self._description().get("Outputs", [])}

    def parameters(self) -> dict[str, str]:
        """Return what the stack was told, defaults included."""
        return {p["ParameterKey"]: p["ParameterValue"] for p in self._description().get("Parameters", [])}

    def _of_before(self, known: Mapping[str, Any]) -> set[str]:
        """Return the parameters that were once given another value than the template's own."""
        now = self.parameters().items()
        return {name for name, value in now if name in known and value != str(known[name].get("Default"))}

    def _description(self) -> Any:
        return self._cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]

    def _status(self) -> str:
        """Return the stack's status; one that was never made counts as deleted."""
        try:
            status: str = self._description()["StackStatus"]
        except ClientError as refusal:
            if "does not exist" in str(refusal):
                return _GONE
            raise
        return status

    def _ready_for_change(self) -> bool:
        """Wait for others' work, clear away what failed at birth; return whether a stack stands."""
        while (status := self._status()).endswith("IN_PROGRESS") and status != _PROPOSED:
            self._pause(f"is still at work ({status})")
        if status in _FAILED_AT_BIRTH:
            self._say(f"{self.name}: its creation failed before; it is cleared away")
            self._cloudformation.delete_stack(StackName=self.name)
            while (status := self._status()) != _GONE:
                self._pause(f"cannot be cleared away ({status})")
        return status not in {_GONE, _PROPOSED}

    def _propose(self, address: str, parameters: "list[ParameterTypeDef]", exists: bool) -> str | None:
        """Make a change set; return its id, or None if it would change nothing."""
        made = self._cloudformation.create_change_set(
            StackName=self.name,
            ChangeSetName=f"deploy-{time.time_ns()}",
            ChangeSetType="UPDATE" if exists else "CREATE",
            TemplateURL=address,
            Parameters=parameters,
            Tags=[{"Key": "application", "Value": "nidaa"}],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
        )
        while (change := self._change(made["Id"]))["Status"] not in {"CREATE_COMPLETE", "FAILED"}:
            self._pause("has no change set yet")
        if change["Status"] == "CREATE_COMPLETE":
            return made["Id"]
        self._cloudformation.delete_change_set(ChangeSetName=made["Id"], StackName=self.name)
        reason = change.get("StatusReason", "no reason was given")
        if not any(words in reason for words in _SAYS_NOTHING_NEW):
            raise DeploymentFailed(f"{self.name}: the template is refused: {reason}")
        return None

    def _change(self, change: str) -> Any:
        return self._cloudformation.describe_change_set(ChangeSetName=change, StackName=self.name)

    def _watch(self) -> None:
        """Tell the events until the stack stands."""
        failures: list[str] = []
        while (status := self._status()).endswith("IN_PROGRESS"):
            failures += self._tell_news()
            self._pause(f"does not come to stand ({status})")
        failures += self._tell_news()
        if status not in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
            raise DeploymentFailed(f"{self.name}: {status}: {failures[0] if failures else 'no reason was given'}")

    def _tell_news(self) -> Iterator[str]:
        """Say each event that ends something; yield those that are failures."""
        for event in reversed([e for e in self._events() if e["EventId"] not in self._told]):
            self._told.add(event["EventId"])
            status, reason = event["ResourceStatus"], event.get("ResourceStatusReason", "")
            line = f"{event['LogicalResourceId']} {status}" + (f": {reason}" if reason else "")
            if status.endswith(("_COMPLETE", "_FAILED")):
                self._say(f"  {line}")
            if status.endswith("_FAILED") and "cancelled" not in reason:  # by another's failure
                yield line

    def _events(self) -> list[Any]:
        pages = self._cloudformation.get_paginator("describe_stack_events").paginate(StackName=self.name)
        return [event for page in pages for event in page["StackEvents"]]

    def _pause(self, trouble: str) -> None:
        """Wait a little, longer the longer it takes."""
        waited = time.monotonic() - self._began
        if waited > self._patience:
            raise DeploymentFailed(f"{self.name} {trouble}")
        time.sleep(min(3.0, 0.1 + waited / 20))


def _given(parameters: Mapping[str, str]) -> "list[ParameterTypeDef]":
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in sorted(parameters.items())]


def _kept(names: Collection[str]) -> "list[ParameterTypeDef]":
    return [{"ParameterKey": name, "UsePreviousValue": True} for name in sorted(names)]
