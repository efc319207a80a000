"""Pictures of the documentation: small enough to be kept, and each of them shown somewhere."""

import io
import re
from pathlib import Path

from PIL import Image

from local.screens import MOST, SCREENS, SCREENS_TAKEN, compressed

ROOT = Path(__file__).parents[2]


def test_a_picture_is_kept_in_few_colours_within_the_limit() -> None:
    whole = Image.effect_noise((900, 900), 80).convert("RGB")
    given = io.BytesIO()
    whole.save(given, "PNG")
    kept = Image.open(io.BytesIO(compressed(given.getvalue())))
    assert kept.size == whole.size
    assert len(given.getvalue()) > len(compressed(given.getvalue()))


def test_the_pictures_that_are_kept_are_those_that_are_taken() -> None:
    taken = {f"{screen.name}.{language}.png" for screen in SCREENS_TAKEN for language in screen.languages}
    kept = {path.name: path.stat().st_size for path in SCREENS.glob("*.png")}
    assert set(kept) == taken
    assert max(kept.values()) <= MOST


def test_every_picture_that_a_page_shows_is_there() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    shown = {name for page in pages for name in re.findall(r"screens/([\w.-]+\.png)", page.read_text("utf-8"))}
    assert shown
    assert shown <= {path.name for path in SCREENS.glob("*.png")}
