"""Category and region together decide the section; the second line is told which."""

import pytest

from chalicelib.organisations.body import Body, Category, Region, Section, Words
from chalicelib.tickets.staff_views import suggested_section
from chalicelib.tickets.words import Status
from tests.tickets.examples import a_ticket

NAME = Words(ar="اسم", en="name")
SECTIONS = {"": "cleaning", "inland": "cleaning-inland", "port": "cleaning-port"}
BODY = Body(
    code="muttrah",
    name=NAME,
    sections=tuple(Section(code=code, name=NAME, directorate="d") for code in SECTIONS.values()),
    categories=(Category(code="waste", name=NAME, sections=SECTIONS),),
    regions=(
        Region(code="coast", name=NAME),
        Region(code="port", name=NAME, parent="coast"),
        Region(code="inland", name=NAME),
    ),
)


@pytest.mark.parametrize(
    ("region", "subregion", "section"),
    [
        ("", "", "cleaning"),
        ("coast", "", "cleaning"),
        ("coast", "port", "cleaning-port"),
        ("inland", "", "cleaning-inland"),
    ],
)
def test_the_place_decides_among_a_categorys_sections(region: str, subregion: str, section: str) -> None:
    assert suggested_section(a_ticket(region=region, subregion=subregion), BODY) == section


def test_nothing_is_suggested_for_what_stands_with_somebody_or_is_done() -> None:
    assert suggested_section(a_ticket(section="cleaning"), BODY) == ""
    assert suggested_section(a_ticket(partner="water"), BODY) == ""
    assert suggested_section(a_ticket(status=Status.CLOSED), BODY) == ""
    assert suggested_section(a_ticket(category="gone"), BODY) == ""
