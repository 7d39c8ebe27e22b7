"""One site in two languages: same addresses below a prefix, translated where it is, honest to search engines where not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.model.errors import InvalidContent
from generator.model.item import Related, Review
from generator.model.translation import TranslatedLine, Translation
from generator.site.build import build_site
from generator.site.languages import split_address
from generator.site.page import Tongue
from tests.make import NOON
from tests.site.markup import Markup, dead_links, page_at, parse
from tests.site.sample import DEAL, OPEN_MODEL, SLOW, W25, deal, make_archive, make_project, make_site, report

TITLE = "北风租用哈利亚德的算力"
CHANGED = "北风将使用哈利亚德 300 兆瓦的集群。"


def translated() -> Translation:
    own = deal().lines()
    found = {"title": TITLE, "tldr.what_changed": CHANGED, "takeaways.0": "旧话。"}
    lines = {path: TranslatedLine(text=text, of=own[path]) for path, text in found.items()}
    lines["takeaways.0"] = lines["takeaways.0"].model_copy(update={"of": "What stood there before it was corrected."})
    return Translation(lines=lines, model="example/one", at=NOON)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("languages")
    mkdocs_yml = make_project(root, options="languages: [en, zh]")
    make_archive(root / "content")
    archive = Archive.open(root / "content")
    item = archive.items[DEAL].item
    beside = Related(item=OPEN_MODEL, relation="company", why="same company: Northwind", score=0.5)
    more = (report("chaosheng", f"第{n}篇", W25, 2, page=f"?p={n}") for n in range(10, 20))
    found = {"related": (*item.related, beside), "articles": (*item.articles, *more)}
    item = item.model_copy(update={"translations": {"zh": translated()}, **found})
    archive.write_item(StoredItem(DEAL, item, archive.items[DEAL].body))
    (root / "content" / "pages" / "zh").mkdir()
    (root / "content" / "pages" / "zh" / "about.md").write_text("# 关于本站\n\n一周一页。\n", "utf-8")
    build_site(mkdocs_yml, strict=True)
    return root / "site"


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        pytest.param(
            "language: zh",
            {"about": "关于本站", "ways": "Ways", "zh/about": "", "en/about": ""},
            marks=pytest.mark.long,
        ),
        pytest.param("language: zh-CN", {"about": "关于本站", "zh/about": ""}, marks=pytest.mark.long),
        ("language: zh, languages: [zh, en]", {"about": "关于本站", "en/about": "About", "en/ways": ""}),
        ("language: en", {"about": "About", "zh/about": ""}),
        ("language: en, languages: [en, zh]", {"about": "About", "zh/about": "关于本站"}),
    ],
)
def test_pages_of_the_sites_own_language_stand_at_its_root(
    tmp_path: Path, options: str, titles: dict[str, str]
) -> None:
    mkdocs_yml = make_project(tmp_path, options=options)
    make_archive(tmp_path / "content")
    pages = tmp_path / "content" / "pages"
    (pages / "zh").mkdir()
    (pages / "about.md").write_text("# About\n\n[Ways](ways.md)\n", "utf-8")
    (pages / "ways.md").write_text("# Ways\n", "utf-8")
    (pages / "zh" / "about.md").write_text("# 关于本站\n\n[方法](../ways.md)\n", "utf-8")
    build_site(mkdocs_yml, strict=True)
    built = tmp_path / "site"
    found = {
        address: ((built / address / "index.html").exists() and page_at(built, address).one("h1").text) or ""
        for address in titles
    }
    assert found == titles
    everything = {it.relative_to(built).as_posix(): parse(it.read_text("utf-8")) for it in built.rglob("*.html")}
    assert list(dead_links(built, everything)) == []


def links(markup: Markup, rel: str) -> list[tuple[str, str]]:
    return [(link.attributes.get("hreflang", ""), link.attributes["href"]) for link in markup.all("link", rel=rel)
            if rel != "alternate" or "hreflang" in link.attributes]  # fmt: skip


def test_a_translated_page_has_its_words_its_citations_and_the_original_title(built: Path) -> None:
    chinese, english = page_at(built, f"zh/{DEAL}"), page_at(built, DEAL)
    assert chinese.one("html").attributes["lang"] == "zh"
    assert chinese.one("h1").text == TITLE
    assert chinese.one("p", class_="original").text == deal().title
    assert chinese.one("p", class_="original").attributes["lang"] == "en"
    assert CHANGED in chinese.text and "发生了什么" in chinese.text
    assert not english.all("p", class_="original")
    notes = [
        [e.attributes["id"] for e in m.elements if e.attributes.get("id", "").startswith("e")]
        for m in (chinese, english)
    ]
    assert notes[0] == notes[1]


def test_what_two_events_share_is_told_with_the_marks_of_the_language(built: Path) -> None:
    relations = [page_at(built, f"{prefix}{DEAL}").one("p", class_="rel").text for prefix in ("", "zh/")]
    assert [text.rpartition("Northwind")[0] for text in relations] == ["Same company: ", "同一公司："]


def test_outlets_say_their_language_however_many_there_are(built: Path) -> None:
    named = [e.attributes.get("lang") for e in page_at(built, DEAL).elements if e.text == "潮声科技"]
    assert len(named) > 10 and set(named) == {"zh"}


def test_a_translation_of_other_words_is_not_shown(built: Path) -> None:
    chinese = page_at(built, f"zh/{DEAL}")
    assert "旧话" not in chinese.text
    assert deal().takeaways[0].text in chinese.text


def test_the_front_page_is_known_by_its_own_address_in_every_language(built: Path) -> None:
    """And not by that of the edition it shows."""
    for address in ("", "zh"):
        alternates = {url for _, url in links(page_at(built, address), "alternate")}
        assert alternates == {"https://recap.example/", "https://recap.example/zh/"}


def test_what_is_not_translated_stays_and_says_its_language(built: Path) -> None:
    chinese = page_at(built, f"zh/{SLOW}")
    assert chinese.one("h1").attributes["lang"] == "en"


def test_search_engines_see_each_language_where_it_is_a_text_of_its_own(built: Path) -> None:
    both = [("en", f"https://recap.example/{DEAL}/"), ("x-default", f"https://recap.example/{DEAL}/"),
            ("zh", f"https://recap.example/zh/{DEAL}/")]  # fmt: skip
    for address in (f"zh/{DEAL}", DEAL):
        assert links(page_at(built, address), "alternate") == both
        assert not page_at(built, address).all("meta", name="robots")
    assert links(page_at(built, f"zh/{DEAL}"), "canonical") == [("", f"https://recap.example/zh/{DEAL}/")]
    assert page_at(built, f"zh/{OPEN_MODEL}").one("meta", name="robots").attributes["content"] == "noindex"
    sitemap = (built / "sitemap.xml").read_text("utf-8")
    assert f"/zh/{DEAL}/" in sitemap and f"/zh/{OPEN_MODEL}/" not in sitemap


def test_structured_data_is_in_the_language_of_the_page(built: Path) -> None:
    article = json.loads(page_at(built, f"zh/{DEAL}").one("script", type="application/ld+json").text)["@graph"][0]
    assert (article["headline"], article["inLanguage"]) == (TITLE, "zh")


@pytest.mark.parametrize("prefix", ["", "zh/"])
def test_a_hand_written_page_has_the_frame_of_its_language(built: Path, prefix: str) -> None:
    made, written = page_at(built, f"{prefix}view"), page_at(built, f"{prefix}about")
    for part in (("a", "skip"), ("footer", "foot"), ("header", "mast")):
        assert written.one(part[0], class_=part[1]).text == made.one(part[0], class_=part[1]).text


def test_hand_written_pages_lead_to_themselves_in_the_language_they_have(built: Path) -> None:
    assert page_at(built, "zh/about").one("html").attributes["lang"] == "zh"
    chinese = page_at(built, f"zh/{DEAL}")
    assert {"../../../about/", "../../../../method/"} <= {*chinese.links}
    pages = {p.relative_to(built).as_posix(): parse(p.read_text("utf-8")) for p in built.rglob("*.html")}
    assert list(dead_links(built, pages)) == []


def test_the_switch_leads_to_the_same_page(built: Path) -> None:
    assert page_at(built, DEAL).one("a", class_="tongue").attributes["href"] == f"../../../zh/{DEAL}/"
    assert page_at(built, f"zh/{DEAL}").one("a", class_="tongue").attributes["href"] == f"../../../../{DEAL}/"


def test_what_is_translated_has_its_copy_and_is_named_in_the_api(built: Path) -> None:
    assert (built / "zh" / DEAL / "index.md").read_text("utf-8").startswith(f"# {TITLE}\n")
    assert page_at(built, f"zh/{DEAL}").one("link", type="text/markdown").attributes["href"] == "index.md"
    assert not (built / "zh" / OPEN_MODEL / "index.md").exists()
    assert not page_at(built, f"zh/{OPEN_MODEL}").all("link", type="text/markdown")
    document = json.loads((built / "api" / "v1" / "items" / f"{DEAL}.json").read_bytes())
    assert document["translations"] == {"zh": f"https://recap.example/zh/{DEAL}/"}


def test_feeds_are_in_the_language_of_their_folder(built: Path) -> None:
    assert TITLE in (built / "zh" / "feed.xml").read_text("utf-8")
    assert TITLE not in (built / "feed.xml").read_text("utf-8")


def test_an_address_belongs_to_the_language_of_its_prefix() -> None:
    sites = [replace(make_site(language), tongues=(Tongue("en"), Tongue("zh", "zh/"))) for language in ("en", "zh")]
    found = [split_address(address, sites) for address in ("about/", "zh/about/")]
    assert [(site.language, rest) for site, rest in found] == [("en", "about/"), ("zh", "about/")]


def test_a_review_holds_for_what_was_there() -> None:
    item = deal()
    assert item.made
    for days, holds in ((1, True), (-1, False)):
        review = Review(by="R. Editor", at=item.made.at + timedelta(days=days))
        assert item.model_copy(update={"review": review}).is_reviewed is holds


def test_a_language_without_words_is_refused_by_name(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path, options="languages: [en, xx]")
    make_archive(tmp_path / "content")
    with pytest.raises(InvalidContent, match=r"there are no words in xx \(there are .*en.*, zh"):
        build_site(mkdocs_yml)


def test_a_page_is_kept_from_search_engines_or_known_by_its_own_address(tmp_path: Path) -> None:
    """Nothing is translated here: of the Chinese pages only those that a person wrote in Chinese are for them."""
    mkdocs_yml = make_project(tmp_path, options="languages: [en, zh]")
    make_archive(tmp_path / "content")
    (tmp_path / "content" / "pages" / "zh").mkdir()
    (tmp_path / "content" / "pages" / "zh" / "about.md").write_text("# 关于\n\n本站。\n", "utf-8")
    build_site(mkdocs_yml)
    sitemap = (tmp_path / "site" / "sitemap.xml").read_text("utf-8")
    for address, is_listed in ((f"zh/{DEAL}", False), ("zh/topics", False), ("zh/about", True), ("about", True)):
        markup = page_at(tmp_path / "site", address)
        assert links(markup, "canonical") == [("", f"https://recap.example/{address}/")]
        assert bool(markup.all("meta", name="robots")) != is_listed
        assert (f"<loc>https://recap.example/{address}/</loc>" in sitemap) == is_listed
    alternates = links(page_at(tmp_path / "site", "about"), "alternate")
    assert [language for language, _ in alternates] == ["en", "x-default", "zh"]
