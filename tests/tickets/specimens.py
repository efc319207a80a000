"""Files made for the tests: honest ones, and hostile ones as they are really sent."""

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTENT_TYPES = f'<Types><Override PartName="/word/document.xml" ContentType="{WORD_TYPE}"/></Types>'
TEXT = "<w:document><w:body><w:p><w:r><w:t>حفرة أمام المدرسة</w:t></w:r></w:p></w:body></w:document>"

# Nothing that is installed here writes HEIC, so one is kept: 40 x 30, with a place in Muscat, as a phone writes it.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAA"
    "AAAERAAAIAAQAAAAAB4QABAAAAAAAAAFEAAgAAAAACMgABAAAAAAAAAKYAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVp"
    "bmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/GlwcnAAAADcaXBjbwAAAHVodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGE"
    "ABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQApQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqrprm4CGgwIAAAAyAAAADAIRiAAEABkQBwXPBiQAA"
    "ABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAQAAAAChjbGFwAAAAKAAAAAEAAAAeAAAAAf///+gAAAAC////3gAAAAIAAAAQcG"
    "l4aQAAAAADCAgIAAAAGGlwbWEAAAAAAAAAAQABBYECAwWEAAAAGmlyZWYAAAAAAAAADmNkc2MAAgABAAEAAAD/bWRhdAAAAE0oAa8JyGuIGjkj"
    "V3//3oN//9tlaH9aqMaIrb89hrmChbt60q7R5wggM4upUt3zViQ/5wRRgXHQ2kV0VqvJbcqA1vr/u1acYJ/cv2HLhgAAAAZFeGlmAABNTQAqAA"
    "AACAACARAAAgAAAA8AAAAmiCUABAAAAAEAAAA2AAAAAFBob25lIG9mIFNhbGltAAAABAABAAIAAAACTgAAAAACAAUAAAADAAAAbAADAAIAAAAC"
    "RQAAAAAEAAUAAAADAAAAhAAAAAAAAAAXAAAAAQAAACQAAAABAAAAJAAAAAEAAAA6AAAAAQAAACMAAAABAAAAGAAAAAE="
)

# The same with a few bytes bent: libheif's reader dies of it (libheif 1.23.0, pi-heif 1.4.0).
DEADLY_HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAA"
    "AAAERAAAIAAQAAAAAB4QABAAAAAAAAAFEAAgAAAAACMgABAAAAAAAAAKYAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVp"
    "bmZlAgAAAQACAADveGlmAAAAAA5waXRtAAAAAAABAAAA/GlwcnAAAADcaXBjbwAAAHVodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGE"
    "ABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQApQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqrprm4CGgwIAAAAyAAAADAIRiAAEABkQBwXPBiQAA"
    "ABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAQAAAAChjbGFwAAAAKAAAAAEAAAAeAAAAAf///+gAAAAC////3gAAAAIAAAAQcG"
    "l4aQAAAAADCAgIAAAAGGlwbWEAAAAAAAAAAQABBYECAwWEAAAAGmlyZWYAAAAAAAAADmNkc2MAAgABAAEAAAD/bWRhdAAAAE0oAa8JyGuIGjkj"
    "V3//3oN//9tlaH9aqMaIrb89hrmChbt60q7R5wggM4upUt3zViQ/5wRRgXHQ2kV0VqvJbcqA1vr/u1acYJ/cv2HLhgAAAAZFeGlmAABNTQAqAA"
    "AACAACARAAAgAAAA8AAAAmiCUABAAAAAEAAAA2AAAAAFBob25lIG9mIFNhbGltAAAABAABAAIAAAACTgAAAAACAAUAAAADAAAAbAADAAIAAAAC"
    "RQAAAAAEAAUAAAADAAAAhAAAAAAAAAAXAAAAAQAAACQAAAABAAAAJAAAAAEAAAA6AAAAAQAAACMAAAABAAAAGAAAAAE="
)


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    """Return a small picture, its left half red, its right half blue."""
    image = Image.new("RGB", size, "blue")
    image.paste((255, 0, 0), (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo_with_place(
    *, orientation: int = 1, side: str = "N", lat: tuple[float, float, float] = (23, 36, 36.0)
) -> bytes:
    """Return a photo as a phone takes it: where (Muscat), with what, and how it was held."""
    exif = Image.Exif()
    exif[0x0110] = "Phone of Salim"
    exif[0x0112] = orientation
    exif[0x8825] = {1: side, 2: lat, 3: "E", 4: (58, 35, 24.0)}
    return picture(exif=exif.tobytes())


def moving_picture(frames: int = 3) -> bytes:
    """Return a GIF that moves, with a comment."""
    images = [Image.new("RGB", (16, 16), (40 * i, 0, 0)) for i in range(frames)]
    out = io.BytesIO()
    images[0].save(
        out, "GIF", save_all=True, append_images=images[1:], duration=50, comment=b"<script>alert(1)</script>"
    )
    return out.getvalue()


def huge_png(width: int = 20_000, height: int = 20_000) -> bytes:
    """Return a few bytes that claim to be a huge picture."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def pdf(body: bytes = b"") -> bytes:
    """Return a PDF of one empty page, with a further object."""
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        + body
        + b"\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    )


def pdf_stream(content: bytes, words: bytes = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode") -> bytes:
    """Return a PDF with an object in a packed stream."""
    packed = zlib.compress(content) if b"/FlateDecode" in words else content
    return pdf(b"4 0 obj<<%b/Length %d>>\nstream\n%b\nendstream endobj" % (words, len(packed), packed))


def docx(more: Mapping[str, str | bytes] | None = None, **replaced: str) -> bytes:
    """Return a Word document with further parts."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": replaced.get("types", CONTENT_TYPES),
        "word/document.xml": replaced.get("text", TEXT),
        "word/_rels/document.xml.rels": replaced.get("relations", "<Relationships/>"),
        **(more or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def doc(*names: str) -> bytes:
    """Return a compound file (MS-CFB) whose directory has the names."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    return header + b"".join(_entry(name) for name in ("Root Entry", *names)) + b"\0" * 512


def _entry(name: str) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return (raw.ljust(64, b"\0") + struct.pack("<HB", len(raw), 2)).ljust(128, b"\0")
