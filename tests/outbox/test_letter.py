"""What a letter says of an edition, and what it leaves out first."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.outbox.letter import Letter, Section, Story, letter_of
from generator.site.library import Library
from generator.site.page import Text
from tests.site.sample import BARE, DEAL, HOSTILE, OPEN_MODEL, PHONE, W24, W25, make_site

SITE = "https://recap.example/"


def story(letter: Letter, address: str) -> Story:
    return next(it for it in letter.stories() if it.href == f"{SITE}{address}/")


def test_the_order_is_the_editions(letter: Letter) -> None:
    told = [(section.label, [it.href.removeprefix(SITE)[:-1] for it in section.stories]) for section in letter.sections]
    assert told == [
        ("Top of the week", [DEAL, OPEN_MODEL]),
        ("Open models", [PHONE]),
        ("Also this week", [HOSTILE, BARE]),
    ]


def test_every_line_names_who_says_it_and_leads_to_the_sentence(letter: Letter) -> None:
    deal, phone = letter.lines
    (source,) = deal.sources
    assert (source.outlet.text, source.href.partition("#")[2][:8]) == ("Northwind", ":~:text=")
    assert (deal.href, deal.quoted, deal.by_model) == (f"{SITE}{DEAL}/", False, True)
    assert (phone.text.lang, phone.quoted, phone.by_model) == ("zh", True, False)
    assert [it.outlet for it in phone.sources] == [Text("潮声科技", "zh")]


def test_a_story_says_what_the_lines_above_do_not(letter: Letter) -> None:
    deal = story(letter, DEAL)
    assert deal.line
    assert (deal.line.text.text, deal.line.inference) == ("Capacity was the reason for the caps.", True)
    assert [it.outlet.text for it in deal.line.sources] == ["The Ledger"]
    assert ([it.text for it in deal.outlets], deal.more) == (["Northwind", "潮声科技"], 0)
    assert story(letter, PHONE).line is None, "its one claim stands in the lines"
    assert story(letter, BARE).line is None


def test_what_a_model_wrote_says_so(letter: Letter) -> None:
    assert [it.href for it in letter.stories() if it.by_model] == [f"{SITE}{DEAL}/", f"{SITE}{HOSTILE}/"]
    assert letter.labels == ("Written by an AI model, checked against its sources",)
    assert replace(letter, site=replace(letter.site, sample=True)).labels[0].startswith("Sample edition:")


def test_a_line_in_an_editors_own_words_names_the_outlets(library: Library) -> None:
    edition = library.archive.editions[W25]
    own = edition.edition.intro[0].model_copy(update={"text": "Compute moves."})
    changed = replace(edition, edition=edition.edition.model_copy(update={"intro": (own,)}))
    archive = replace(library.archive, editions={**library.archive.editions, W25: changed})
    (line,) = letter_of(make_site(), Library(archive, library.vocabulary, library.sources), W25).lines
    assert (line.text.text, line.quoted, line.by_model) == ("Compute moves.", False, False)
    assert [(it.outlet.text, it.href) for it in line.sources] == [
        ("Northwind", ""),
        ("The Ledger", ""),
        ("潮声科技", ""),
    ]


def test_an_edition_without_lines_opens_with_its_titles(library: Library) -> None:
    quiet = letter_of(make_site(), library, W24)
    assert (quiet.lines, quiet.preheader) == ((), "Zephyr slows at peak hours")


def test_corrections_are_mentioned(letter: Letter) -> None:
    (correction,) = letter.corrections
    assert (correction.why, correction.item.address) == ("The source says July.", f"{DEAL}/#corrections")


def test_links_of_the_editors_note_lead_from_anywhere(library: Library) -> None:
    edition = replace(
        library.archive.editions[W25], body="See [before](../W24/zephyr.md#made), [this](index.md), [us](../../about/)."
    )
    archive = replace(library.archive, editions={**library.archive.editions, W25: edition})
    assert letter_of(make_site(), Library(archive, library.vocabulary, library.sources), W25).note == (
        f"See [before]({SITE}2026/W24/zephyr/#made), [this]({SITE}2026/W25/), [us]({SITE}about/)."
    )


def many(letter: Letter, *counts: int) -> Letter:
    """A letter of so many top, topic and brief stories; those of a topic get better towards the end."""
    base = next(letter.stories())
    sections: list[Section] = []
    for kind, count in zip(("top", "topic", "topic", "brief"), counts, strict=True):
        place = len(sections)
        stories = tuple(
            replace(base, href=f"{SITE}{place}/{n}/", score=(n + 1) / 100 + place / 1000) for n in range(count)
        )
        sections.append(Section(f"{kind} {place}", kind, stories))
    return replace(letter, sections=tuple(sections))


def test_the_least_goes_first(letter: Letter) -> None:
    kept = [it.href.removeprefix(SITE) for it in many(letter, 2, 2, 2, 2).shortened(5).stories()]
    assert kept == ["0/0/", "0/1/", "1/1/", "2/0/", "2/1/"]


@given(counts=st.tuples(*[st.integers(0, 5)] * 4), count=st.integers(0, 25))
def test_shortened_by_rank_in_the_order_of_the_whole(
    letter: Letter, counts: tuple[int, int, int, int], count: int
) -> None:
    whole = many(letter, *counts)
    stories, short = list(whole.stories()), whole.shortened(count)
    kept = list(short.stories())
    assert len(kept) == min(count, len(stories)) == len(stories) - short.left_out
    assert kept == [it for it in stories if it in kept]
    assert set(it.href for it in whole.shortened(count - 1).stories()) <= {it.href for it in kept} or count == 0
    assert all(section.stories for section in short.sections)
