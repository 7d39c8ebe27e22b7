"""The whole site through MkDocs: what is written is whole, safe, light and the same each time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from generator.model.errors import ArchiveError, InvalidContent
from generator.site.build import build_site
from tests.site.markup import Markup, dead_links, page_at, parse
from tests.site.sample import (
    ATTACK,
    ATTACKS,
    BARE,
    DEAL,
    HOSTILE,
    OPEN_MODEL,
    PAGES,
    PHONE,
    PROJECT,
    SLOW,
    SOURCES,
    TWIN,
    make_archive,
    make_project,
)

MOST_HTML = 25_000
MOST_SCRIPT = 6_000


def pages_of(built: Path) -> dict[str, Markup]:
    return {
        path.relative_to(built).as_posix(): parse(path.read_text("utf-8")) for path in sorted(built.rglob("*.html"))
    }


@pytest.fixture(scope="session")
def pages(built: Path) -> dict[str, Markup]:
    return pages_of(built)


@pytest.fixture
def deal(pages: dict[str, Markup]) -> Markup:
    return pages[f"{DEAL}/index.html"]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_page_is_well_formed(pages: dict[str, Markup]) -> None:
    assert {name: page.faults for name, page in pages.items() if page.faults} == {}
    assert len(pages) > 30


def test_every_page_has_one_heading_a_title_and_landmarks(pages: dict[str, Markup]) -> None:
    for name, page in pages.items():
        assert len(page.all("h1")) == 1, name
        assert page.one("title").text.endswith("· Weekly AI Recap"), name
        assert page.one("main").attributes["id"] == "main", name
        assert page.all("a", href="#main"), name
        assert len(page.ids) == len(set(page.ids)), name


def test_every_page_names_its_own_address(pages: dict[str, Markup]) -> None:
    named = {name: page.one("link", rel="canonical").attributes["href"] for name, page in pages.items()}
    own = {name: f"https://recap.example/{name.removesuffix('index.html')}" for name in pages}
    moved = {name for name in pages if named[name] != own[name]}
    assert moved == {f"{TWIN}/index.html"}


def test_no_line_of_a_topic_names_the_topic(pages: dict[str, Markup]) -> None:
    topic = {name: page for name, page in pages.items() if name.startswith("topics/") and name.count("/") == 2}
    assert any(page.all("time") for page in topic.values())
    for name, page in topic.items():
        own = "../../" + name.removesuffix("index.html")
        assert not page.all("a", href=own), name


def test_every_internal_link_leads_somewhere(built: Path, pages: dict[str, Markup]) -> None:
    assert list(dead_links(built, pages)) == []


@pytest.mark.parametrize("name", ["index.html", "2026/W25/index.html", "topics/open-models/index.html"])
def test_quotations_stand_between_marks_with_their_outlet_in_lists(pages: dict[str, Markup], name: str) -> None:
    quoted = [it.text for it in pages[name].all("q")]
    assert (
        "澄海今天发布了首款可以离线运行智能体的手机。" in quoted
        or "Weights and logs are released under a permissive licence." in quoted
    )
    assert {"潮声科技", "The Ledger"} & {it.text for it in pages[name].all("cite")}


def test_the_page_for_unknown_addresses_works_at_any_depth(pages: dict[str, Markup]) -> None:
    page = pages["404.html"]
    links = [e.attributes.get("href", "") for e in page.elements if e.tag in ("a", "link") and e.attributes.get("href")]
    assert all(link.startswith(("/", "#", "https://", "mailto:")) and not link.startswith("//") for link in links)


def test_nothing_is_loaded_from_another_host(pages: dict[str, Markup]) -> None:
    policy = "default-src 'none';style-src 'self';script-src 'self';img-src 'self' data:;connect-src 'self';"
    for name, page in pages.items():
        loaded = [e for e in page.elements if e.tag in ("script", "img", "iframe", "style") or "src" in e.attributes]
        loaded += page.all("link", rel="stylesheet") + page.all("link", rel="icon")
        addresses = [e.attributes.get("src") or e.attributes.get("href", "") for e in loaded]
        assert not [a for a in addresses if urlsplit(a).scheme], name
        meta = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
        assert meta[0].attributes["content"].startswith(policy)
        assert page.one("meta", name="referrer").attributes["content"] == "no-referrer", name
        assert not page.all("style") and not [e for e in page.elements if "style" in e.attributes], name


def test_links_to_originals_are_safe(pages: dict[str, Markup]) -> None:
    for page in pages.values():
        for link in page.all("a"):
            scheme = urlsplit(link.attributes["href"]).scheme
            assert scheme in ("", "http", "https", "mailto")
            assert "target" not in link.attributes, (
                "no window could reach back; what the page sends says its meta element"
            )


def test_no_value_becomes_an_element_or_an_attribute(pages: dict[str, Markup]) -> None:
    known = {"id", "class", "href", "rel", "lang", "datetime", "data-age", "data-of", "scope", "aria-labelledby", "title",
             "aria-label", "type", "hidden", "name", "content", "property", "charset", "http-equiv", "src", "defer", "viewbox",
             "aria-hidden", "checked", "preserveaspectratio", "width", "height", "aria-current", "reversed", "role",
             "hreflang", "data-done", "data-from", "data-script", "d", "data-top", "data-my",
             "data-in", "data-new", "data-new-one", "data-muted", "data-muted-one", "data-no-one", "data-keep",
             "data-label", "data-edition", "value", "aria-pressed"}  # fmt: skip
    for name, page in pages.items():
        assert not page.all("img") and not page.all("u") and all(i.attributes for i in page.all("i")), name
        if name.startswith(
            ("2026/", "companies/", "models/", "products/", "people/", "sources/", "topics/", "coverage/")
        ):
            attributes = {key for element in page.elements for key in element.attributes}
            assert attributes <= known, name
        scripts = [e.attributes.get("src", e.attributes.get("type", "")) for e in page.all("script")]
        assert all(re.fullmatch(r"[./]*assets/\w+\.\w+\.js|application/ld\+json", script) for script in scripts)


def test_hostile_text_is_shown_as_it_is(pages: dict[str, Markup]) -> None:
    page = pages[f"{HOSTILE}/index.html"]
    assert page.one("h1").text == " ".join(ATTACKS)
    assert "49" not in page.one("h1").text
    assert any(link.text == ATTACK for link in page.all("a"))
    front = pages["index.html"]
    assert any(link.text == " ".join(ATTACKS) for link in front.all("a"))


def test_no_page_prints_a_value_that_is_not_there(pages: dict[str, Markup]) -> None:
    assert [path for path, page in pages.items() if re.search(r"\b(?:None|undefined|nan)\b", page.text)] == []


def test_structured_data_is_data(pages: dict[str, Markup]) -> None:
    for name in (DEAL, HOSTILE):
        page = pages[f"{name}/index.html"]
        graph = json.loads(page.one("script", type="application/ld+json").text)["@graph"]
        article = graph[0]
        assert len(article["headline"]) <= 110
        assert page.one("h1").text.startswith(article["headline"].removesuffix("…"))
        assert article["digitalSourceType"] == "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
        assert [entry["@type"] for entry in graph] == ["NewsArticle", "BreadcrumbList"]
    assert "digitalSourceType" not in pages[f"{OPEN_MODEL}/index.html"].one("script", type="application/ld+json").text


def test_an_item_shows_its_sections_in_order(deal: Markup) -> None:
    headings = [" ".join(e.text.split()) for e in deal.elements if e.tag in ("h1", "h2", "h3")]
    assert headings == [
        "Northwind rents Halyard's compute and lifts Zephyr's limits",
        "30-second TL;DR", "What changed", "Why it matters", "What to do next", "Who should care",
        "Deep insight written by a model from cited sentences", "Key takeaways", "Competitor analysis",
        "Technical deep dive", "Future implications", "Timeline", "Editor’s note", "Heading",
        "Original sources", "Corrections",
    ]  # fmt: skip


def test_empty_sections_are_absent(pages: dict[str, Markup]) -> None:
    page = pages[f"{BARE}/index.html"]
    assert [e.text for e in page.all("h2")] == ["Original sources"]
    assert "Nothing is made from these reports yet." in page.text
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


def test_how_it_was_made_stands_above_the_text(pages: dict[str, Markup], deal: Markup) -> None:
    assert deal.text.index("Written by ") < deal.text.index("30-second TL;DR")
    page = pages[f"{OPEN_MODEL}/index.html"]
    assert page.text.index("Made without a model.") < page.text.index("30-second TL;DR")


def test_a_cost_is_told_in_its_currency_or_not_at_all(pages: dict[str, Markup], deal: Markup) -> None:
    assert "0.0031 USD" in deal.text
    assert "0.5" not in pages[f"{HOSTILE}/index.html"].one("p", id="made").text


def test_the_newest_week_leads_to_the_next(pages: dict[str, Markup]) -> None:
    """By its feed, where a reader is done; an older week leads to the one after it."""
    ways = {
        name: [link.text for link in pages[name].all("a") if link.attributes["href"].endswith("archive/feed.xml")]
        for name in ("index.html", "2026/W24/index.html")
    }
    assert ways == {"index.html": ["Get each new week by feed (RSS)"], "2026/W24/index.html": []}


def test_a_story_of_two_steps_is_not_drawn(pages: dict[str, Markup]) -> None:
    page = pages["storylines/zephyr-slows-at-peak-hours/index.html"]
    assert (len(page.one("ol", class_="steps").text) > 0, page.all("svg", class_="line")) == (True, [])


def test_the_page_of_a_source_says_what_it_is_and_not_how_it_weighs(pages: dict[str, Markup]) -> None:
    spans = [span.text for span in pages["sources/northwind-news/index.html"].all("span")]
    assert "Lab" in spans


def test_citations_lead_to_evidence_that_leads_to_the_sentence(deal: Markup) -> None:
    numbers = [link.attributes["href"] for link in deal.all("a") if link.attributes["href"].startswith("#e")]
    assert set(numbers) == {f"#e{n}" for n in range(1, 7)}
    note = deal.one("p", id="e3")
    assert "We are compute-constrained, & have been since March." in note.text
    links = [a.attributes["href"] for a in deal.all("a") if "compute%2Dconstrained" in a.attributes["href"]]
    assert links == [
        "https://ledger.example/ai/rival#:~:text=We%20are%20compute%2Dconstrained%2C%20%26%20have%20been%20since%20March"
    ]


def test_inference_is_told_from_fact(deal: Markup) -> None:
    marked = deal.all("p", class_="infer") + deal.all("div", class_="infer")
    assert len(marked) == 2
    assert all("Inference" in element.text for element in marked)


def test_foreign_text_says_its_language(pages: dict[str, Markup], deal: Markup) -> None:
    assert [q.text for q in deal.all("q", lang="zh")] == ["哈利亚德自己的训练将迁往新园区", "合同为期三年"]
    assert pages["2026/W25/chenghai-phone/index.html"].one("h1").attributes["lang"] == "zh"


def test_the_editors_note_is_rendered_and_fits(deal: Markup) -> None:
    links = {a.text: a.attributes["href"] for a in deal.all("a")}
    assert links["the week before"] == "../../../2026/W24/zephyr-slows-at-peak-hours/#made"
    assert links["this week"] == "../../../2026/W25/"


def test_where_a_headline_is_all_there_is_who_told_it_stands_first(pages: dict[str, Markup], deal: Markup) -> None:
    order = [
        [e.attributes.get("id") or e.attributes["class"] for e in page.elements if e.tag in ("h2", "aside")]
        for page in (pages[f"{BARE}/index.html"], deal)
    ]
    assert order[0] == ["sources", "recap"]
    assert order[1].index("recap") < order[1].index("sources")
    assert ["min read" in page.text for page in (pages[f"{BARE}/index.html"], deal)] == [False, True]


def test_no_line_begins_with_an_ellipsis_or_a_sign_for_hundredths(built: Path) -> None:
    quoted = (built / OPEN_MODEL / "index.html").read_text("utf-8")
    assert "\u00a0…</q>" in quoted and " …</q>" not in quoted
    assert "67\u00a0%" in (built / "predictions" / "index.html").read_text("utf-8")


def test_other_spellings_are_one_line_of_text(pages: dict[str, Markup]) -> None:
    spellings = [
        e.text for e in pages["companies/northwind/index.html"].all("span") if e.text.startswith("Also written")
    ]
    assert spellings == ["Also written: 北风"], "not pieces with gaps before the commas"


def test_one_source_is_not_counted(pages: dict[str, Markup], deal: Markup) -> None:
    alone = pages[f"{PHONE}/index.html"]
    assert [page.one("h2", id="sources").text for page in (alone, deal)] == ["Original source", "Original sources"]
    assert [len(page.all("p", class_="counted")) for page in (alone, deal)] == [0, 1]


def test_tables_say_what_their_heads_are(deal: Markup) -> None:
    assert {th.attributes["scope"] for th in deal.all("th")} == {"col", "row"}


def test_weights(built: Path, pages: dict[str, Markup]) -> None:
    sizes = {name: (built / name).stat().st_size for name in pages}
    assert {name: size for name, size in sizes.items() if size > MOST_HTML} == {}
    scripts = {path.name: path.stat().st_size for path in (built / "assets").glob("site.*.js")}
    assert len(scripts) == 1 and max(scripts.values()) < MOST_SCRIPT


def test_only_what_pages_use_is_published(built: Path) -> None:
    assert sorted(path.name.split(".")[0] for path in (built / "assets").iterdir()) == [
        "feed",
        "icon",
        "reader",
        "search",
        "site",
        "site",
    ]
    top = sorted(path.name for path in built.iterdir() if path.is_file())
    assert top == [
        ".recap",
        "404.html",
        "atom.xml",
        "editions.xml",
        "feed.json",
        "feed.xml",
        "index.html",
        "llms.txt",
        "news-sitemap.xml",
        "robots.txt",
        "sitemap.xml",
        "sources.opml",
        "status.json",
    ]


def test_the_sitemap_lists_what_is_for_search_engines(built: Path, pages: dict[str, Markup]) -> None:
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = ElementTree.fromstring((built / "sitemap.xml").read_bytes())  # noqa: S314
    dates = {e.findtext("s:loc", "", spaces): e.findtext("s:lastmod", "", spaces) for e in root}
    assert dates[f"https://recap.example/{DEAL}/"] == "2026-06-24T00:00:00Z"
    assert dates["https://recap.example/about/"] == ""
    assert dates["https://recap.example/"] == dates["https://recap.example/2026/W25/"]
    assert f"https://recap.example/{BARE}/" not in dates
    assert dates["https://recap.example/storylines/zephyr-slows-at-peak-hours/"] == "2026-06-24T00:00:00Z"
    assert {f"https://recap.example/{kind}/" for kind in ("storylines", "people", "products")} <= dates.keys()
    assert all((built / urlsplit(url).path.strip("/") / "index.html").is_file() for url in dates)
    assert "Sitemap: https://recap.example/sitemap.xml" in (built / "robots.txt").read_text()


def test_hand_written_pages_have_the_same_frame(pages: dict[str, Markup]) -> None:
    about, method = pages["about/index.html"], pages["method/index.html"]
    assert about.one("h1").text == "About"
    assert method.one("h1").text == "How this is made"
    assert method.one("em").text == "but"
    assert {a.text: a.attributes["href"] for a in about.all("a")}["method"] == "../method/"
    assert about.one("meta", name="description").attributes["content"] == "What this is."


def test_an_old_item_leads_on(pages: dict[str, Markup]) -> None:
    assert "Next, Week 25 Northwind rents" in pages[f"{SLOW}/index.html"].text


@pytest.mark.long
def test_two_builds_give_the_same_bytes(tmp_path: Path, built: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    make_archive(tmp_path / "content")
    report = build_site(mkdocs_yml)
    assert files_of(tmp_path / "site") == files_of(built)
    assert report.rendered == report.pages - len(PAGES)
    assert not report.samples and not report.warnings


@pytest.mark.long
def test_another_list_of_sources(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    make_archive(tmp_path / "content")
    other = tmp_path / "other.yml"
    other.write_text(SOURCES.replace("name: ", "name: other-"))
    build_site(mkdocs_yml)
    build_site(mkdocs_yml, sources=str(other))
    status = json.loads((tmp_path / "site" / "status.json").read_text("utf-8"))
    assert status["sources"]
    assert all(source["source"].startswith("other-") for source in status["sources"])
    build_site(mkdocs_yml, sources="https://lists.example/sources.yml")
    assert not json.loads((tmp_path / "site" / "status.json").read_text("utf-8"))["sources"]


@pytest.mark.long
def test_another_archive_and_another_folder(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path / "project")
    make_archive(tmp_path / "other")
    (tmp_path / "other" / "pages" / "extra.md").write_text("# Extra\n")
    build_site(mkdocs_yml, tmp_path / "other", tmp_path / "out" / "www")
    assert (tmp_path / "out" / "www" / "extra" / "index.html").is_file()
    assert not (tmp_path / "project" / "site").exists()


@pytest.mark.long
def test_an_empty_archive_shows_the_samples(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    make_archive(tmp_path / "content" / "samples")
    assert build_site(mkdocs_yml).samples
    for name, page in pages_of(tmp_path / "site").items():
        assert "Sample edition" in page.text, name
        assert page.all("meta", name="robots", content="noindex"), name


@pytest.mark.long
def test_the_committed_samples_make_a_sound_site(tmp_path: Path) -> None:
    report = build_site(PROJECT / "mkdocs.yml", PROJECT / "content" / "samples", tmp_path / "site", strict=True)
    pages = pages_of(tmp_path / "site")
    assert report.samples
    assert not [name for name, page in pages.items() if page.faults]
    assert list(dead_links(tmp_path / "site", pages)) == []
    assert max((tmp_path / "site" / name).stat().st_size for name in pages if name.count("/") == 3) <= MOST_HTML


def test_nothing_at_all_says_what_to_do(tmp_path: Path) -> None:
    report = build_site(make_project(tmp_path), strict=True)
    front = page_at(tmp_path / "site")
    assert "make build" in front.text
    assert not front.faults and not report.samples
    assert list(dead_links(tmp_path / "site", pages_of(tmp_path / "site"))) == []


def test_a_broken_archive_leaves_the_old_site(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    archive = make_archive(tmp_path / "content")
    build_site(mkdocs_yml)
    before = files_of(tmp_path / "site")
    path = archive.root / f"{DEAL}.md"
    path.write_text(path.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    with pytest.raises(InvalidContent, match=r"northwind-rents-halyards-compute\.md:2: titel: is not a known key"):
        build_site(mkdocs_yml)
    assert files_of(tmp_path / "site") == before


@pytest.mark.long
def test_a_warning_in_strict_mode_leaves_the_old_site(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    make_archive(tmp_path / "content")
    build_site(mkdocs_yml, strict=True)
    before = files_of(tmp_path / "site")
    (tmp_path / "content" / "pages" / "about.md").write_text("[nowhere](nowhere.md)\n")
    assert build_site(mkdocs_yml).warnings
    again = files_of(tmp_path / "site")
    assert again != before
    (tmp_path / "content" / "pages" / "about.md").write_text("[nowhere](nowhere.md) twice\n")
    with pytest.raises(ArchiveError, match=r"nowhere\.md"):
        build_site(mkdocs_yml, strict=True)
    assert files_of(tmp_path / "site") == again
    assert not (tmp_path / ".site.new").exists()


def test_faults_of_the_options_are_told_together(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path, "contct: x, fetch: {retries: 99}")
    with pytest.raises(InvalidContent) as caught:
        build_site(mkdocs_yml)
    assert "mkdocs.yml:7" in str(caught.value)
    assert "did you mean 'contact'?" in str(caught.value)
    assert "fetch.retries" in str(caught.value)


def test_a_configuration_without_the_plugin_is_told(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    mkdocs_yml.write_text(mkdocs_yml.read_text().replace("  - recap: {contact: desk@recap.example}", "  []"))
    with pytest.raises(InvalidContent, match=r"plugins: lacks recap \(add `- recap` to plugins\)"):
        build_site(mkdocs_yml)


def test_nothing_is_made_and_mkdocs_not_started_where_nothing_changed(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    make_archive(tmp_path / "content")
    before = build_site(mkdocs_yml)
    program = f"""
