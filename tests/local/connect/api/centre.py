"""A small centre, configured through boto3: one queue open day and night, one profile, people."""

import json
from dataclasses import dataclass, field
from typing import Any

from tests.local.connect.api.test_flows import flow

WEEK = ("SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY")
ALL_DAY = {"StartTime": {"Hours": 0, "Minutes": 0}, "EndTime": {"Hours": 0, "Minutes": 0}}
ERRORS = [{"NextAction": "end", "ErrorType": "NoMatchingError"}]


@dataclass
class Centre:
    """The centre and the ids of what it has."""

    connect: Any
    instance: str
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        hours = self.made("hours_of_operation", "HoursOfOperationId", Name="always", TimeZone="Asia/Muscat",
                          Config=[{"Day": day, **ALL_DAY} for day in WEEK])  # fmt: skip
        queue = self.made("queue", "QueueId", Name="الشكاوى", HoursOfOperationId=hours)
        voice, chat = (
            {"QueueReference": {"QueueId": queue, "Channel": channel}, "Priority": 1, "Delay": 0}
            for channel in ("VOICE", "CHAT")
        )
        most = [{"Channel": "VOICE", "Concurrency": 1}, {"Channel": "CHAT", "Concurrency": 3}]
        self.made("routing_profile", "RoutingProfileId", Name="agents", Description="agents",
                  DefaultOutboundQueueId=queue, QueueConfigs=[voice, chat], MediaConcurrencies=most)  # fmt: skip
        self.ids["flow"] = flow(self.connect, self.instance, self.queueing(queue), Name="queueing")

    def made(self, noun: str, key: str, **asked: Any) -> str:
        """Make something and remember its id by its noun."""
        answer = getattr(self.connect, f"create_{noun}")(InstanceId=self.instance, **asked)
        self.ids[noun] = answer[key]
        return self.ids[noun]

    def user(self, name: str) -> str:
        return self.made(
            "user", "UserId", Username=name, IdentityInfo={"FirstName": "مريم", "LastName": "البلوشية"},
            PhoneConfig={"PhoneType": "SOFT_PHONE"}, SecurityProfileIds=["Agent"],
            RoutingProfileId=self.ids["routing_profile"],
        )  # fmt: skip

    @staticmethod
    def queueing(queue: str) -> str:
        """Return a flow that puts whoever comes into a queue."""
        into = [{"NextAction": "end", "ErrorType": "QueueAtCapacity"}, *ERRORS]
        actions = [
            {"Identifier": "set", "Type": "UpdateContactTargetQueue", "Parameters": {"QueueId": queue},
             "Transitions": {"NextAction": "into", "Errors": ERRORS}},
            {"Identifier": "into", "Type": "TransferContactToQueue", "Parameters": {},
             "Transitions": {"NextAction": "end", "Errors": into}},
            {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}},
        ]  # fmt: skip
        return json.dumps({"Version": "2019-10-30", "StartAction": "set", "Metadata": {}, "Actions": actions})
