"""Whom an agent may transfer a caller to: the lines and colleagues of the body that was called, and no others."""

from typing import Any

from msgspec.structs import replace

from chalicelib.contacts.exchange.house import Line, Person, queues_of
from chalicelib.contacts.exchange.people import keep_people
from chalicelib.contacts.exchange.quick import keep_quick_connects
from chalicelib.contacts.telephony import Installation
from chalicelib.organisations.staff import Staff
from tests.contacts.boards import BOARD, BODY, TEAM
from tests.contacts.phones import Phone, telephone

HOST = Line(BODY, BOARD, TEAM)
GUEST = Line(replace(BODY, code="guest"), replace(BOARD, queues=(replace(BOARD.queues[0], staff=("agent",)),)), TEAM)
DAY = {"Day": "SUNDAY", "StartTime": {"Hours": 7, "Minutes": 0}, "EndTime": {"Hours": 15, "Minutes": 0}}


class Centre:
    """An instance with the queues of two bodies and the flows of transfers."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.leads: dict[str, str] = {}
        hours = self.ask("create_hours_of_operation", Name="day", TimeZone="Asia/Muscat", Config=[DAY])
        self.queues = {
            name: self.ask("create_queue", Name=name, HoursOfOperationId=hours["HoursOfOperationId"])["QueueId"]
            for line in (HOST, GUEST) for name, _, _ in queues_of(line)
        }  # fmt: skip
        self.users = self._people(*TEAM[1:])
        kinds = {"queue_transfer.ar": "QUEUE_TRANSFER", "queue_transfer.en": "QUEUE_TRANSFER",
                 "agent_transfer.ar": "AGENT_TRANSFER"}  # fmt: skip
        self.flows = {
            name: self.ask("create_contact_flow", Name=name, Type=kind, Content="{}", Status="SAVED")["ContactFlowId"]
            for name, kind in kinds.items()
        }

    def _people(self, *team: Staff) -> dict[str, str]:
        empty = Installation(instance="", region="")
        people = [Person(staff, ("host.General_AR",)) for staff in team]
        return keep_people(self.phone.exchange, people, self.queues, empty).users

    def ask(self, operation: str, **given: Any) -> dict[str, Any]:
        return self.phone.exchange.ask(operation, **given)

    def keep(self, *lines: Line) -> None:
        self.leads = keep_quick_connects(self.phone.exchange, lines, self.here)

    @property
    def here(self) -> Installation:
        return Installation(
            instance="", region="", queues=self.queues, users=self.users, flows=self.flows, leads=self.leads
        )

    def leads_to(self, name: str) -> str:
        there = self.phone.exchange.by_name("list_quick_connects", "QuickConnectSummaryList")
        told = self.ask("describe_quick_connect", QuickConnectId=there[name]["Id"])["QuickConnect"]
        return str(told["QuickConnectConfig"]["QueueConfig"]["QueueId"])

    def offered(self, queue: str) -> set[str]:
        told = self.ask("list_queue_quick_connects", QueueId=self.queues[queue])["QuickConnectSummaryList"]
        return {one["Name"] for one in told}


def test_a_queue_offers_the_lines_and_colleagues_of_its_own_body() -> None:
    with telephone() as phone:
        centre = Centre(phone)
        centre.keep(HOST, GUEST)
        own = {name for name, _, _ in queues_of(HOST)}
        assert centre.offered("host.General_AR") == own | {"agent", "second"}
        assert centre.offered("guest.Stat_Finance_AR") == {"guest.Stat_Finance_AR", "guest.Stat_Finance_EN", "agent"}


def test_who_sits_in_the_queues_no_more_is_offered_no_more_and_a_number_of_the_admins_own_stays() -> None:
    with telephone() as phone:
        centre = Centre(phone)
        centre.keep(HOST)
        number = {"QuickConnectType": "PHONE_NUMBER", "PhoneConfig": {"PhoneNumber": "+96824000999"}}
        added = centre.ask("create_quick_connect", Name="by hand", QuickConnectConfig=number)["QuickConnectId"]
        queue = centre.queues["host.General_AR"]
        centre.ask("associate_queue_quick_connects", QueueId=queue, QuickConnectIds=[added])
        queues = tuple(replace(one, staff=("agent",)) for one in BOARD.queues)
        centre.keep(Line(BODY, replace(BOARD, queues=queues), TEAM))
        assert centre.offered("host.General_AR") == {name for name, _, _ in queues_of(HOST)} | {"agent", "by hand"}
        phone.asked.clear()
        centre.keep(Line(BODY, replace(BOARD, queues=queues), TEAM))
        assert phone.changes() == {}
        assert phone.asked["DescribeQuickConnect"] == 0


def test_a_transfer_follows_its_name_to_another_queue() -> None:
    with telephone() as phone:
        centre = Centre(phone)
        centre.keep(HOST)
        one, other = "host.General_AR", "host.Stat_Finance_AR"
        centre.queues = {**centre.queues, one: centre.queues[other], other: centre.queues[one]}
        phone.asked.clear()
        centre.keep(HOST)
        assert (centre.leads_to(one), centre.leads_to(other)) == (centre.queues[one], centre.queues[other])
        assert phone.changes()["UpdateQuickConnectConfig"] == 2


def test_what_leads_where_it_should_is_looked_at_once_where_nobody_knows() -> None:
    with telephone() as phone:
        centre = Centre(phone)
        centre.keep(HOST)
        centre.leads = {}
        phone.asked.clear()
        centre.keep(HOST)
        assert (phone.changes(), phone.asked["DescribeQuickConnect"]) == ({}, 6)
        assert set(centre.leads) == {name for name, _, _ in queues_of(HOST)} | {"agent", "second"}
