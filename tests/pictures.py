"""`python -m tests.pictures`: makes the pictures of README.md anew, of the sample edition; needs Chromium."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from generator.site.build import build_site
from tests.audit.browser import chromium
from tests.browser.conftest import serving
from tests.conftest import ROOT
from tests.feedserver import make_project

#: File, address, and width in pixels; the item is the first of the edition.
PICTURES = (("front-page", "", 1280), ("item", "{item}", 1280), ("phone-chinese", "zh/", 390))
HEIGHT = 1000
COLOURS = 64
#: Close to when the samples were told: the badge of an item says how old it is.
NOW = "2026-06-16T08:00:00Z"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        options = make_project(Path(folder) / "project", "", recap={"languages": ["en", "zh"]})
        build_site(options.config, site=Path(folder) / "site")
        with serving(Path(folder) / "site") as url:
            page = browser.new_page()
            page.clock.set_fixed_time(NOW)
            page.goto(url)
            item = page.locator(".ranked h3 a").first.get_attribute("href")
            for name, address, width in PICTURES:
                page.set_viewport_size({"width": width, "height": HEIGHT})
                page.goto(url + address.format(item=item), wait_until="networkidle")
                picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
                picture.save(ROOT / ".github" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
