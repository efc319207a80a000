"""A complaint's whole life on the deployed template, by the accounts of the demo authority."""

import io

import pytest
import requests
from PIL import Image

from tests.system.centre import PATIENCE, Centre, complaint, eventually


@pytest.fixture
def pin(centre: Centre) -> dict[str, float]:
    """Return a point inside the municipality: the middle of a wilayat."""
    regions = centre.call("GET", "/v1/public/bodies/sawari")["regions"]
    ring = next(region["boundary"]["coordinates"][0][0] for region in regions if region.get("boundary"))
    return {
        "lat": sum(lat for _, lat in ring) / len(ring),
        "lon": sum(lon for lon, _ in ring) / len(ring),
    }


def photo() -> bytes:
    image = io.BytesIO()
    Image.new("RGB", (640, 480), "#8a6d3b").save(image, "JPEG")
    return image.getvalue()


def attach(centre: Centre, number: str, token: str, content: bytes) -> None:
    asked = {"name": "حفرة.jpg", "type": "image/jpeg", "size": len(content)}
    place = centre.call("POST", f"/v1/public/tickets/{number}/attachments", asked, bearer=token)
    sent = requests.post(
        place["url"], data=place["fields"], files={"file": ("x", content, "image/jpeg")}, timeout=PATIENCE
    )
    assert sent.status_code in (200, 201, 204), sent.text
    path = f"/v1/public/tickets/{number}/attachments"
    eventually(
        lambda: any(item["state"] == "accepted" for item in centre.call("GET", path, bearer=token)["items"]), "the scan"
    )


def test_a_complaint_is_filed_solved_rated_and_heard_again(centre: Centre, mobile: str, pin: dict[str, float]) -> None:
    filed = centre.call("POST", "/v1/public/tickets", complaint(mobile, location={**pin, "address": "سكة 12"}))
    number = filed["number"]
    told = centre.told(mobile, 1)
    shown = "-".join(number[i : i + 3] for i in range(0, 12, 3))
    assert shown in told[0]
    assert "شكواكم" in told[0]
    attach(centre, number, filed["upload_token"], photo())

    queue = centre.listed("agent.salma", "/v1/tickets?queue=first_line")
    assert number in [row["number"] for row in queue]
    centre.act("agent.salma", number, "classify", in_jurisdiction=True, object="service", complexity="routine")
    centre.act("distributor.maryam", number, "refer", section="cleaning-coast")
    centre.act("officer.thuraya", number, "decline", reason="الطريق ليس من اختصاص النظافة", section="roads-coast")
    centre.act("distributor.maryam", number, "refer", section="roads-coast")
    centre.act("officer.nasser", number, "start")
    centre.act("officer.nasser", number, "ask", question="ما أقرب معلم إلى الحفرة؟")
    centre.told(mobile, 2)

    session = centre.signed_in(mobile)
    centre.call("POST", f"/v1/public/tickets/{number}/messages", {"text": "أمام البوابة الشرقية"}, bearer=session)
    centre.act("officer.nasser", number, "answer", text="رُدمت الحفرة وسُويت الطبقة", verification="confirmed")
    centre.act("officer.nasser", number, "close", status=403)
    centre.act("distributor.maryam", number, "inform", method="phone", reached=True)
    centre.act("distributor.maryam", number, "resolve", outcome="solved", message="رُدمت الحفرة أمام المدرسة")
    centre.told(mobile, 4)  # registered, asked, the code, resolved

    centre.call("POST", f"/v1/public/tickets/{number}/rating", {"score": 4, "reason": "سريع"}, bearer=session)
    closed = centre.act("distributor.maryam", number, "close", root_cause="below_level")
    assert (closed["status"], closed["score"]) == ("closed", 4)
    centre.told(mobile, 5)

    centre.call("POST", f"/v1/public/tickets/{number}/reopening", {"reason": "عادت الحفرة بعد المطر"}, bearer=session)
    centre.told(mobile, 6)
    centre.act("officer.nasser", number, "start", status=403)
    again = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}")
    assert (again["status"], again["reopened"], again["section"]) == ("referred", 1, "roads-coast")

    steps = centre.call("GET", f"/v1/public/tickets/{number}", bearer=session)["steps"]
    assert len(steps) >= 8
    history = centre.staff("supervisor.khalid", "GET", f"/v1/tickets/{number}/history?limit=100")["items"]
    types = [event["type"].removeprefix("ticket.") for event in reversed(history)]
    # Whether it is given to an officer by itself hangs on the hour: nobody is given work who is not at work.
    assert [type for type in types if type != "assigned"] == [
        "registered", "attached", "classified", "referred", "declined", "referred", "started", "asked", "responded",
        "answered", "informed", "resolved", "measured", "closed", "reopened",
    ]  # fmt: skip


def test_another_persons_session_gets_the_404_of_an_unknown_number(centre: Centre, mobile: str) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    stranger = centre.signed_in("+96892999999")
    mine = centre.call("GET", f"/v1/public/tickets/{number}", bearer=stranger, status=404)
    unknown = centre.call("GET", "/v1/public/tickets/260000000000", bearer=stranger, status=404)
    assert {**mine, "instance": ""} == {**unknown, "instance": ""}


def test_an_anonymous_report_is_followed_by_its_track_token_alone(centre: Centre) -> None:
    report = complaint("", kind="report", requester=None, anonymous=True)
    filed = centre.call("POST", "/v1/public/tickets", {k: v for k, v in report.items() if v is not None})
    assert filed["notified"] is False
    seen = centre.call("GET", f"/v1/public/tickets/{filed['number']}", bearer=filed["track_token"])
    assert seen["status"] == "registered"
    centre.call("GET", f"/v1/public/tickets/{filed['number']}", status=401)


def test_a_repeat_over_the_wire_gets_the_first_answer(centre: Centre, mobile: str) -> None:
    key = "a-key-that-the-phone-kept"
    first = centre.call("POST", "/v1/public/tickets", complaint(mobile), key=key, status=201)
    again = centre.call("POST", "/v1/public/tickets", complaint(mobile), key=key, status=200)
    assert again == first
    centre.call("POST", "/v1/public/tickets", complaint(mobile, description="غيرها"), key=key, status=422)
    assert len(centre.told(mobile, 1)) == 1


def test_staff_of_another_body_see_nothing_of_it(centre: Centre, mobile: str) -> None:
    number = centre.call("POST", "/v1/public/tickets", complaint(mobile))["number"]
    centre.staff("tourism.lamia", "GET", f"/v1/tickets/{number}", status=404)
    centre.staff("admin.rahma", "GET", f"/v1/tickets/{number}", status=403)
    centre.call("GET", f"/v1/tickets/{number}", status=401)
