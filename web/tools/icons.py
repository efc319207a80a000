"""The portal's icons as pictures, for what takes no SVG, drawn by Chromium: `.venv/bin/python web/tools/icons.py`."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

PUBLIC = Path(__file__).parents[1] / "portal" / "public"
GROUND = "#14565c"
PLAIN, MASKABLE = "icon-{size}.png", "icon-maskable-{size}.png"


def draw(page: Page, size: int, *, maskable: bool) -> None:
    """Draw the mark: a maskable one fills its square, and keeps what it says in the middle four fifths."""
    mark = (PUBLIC / "icon.svg").read_text("utf-8")
    ground, width = (GROUND, "80%") if maskable else ("transparent", "100%")
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(
        f"<style>body{{margin:0;display:grid;place-items:center;height:100vh;background:{ground}}}"
        f"svg{{width:{width}}}</style>{mark}"
    )
    path = PUBLIC / (MASKABLE if maskable else PLAIN).format(size=size)
    page.screenshot(path=path, omit_background=True)
    Image.open(path).quantize(64).save(path, optimize=True)


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        draw(page, 192, maskable=False)
        draw(page, 512, maskable=False)
        draw(page, 512, maskable=True)
        browser.close()


if __name__ == "__main__":
    main()
