"""The site in several languages: which there are, what is told in them, and to which one an address belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.model.errors import ArchiveError
from generator.site.library import Library
from generator.site.views.shared import Site, Tongue
from generator.site.words import catalogues, load_words

if TYPE_CHECKING:
    from mkdocs.structure.files import Files


def sites_of(site: Site, languages: Sequence[str], library: Library) -> tuple[Site, ...]:
    """The site in each language, its own first; every one knows the others.

    A further language is for search engines only where something is translated into it.
    Raises ArchiveError for a language without a catalogue.
    """
    others = [language for language in languages if language != site.language]
    if unknown := [it for it in others if it not in catalogues()]:
        known = ", ".join(sorted(catalogues()))
        raise ArchiveError(f"mkdocs.yml: languages: there are no words in {', '.join(unknown)}; there are {known}")
    tongues = (Tongue(site.language), *(Tongue(it, f"{it}/", it in library.translated) for it in others))
    if not others:
        return (site,)
    own = replace(site, tongues=tongues)
    return own, *(_in(own, tongue) for tongue in tongues[1:])


def _in(site: Site, tongue: Tongue) -> Site:
    words = load_words(tongue.language)
    return replace(site, words=words, description=words("site_description"))


def split_address(url: str, sites: Sequence[Site]) -> tuple[Site, str]:
    """The site in the language of a hand-written page, and the page's address in it: zh/about/ is about/ in Chinese."""
    site = next((site for site in sites if site.prefix and url.startswith(site.prefix)), sites[0])
    return site, url.removeprefix(site.prefix)


def foreign_pages(files: Files, sites: Sequence[Site]) -> frozenset[str]:
    """Hand-written pages in a language that has a catalogue here, but in which the site is not published."""
    published = {site.language for site in sites}
    folders = tuple(f"{language}/" for language in catalogues() if language not in published)
    return frozenset(file.src_uri for file in files.documentation_pages() if file.src_uri.startswith(folders))
