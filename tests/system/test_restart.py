"""A stop and a start keep everything: tickets, accounts, what waits in queues, the clock that was moved."""

from local.stack import Stack
from tests.system.centre import Centre, complaint, eventually
from tests.system.cloud import Cloud
from tests.system.test_identity import sign_in

SHOWN = ("status", "version", "description", "requester", "due_at")


def test_what_waits_when_the_service_stops_goes_on_when_it_starts(
    stack: Stack, centre: Centre, cloud: Cloud, mobile: str
) -> None:
    with cloud.denied("notifications-tell", "sns:Publish"):
        filed = centre.call("POST", "/v1/public/tickets", complaint(mobile), status=201)
        number = filed["number"]
        eventually(lambda: cloud.tries(number) == 1, "a first try")
        before = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")
        clock = centre.call("GET", "/_local/clock")
        stack.stop()
        stack.start()
        assert centre.outbox(mobile) == []
    assert sign_in(cloud, "agent.salma")["IdToken"]
    after = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")
    assert {name: after[name] for name in SHOWN} == {name: before[name] for name in SHOWN}
    own = centre.call("GET", f"/v1/public/tickets/{number}", bearer=filed["track_token"])
    assert own["status"] == "registered"
    assert centre.call("GET", "/_local/clock")["ahead_seconds"] >= clock["ahead_seconds"]
    centre.advance("PT4M")
    assert len(centre.told(mobile, 1)) == 1
