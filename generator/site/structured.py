"""JSON-LD: what search engines may know about a page, as plain data; the theme adds the context and escapes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.model.base import instant_text
from generator.model.item import Item
from generator.site.page import Link, Site
from generator.site.provenance import source_type_of
from generator.text.words import cut_at_word

Data = dict[str, Any]
#: Longest headline that Google shows: https://developers.google.com/search/docs/appearance/structured-data/article
MOST_HEADLINE = 110


def news_article(site: Site, address: str, item: Item, title: str) -> Data:
    """An item by the title it is shown with: what it is based on, what was corrected, and whether a model wrote it."""
    data: Data = {
        "@type": "NewsArticle",
        "headline": cut_at_word(title, MOST_HEADLINE),
        "url": site.absolute(address),
        "inLanguage": site.language if site.language in item.translated_into else item.language,
        "datePublished": instant_text(item.appeared),
        "dateModified": instant_text(max(item.appeared, item.updated)),
        "publisher": {"@type": "Organization", "@id": site.url, "name": site.name},
        "author": {"@id": site.url},
        "isBasedOn": _cited_urls(item),
    }
    if source_type := source_type_of(item):
        data["digitalSourceType"] = source_type
    if item.corrections:
        withdrawn = site.words("correction_withdrawn")
        data["correction"] = [
            {
                "@type": "CorrectionComment",
                "text": f"{correction.was} → {correction.now or withdrawn}",
                "datePublished": instant_text(correction.date),
            }
            for correction in item.corrections
        ]
    return data


def _cited_urls(item: Item) -> list[str]:
    """What the page rests on: the primary source and the reports it quotes, or all where it quotes none."""
    own = {evidence.article for evidence in item.evidence.values() if evidence.item is None}
    primary = {number for number, report in enumerate(item.articles) if report.role == "primary"}
    cited = sorted(own | primary) if own else range(len(item.articles))
    return list(dict.fromkeys(item.articles[number].url for number in cited))


def item_list(site: Site, name: str, addresses: Iterable[str]) -> Data:
    """Items in the order of a page."""
    return {
        "@type": "ItemList",
        "name": name,
        "itemListElement": [
            {"@type": "ListItem", "position": number, "url": site.absolute(address)}
            for number, address in enumerate(addresses, 1)
        ],
    }


def breadcrumbs(site: Site, *links: Link) -> Data:
    """The way from the front page; the last step is the page itself and needs no address."""
    steps = [
        {"@type": "ListItem", "position": number, "name": link.label, "item": site.absolute(link.address)}
        for number, link in enumerate(links, 1)
    ]
    del steps[-1]["item"]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
