"""Read the demo's bodies and staff from their files, as the API would be sent them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from chalicelib.contacts.switchboard import Switchboard
from chalicelib.organisations import calendar_forms, forms
from chalicelib.organisations.body import Body, Rules
from chalicelib.organisations.register import Part
from chalicelib.organisations.staff import Staff

DATA = Path(__file__).parent / "data"
BODIES = ("sawari", "manarah-tourism", "muashir-statistics")
_FORMS: dict[str, type[forms.Given]] = {
    "calendars": calendar_forms.CalendarGiven,
    "directorates": forms.DirectorateGiven,
    "sections": forms.SectionGiven,
    "partners": forms.PartnerGiven,
    "regions": forms.RegionGiven,
    "categories": forms.CategoryGiven,
    "channels": forms.ChannelGiven,
    "policies": forms.PolicyGiven,
    "replies": forms.ReplyGiven,
}


def read_body(code: str) -> Body:
    """Return a body's own settings and rules."""
    given = _file(code)
    settings = msgspec.convert(given["settings"], forms.SettingsGiven)
    return Body(
        code=code,
        host=given.get("host", False),
        rules=Rules(**given["rules"]),
        **forms.fields_of(Body, settings),
    )


def read_parts(code: str) -> Iterator[tuple[str, Part]]:
    """Yield the name of a list and a part of it, what others name before what names it."""
    given = _file(code)
    for parts, form in _FORMS.items():
        for part, described in given.get(parts, {}).items():
            yield parts, forms.part_of(parts, part, msgspec.convert(_as_sent(described), form))


def read_staff() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the body, the user name and the fields of each member of staff."""
    for body, people in _file("staff")["bodies"].items():
        for username, described in people.items():
            yield body, username, _person(body, username, described)


def read_switchboard(code: str) -> Switchboard:
    """Return a body's switchboard."""
    return msgspec.convert(_file(f"switchboards/{code}"), Switchboard)


def read_tickets() -> list[dict[str, Any]]:
    """Return the demo's tickets: what was asked, and what became of it step by step."""
    given: list[dict[str, Any]] = yaml.safe_load((DATA / "tickets.yaml").read_text(encoding="utf-8"))
    return given


def password() -> str:
    """Return what every demo account signs in with."""
    return str(_file("staff")["password"])


def _person(body: str, username: str, described: dict[str, Any]) -> dict[str, Any]:
    whole = {"name": described["name"], "email": f"{username}@{body}.example", **described}
    return forms.fields_of(Staff, msgspec.convert(whole, forms.StaffGiven))


def _as_sent(described: dict[str, Any]) -> dict[str, Any]:
    """Write out what the files say in short: lists by code, and a boundary as its outer ring."""
    sent = dict(described)
    for short, written in (("subcategories", _subcategory), ("attributes", _attribute)):
        if short in sent:
            sent[short] = [written(code, each) for code, each in sent[short].items()]
    if ring := sent.pop("ring", None):
        sent["boundary"] = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    return sent


def _subcategory(code: str, words: dict[str, Any]) -> dict[str, Any]:
    return {"code": code, "name": _named(words), "sections": words.get("sections", {})}


def _attribute(code: str, described: dict[str, Any]) -> dict[str, Any]:
    choices = [{"code": choice, "name": _named(words)} for choice, words in described.get("choices", {}).items()]
    return {"kind": "choice" if choices else "text", **described, "code": code, "choices": choices}


def _named(words: dict[str, Any]) -> dict[str, str]:
    return {"ar": words["ar"], "en": words["en"]}


@cache
def _file(name: str) -> dict[str, Any]:
    given: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return given
