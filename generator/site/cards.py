"""Social preview images: a title set in type, drawn at build time from installed fonts only."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Container
from dataclasses import astuple, dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from generator.files import write_whole
from generator.site.wrapping import balanced, cut, fits, wrap

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
MAX_LINES = 4
_LAYOUT = "2"
"""Increment whenever the same card is to look different, so that no old image is taken from the cache."""
_PAPER, _INK, _ACCENT = (253, 252, 249), (27, 28, 30), (11, 90, 106)
_DIGEST = 32
_CJK_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/google-noto-serif-cjk-fonts/NotoSerifCJK-Bold.ttc",
    "/System/Library/Fonts/PingFang.ttc",
)
_SC_FACE = 2
"""Noto's collections hold JP, KR, SC, TC, HK in this order."""


@dataclass(frozen=True)
class Card:
    """What an image says: site above, title, a line below it, and the foot."""

    kicker: str
    title: str
    line: str
    foot: str

    @property
    def key(self) -> str:
        return hashlib.sha256(repr((_LAYOUT, astuple(self))).encode()).hexdigest()


@lru_cache(maxsize=64)
def _font(path: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415  (only a build of the site needs it)

    index = _SC_FACE if "CJK" in path else 0
    font = ImageFont.truetype(path, size, index=index, layout_engine=ImageFont.Layout.BASIC)
    if "wght" in path:
        font.set_variation_by_axes([600, min(60, size)])
    return font


@lru_cache(maxsize=1)
def fonts() -> tuple[str, ...]:
    """The font files that are here: a title none of them covers has no card."""
    import fontpkg_source_serif_4  # noqa: PLC0415

    files = Path(fontpkg_source_serif_4.__file__).parent / "files"
    return (str(files / "SourceSerif4[opsz,wght].ttf"), *(path for path in _CJK_FONTS if Path(path).is_file()))


@lru_cache(maxsize=20_000)
def _has(path: str, char: str) -> bool:
    font = _font(path, 32)
    return char == " " or bytes(font.getmask(char)) not in (bytes(font.getmask("\U0010ffff")), b"")


def _path_for(text: str) -> str | None:
    return next((path for path in fonts() if all(_has(path, char) for char in set(text))), None)


def _clean(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(char)[0] == "C" else char for char in text).split())


def drawable(card: Card) -> bool:
    """Whether some installed font has every character of each text."""
    return all(_path_for(_clean(text)) for text in astuple(card))


def _title(text: str, path: str) -> tuple[list[str], int]:
    room = WIDTH - 2 * MARGIN
    for size in range(84, 35, -8):
        width = _font(path, size).getlength
        lines = wrap(text, width, room)
        if fits(lines, MAX_LINES, width, room):
            return balanced(text, width, room), size
    shown = [cut(line, width, room) for line in lines[:MAX_LINES]]
    if len(lines) > MAX_LINES:
        shown[-1] = cut(shown[-1].rstrip("…") + "…", width, room)
    return shown, size


def draw(card: Card) -> bytes:
    """PNG of a drawable card; the same bytes for the same card and fonts."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    image = Image.new("P", (WIDTH, HEIGHT), 0)
    image.putpalette([*_ramp(_INK, 8), *_ramp(_ACCENT, 8)])
    pen = ImageDraw.Draw(image)
    room = WIDTH - 2 * MARGIN

    def put(at: tuple[int, int], text: str, path: str, size: int, first: int) -> None:
        mask = Image.new("L", (room, size * 2), 0)
        ImageDraw.Draw(mask).text((0, 0), text, 255, _font(path, size))
        levels = mask.point([first + round(value * 7 / 255) for value in range(256)])
        image.paste(levels, at, mask.point([0 if value < 19 else 255 for value in range(256)]))

    def small(at: tuple[int, int], text: str, size: int, first: int) -> None:
        path = _path_for(_clean(text)) or fonts()[0]
        put(at, cut(_clean(text), _font(path, size).getlength, room), path, size, first)

    small((MARGIN, 52), card.kicker, 32, 8)
    pen.line((MARGIN, 108, WIDTH - MARGIN, 108), 7, 2)
    title = _clean(card.title)
    path = _path_for(title) or fonts()[0]
    lines, size = _title(title, path)
    leading = size * 6 // 5
    top = 124 + (360 - leading * len(lines)) // 2
    for number, line in enumerate(lines):
        put((MARGIN, top + number * leading), line, path, size, 0)
    pen.line((MARGIN, 500, WIDTH - MARGIN, 500), 2, 1)
    small((MARGIN, 512), card.line, 30, 0)
    small((MARGIN, 560), card.foot, 26, 8)
    out = BytesIO()
    image.save(out, "PNG", compress_level=4, bits=4)
    return out.getvalue()


def _ramp(colour: tuple[int, int, int], steps: int) -> list[int]:
    return [
        round(paper + (ink - paper) * step / (steps - 1))
        for step in range(steps)
        for paper, ink in zip(_PAPER, colour, strict=True)
    ]


#: What is kept of an image: the key of its card.
CARD = "card"


class CardShelf:
    """The cards of one build, over a cache folder that may be lost or damaged at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def image(self, card: Card) -> bytes:
        """The image; empty where no installed font can set it."""
        return self._drawn(card) if drawable(card) else b""

    def keep_only(self, keys: Container[str]) -> None:
        """Delete the images of other cards than those with these keys."""
        for file in self._folder.glob("*.png"):
            if file.stem not in keys:
                file.unlink()

    def _drawn(self, card: Card) -> bytes:
        file = self._folder / f"{card.key}.png"
        kept = file.read_bytes() if file.is_file() else b""
        if hashlib.sha256(kept[:-_DIGEST]).digest() == kept[-_DIGEST:]:
            return kept[:-_DIGEST]
        data = draw(card)
        write_whole(file, data + hashlib.sha256(data).digest())
        return data
