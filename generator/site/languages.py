"""The site in several languages: which there are, what is told in them, and to which one an address belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.model.base import primary_tag
from generator.site.library import Library
from generator.site.page import Site, Tongue
from generator.site.words import FALLBACK, catalogues, load_words

if TYPE_CHECKING:
    from mkdocs.structure.files import File, Files


def sites_of(site: Site, languages: Sequence[str], library: Library) -> tuple[Site, ...]:
    """The site in each language, its own first; every one knows the others.

    A further language is for search engines only where something is translated into it.
    """
    others = [language for language in languages if language != site.language]
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
    published = {tag for site in sites for tag in (site.language, primary_tag(site.language))}
    folders = tuple(f"{language}/" for language in catalogues() if language not in published)
    return frozenset(file.src_uri for file in files.documentation_pages() if file.src_uri.startswith(folders))


def readdress(files: Files, sites: Sequence[Site]) -> None:
    """Give hand-written pages in the folder of the site's own language the addresses without it.

    A page outside that one of them stands in for is in English: it goes into its folder where the site is published in
    English, too, and is left out where it is not.
    """
    own = f"{primary_tag(sites[0].language)}/"
    english = next((site.prefix for site in sites if site.language == FALLBACK), "")
    for file in [it for it in files.documentation_pages() if it.src_uri.startswith(own)]:
        outer = files.get_file_from_path(file.src_uri.removeprefix(own))
        if outer and english and english + outer.src_uri not in files.src_uris:
            _move(outer, english + outer.dest_uri)
        elif outer:
            files.remove(outer)
        _move(file, file.dest_uri.removeprefix(own))


def _move(file: File, address: str) -> None:
    file.dest_uri = address
    for known in ("url", "abs_dest_path"):
        file.__dict__.pop(known, None)  # what MkDocs derives from it anew
