"""Pages of companies, models, products and people."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.item import Entities, Item
from generator.model.vocabulary import Name, Vocabulary
from generator.site.library import Library
from generator.site.page import Page, Site, Text
from generator.site.views.listing import ListingView, Shown
from generator.site.views.names import LONG_INDEX, NamesView, names_pages
from tests.make import NOON
from tests.make import item as make_item
from tests.site.viewing import library_of, pages_in

NAMES = (
    Name(name="Northwind", kind="company", aliases=("北风",)),
    Name(name="Zephyr", kind="model", company="Northwind", aliases=("Zeph #",)),
    Name(name="Zephyr Mini", kind="model", company="Halyard"),
    Name(name="Tern", kind="product", company="Northwind"),
    Name(name="Ada Quill", kind="person", company="Northwind"),
)


def item(month: int = 6, **names: Any) -> Item:
    date = NOON.replace(month=month)
    return make_item(date=date, updated=date, entities=Entities(**names))


def pages_of(site: Site, base: Library, *items: Item) -> dict[str, Page]:
    archive = library_of({f"2026/W25/n{n}": it for n, it in enumerate(items)}, base).archive
    library = Library(archive, Vocabulary(rules=base.vocabulary.rules, names=NAMES), {})
    return {page.address: page for page in pages_in(names_pages(library), site, library)}


def shown(page: Page) -> Shown:
    assert isinstance(page.view, ListingView)
    return page.view.shown


def test_every_kind_has_an_index_and_pages(site: Site, library: Library) -> None:
    names = item(companies=("Northwind",), models=("Zephyr",), products=("Tern",), people=("Ada Quill",))
    assert list(pages_of(site, library, names)) == [
        "companies/", "companies/northwind/", "models/", "models/zephyr/",
        "products/", "products/tern/", "people/", "people/ada-quill/",
    ]  # fmt: skip


def test_a_long_index_begins_with_who_is_told_of_most(site: Site, library: Library) -> None:
    often = [item(companies=("Northwind", "Tern"))] * 3 + [item(companies=("Tern",))]
    others = [item(companies=(f"Outlet {n}",)) for n in range(LONG_INDEX - 2)]
    for told, most in ((often + others, [("Tern", 4), ("Northwind", 3)]), (often + others[1:], [])):
        view = pages_of(site, library, *told)["companies/"].view
        assert isinstance(view, NamesView)
        assert [(row.link.label, row.count) for row in view.most[:2]] == most


def test_a_name_leads_to_the_storylines_of_which_several_steps_name_it(site: Site, library: Library) -> None:
    first = item(companies=("Northwind", "Tern"))
    goes_on = [item(companies=("Northwind",)).model_copy(update={"storyline": "2026/W25/n0"}) for _ in range(2)]
    pages = pages_of(site, library, first, *goes_on)
    assert [link.address for link in shown(pages["companies/northwind/"]).stories] == ["storylines/n0/"]
    assert shown(pages["companies/tern/"]).stories == ()


def test_an_index_counts_and_says_when_last(site: Site, library: Library) -> None:
    pages = pages_of(site, library, item(4, people=("Ada Quill", "马丽")), item(5, people=("Ada Quill",)))
    view = pages["people/"].view
    assert isinstance(view, NamesView)
    rows = [(letter, row.link.label, row.count, row.latest) for letter, of_letter in view.letters for row in of_letter]
    assert rows == [
        ("A", "Ada Quill", 2, NOON.replace(month=5)),
        ("#", "马丽", 1, NOON.replace(month=4)),
    ]
    assert [link.address for link in view.kinds] == ["companies/", "models/", "products/", "people/"]


def test_an_empty_index_is_a_page_but_not_for_search_engines(site: Site, library: Library) -> None:
    page = pages_of(site, library, item())["products/"]
    assert isinstance(page.view, NamesView) and not page.view.letters
    assert not page.meta.listed


@pytest.mark.parametrize(
    ("folder", "name", "maker"),
    [
        ("models", "Zephyr", "Northwind"),
        ("models", "Zephyr 5", "Northwind"),  # a version
        ("models", "Zephyr5", "Northwind"),
        ("models", "Zephyr Mini 2", "Halyard"),  # the longer name
        ("models", "Zephyrus", None),  # another word
        ("products", "Zephyr", None),  # a product of that name is another thing
        ("products", "Tern 2", "Northwind"),
        ("companies", "Northwind", None),
    ],
)
def test_who_makes_it(site: Site, library: Library, folder: str, name: str, maker: str | None) -> None:
    names: dict[str, Any] = {folder: (name,)}
    (page,) = [page for page in pages_of(site, library, item(**names)).values() if page.address.count("/") == 2]
    made_by = shown(page).maker
    assert (made_by.label if made_by else None) == maker


def test_the_maker_leads_to_its_page_where_it_has_one(site: Site, library: Library) -> None:
    alone = pages_of(site, library, item(models=("Zephyr",)))["models/zephyr/"]
    both = pages_of(site, library, item(models=("Zephyr",), companies=("Northwind",)))
    assert [link.address for link in (shown(alone).maker, shown(both["models/zephyr/"]).maker) if link] == [
        "",
        "companies/northwind/",
    ]
    assert [link.address for link in shown(both["companies/northwind/"]).made] == ["models/zephyr/"]


def test_names_beside_a_name_are_counted(site: Site, library: Library) -> None:
    items = [item(companies=("Northwind", "Halyard"), people=("Ada Quill",)) for _ in range(3)]
    items += [item(companies=("Northwind", "Basalt")), item(companies=("Northwind",), products=("Northwind",))]
    beside = shown(pages_of(site, library, *items)["companies/northwind/"]).beside
    assert [(row.link.address, row.count) for row in beside] == [("companies/halyard/", 3), ("people/ada-quill/", 3)]


def test_months_are_drawn_where_there_are_several(site: Site, library: Library) -> None:
    one = pages_of(site, library, item(), item())
    assert one == {address: page for address, page in one.items() if page.address.count("/") == 1}
    items = [item(5, companies=("Northwind",)), *(item(6, companies=("Northwind",)) for _ in range(8))]
    months = shown(pages_of(site, library, *items)["companies/northwind/"]).months
    assert [(bar.label, bar.count, bar.width) for bar in months] == [("June 2026", 8, 100), ("May 2026", 1, 12)]


def test_spellings_that_are_no_name_by_themselves_are_not_shown(site: Site, library: Library) -> None:
    pages = pages_of(site, library, item(models=("Zephyr",), companies=("Northwind",)))
    assert shown(pages["models/zephyr/"]).aliases == ()
    assert shown(pages["companies/northwind/"]).aliases == (Text("北风", "zh"),)
