"""A staff file is read in both languages, and every fault of every line is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.organisations.staff import ROLE_NAMES, TEMPLATES, Absence, Role
from chalicelib.organisations.staff_file import MOST_LINES, read_staff_file
from chalicelib.shared.errors import Invalid

HEADING = "username,name,email,roles"


def faults(text: str) -> list[tuple[int, str, str]]:
    return [(each.line, each.field, each.reason) for each in read_staff_file(text.encode())[1]]


def refusal(raw: bytes) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        read_staff_file(raw)
    return {fault["field"]: fault["reason"] for fault in refused.value.facts["fields"]}


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_a_file_is_read_with_and_without_bom_in_every_usual_form(mark: str, end: str, comma: str) -> None:
    rows = (HEADING.split(","), ["salma", "سلمى الغافية", "salma@sawari.example", "agent|distributor"])
    text = mark + end.join(comma.join(row) for row in rows) + end
    (line,), refused = read_staff_file(text.encode())
    assert not refused
    assert (line.number, line.username) == (2, "salma")
    assert line.given == {
        "name": "سلمى الغافية", "email": "salma@sawari.example", "roles": {Role.AGENT, Role.DISTRIBUTOR},
    }  # fmt: skip


def test_headings_and_roles_may_be_arabic() -> None:
    text = (
        "اسم المستخدم,الاسم الكامل,البريد الإلكتروني,الأدوار,الأقسام,رقم الهاتف,اللغة,نشط,المديرية\n"
        "Nasser,ناصر السدراوي,nasser@sawari.example,ضابط الاتصال،الموزع,"
        '"roads-coast؛ lighting",٩٩٠٠٠٠١١,العربية,لا,roads\n'
    )
    (line,), refused = read_staff_file(text.encode())
    assert not refused
    assert line.username == "nasser"
    assert line.given == {
        "name": "ناصر السدراوي", "email": "nasser@sawari.example", "roles": {Role.SECTION_OFFICER, Role.DISTRIBUTOR},
        "sections": ("roads-coast", "lighting"), "mobile": "٩٩٠٠٠٠١١", "language": "ar", "active": False,
        "directorate": "roads",
    }  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_known_by_its_code_and_both_its_names(role: Role) -> None:
    for word in (role.value, ROLE_NAMES[role].ar, ROLE_NAMES[role].en):
        (line,), _ = read_staff_file(f"{HEADING}\nxx,ن,a@b.example,{word}\n".encode())
        assert line.given["roles"] == {role}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: str(template.code))
def test_a_template_stands_for_its_roles(template: object) -> None:
    for word in (template.code, template.name.ar, template.name.en):  # type: ignore[attr-defined]
        (line,), _ = read_staff_file(f"username,name,email,template\nxx,ن,a@b.example,{word}\n".encode())
        assert line.given["roles"] == template.roles  # type: ignore[attr-defined]


def test_a_template_adds_to_roles() -> None:
    text = "username,name,email,roles,template\nxx,ن,a@b.example,media_officer,second-line\nyy,ن,a@b.example,quality,\n"
    lines, _ = read_staff_file(text.encode())
    assert [line.given["roles"] for line in lines] == [{Role.MEDIA_OFFICER, Role.DISTRIBUTOR}, {Role.QUALITY}]


def test_every_fault_of_every_line_is_named_and_the_good_lines_stay() -> None:
    text = (
        "username,name,email,roles,language,active\n"
        "سلمى,,salma@sawari.example,captain,fr,perhaps\n"
        "good,حسن,hasan@sawari.example,agent,,\n"
        "\n"
        "good,حسن,hasan@sawari.example,agent,ar,yes\n"
        "short,حسن\n"
        "norole,حسن,hasan@sawari.example,,ar,yes\n"
        f"{'long' * 20},{'ن' * 201},,agent,en,نعم\n"
    )
    lines, _ = read_staff_file(text.encode())
    assert [(line.number, line.username) for line in lines] == [(3, "good")]
    assert lines[0].given["language"] == "ar"
    assert lines[0].given["active"] is True
    assert faults(text) == [
        (2, "username", "wrong-format"), (2, "name", "missing"), (2, "roles", "not-allowed"),
        (2, "language", "not-allowed"), (2, "active", "not-allowed"), (5, "username", "repeated"),
        (6, "line", "wrong-columns"), (7, "roles", "missing"),
        (8, "username", "wrong-format"), (8, "name", "too-long"), (8, "email", "missing"),
    ]  # fmt: skip


def test_signs_that_reverse_text_are_taken_out() -> None:
    (line,), _ = read_staff_file(f"{HEADING}\nxx,\u202eحسن\u200f,a@b.example,agent\n".encode())
    assert line.given["name"] == "حسن"


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        ("اسم المستخدم,الاسم\n".encode("cp1256"), {"file": "not-utf-8"}),
        (b"", {"file.username": "missing", "file.name": "missing", "file.email": "missing", "file.roles": "missing"}),
        ((HEADING + ",colour,name\n").encode(), {"file.colour": "unknown", "file.name": "repeated"}),
        (b"username,name,email\n", {"file.roles": "missing"}),
        ((HEADING + "\n" + "x,y,z,agent\n" * (MOST_LINES + 1)).encode(), {"file": "too-many-lines"}),
        ((HEADING + '\n"' + "x" * 200_000 + '"\n').encode(), {"file": "not-csv"}),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole_with_the_reason(raw: bytes, fields: dict[str, str]) -> None:
    assert refusal(raw) == fields


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: (HEADING + "\n" + text).encode("utf-8", "replace"))
)
def test_whatever_is_sent_is_read_or_refused_with_a_reason(raw: bytes) -> None:
    try:
        lines, refused = read_staff_file(raw)
    except Invalid:
        return
    assert not {line.number for line in lines} & {each.line for each in refused}
    assert len({line.username for line in lines}) == len(lines)


def test_absences_are_two_dates_and_a_stand_in_in_any_digits() -> None:
    text = (
        "اسم المستخدم,الاسم,البريد,الدور,المناوبة,المهارات,لغات الرد,الغياب\n"
        'huda,هدى,h@b.example,agent,nights,"roads؛ parks",العربية؛ en,'
        "2026-12-06/2026-12-10 Salma.n؛ ٢٠٢٧-٠١-٠١/٢٠٢٧-٠١-٠٢\n"
        "none,هدى,h@b.example,agent,,,,\n"
    )
    (line, none), refused = read_staff_file(text.encode())
    assert not refused
    assert (line.given["shifts"], line.given["skills"], line.given["speaks"]) == (
        "nights", ("roads", "parks"), ("ar", "en"),
    )  # fmt: skip
    assert line.given["absences"] == (
        Absence(first="2026-12-06", last="2026-12-10", stand_in="salma.n"),
        Absence(first="2027-01-01", last="2027-01-02"),
    )
    assert [none.given[field] for field in ("shifts", "skills", "speaks", "absences")] == ["", (), (), ()]


@pytest.mark.parametrize(
    "cell",
    ["2026-12-06", "2026-12-06/10", "2026-12-06/2026-02-30", "6.12.2026/10.12.2026", "2026-12-06/2026-12-10 a b"],
)
def test_an_absence_that_cannot_be_read_is_refused(cell: str) -> None:
    assert faults(f"{HEADING},absences\nhuda,هدى,h@b.example,agent,{cell}\n") == [(2, "absences", "wrong-format")]
