"""Category and region decide the section, a pin finds its region, the closest promise holds."""

import pytest

from chalicelib.organisations.body import Body, Target
from chalicelib.organisations.category import Attribute, Category, Choice, attributes_faults
from chalicelib.organisations.region import Region
from chalicelib.shared.errors import Invalid
from tests.organisations.fakes import CORNER, PARTS_OF_THE_HOST, SQUARE, FakeRegister, a_policy, filled, words


def host() -> Body:
    register = FakeRegister()
    filled(register)
    body = register.body("host")
    assert body is not None
    return body


@pytest.mark.parametrize(
    ("category", "region", "subcategory", "section"),
    [
        ("roads", "", "", "roads-coast"),
        ("roads", "sahil", "", "roads-coast"),
        ("roads", "marsa", "", "roads-inland"),
        ("roads", "marsa", "pothole", "roads-inland"),
        ("roads", "marsa", "manners", "care"),
        ("roads", "not-a-region", "not-a-subcategory", "roads-coast"),
    ],
)
def test_category_and_region_together_decide_the_section(
    category: str, region: str, subcategory: str, section: str
) -> None:
    assert host().section_for(category, region, subcategory) == section


def test_a_subregion_goes_to_the_section_of_its_region_unless_it_has_its_own() -> None:
    regions = (Region(code="sahil", name=words("س")), Region(code="marsa", name=words("م"), parent="sahil"))
    category = Category(code="c", name=words("ف"), sections={"sahil": "coast", "": "anywhere"})
    body = Body(code="b", name=words("ج"), regions=regions, categories=(category,))
    assert body.section_for("c", "marsa") == "coast"


def test_a_category_without_sections_decides_none() -> None:
    body = Body(code="b", name=words("ج"), categories=(Category(code="c", name=words("ف")),))
    assert body.section_for("c", "") == ""


@pytest.mark.parametrize("thing", ["category", "section", "partner", "region"])
def test_an_unknown_code_is_named_as_the_faulty_field(thing: str) -> None:
    with pytest.raises(Invalid) as refused:
        getattr(host(), thing)("nothing")
    assert refused.value.facts == {"fields": [{"field": thing, "reason": "not-found"}]}


def test_a_known_code_finds_its_thing() -> None:
    body = host()
    assert [body.category("roads").code, body.section("care").code, body.partner("barq").code] == [
        "roads", "care", "barq",
    ]  # fmt: skip
    assert body.region("marsa").parent == "sahil"


@pytest.mark.parametrize(
    ("lat", "lon", "found"),
    [(23.1, 58.1, ("sahil", "marsa")), (23.5, 58.5, ("sahil", "")), (22.9, 58.5, None), (23.5, 59.1, None)],
)
def test_a_pin_finds_its_region_and_subregion(lat: float, lon: float, found: tuple[str, str] | None) -> None:
    assert host().region_at(lat, lon) == found


def test_an_enclave_is_outside_the_region_around_it() -> None:
    body = Body(code="b", name=words("ج"), regions=(Region(code="r", name=words("م"), rings=(SQUARE, CORNER[::-1])),))
    assert body.region_at(23.1, 58.1) is None
    assert body.region_at(23.5, 58.5) == ("r", "")


def test_a_body_without_boundaries_places_no_pin() -> None:
    assert Body(code="b", name=words("ج")).region_at(23.5, 58.5) is None


TARGETS = (
    Target(first_reply=1),
    Target(kind="report", first_reply=2),
    Target(category="roads", first_reply=3),
    Target(kind="report", complexity="critical", first_reply=4),
    Target(kind="report", importance="high", first_reply=5),
)


@pytest.mark.parametrize(
    ("kind", "category", "complexity", "importance", "minutes"),
    [
        ("inquiry", "parks", "routine", "low", 1),
        ("report", "parks", "routine", "low", 2),
        ("inquiry", "roads", "routine", "low", 3),
        ("report", "roads", "routine", "low", 3),
        ("report", "roads", "critical", "low", 4),
        ("report", "roads", "critical", "high", 5),
    ],
)
def test_the_promise_that_matches_most_fields_holds_and_importance_breaks_ties(
    kind: str, category: str, complexity: str, importance: str, minutes: int
) -> None:
    body = Body(code="b", name=words("ج"), policies=(a_policy("p", targets=TARGETS),))
    assert body.target(kind, category, complexity, importance).first_reply == minutes


def test_a_body_without_promises_has_the_usual_ones() -> None:
    assert Body(code="b", name=words("ج")).target("report") == Target()


def test_a_category_takes_the_kinds_that_it_names_or_every_kind() -> None:
    assert host().category("roads").takes("report")
    assert not host().category("roads").takes("inquiry")
    assert Category(code="c", name=words("ف")).takes("anything")


ASKED = Category(
    code="food", name=words("الغذاء"),
    attributes=(
        Attribute(code="establishment", name=words("المنشأة"), required=True),
        Attribute(code="ill", name=words("المصابون"), kind="number"),
        Attribute(code="place", name=words("المكان"), kind="choice", choices=(Choice(code="home", name=words("م")),)),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"establishment": "مطعم النخلة"}, {}),
        ({"establishment": "مطعم النخلة", "ill": 3, "place": "home"}, {}),
        ({"establishment": "مطعم النخلة", "ill": "٣"}, {}),
        ({"establishment": "مطعم النخلة", "ill": "2.5", "place": ""}, {}),
        ({}, {"attributes.establishment": "missing"}),
        ({"establishment": ""}, {"attributes.establishment": "missing"}),
        ({"establishment": 7}, {"attributes.establishment": "wrong-type"}),
        ({"establishment": "س" * 501}, {"attributes.establishment": "too-long"}),
        ({"establishment": "م", "ill": "ثلاثة"}, {"attributes.ill": "wrong-type"}),
        ({"establishment": "م", "ill": True}, {"attributes.ill": "wrong-type"}),
        ({"establishment": "م", "place": "moon"}, {"attributes.place": "not-allowed"}),
        ({"establishment": "م", "colour": "red"}, {"attributes.colour": "unknown"}),
        ({"ill": "س", "colour": ""}, {
            "attributes.colour": "unknown", "attributes.establishment": "missing", "attributes.ill": "wrong-type",
        }),
    ],
)  # fmt: skip
def test_every_faulty_attribute_of_a_ticket_is_named(given: dict[str, object], faults: dict[str, str]) -> None:
    assert {fault["field"]: fault["reason"] for fault in attributes_faults(ASKED, given)} == faults


def test_a_subcategory_is_found_by_its_code() -> None:
    roads = next(part for part in PARTS_OF_THE_HOST if isinstance(part, Category))
    assert roads.subcategory("pothole") is roads.subcategories[0]
    assert roads.subcategory("moon") is None
