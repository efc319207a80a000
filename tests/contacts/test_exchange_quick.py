"""Whom an agent may transfer a caller to: the lines and colleagues of the body that was called, and no others."""

from typing import Any

from msgspec.structs import replace

from chalicelib.contacts.exchange.house import Line, queues_of
from chalicelib.contacts.exchange.quick import keep_quick_connects
from tests.contacts.boards import BOARD, BODY, TEAM
from tests.contacts.phones import Phone, telephone

HOST = Line(BODY, BOARD, TEAM)
GUEST = Line(replace(BODY, code="guest"), replace(BOARD, queues=(replace(BOARD.queues[0], staff=("agent",)),)), TEAM)
DAY = {"Day": "SUNDAY", "StartTime": {"Hours": 7, "Minutes": 0}, "EndTime": {"Hours": 15, "Minutes": 0}}
USERS = {"agent": "u-agent", "second": "u-second"}


class Centre:
    """An instance with the queues of two bodies and the flows of transfers."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        hours = self.ask("create_hours_of_operation", Name="day", TimeZone="Asia/Muscat", Config=[DAY])
        self.queues = {
            name: self.ask("create_queue", Name=name, HoursOfOperationId=hours["HoursOfOperationId"])["QueueId"]
            for line in (HOST, GUEST) for name, _, _ in queues_of(line)
        }  # fmt: skip
        kinds = {"queue_transfer.ar": "QUEUE_TRANSFER", "queue_transfer.en": "QUEUE_TRANSFER",
                 "agent_transfer.ar": "AGENT_TRANSFER"}  # fmt: skip
        self.flows = {
            name: self.ask("create_contact_flow", Name=name, Type=kind, Content="{}", Status="SAVED")["ContactFlowId"]
            for name, kind in kinds.items()
        }

    def ask(self, operation: str, **given: Any) -> dict[str, Any]:
        return self.phone.exchange.ask(operation, **given)

    def keep(self, *lines: Line) -> None:
        keep_quick_connects(self.phone.exchange, lines, self.queues, USERS, self.flows)

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
