"""Posts to put up by hand: within the limits of the networks, whole lines, the address last."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.outbox.letter import Letter, Line
from generator.outbox.posts import bluesky, length, mastodon
from generator.site.page import Text

LABEL = "Written by an AI model, checked against its sources"


def test_a_post_has_title_lines_label_and_address(letter: Letter) -> None:
    assert mastodon(letter) == (
        "Compute changes hands\n\n"
        "• Northwind will use Halyard's 300 MW cluster and doubles the limits.\n"
        "• 澄海今天发布了首款可以离线运行智能体的手机。\n\n"
        f"{LABEL}\n\nhttps://recap.example/2026/W25/\n"
    )
    assert bluesky(letter) == mastodon(letter)


def test_an_address_counts_what_the_network_says() -> None:
    assert length("see https://recap.example/2026/W25/ now", 23) == len("see  now") + 23
    assert length("see https://a.io now", 0) == 20


@given(title=st.text(min_size=1, max_size=600), texts=st.lists(st.text(min_size=1, max_size=300), max_size=6))
def test_no_post_is_too_long_and_none_loses_its_address(letter: Letter, title: str, texts: list[str]) -> None:
    lines = tuple(Line(Text(text), False, False, (), "https://x.example/", True) for text in texts)
    told = replace(letter, title=title, lines=lines)
    for post, limit, address in ((mastodon(told), 500, 23), (bluesky(told), 300, 0)):
        assert length(post.strip(), address) <= limit
        assert post.endswith(f"\n\n{letter.href}\n")
        assert not texts or LABEL in post
