"""Look into PDF and Word files: they are kept as they are, so nothing in them may act, hide or unpack without end."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from chalicelib.tickets.examined import Unfit

MAX_UNPACKED = 100_000_000
MAX_PARTS = 2000
_BIT = 4096
# Names that are long enough not to appear by chance in packed data; a script's own `/JS` needs one of them beside it.
_PDF_ACTS = re.compile(
    rb"/(JavaScript|Rendition|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE)(?![A-Za-z0-9])"
    rb"|/XFA\s*(\[|[0-9]+ [0-9]+ R)"
)
_PDF_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PDF_STREAM = re.compile(rb"<<(?P<dict>(?:[^<>]|<(?!<)|>(?!>)|<<[^<>]*>>){0,4000})>>\s*stream\r?\n")
_MARKUP = re.compile(rb"<(!doctype|html|svg|script|body|iframe)", re.IGNORECASE)
_WORD_PART = re.compile(rb"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.document\.main\+xml")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_FIELD = re.compile(rb"<w:instrText[^>]*>([^<]*)</w:instrText>")
_DDE = re.compile(rb"\bDDE(AUTO)?\b", re.IGNORECASE)
_OLE_SECTOR = struct.Struct("<H")
_OLE_ENTRY = 128
_OLE_ACTS = ("_VBA_PROJECT", "VBA", "Macros", "\x01Ole10Native")


def pdf(data: bytes) -> None:
    """Refuse a PDF with scripts, actions that leave it, files in it, encryption, or another file around it.

    :raises Unfit: `active-content`, `encrypted`, `bomb`, `wrong-type` or `unreadable`
    """
    if _MARKUP.search(data[:1024]) or b"PK\x05\x06" in data[-65_558:]:
        raise Unfit("wrong-type")
    if b"%%EOF" not in data[-2048:]:
        raise Unfit("unreadable")
    plain = _names(data)
    if re.search(rb"/Encrypt(?![A-Za-z0-9])", plain):
        raise Unfit("encrypted")
    if _PDF_ACTS.search(plain) or any(_PDF_ACTS.search(_names(part)) for part in _object_streams(data)):
        raise Unfit("active-content")


def _names(data: bytes) -> bytes:
    """Return PDF text with the names written out: `/J#53` is `/JS` to a reader."""
    return _PDF_NAME_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data)


def _object_streams(data: bytes) -> Iterator[bytes]:
    """Yield the unpacked object streams: everything but pictures, pages' text and fonts can hide in them."""
    left = MAX_UNPACKED
    for found in _PDF_STREAM.finditer(data):
        words = _names(found["dict"])
        if not re.search(rb"/ObjStm(?![A-Za-z0-9])", words):
            continue
        if re.findall(rb"/(\w+Decode)", words) not in ([], [b"FlateDecode"]):
            raise Unfit("unreadable")
        packed = memoryview(data)[found.end() :]
        part = _inflated(packed, left) if b"/FlateDecode" in words else bytes(packed[: _end_of(data, found.end())])
        left -= len(part)
        yield part


def _end_of(data: bytes, start: int) -> int:
    return max(data.find(b"endstream", start) - start, 0)


def _inflated(packed: memoryview, most: int) -> bytes:
    """Return what is packed at the beginning of `packed`; fed in bits, for what is left over is copied each time."""
    unpacking, part = zlib.decompressobj(), b""
    try:
        for start in range(0, len(packed), _BIT):
            part += unpacking.decompress(packed[start : start + _BIT], most + 1 - len(part))
            if len(part) > most:
                raise Unfit("bomb")
            if unpacking.eof:
                break
    except zlib.error:
        raise Unfit("unreadable") from None
    return part


def docx(data: bytes) -> None:
    """Refuse a zip that is no Word document, or one with macros, controls, foreign objects or remote templates.

    :raises Unfit: `wrong-type`, `active-content`, `bomb` or `unreadable`
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _alone(archive, data)
            _word_parts(archive)
    except Unfit:
        raise
    except Exception:
        # A hostile archive brings up almost anything in zipfile and its decoders; whatever it is, it is not kept.
        raise Unfit("unreadable") from None


def _alone(archive: zipfile.ZipFile, data: bytes) -> None:
    """Refuse anything before or behind the archive, parts beyond count, and names that leave it."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unfit("bomb")
    end = data.rfind(b"PK\x05\x06")
    if min((part.header_offset for part in parts), default=1) != 0 or end + 22 != len(data):
        raise Unfit("wrong-type")
    if any(part.flag_bits & 1 for part in parts):
        raise Unfit("encrypted")
    names = [part.filename for part in parts]
    if len(set(names)) != len(names) or any(name.startswith(("/", "\\")) or ".." in name for name in names):
        raise Unfit("wrong-type")


def _word_parts(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if "[Content_Types].xml" not in names or not _WORD_PART.search(archive.read("[Content_Types].xml")):
        raise Unfit("active-content" if _has_macros(archive) else "wrong-type")
    if _has_macros(archive):
        raise Unfit("active-content")
    for name in names:
        # Every part is unpacked: a size that lies ends in a wrong checksum, and is no document.
        content = archive.read(name)
        if name.lower().endswith((".xml", ".rels")):
            _inert_part(name.lower(), content)


def _has_macros(archive: zipfile.ZipFile) -> bool:
    return any(
        part.rsplit("/", 1)[-1] in ("vbaproject.bin", "vbadata.xml")
        or "/activex/" in part
        or (part.startswith("word/embeddings/") and part.endswith((".bin", ".exe", ".js", ".docm", ".xlsm")))
        for part in (name.lower() for name in archive.namelist())
    )


def _inert_part(name: str, content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unfit("bomb")
    if name.endswith(".rels") and any(_reaches_out(relation) for relation in _RELATION.findall(content)):
        raise Unfit("active-content")
    if b"macroEnabled" in content or _DDE.search(b"".join(_FIELD.findall(content))):
        raise Unfit("active-content")


def _reaches_out(relation: bytes) -> bool:
    """Return whether a relation fetches something from elsewhere when the document is opened; a link only points."""
    return b"External" in relation and b"/hyperlink" not in relation


def doc(data: bytes) -> None:
    """Refuse a compound file that is no Word document, or one with macros, packaged programs or encryption.

    :raises Unfit: `wrong-type`, `active-content`, `encrypted` or `unreadable`
    """
    names = set(_ole_names(data))
    if "EncryptedPackage" in names:
        raise Unfit("encrypted")
    if "WordDocument" not in names:
        raise Unfit("wrong-type")
    if names & set(_OLE_ACTS):
        raise Unfit("active-content")


def _ole_names(data: bytes) -> Iterator[str]:
    """Yield the names of a compound file's storages and streams.

    Entries are 128 bytes, aligned, in sectors anywhere; each is tried, so that no chain of sectors has to be trusted.
    Source: MS-CFB 2.6.
    """
    for start in range(512, len(data) - _OLE_ENTRY + 1, _OLE_ENTRY):
        (size,) = _OLE_SECTOR.unpack_from(data, start + 64)
        if 4 <= size <= 64 and size % 2 == 0 and data[start + 66] in (1, 2, 5):
            yield data[start : start + size - 2].decode("utf-16-le", "replace")
