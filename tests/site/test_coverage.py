"""Pages of coverage: what became of every article, and what nobody may see any more."""

from __future__ import annotations

import json
from pathlib import Path

from generator.archive.coverage import RecordedWeeks, write_coverage
from generator.model.article import link_key
from generator.model.coverage import FATES, CollectedArticle, Coverage, Digest, SourceCoverage, Story
from generator.model.decisions import Rulings
from generator.site.build import build_site
from generator.site.library import Library
from generator.site.page import Page, Site
from generator.site.views.coverage import MOST_ROWS, CoveragesView, CoverageView, coverage_pages, week_pages
from generator.site.words import load_words
from tests.site.markup import page_at
from tests.site.sample import ATTACK, DEAL, W24, W25, coverage, make_archive, make_library, make_project, make_site
from tests.site.viewing import pages_in

HIDDEN = "Words nobody may see any more"


def view_of(page: Page) -> CoverageView:
    assert isinstance(page.view, CoverageView)
    return page.view


def week_page(site: Site, library: Library) -> CoverageView:
    return view_of(
        next(page for page in pages_in(coverage_pages(library), site, library) if page.address == "coverage/2026-W25/")
    )


def test_the_numbers_of_the_week(site: Site, library: Library) -> None:
    totals = week_page(site, library).totals
    assert totals.collected == sum(totals.counts.values())
    assert totals.counts["item"] == 10 and totals.counts["off-topic"] == 1
    assert (totals.read, totals.dead) == (2, 1)
    assert (totals.found, totals.told, totals.percent) == (1, 2, 50)


def test_every_article_stands_under_its_source_with_its_fate(site: Site, library: Library) -> None:
    sources = {source.id: source for source in week_page(site, library).sources}
    assert sources["chaosheng"].failed and sources["chaosheng"].cause == "answers 503"
    assert sources["quiet-desk"].link.label == "Quiet Desk"
    dog = next(row for row in sources["northwind-news"].rows if row.fate == "off-topic")
    assert (dog.percent, dog.why) == (2, "no word of AI")
    told = {row.item for row in sources["the-ledger"].rows if row.fate == "item"}
    assert f"{DEAL}/" in told
    double = next(row for row in sources["the-ledger"].rows if row.fate == "duplicate")
    assert double.item == f"{DEAL}/", "where the other article is told"


def test_the_way_to_an_event_names_it_where_the_headline_does_not(site: Site, library: Library) -> None:
    title = library.items[DEAL].item.title
    rows = [row for source in week_page(site, library).sources for row in source.rows if row.item == f"{DEAL}/"]
    named = {row.event.text if row.event else None for row in rows if row.title and row.title.text != title}
    assert named == {title}
    alike = coverage().articles[0].model_copy(update={"title": title, "fate": "item", "item": DEAL})
    page, *_ = week_pages(site, library, W25, Coverage(week=str(W25), articles=(alike,)))
    assert [row.event for source in view_of(page).sources for row in source.rows] == [None]


def test_a_page_in_chinese_tells_why_in_chinese(library: Library) -> None:
    told = {
        "fate": "off-topic", "why": "not about AI: a game; no word or name of AI in title or lead",
    }  # fmt: skip
    article = coverage().articles[0].model_copy(update=told)
    digest = Digest(
        source="weekly-digest", title="Issue 25", url="https://digest.example/25",
        stories=(
            Story(text="Games", url="https://elsewhere.example/1", why="elsewhere.example is not among the sources"),
            Story(text="Quiz", url="https://elsewhere.example/2", why="off-topic"),
        ),
    )  # fmt: skip
    source = SourceCoverage(
        source=article.source, status="read", cause="orders to language models were left out, in entries: 2"
    )
    week = Coverage(week=str(W25), sources=(source,), articles=(article,), digests=(digest,))
    page, *_ = week_pages(make_site("zh"), library, W25, week)
    view = view_of(page)
    (shown,) = view.sources
    assert [row.why for row in shown.rows] == ["与 AI 无关：游戏；标题与导语中没有 AI 的词或名称"]
    assert shown.cause == "略去了写给语言模型的指令，涉及条目：2"
    assert [it.why for it in view.digests[0].missed] == ["elsewhere.example 不在来源之列", "无关"]


def test_what_digests_tell_and_is_not_here(site: Site, library: Library) -> None:
    (digest,) = week_page(site, library).digests
    assert (digest.found, digest.told) == (1, 2)
    assert [(story.text.text, story.why) for story in digest.missed] == [(ATTACK, "in no source of ours")]


def test_every_fate_has_its_words() -> None:
    words = load_words("en"), load_words("zh")
    for fate in FATES:
        assert words[0](f"fate_{fate}", n=1) != words[1](f"fate_{fate}", n=1)


