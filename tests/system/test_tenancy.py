"""Over the wire, nothing tells another body's things from things that do not exist: every GET of the contract."""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
import requests

from local.connect.commands.call import number_of
from local.connect.outside.client import Telephone
from local.settings import ROOT
from tests.system.centre import Centre, complaint, eventually
from tests.system.cloud import Cloud

CONTRACT = json.loads((ROOT / "docs" / "openapi.json").read_text())
READS = sorted(path for path, methods in CONTRACT["paths"].items() if "get" in methods)
ABOUT_ONE = [path for path in READS if "{" in path]
LISTS = [path for path in READS if "{" not in path and path.startswith("/v1/") and "/public/" not in path]
STRANGERS = ("tourism.lamia", "statistics.bilal")
UNKNOWN = {
    "number": "260000000001", "code": "no-such-code", "username": "nobody.here", "id": "01AAAAAAAAAAAAAAAAAAAAAAAA",
    "token": "t" * 22, "index": "0",
}  # fmt: skip


@dataclass(frozen=True)
class Theirs:
    """Things of the municipality: nobody of the other bodies may learn of them."""

    number: str
    mobile: str
    person: str
    attachment: str
    name: str
    contact: str
    callback: str

    def values(self, path: str) -> dict[str, str]:
        """Return what stands in a path's variables; each kind of part has codes of its own."""
        codes = {
            "categories": "roads", "channels": "walk_in", "directorates": "roads", "partners": "barq-telecom",
            "regions": "sahil", "sections": "roads-coast", "bodies": "sawari", "calendars": "cleaning-shifts",
            "replies": "place-wanted",
        }  # fmt: skip
        part = path.split("/{code}")[0].rsplit("/", 1)[-1]
        own = {"attachments": self.attachment, "contacts": self.contact, "callbacks": self.callback}
        id = next((own[part] for part in path.split("/") if part in own), self.person)
        return {"number": self.number, "code": codes.get(part, "roads"), "username": "agent.salma", "id": id,
                "token": "t" * 22, "index": "0"}  # fmt: skip


@pytest.fixture(scope="module")
def theirs(centre: Centre, cloud: Cloud) -> Theirs:
    mobile, name = "+96895550001", "زيانة السيابية"
    asked = complaint(mobile)
    filed = centre.call("POST", "/v1/public/tickets", asked)
    given = {"first_name": "زيانة", "family_name": "السيابية", "mobile": mobile}
    person = centre.staff("agent.hamad", "POST", "/v1/people", given)
    place = centre.call(
        "POST", f"/v1/public/tickets/{filed['number']}/attachments",
        {"name": "a.pdf", "type": "application/pdf", "size": 10}, bearer=filed["upload_token"],
    )  # fmt: skip
    owed = {"number": mobile, "queue": "operator", "note": ""}
    callback = centre.staff("agent.hamad", "POST", "/v1/callbacks", owed)
    contact = called(centre, cloud, mobile)
    return Theirs(filed["number"], mobile, person["id"], place["id"], name, contact, callback["id"])


def called(centre: Centre, cloud: Cloud, mobile: str) -> str:
    """Call the municipality, hang up, and return the contact once it is listed."""
    telephone = Telephone(cloud.stack.settings.connect_port)
    number, _ = number_of("sawari", telephone)
    call = telephone.call(mobile, number)
    eventually(lambda: "PROMPT" in {item["kind"] for item in telephone.happened(call, wait=0)["items"]}, "the greeting")
    telephone.hang_up(call)
    listed = f"/v1/contacts?number={quote(mobile)}"
    eventually(lambda: call in {one["id"] for one in centre.staff("supervisor.khalid", "GET", listed)["items"]}, "it")
    return call


def get(centre: Centre, username: str, path: str) -> requests.Response:
    return centre.send("GET", path, Authorization=f"Bearer {centre.token(username)}")


def answered(answer: requests.Response) -> tuple[int, Any]:
    """Return what a caller can learn from an answer: all but the request's own id."""
    told = answer.json()
    return answer.status_code, {**told, "instance": ""} if isinstance(told, dict) else told


def filled(path: str, values: dict[str, str]) -> str:
    return re.sub(r"{(\w+)}", lambda found: values[found[1]], path)


@pytest.mark.parametrize("username", STRANGERS)
@pytest.mark.parametrize("path", [path for path in ABOUT_ONE if "/bodies/" not in path and "/links/" not in path])
def test_a_strangers_thing_answers_as_an_unknown_one(centre: Centre, theirs: Theirs, path: str, username: str) -> None:
    real = get(centre, username, filled(path, theirs.values(path)))
    unknown = get(centre, username, filled(path, UNKNOWN))
    assert real.status_code in (401, 403, 404)
    assert answered(real) == answered(unknown)
    named = get(centre, username, filled(path, theirs.values(path)) + "?body=sawari")
    if "body" in _parameters(path):
        assert answered(named) == answered(get(centre, username, filled(path, UNKNOWN) + "?body=no-such-body"))


@pytest.mark.parametrize("username", STRANGERS)
@pytest.mark.parametrize("path", LISTS)
def test_a_list_never_holds_a_strangers_things(centre: Centre, theirs: Theirs, path: str, username: str) -> None:
    secrets = (theirs.number, theirs.mobile, theirs.person, theirs.attachment, theirs.name,
               theirs.contact, theirs.callback, "agent.hamad")  # fmt: skip
    asked = [path]
    if "body" in _parameters(path):
        asked.append(f"{path}?body=sawari")
        unknown = get(centre, username, f"{path}?body=no-such-body")
        assert answered(get(centre, username, asked[-1])) == answered(unknown)
    if "q" in _parameters(path):
        asked += [f"{path}?q={value}" for value in (theirs.number, "%2B" + theirs.mobile[1:], theirs.name)]
        nothing = answered(get(centre, username, f"{path}?q=260000000001"))
        assert all(answered(get(centre, username, each))[1] == nothing[1] for each in asked[-3:])
    for each in asked:
        text = get(centre, username, each).text
        assert not [secret for secret in secrets if secret in text]


def test_the_same_reads_answer_those_who_may(centre: Centre, theirs: Theirs) -> None:
    """Else the sweep above would prove nothing."""
    paths = {path: filled(path, theirs.values(path)) for path in ABOUT_ONE}
    found = {path: get(centre, "supervisor.khalid", each).status_code for path, each in paths.items()}
    theirs_are = ("/v1/tickets/", "/v1/people/", "/v1/contacts/", "/v1/callbacks/")
    about = {path: status for path, status in found.items() if path.startswith(theirs_are)}
    # The file was never sent; nothing was recorded.
    assert {path for path, status in about.items() if status != 200} == {
        "/v1/tickets/{number}/attachments/{id}", "/v1/contacts/{id}/recordings/{index}/listenings",
    }  # fmt: skip
    parts = {
        path: get(centre, "admin.rahma", each.replace("/policies/roads", "/policies/service-levels")).status_code
        for path, each in paths.items()
        if path.startswith("/v1/organisation/") and "/messages/" not in path  # every body has the same messages
    }
    assert set(parts.values()) == {200}, parts


def _parameters(path: str) -> list[str]:
    return [parameter.get("name", "") for parameter in CONTRACT["paths"][path]["get"].get("parameters", [])]
