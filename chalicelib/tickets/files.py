"""What an uploaded file really is: told from its bytes, never from its name or what the sender says (V5). Pure.

Images are drawn anew, so that nothing but their pixels is left (images.py). Documents are kept as they are, and only
if nothing in them can act (documents.py). What is not recognised is refused. docs/attachments.md says what is not
looked for.
"""

from collections.abc import Callable

from chalicelib.tickets import documents, images
from chalicelib.tickets.examined import DOC, DOCX, IMAGES, MAX_FILE, PDF, Examined, Unfit

_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DOC),
    (b"PK\x03\x04", DOCX),
)
_DOCUMENTS: dict[str, Callable[[bytes], None]] = {PDF: documents.pdf, DOC: documents.doc, DOCX: documents.docx}


def examined(data: bytes, claimed: str, redrawn: Callable[[bytes], Examined] = images.redrawn) -> Examined:
    """Return what is kept of a file; `claimed` is the type that its sender named, `redrawn` draws an image anew.

    :raises Unfit: with the reason, if it is not kept
    """
    if not data:
        raise Unfit("empty")
    if len(data) > MAX_FILE:
        raise Unfit("too-large")
    found = kind_of(data)
    if not found or (found != claimed and not (found in IMAGES and claimed in IMAGES)):
        raise Unfit("wrong-type")
    if found in IMAGES:
        return redrawn(data)
    _DOCUMENTS[found](data)
    return Examined(data=data, type=found)


def kind_of(data: bytes) -> str:
    """Return the type that a file's first bytes show; "" for what is not taken. No proof: the content is looked at."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return "image/heic"
    return next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), "")
