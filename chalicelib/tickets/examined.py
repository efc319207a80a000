"""What files are taken, and the outcome of looking at one: what is kept of it, or why it is not."""

from dataclasses import dataclass

MAX_FILE = 25 * 1024 * 1024
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
PDF = "application/pdf"
IMAGES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/heif")


@dataclass(frozen=True, kw_only=True)
class Examined:
    """What is kept: the bytes, their type, and where a photo was taken (lat, lon; it is no longer in the bytes)."""

    data: bytes
    type: str
    position: tuple[float, float] | None = None


class Unfit(Exception):
    """A file that is not kept.

    `reason` is one of empty, too-large, wrong-type, unreadable, too-many-pixels, active-content, encrypted, bomb,
    infected, not-scanned.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
