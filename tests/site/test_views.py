"""What a page shows, decided without a template."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from generator.archive.store import Archive
from generator.model.item import Made, Related, Telling, TimelineEntry
from generator.model.translation import TranslatedLine, Translation
from generator.site.feeds.entries import edition_entry
from generator.site.holdings import Head
from generator.site.length import description_of
from generator.site.library import Library
from generator.site.page import Page, Site, Text
from generator.site.plan import site_pages
from generator.site.views.citations import Citations, news_of
from generator.site.views.edition import edition_page, front_page
from generator.site.views.entry import entry_of
from generator.site.views.index import ArchiveView, SourcesView, archive_page, sources_page
from generator.site.views.item import item_page
from generator.site.views.listing import PER_PAGE, ListingView, topic_pages
from tests.make import NOON, report, source
from tests.make import item as make_item
from tests.site.sample import BARE, DEAL, HOSTILE, OPEN_MODEL, PHONE, SLOW, W24, W25, make_site
from tests.site.viewing import edition_of, library_of, pages_in, view_of, with_edition


def test_citations_are_numbered_in_order_of_first_use(site: Site, library: Library) -> None:
    view = view_of(site, library, DEAL)
    assert view.what_changed and view.what_changed.cites == (1, 2)
    assert [note.domain for note in view.what_changed.notes] == ["northwind.example", "northwind.example"]
    assert view.why_it_matters and view.why_it_matters.cites == (3,)
    assert view.takeaways[0].cites == (2,)
    assert view.takeaways[0].notes == (), "its evidence stands beside the claim that used it first"
    assert [note.number for note in view.takeaways[1].notes] == [4]


def test_every_piece_of_evidence_in_use_is_shown_exactly_once(site: Site, library: Library) -> None:
    view = view_of(site, library, DEAL)
    said = [view.what_changed, view.why_it_matters, view.what_to_do_next, *view.takeaways, *view.technical]
    said += [prediction.said for prediction in view.implications] + [moment.said for moment in view.timeline]
    notes = [note.number for it in said if it for note in it.notes]
    notes += [note.number for note in (view.competitors.notes if view.competitors else ())]
    assert sorted(notes) == [1, 2, 3, 4, 5]


def test_a_quotation_is_not_printed_twice_beside_itself(site: Site, library: Library) -> None:
    view = view_of(site, library, OPEN_MODEL)
    assert view.what_changed and view.what_changed.quoted
    assert [note.quote for note in view.what_changed.notes] == [None]
    paraphrase = view_of(site, library, DEAL).what_changed
    assert paraphrase and not paraphrase.quoted
    assert all(note.quote for note in paraphrase.notes)


def test_the_byline_counts_outlets_as_lists_do(site: Site, library: Library) -> None:
    articles = (report("a-desk"), report("b-desk"), report("c-desk", role="copy"))
    alone = library_of({"2026/W25/a": make_item(articles=articles)}, library)
    view = view_of(site, alone, "2026/W25/a")
    assert (view.others, view.entry.outlets) == (1, 2), "a copy is no outlet of its own"


def test_a_hook_that_is_a_quotation_is_cited(site: Site, library: Library) -> None:
    hook = view_of(site, library, OPEN_MODEL).hook
    assert hook and hook.cites == (1,) and hook.quoted
    own = view_of(site, library, DEAL).hook
    assert own and own.cites == ()


def test_a_hook_that_says_what_follows_anyway_is_left_out(site: Site, library: Library) -> None:
    item = make_item(hook="Northwind rents a cluster of 300 megawatts")
    alone = library_of({"2026/W25/a": item}, library)
    assert view_of(site, alone, "2026/W25/a").hook is None


def test_an_implication_that_says_what_changed_is_known(site: Site, library: Library) -> None:
    soon = {"id": "p1", "due": "2026-07", "test": "x", "cites": ("e1",)}
    item = make_item()
    assert item.tldr
    texts = (item.tldr.what_changed.text, "Prices will fall in July.")
    told = tuple(soon | {"id": f"p{n}", "text": text} for n, text in enumerate(texts, 1))
    view = view_of(site, library_of({"2026/W25/a": make_item(implications=told)}, library), "2026/W25/a")
    assert [it.is_what_changed for it in view.implications] == [True, False]


def test_a_quotation_carries_the_language_of_its_source(site: Site, library: Library) -> None:
    view = view_of(site, library, OPEN_MODEL)
    assert [claim.text.lang for claim in view.takeaways] == ["zh", ""]
    by_model = view_of(site, library, DEAL)
    assert by_model.takeaways[1].text.lang == "", "a model's claim is in the item's language, whatever it cites"
    assert [n.quote.lang for n in by_model.takeaways[1].notes if n.quote] == ["zh"]
    assert view_of(make_site("zh"), library, PHONE).title.lang == ""


def test_how_soon_an_item_was_collected(site: Site, library: Library) -> None:
    assert view_of(site, library, DEAL).lag == "6 minutes"
    assert view_of(site, library, PHONE).lag == "less than a minute"
    undated = make_item().model_copy(
        update={"articles": (make_item().articles[0].model_copy(update={"published": None}),)}
    )
    assert view_of(site, library_of({"2026/W25/a": undated}, library), "2026/W25/a").lag == ""


def test_an_item_is_updated_only_after_its_edition_was_out(site: Site, library: Library) -> None:
    assert view_of(site, library, DEAL).updated == W25.end + timedelta(days=2)
    assert view_of(site, library, OPEN_MODEL).updated is None


def test_an_old_item_shows_what_came_later(site: Site, library: Library) -> None:
    view = view_of(site, library, SLOW)
    assert view.place and view.place.after and view.place.after.address == f"{DEAL}/"
    assert view.later is None, "its story says it"
    assert [(u.entry.address, u.relation) for u in view.related] == [(f"{DEAL}/", "later")], "once, not twice"


def test_related_updates_are_few_and_the_later_ones_stand_first(site: Site, library: Library) -> None:
    old = make_item(edition="2026-W24", date=W24.start, updated=W24.start)
    items = {"2026/W24/old": old}
    for number in range(8):
        date = W25.start + timedelta(hours=number)
        related = (Related(item="2026/W24/old", relation="earlier", why=f"reason {number}", score=0.5),)
        title = f"New {number}"
        items[f"2026/W25/new-{number}"] = make_item(title=title, date=date, updated=date, related=related)
    updates = view_of(site, library_of(items, library), "2026/W24/old").related
    assert [update.why for update in updates] == [f"reason {n}" for n in (7, 6, 5, 4, 3, 2)]


def test_what_the_timeline_tells_is_not_related_besides(site: Site, library: Library) -> None:
    items = {"2026/W24/old": make_item(title="Old"), "2026/W24/other": make_item(title="Other")}
    related = tuple(Related(item=address, relation="earlier", why="a reason", score=1) for address in items)
    timeline = (TimelineEntry(date="2026-06-10", item="2026/W24/old"),)
    items["2026/W25/a"] = make_item(related=related, timeline=timeline)
    view = view_of(site, library_of(items, library), "2026/W25/a")
    assert [update.entry.title.text for update in view.related] == ["Other"]


def test_the_way_to_the_edition_bears_no_title_of_another_item(site: Site, library: Library) -> None:
    edition = library.editions[W25].edition
    assert view_of(site, library, OPEN_MODEL).edition_title.text == edition.title
    lent = edition.model_copy(update={"title": library.items[DEAL].brief.title.text, "top": (DEAL,)})
    assert view_of(site, with_edition(library, lent), OPEN_MODEL).edition_title.text == ""


@pytest.mark.parametrize(
    ("language", "relation", "why", "same"),
    [
        ("en", "company", "same company: Northwind", "Northwind"), ("zh", "company", "same company: Northwind", "Northwind"),
        ("en", "model", "same model: Zephyr 4: Air", "Zephyr 4: Air"), ("en", "background", "same company: Northwind", ""),
        ("en", "background", "the same words: rent", ""), ("en", "company", "same company", ""),
    ],
)  # fmt: skip
def test_what_is_the_same_is_said_once(library: Library, language: str, relation: str, why: str, same: str) -> None:
    related = (Related(item="2026/W24/old", relation=relation, why=why, score=1),)
    old = make_item(edition="2026-W24", date=W24.start, updated=W24.start)
    beside = library_of({"2026/W24/old": old, "2026/W25/a": make_item(related=related)}, library)
    (update,) = view_of(make_site(language), beside, "2026/W25/a").related
    assert update.of == same


def test_a_page_quotes_the_reports_in_its_language(site: Site, library: Library) -> None:
    english, chinese = "Northwind rents a cluster of 300 megawatts.", "北风租用三百兆瓦的集群。"
    plain = make_item(
        articles=(report(), report("chaosheng", language="zh", title="北风租用集群")),
        evidence={"e1": {"article": 0, "quote": english}, "e2": {"article": 1, "quote": chinese}},
        made=Made(engine="extractive", input="", at=NOON),
        implications=({"id": "p1", "text": english, "due": "2026-07", "test": "x", "because": "y", "cites": ("e1",)},),
    )
    tldr = {"what_changed": {"text": chinese, "cites": ["e2"]}}
    telling = Telling.model_validate({"title": "北风租用集群", "tldr": tldr, "of": plain.told_hash})
    alone = library_of({"2026/W25/a": plain.model_copy(update={"tellings": {"zh": telling}})}, library)
    for tongue, title, said in [(site, plain.title, english), (make_site("zh"), "北风租用集群", chinese)]:
        view = view_of(tongue, alone, "2026/W25/a")
        assert (view.title.text, view.title.lang, view.original) == (title, "", None)
        assert view.what_changed and (view.what_changed.text.text, view.what_changed.quoted) == (said, True)
        assert view.what_changed.cites == (1,)
        assert view.implications[0].line.because == Text("y", tongue.foreign("en")), "what no report says stays"
        dek = entry_of(tongue, alone, alone.archive.items["2026/W25/a"]).dek
        assert dek and (dek.text, dek.quoted) == (said, True)


def in_week(library: Library, title: str, *told: tuple[str, list[str]]) -> Library:
    items = {
        f"2026/W25/{n}": make_item(title=headline, entities={"companies": names})
        for n, (headline, names) in enumerate(told)
    }
    edition = library.archive.editions[W25].edition.model_copy(update={"title": title, "top": tuple(items)})
    return library_of(items, library, edition)


DEALS: tuple[tuple[str, list[str]], ...] = (("Halyard rents to Northwind", ["Northwind", "Halyard"]), ("A page", ["Tern"]), ("A day", []), ("Halyard again", ["Halyard"]))  # fmt: skip


@pytest.mark.parametrize(
    ("title", "told", "shown"),
    [
        ("A page", DEALS, "The week of Northwind, Tern and Halyard"),
        ("Compute changes hands", DEALS, "Compute changes hands"),
        ("A page", DEALS[1:3], "A page"),
        ("Fable 5 is here", (("Fable 5 is here", ["Fable 5"]), *DEALS), "The week of Fable 5, Northwind and Tern"),
    ],
)
def test_a_title_that_repeats_a_headline_gives_way_to_names(
    site: Site, library: Library, title: str, told: tuple[tuple[str, list[str]], ...], shown: str
) -> None:
    week = in_week(library, title, *told)
    archive = archive_page(site, week, 2026, "archive/").view
    assert isinstance(archive, ArchiveView)
    view, entry = edition_of(site, week, W25), edition_entry(site, week, week.editions[W25])
    assert (view.title.text, archive.weeks[0].title.text, entry.title) == (shown,) * 3
    assert edition_page(site, week, W25).meta.title == f"{shown} · Week 25, 2026"


def rectified(library: Library) -> Library:
    """An edition of two items of which the second says that the first is wrong."""
    related = (Related(item="2026/W25/0", relation="earlier", why="one matter", score=1, verdict="denied"),)
    base = in_week(library, "A page", ("Tern buys Quay", ["Tern"]), ("A page", ["Halyard"]), ("A day", ["Basalt"]))
    items = {address: stored.item for address, stored in base.archive.items.items()}
    items["2026/W25/1"] = items["2026/W25/1"].model_copy(update={"related": related})
    return library_of(items, library, base.archive.editions[W25].edition)


def test_what_is_denied_since_says_so_wherever_it_is_listed(site: Site, library: Library) -> None:
    view = view_of(site, rectified(library), "2026/W25/0")
    assert view.entry.rectified and view.later is None
    assert view.entry.rectified.verdict == "denied"
    assert (view.entry.rectified.by.label, view.entry.rectified.by.address) == ("A page", "2026/W25/1/")
    week = edition_of(site, rectified(library), W25)
    assert [entry.rectified is not None for entry in week.top] == [True, False, False]
    assert week.title.text == "The week of Halyard and Basalt", "and it gives the week no name"


def test_a_relation_to_an_item_that_is_gone_is_passed_over(site: Site, library: Library) -> None:
    gone = (Related(item="2026/W24/gone", relation="earlier", why="x", score=1),)
    alone = library_of({"2026/W25/a": make_item(related=gone)}, library)
    assert view_of(site, alone, "2026/W25/a").related == ()


def test_sources_name_the_numbers_they_carry(site: Site, library: Library) -> None:
    sources = view_of(site, library, DEAL).sources
    assert [source.cites for source in sources] == [(1, 2), (3, 5), (4, 6)]
    assert [source.paywall for source in sources] == [False, True, False]


def test_the_next_step_leads_somewhere(site: Site, library: Library) -> None:
    step = view_of(site, library, DEAL).step
    assert step and (step.label, step.domain) == ("Read the code", "northwind.example")
    unknown = view_of(site, library, HOSTILE).step
    assert unknown and unknown.label == "Open it"


def test_an_item_without_a_claim_is_not_for_search_engines(site: Site, library: Library) -> None:
    pages = {page.address: page for page in pages_in(site_pages(library), site, library)}
    assert not pages[f"{BARE}/"].meta.listed
    assert pages[f"{DEAL}/"].meta.listed


def test_the_second_line_of_an_entry_is_never_what_stands_there_already(site: Site, library: Library) -> None:
    stored = library.archive.items[DEAL]
    plain = entry_of(site, library, stored).dek
    assert plain and plain.text == stored.item.hook
    told = entry_of(site, library, stored, [str(stored.item.hook)]).dek
    assert told and told.text.startswith("Northwind will use")


def test_an_edition_lists_every_item_of_its_week(site: Site, library: Library) -> None:
    view = edition_of(site, library, W25)
    assert [entry.address for entry in view.top] == [f"{DEAL}/", f"{OPEN_MODEL}/"]
    assert f"{BARE}/" in [entry.address for entry in view.brief], "an item no list names stands below"
    assert [link.label for link in view.failed] == ["潮声科技"]
    assert view.previous and view.previous.address == "2026/W24/"
    assert view.next is None


def test_sources_of_one_title_stand_in_the_order_of_their_names(site: Site, library: Library) -> None:
    named = {name: source(name, title="The Desk") for name in "hgfedcba"}
    view = sources_page(site, Library(Archive(library.archive.root), library.vocabulary, named)).view
    assert isinstance(view, SourcesView)
    assert [row.link.address for row in view.rows] == [f"sources/{name}/" for name in "abcdefgh"]


def test_a_source_that_failed_and_has_left_the_list_is_named_without_a_link(site: Site, library: Library) -> None:
    assert [link.address for link in edition_of(site, library, W25).failed] == ["sources/chaosheng/"]
    items = {address: it.item for address, it in library.archive.items.items() if address == BARE}
    left = library_of(items, library, library.archive.editions[W25].edition)
    assert [(link.label, link.address) for link in edition_of(site, left, W25).failed] == [("chaosheng", "")]


def test_lines_of_the_week_lead_to_their_items(site: Site, library: Library) -> None:
    lines = edition_of(site, library, W25).intro
    assert [(line.address, line.text.lang) for line in lines] == [(f"{DEAL}/", ""), (f"{PHONE}/", "zh")]


def test_lines_of_other_pages_say_whose_words_they_are(site: Site, library: Library) -> None:
    own, foreign = (line.text for line in edition_of(site, library, W25).intro)
    assert (own.quoted, own.outlet) == (False, "")
    assert (foreign.quoted, foreign.outlet, foreign.marked) == (True, "潮声科技", f"“{foreign.text}”")
    dek = entry_of(site, library, library.archive.items[OPEN_MODEL]).dek
    assert dek and (dek.quoted, dek.outlet) == (True, "The Ledger")
    own_dek = entry_of(site, library, library.archive.items[DEAL]).dek
    assert own_dek and (own_dek.quoted, own_dek.marked) == (False, own_dek.text)


def test_a_translated_line_is_nobodys_words(library: Library) -> None:
    item = make_item(hook="The limits rise.", hook_cites=("e2",), evidence={
        "e1": {"article": 0, "quote": "Northwind rents a cluster of 300 megawatts."},
        "e2": {"article": 0, "quote": "The limits rise."},
    }, translations={"zh": {"lines": {"hook": {"of": "The limits rise.", "text": "额度提高。"}}, "at": W25.start}})  # fmt: skip
    alone = library_of({"2026/W25/a": item}, library)
    dek = entry_of(make_site("zh"), alone, alone.archive.items["2026/W25/a"]).dek
    assert dek and (dek.text, dek.lang, dek.quoted, dek.outlet) == ("额度提高。", "", False, "")


def test_the_line_below_a_title_is_one_for_who_can_read_the_title(site: Site, library: Library) -> None:
    chinese = "北风租用三百兆瓦的集群。"
    item = make_item(
        articles=(report(), report("chaosheng", language="zh", title="北风租用集群")),
        evidence={"e1": {"article": 1, "quote": chinese}},
        tldr={"what_changed": {"text": chinese, "cites": ["e1"]}},
        made=Made(engine="extractive", input="", at=NOON),
    )
    for title, language, said in [("Northwind rents a cluster", "en", None), ("北风租用集群", "zh", chinese)]:
        own = item.model_copy(update={"title": title, "language": language})
        alone = library_of({"2026/W25/a": own}, library)
        dek = entry_of(site, alone, alone.archive.items["2026/W25/a"]).dek
        assert (dek and dek.text) == said


def test_a_week_without_an_edition_has_a_page(site: Site, library: Library) -> None:
    items = {"2026/W25/a": make_item(), "2026/W25/b": make_item(title="Other")}
    view = edition_of(site, library_of(items, library), W25)
    assert view.title.text == "Week 25, 2026"
    assert len(view.top) == 2
    assert view.numbers.events == 2


def test_the_front_page_says_where_it_lives(site: Site, library: Library) -> None:
    page = front_page(site, library)
    assert (page.address, page.meta.address) == ("", "2026/W25/")


def test_titles_and_addresses_are_distinct(site: Site, library: Library) -> None:
    pages = list(pages_in(site_pages(library), site, library))
    addresses = [page.address for page in pages]
    assert len(set(addresses)) == len(addresses)
    titles = [page.meta.title for page in pages if page.address not in ("", "archive/2026/")]
    assert len(set(titles)) == len(titles)


def test_pages_are_values(site: Site, library: Library) -> None:
    assert list(pages_in(site_pages(library), site, library)) == list(pages_in(site_pages(library), site, library))


@pytest.fixture
def long_topic(library: Library) -> Library:
    items = {}
    for number in range(2 * PER_PAGE + 3):
        date = W25.start + timedelta(minutes=number)
        items[f"2026/W25/n{number}"] = make_item(title=f"Item {number}", date=date, topics=("infrastructure",))
    return library_of(items, library)


def pages_of_topic(site: Site, library: Library) -> dict[str, Page]:
    return {
        page.address: page
        for page in pages_in(topic_pages(library), site, library)
        if page.address.startswith("topics/infra")
    }


def titles(page: Page) -> list[str]:
    assert isinstance(page.view, ListingView)
    return [entry.title.text for week in page.view.weeks for entry in week.entries]


def test_lists_are_numbered_from_the_oldest(site: Site, long_topic: Library) -> None:
    pages = pages_of_topic(site, long_topic)
    assert list(pages) == ["topics/infrastructure/", *(f"topics/infrastructure/page/{n}/" for n in (1, 2, 3))]
    assert titles(pages["topics/infrastructure/page/1/"])[-1] == "Item 0"
    assert titles(pages["topics/infrastructure/page/3/"]) == ["Item 102", "Item 101", "Item 100"]
    assert titles(pages["topics/infrastructure/"])[0] == "Item 102"
    assert len(titles(pages["topics/infrastructure/"])) == PER_PAGE


def test_a_new_item_leaves_full_pages_as_they_are(site: Site, long_topic: Library) -> None:
    before = pages_of_topic(site, long_topic)
    date = W25.end - timedelta(hours=1)
    items = {address: stored.item for address, stored in long_topic.archive.items.items()}
    after = pages_of_topic(
        site, library_of({**items, "2026/W25/new": make_item(date=date, topics=("infrastructure",))}, long_topic)
    )
    same = [address for address in before if before[address] == after[address]]
    assert same == ["topics/infrastructure/page/1/", "topics/infrastructure/page/2/"]


def test_citations_of_a_claimless_item_are_none(site: Site, library: Library) -> None:
    assert Citations(site, library, make_item(tldr=None, evidence={})).of_article(0) == ()


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("OpenAI " + "发布新模型" * 50, "OpenAI " + "发布新模型" * 38 + "发布…"),
        ("word " * 50, "word " * 39 + "word…"),
        ("short", "short"),
    ],
)
def test_a_description_is_cut_at_a_word_unless_little_is_left(text: str, described: str) -> None:
    assert description_of(text) == described


def test_news_is_found_in_an_item_that_was_read_anew(library: Library) -> None:
    stored = library.items[DEAL]
    claim = stored.item.tldr.what_changed if stored.item.tldr else None
    assert claim
    translated = {"zh": Translation(lines={"tldr.what_changed": TranslatedLine(text="译文", of=claim.text)}, at=NOON)}
    again = stored.item.model_copy(update={"translations": translated})
    news = news_of(make_site(language="zh"), library, again, claim.model_copy())
    assert news and news.text.text == "译文"


def test_who_leads_a_week_is_nothing_to_the_pages_of_its_items(site: Site, library: Library) -> None:
    with library.reads.noting() as reads:
        item_page(site, library, library.items[DEAL])
    assert "own head\t2026-W25" in reads
    assert not [read for read in reads if read.startswith(("head\t", "editions\t"))]


def test_an_edition_has_no_title_of_its_own_where_an_item_lends_it(library: Library) -> None:
    lent = Head("Cobalt-30B is open", {}, NOON, library.items[DEAL], ("Northwind", "Halyard"))
    assert lent.own == Head("", {}, NOON, None, ())
    own = replace(lent, lender=None, names=())
    assert own.own == own
