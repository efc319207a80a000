"""The cloud behind the service: its queues, tables and roles, to look into and to break for a while."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from boto3.dynamodb.types import TypeDeserializer

from chalicelib.tickets.bus import bus_event
from infra.redrive import Redrive
from local.clients import Clients
from local.stack import Stack
from local.state import telephony_region
from tests.system.centre import eventually

HELD = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed")


class Cloud:
    """One stack's cloud; functions, queues and tables are named as in infra/, without the stack's name."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.clients = Clients(stack.settings)
        self.aws: Callable[[str], Any] = self.clients.aws
        self.telephony_region = telephony_region(stack.settings)

    def telephony(self, service: str) -> Any:
        """Return a client where the telephony stands, with the functions beside it."""
        return self.clients.aws(service, self.telephony_region)

    def name(self, short: str) -> str:
        return f"{self.stack.settings.stack_name}-{short}"

    def settle(self) -> None:
        """Wait until nothing has anything to do now."""
        eventually(lambda: self.clients.control("POST", "/_nidaa/settle")["quiet"], "quiet")

    def queue(self, short: str) -> str:
        url: str = self.aws("sqs").get_queue_url(QueueName=self.name(short))["QueueUrl"]
        return url

    def send(self, short: str, *bodies: str) -> None:
        """Put messages into a queue."""
        for body in bodies:
            self.aws("sqs").send_message(QueueUrl=self.queue(short), MessageBody=body)

    def held(self, short: str) -> int:
        """Return how many messages a queue holds: waiting, in work or delayed."""
        told = self.aws("sqs").get_queue_attributes(QueueUrl=self.queue(short), AttributeNames=list(HELD))
        return sum(int(told["Attributes"][name]) for name in HELD)

    def dead_letters(self, short: str) -> list[str]:
        """Take what stands in a queue's dead letters out of it."""
        sqs, url, bodies = self.aws("sqs"), self.queue(f"{short}-dead-letters"), list[str]()
        while found := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in found:
                bodies.append(message["Body"])
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return bodies

    def redrive(self) -> Redrive:
        """Return the operator's tool, at work on this stack."""
        return Redrive(self.stack.settings.stage, lambda _line: None, self.aws)

    def redrive_telephony(self) -> Redrive:
        """Return the same at work on the telephony's stack, in its region."""
        return Redrive(self.stack.settings.stage, lambda _line: None, self.telephony, "-contacts")

    def bus_messages(self, number: str) -> list[str]:
        """Return a ticket's events as a rule of the bus puts them into queues, oldest first."""
        rows = self.rows("tickets", f"TICKET#{number}", "HISTORY#")
        events = [bus_event(row) for row in rows]
        return [
            json.dumps({
                "source": "nidaa.tickets", "detail-type": event.type,
                "detail": {name: getattr(event, name) for name in event.__struct_fields__},
            })
            for event in events
        ]  # fmt: skip

    def rows(self, table: str, pk: str, begins: str) -> list[dict[str, Any]]:
        """Return the items of a collection whose sort keys begin with a text, as plain values."""
        read = TypeDeserializer().deserialize
        told = self.aws("dynamodb").query(
            TableName=self.name(table),
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
            ExpressionAttributeValues={":pk": {"S": pk}, ":sk": {"S": begins}},
            ConsistentRead=True,
        )
        return [{name: read(value) for name, value in item.items()} for item in told["Items"]]

    def calm(self) -> None:
        """Let nothing fall due of the tickets that stand: who moves the clock then walks through their own only.

        What is due of a body, such as its digests, stays.
        """
        dynamodb, table = self.aws("dynamodb"), self.name("tickets")
        for page in dynamodb.get_paginator("scan").paginate(TableName=table, IndexName="due"):
            for item in page["Items"]:
                if item["pk"]["S"].startswith("TICKET#"):
                    key = {name: item[name] for name in ("pk", "sk")}
                    dynamodb.update_item(TableName=table, Key=key, UpdateExpression="REMOVE clk, due")

    def tries(self, *numbers: str) -> int:
        """Return how often messages about tickets were tried and put back."""
        rows = [row for number in numbers for row in self.rows("notifications", f"TICKET#{number}", "0")]
        return sum(int(row["tries"]) for row in rows if row["state"] == "created")

    @contextmanager
    def denied(self, function: str, action: str) -> Iterator[None]:
        """Let a function's role be refused one action, by an explicit Deny, for a while."""
        functions, roles = self.aws("lambda"), self.aws("iam")
        told = functions.get_function_configuration(FunctionName=self.name(function))
        role, statement = told["Role"].rsplit("/", 1)[-1], {"Effect": "Deny", "Action": action, "Resource": "*"}
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        roles.put_role_policy(RoleName=role, PolicyName="broken", PolicyDocument=document)
        try:
            yield
        finally:
            roles.delete_role_policy(RoleName=role, PolicyName="broken")

    @contextmanager
    def variables(self, function: str, **others: str) -> Iterator[None]:
        """Let a function have other environment variables for a while."""
        before = self._variables(function)
        self._set_variables(function, {**before, **others})
        try:
            yield
        finally:
            self._set_variables(function, before)

    def _variables(self, function: str) -> dict[str, str]:
        told = self.aws("lambda").get_function_configuration(FunctionName=self.name(function))
        return dict(told["Environment"]["Variables"])

    def _set_variables(self, function: str, variables: Mapping[str, str]) -> None:
        self.settle()
        self.aws("lambda").update_function_configuration(
            FunctionName=self.name(function), Environment={"Variables": dict(variables)}
        )
        eventually(lambda: self._variables(function) == variables, "the new variables")

    @contextmanager
    def mapping(self, function: str, **settings: Any) -> Iterator[None]:
        """Let the mapping from a stream to a function have other settings for a while."""
        functions = self.aws("lambda")
        (found,) = functions.list_event_source_mappings(FunctionName=self.name(function))["EventSourceMappings"]
        functions.update_event_source_mapping(UUID=found["UUID"], **settings)
        try:
            yield
        finally:
            before = {name: found[name] for name in settings}
            functions.update_event_source_mapping(UUID=found["UUID"], **before)