import sys
from pathlib import Path
from generator.site.build import build_site
report = build_site(Path({str(mkdocs_yml)!r}))
print(report.rendered, report.pages, "mkdocs.commands.build" in sys.modules)
"""
    again = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert again.stdout.split() == ["0", str(before.pages), "False"]


def test_a_project_in_another_place_is_gone_on_with(tmp_path: Path) -> None:
    project = tmp_path / "here"
    project.mkdir()
    mkdocs_yml = make_project(project)
    make_archive(project / "content")
    before = build_site(mkdocs_yml)
    moved = project.rename(tmp_path / "there")
    assert build_site(moved / mkdocs_yml.name).rendered == 0
    edited = moved / "content" / f"{SLOW}.md"
    edited.write_text(edited.read_text("utf-8") + "\nA note.\n", "utf-8")
    again = build_site(moved / mkdocs_yml.name)
    assert 0 < again.rendered < before.pages


@pytest.mark.long
@pytest.mark.parametrize(
    ("setting", "later"),
    [("site_name: !ENV [RECAP_NAME, Weekly AI Recap]", None), ("INHERIT: base.yml", "site_name: Another Recap\n")],
)
def test_what_the_configuration_takes_from_elsewhere_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, later: str | None
) -> None:
    mkdocs_yml = make_project(tmp_path)
    make_archive(tmp_path / "content")
    (tmp_path / "base.yml").write_text("site_name: Weekly AI Recap\n")
    mkdocs_yml.write_text(mkdocs_yml.read_text("utf-8").replace("site_name: Weekly AI Recap", setting), "utf-8")
    build_site(mkdocs_yml)
    monkeypatch.setenv("RECAP_NAME", "Another Recap")
    if later:
        (tmp_path / "base.yml").write_text(later)
    build_site(mkdocs_yml)
    front = page_at(tmp_path / "site")
    assert front.one("title").text.endswith("· Another Recap")


def test_hand_written_files_win(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    make_archive(tmp_path / "content")
    (tmp_path / "content" / "pages" / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    build_site(mkdocs_yml)
    assert (tmp_path / "site" / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_below_a_path(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path, url="https://host.example/news/recap/")
    make_archive(tmp_path / "content")
    build_site(mkdocs_yml)
    page = parse((tmp_path / "site" / "404.html").read_text("utf-8"))
    assert page.one("link", rel="stylesheet").attributes["href"].startswith("/news/recap/assets/")
    front = page_at(tmp_path / "site")
    assert front.one("link", rel="canonical").attributes["href"] == "https://host.example/news/recap/"
