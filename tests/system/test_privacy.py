"""Who asked and what they said stands in no log, no key and no event in the clear, after all that people do with it."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.system.centre import Centre, complaint
from tests.system.cloud import Cloud

NAME, FAMILY = "غالية", "الحارثية المكتومة"
WORDS = "تسرب مياه خلف المنزل رقم سبعة وسبعين قرب الفلج القديم"
TABLES = ("tickets", "people", "organisations", "notifications")


def test_a_life_leaves_no_personal_data_in_logs_tables_or_events(centre: Centre, cloud: Cloud, mobile: str) -> None:
    email = f"ghaliya{mobile[-8:]}@mail.example"
    who = {"first_name": NAME, "family_name": FAMILY, "mobile": mobile, "email": email, "national_id": "73519284"}
    began = datetime.fromisoformat(centre.call("GET", "/_local/clock")["now"])
    filed = centre.call("POST", "/v1/public/tickets", complaint(mobile, requester=who, description=WORDS))
    number = filed["number"]
    centre.told(mobile, 1)
    session = centre.signed_in(mobile)
    assert centre.call("GET", "/v1/public/tickets", bearer=session)["items"]
    typed = mobile.replace("+", "%2B")
    assert centre.staff("agent.salma", "GET", f"/v1/tickets?q={typed}")["items"]
    centre.staff("agent.salma", "GET", f"/v1/people?mobile={typed}")
    centre.staff("agent.salma", "POST", "/v1/people", {**who, "national_id": ""})
    centre.act("agent.salma", number, "classify", in_jurisdiction=True, object="service")
    centre.act("distributor.maryam", number, "refer", section="roads-coast")
    centre.act("officer.nasser", number, "ask", question=WORDS)
    centre.call("POST", f"/v1/public/tickets/{number}/messages", {"text": WORDS}, bearer=session)
    centre.call("POST", "/v1/public/tickets", {"nonsense": mobile, "requester": {"mobile": email}}, status=422)
    newest = centre.outbox(mobile)[0]["id"]
    centre.call("POST", f"/_local/outbox/{newest}", {"state": "failed"})
    cloud.settle()

    secrets = (NAME, FAMILY, WORDS, mobile, mobile[4:], email, "73519284", filed["track_token"], session)
    logs = list(_logs(cloud, began))
    seen = [text for _, text in logs if '"ticket seen"' in text and number in text]
    assert len(seen) >= 3  # who looked at what is logged, by ids
    for place, text in (*logs, *_items(cloud), *(("bus", line) for line in cloud.bus_messages(number))):
        assert not [secret for secret in secrets if secret in text], f"{place}: {text[:500]}"


def _logs(cloud: Cloud, since: datetime) -> Iterator[tuple[str, str]]:
    """Yield the lines of all logs, in the region of the data and in the telephony's."""
    here, there = cloud.aws("logs"), cloud.telephony("logs")
    groups = [
        (logs, each["logGroupName"]) for logs in (here, there) for each in logs.describe_log_groups()["logGroups"]
    ]
    start = int(since.timestamp() * 1000) - 1000
    for ending in ("-api", "-contacts-flow"):
        assert any(name.endswith(ending) for _, name in groups)
    for logs, group in groups:
        for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group, startTime=start):
            yield from ((group, _readable(event["message"])) for event in page["events"])


def _items(cloud: Cloud) -> Iterator[tuple[str, str]]:
    for table in TABLES:
        for page in cloud.aws("dynamodb").get_paginator("scan").paginate(TableName=cloud.name(table)):
            yield from ((table, repr(item)) for item in page["Items"])


def _readable(line: str) -> str:
    """Return a line of the log with its letters as they are, not escaped."""
    try:
        told: Any = json.loads(line)
    except ValueError:
        return line
    return line + json.dumps(told, ensure_ascii=False)