def test_of_what_was_taken_down_only_that_it_was_is_published(site: Site, library: Library, built: Path) -> None:
    seen = [article for article in library.coverage(W25).articles if article.fate == "suppressed"]
    assert [(article.title, article.url, article.why) for article in seen] == [(None, None, None)]
    for path in (built / "coverage").rglob("*.*"):
        text = path.read_text("utf-8")
        assert HIDDEN not in text and "asked for by its subject" not in text, path


def test_what_is_taken_down_later_is_hidden_too(tmp_path: Path) -> None:
    """Also what tells the same, and a digest's story of it."""
    library = make_library(tmp_path)
    dog = next(article for article in coverage().articles if article.fate == "off-topic")
    double = next(article for article in coverage().articles if article.fate == "duplicate")
    keys = frozenset(link_key(url) for url in (dog.url, double.of) if url)
    library.archive.rulings = Rulings(suppressed=keys)
    library.archive.moved[DEAL] = None
    seen = library.coverage(W25)
    told = {article.title for article in seen.articles}
    assert not told & {dog.title, double.title}
    assert [story.text for digest in seen.digests for story in digest.stories] == [ATTACK]


def test_the_same_as_json(built: Path) -> None:
    data = json.loads((built / "coverage/2026-W25/coverage.json").read_bytes())
    assert data["week"] == "2026-W25"
    assert {article["fate"] for article in data["articles"]} == set(FATES)
    assert any(article.get("item") == DEAL for article in data["articles"])


def test_the_page_is_for_readers_not_for_search_engines(built: Path) -> None:
    page = page_at(built, "coverage/2026-W25")
    assert page.one("meta", name="robots").attributes["content"] == "noindex"
    assert "coverage" not in (built / "sitemap.xml").read_text("utf-8")
    assert len(page.all("input", name="fate")) == len(FATES) + 1


def test_the_stylesheet_can_show_every_fate_alone(built: Path) -> None:
    css = next((built / "assets").glob("site.*.css")).read_text("utf-8")
    assert all(f"#fate-{fate}:checked" in css and f":not(.f-{fate})" in css for fate in FATES)


def many(count: int) -> Coverage:
    def article(n: int) -> CollectedArticle:
        url = f"https://ledger.example/{n}"
        return CollectedArticle(source=f"s{n % 3}", title=f"T{n}", url=url, language="en", fate="off-topic")

    return Coverage(week=str(W25), articles=tuple(article(n) for n in range(count)))


def test_a_long_week_has_a_page_for_each_source(site: Site, library: Library) -> None:
    short = list(week_pages(site, library, W25, many(MOST_ROWS)))
    assert [page.address for page in short] == ["coverage/2026-W25/"]
    whole, *parts = week_pages(site, library, W25, many(MOST_ROWS + 1))
    assert [page.address for page in parts] == [f"coverage/2026-W25/s{n}/" for n in range(3)]
    assert all(not source.rows and source.page for source in view_of(whole).sources)
    assert sum(len(view_of(part).sources[0].rows) for part in parts) == MOST_ROWS + 1


def test_the_index_has_the_newest_week_first(site: Site, library: Library) -> None:
    both = Library(library.archive, library.vocabulary, {}, {W24: Coverage(week=str(W24)), W25: coverage()})
    *_, index = pages_in(coverage_pages(both), site, both)
    assert isinstance(index.view, CoveragesView)
    assert [totals.page for totals in index.view.weeks] == ["coverage/2026-W25/", "coverage/2026-W24/"]
    assert index.view.weeks[1].percent is None


def test_nothing_recorded_is_an_index_that_says_so(site: Site, library: Library) -> None:
    bare = Library(library.archive, library.vocabulary, {})
    (index,) = pages_in(coverage_pages(bare), site, bare)
    assert index.view == CoveragesView(())


def test_recorded_weeks_are_read_when_asked_for(tmp_path: Path) -> None:
    archive = make_archive(tmp_path)
    recorded = RecordedWeeks(archive.root, archive.editions)
    assert list(recorded) == [W25] and W25 in recorded and W24 not in recorded
    write_coverage(tmp_path, Coverage(week=str(W25)))
    assert recorded[W25] == Coverage(week=str(W25))


def test_an_edition_leads_to_its_coverage(built: Path) -> None:
    assert "../../coverage/2026-W25/" in page_at(built, "2026/W25").links
    assert "../../coverage/2026-W24/" not in page_at(built, "2026/W24").links, "of which nothing is recorded"


def test_a_build_without_coverage_has_the_index(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    archive = make_archive(tmp_path / "content")
    (archive.root / "2026/W25/coverage.json").unlink()
    build_site(mkdocs_yml)
    page = page_at(tmp_path / "site", "coverage")
    assert "It fills with the next week that is collected." in page.text
