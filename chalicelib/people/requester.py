"""What a person says of himself at intake (مقدم الطلب): checked and in one normal form, kept with the ticket."""

from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from chalicelib.people.identifiers import normal_national_id
from chalicelib.shared.errors import Invalid
from chalicelib.shared.patterns import whole
from chalicelib.shared.reach import normal_email, normal_mobile
from chalicelib.shared.texts import clean_line

Name = Annotated[str, Meta(max_length=120)]
MobileAsTyped = Annotated[
    str, Meta(max_length=40, description="Any digits; without a country code: the body's country")
]
EmailAsTyped = Annotated[str, Meta(max_length=254)]
Type = Literal["person", "citizen", "resident", "visitor", "company", "government", "organisation"]
PreferredChannel = Literal["sms", "email", "phone", "whatsapp", "app", "web", "fax", "letter"]
Sex = Literal["male", "female"]
Country = Annotated[str, Meta(pattern=whole("[A-Za-z]{2}"), description="ISO 3166-1 alpha-2")]


class Requester(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A requester as given at intake (R041, R045, R108, R181): names, and a mobile or an e-mail address.

    `type` is person or what is known closer; a company, an authority or another organisation has a `name`.
    """

    first_name: Name = ""
    family_name: Name = ""
    name: Name = ""
    mobile: MobileAsTyped = ""
    email: EmailAsTyped = ""
    type: Type = "person"
    national_id: Annotated[str, Meta(max_length=40)] = ""
    birth_year: Annotated[int, Meta(ge=1900, le=2100)] | None = None
    preferred_channel: PreferredChannel | None = None
    nationality: Country = ""
    sex: Sex | None = None
    workplace: Name = ""
    source: Name = ""

    @property
    def shown_name(self) -> str:
        """Return the name that people are spoken to by."""
        return self.name or f"{self.first_name} {self.family_name}".strip()


R = TypeVar("R", bound=Requester)


def checked(requester: R, country: str, *, at: str = "requester") -> R:
    """Return a requester in its normal form: mobile E.164, e-mail lower case, names as one line without bidi controls.

    `country` is the body's; `at` is the path of the requester in the request, "" if it is the body itself. The
    national id may be the body's country's or that of the nationality.

    :raises Invalid: naming every faulty field (`requester.mobile` ...)
    """
    fields, faults = tried(requester, country)
    if faults:
        raise Invalid(fields=[{**fault, "field": f"{at}.{fault['field']}".lstrip(".")} for fault in faults])
    return msgspec.structs.replace(requester, **fields)


def tried(requester: Requester, country: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return the normal form of each text of a requester, and the faults: `{field, reason}`."""
    fields = {name: clean_line(getattr(requester, name)) for name in _LINES}
    faults = _missing(fields, requester)
    nationality = requester.nationality.upper()
    for name, normal in _normals(country, nationality):
        typed = clean_line(getattr(requester, name))
        fields[name] = normal_or_fault(faults, name, normal, typed) if typed else ""
    return {**fields, "nationality": nationality}, faults


_LINES = ("first_name", "family_name", "name", "workplace", "source")


def _missing(names: dict[str, str], requester: Requester) -> list[dict[str, str]]:
    wanted = () if names["name"] else ("first_name", "family_name")
    faults = [{"field": name, "reason": "missing"} for name in wanted if not names[name]]
    if not clean_line(requester.mobile) and not clean_line(requester.email):
        faults.append({"field": "mobile", "reason": "missing"})
    return faults


def _normals(country: str, nationality: str) -> tuple[tuple[str, Callable[[str], str]], ...]:
    return (
        ("mobile", lambda text: normal_mobile(text, country)),
        ("email", normal_email),
        ("national_id", lambda text: _either_id(text, country, nationality)),
    )


def _either_id(text: str, country: str, nationality: str) -> str:
    try:
        return normal_national_id(text, country)
    except Invalid:
        if not nationality or nationality == country:
            raise
        return normal_national_id(text, nationality)


def normal_or_fault(faults: list[dict[str, str]], field: str, normal: Callable[[str], str], typed: str) -> str:
    """Return the normal form of what was typed, or "" after adding why there is none to `faults`."""
    try:
        return normal(typed)
    except Invalid as error:
        faults.append({"field": field, "reason": error.facts["fields"][0]["reason"]})
        return ""
