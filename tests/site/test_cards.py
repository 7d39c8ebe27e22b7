"""Preview images: size, sameness, the cache, no empty boxes."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from generator.site.cards import Card, CardShelf, draw, drawable

CARD = Card("Weekly AI Recap", "A title", "6 independent sources", "AI")


@pytest.mark.parametrize("title", ["Short", '"><script>alert(1)</script>', "long words " * 40, "x" * 500])
def test_a_card_has_its_size_and_the_same_bytes(title: str) -> None:
    card = Card("Site", title, "line", "foot")
    data = draw(card)
    assert Image.open(BytesIO(data)).size == (1200, 630)
    assert draw(card) == data


def test_a_title_no_font_covers_has_no_card(tmp_path: Path) -> None:
    card = Card("Site", "\U00012000", "line", "foot")
    assert not drawable(card)
    assert not CardShelf(tmp_path).image(card)


def test_a_damaged_file_is_drawn_anew_and_an_unused_one_goes(tmp_path: Path) -> None:
    (tmp_path / "old.png").write_bytes(b"")
    shelf = CardShelf(tmp_path)
    first = shelf.image(CARD)
    shelf.keep_only({CARD.key})
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:100])
    assert shelf.image(CARD) == first
    assert kept.read_bytes() == whole
