"""Draw an image anew, so that only its pixels are left: no EXIF, no place, no comment, nothing behind its end.

Pillow is imported late: 60 ms of a start that only the scan needs.
"""

import io
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib.tickets.examined import Examined, Unfit

if TYPE_CHECKING:
    from PIL import Image

# Over all frames: 200 MB once decoded, which the function's memory holds.
MAX_PIXELS = 50_000_000
_READ_AS = ("JPEG", "PNG", "GIF", "WEBP", "HEIF")
# What is drawn in which format; an iPhone's HEIC becomes a JPEG, which every browser shows.
_DRAWN_AS = {"JPEG": "JPEG", "MPO": "JPEG", "HEIF": "JPEG", "PNG": "PNG", "GIF": "GIF", "WEBP": "WEBP"}
_ANIMATED = ("GIF", "WEBP")
_GPS = 0x8825


def redrawn(data: bytes) -> Examined:
    """Return an image drawn anew, turned as it was held, and the place that its EXIF named.

    :raises Unfit: if it cannot be read whole (`unreadable`) or is larger than is drawn (`too-many-pixels`)
    """
    from PIL import Image

    prepare()
    try:
        with Image.open(io.BytesIO(data), formats=_READ_AS) as image:
            _measured(image)
            return _drawn(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("too-many-pixels") from None
    except Unfit:
        raise
    except Exception:
        # A decoder that meets a hostile file raises almost anything; whatever it is, the file is not kept.
        raise Unfit("unreadable") from None


@cache
def prepare() -> None:
    """Load the decoders."""
    from pi_heif.as_plugin import register_heif_opener
    from PIL import Image, ImageOps, ImageSequence  # noqa: F401 - loaded before memory is bounded

    register_heif_opener()


def _measured(image: "Image.Image") -> None:
    if image.width * image.height * _frames(image) > MAX_PIXELS:
        raise Unfit("too-many-pixels")


def _frames(image: "Image.Image") -> int:
    return int(getattr(image, "n_frames", 1)) if image.format in _ANIMATED else 1


def _drawn(image: "Image.Image") -> Examined:
    drawn_as = _DRAWN_AS[str(image.format)]
    position = _position(image)
    options: dict[str, Any] = {"quality": 88} if drawn_as in ("JPEG", "WEBP") else {}
    if _frames(image) > 1:
        first, *others = _moving(image)
        options |= {"save_all": True, "append_images": others, "loop": 0, "duration": image.info.get("duration", 100)}
    else:
        first = _plain(image, drawn_as)
    out = io.BytesIO()
    first.save(out, drawn_as, **options)
    return Examined(data=out.getvalue(), type=f"image/{drawn_as.lower()}", position=position)


def _moving(image: "Image.Image") -> "list[Image.Image]":
    from PIL import ImageSequence

    return [_bare(frame.convert("RGBA")) for frame in ImageSequence.Iterator(image)]


def _plain(image: "Image.Image", drawn_as: str) -> "Image.Image":
    """Return an image's pixels alone, turned as its EXIF says, in a mode that the format can hold."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    see_through = upright.has_transparency_data and drawn_as != "JPEG"
    mode = "RGBA" if see_through else "L" if upright.mode in ("L", "1") else "RGB"
    return _bare(upright.convert(mode))


def _bare(image: "Image.Image") -> "Image.Image":
    # Savers write what stands in `info` (comment, XMP, profile, EXIF) unless it is gone.
    image.info.clear()
    return image


def _position(image: "Image.Image") -> tuple[float, float] | None:
    """Return where the photo was taken (lat, lon in degrees); None if its EXIF does not say, or says nonsense."""
    gps = image.getexif().get_ifd(_GPS)
    try:
        lat, lon = _degrees(gps, 1, 2, "S"), _degrees(gps, 3, 4, "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def _degrees(gps: Mapping[int, Any], side: int, value: int, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in gps[value])
    angle = round(degrees + minutes / 60 + seconds / 3600, 6)
    return -angle if str(gps[side]).strip("\0 ").upper() == negative else angle
