"""Makes the outputs that would come out otherwise than before: pages to bytes, with the files beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.executor.forks import AT_ONCE, in_forks
from generator.model.base import instant_text
from generator.site.cards import CARD, CardShelf
from generator.site.copies.pages import FILE as COPY
from generator.site.copies.pages import has_copy, markdown_copy
from generator.site.feeds.channels import channel_of_page
from generator.site.incremental.ledger import Entry, Ledger, Made, entry_of
from generator.site.incremental.preview import Preview
from generator.site.incremental.templates import question_of
from generator.site.library import Library
from generator.site.outputs import File, Output, path_of
from generator.site.page import Page, Site
from generator.site.render import render_page
from generator.site.sitemap import LISTED

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig

#: Few outputs are divided into so many tasks: the index of a closed year takes as long as 400 pages.
_SHARES = 16


@dataclass
class OutputBuilder:
    """Makes the outputs of one build. write: puts a file into the new site; by_mkdocs: files that are in it already."""

    ledger: Ledger
    library: Library
    config: MkDocsConfig
    """For templates."""
    environments: Mapping[str, jinja2.Environment]
    """By the site's languages."""
    cards: CardShelf | None
    write: Callable[[File], None]
    by_mkdocs: frozenset[str]
    preview: Preview | None = None
    """Where pages wait until they are asked for."""
    rendered: int = 0
    """Pages made so far."""

    def run(self, stale: Iterable[Output]) -> None:
        """Make these, as far as they do not wait."""
        stale = sorted(stale, key=lambda it: it.plan.moment)
        if self.preview:
            stale = self.preview.put_off(stale)
        self.library.held.compute()
        at_once = min(AT_ONCE, 1 + len(stale) // _SHARES)
        for it, made in zip(stale, in_forks(self._written, stale, at_once), strict=True):
            self.rendered += made.pages
            if self.preview:
                self.preview.learn(it, made.files)
            self.ledger.put(it.name, made)

    def add(self, name: str, files: Iterable[File]) -> None:
        """Make an output of files that nothing is asked for."""
        self.ledger.put(name, Made(tuple(map(self._placed, files))))

    def _written(self, output: Output) -> Made[Entry]:
        """Make an output, in a fork: its bytes go to the disk from there, and what is sent back is little."""
        made = self.made_of(output)
        return Made(tuple(map(self._placed, made.files)), made.reads, made.pages)

    def _placed(self, file: File) -> Entry:
        """Put a file into the new site, unless the former one has it as it is."""
        entry = entry_of(file)
        if not self.ledger.has(entry):
            self.write(file)
        return entry

    def made_of(self, output: Output) -> Made[File]:
        """Its files, and what they asked for."""
        site, files, templates = output.site, list[File](), list[str]()
        with self.library.reads.noting() as reads:
            made = output.plan(site, self.library)
            for one in (made,) if isinstance(made, Page) else made:
                if isinstance(one, Page):
                    templates.append(question_of(one.template))
                    files += self._page_files(site, dressed(site, self.library, one))
                else:
                    files.append(one)
        own = tuple(file for file in files if file.path not in self.by_mkdocs)
        return Made(own, frozenset([*reads, *templates]), len(templates))

    def _page_files(self, site: Site, page: Page) -> Iterator[File]:
        """A page and the files next to it, which are written only at its canonical address, not for the front page."""
        is_at_home = page.address == page.meta.address
        if drawn := self._image(site, page):
            page = with_image(site, page)
        is_listed = site.indexes(page.meta) and page.address in (page.meta.address, page.meta.canonical)
        told = (LISTED, instant_text(page.modified) if page.modified else "") if is_listed else ()
        html = render_page(self.environments[site.language], self.config, site, page)
        yield File(path_of(site, page.address), html, *told)
        if page.meta.is_copied and is_at_home:
            yield File(site.prefix + page.address + COPY, markdown_copy(site, page))
        if drawn and is_at_home and page.card:
            yield File(site.prefix + page.meta.image, drawn, CARD, page.card.key)

    def _image(self, site: Site, page: Page) -> bytes:
        if self.cards is None or page.card is None or not site.tongue.listed:
            return b""
        return self.cards.image(page.card)


def dressed(site: Site, library: Library, page: Page) -> Page:
    """The page with its feed, and whether it has a copy."""
    meta = replace(page.meta, feed=channel_of_page(site, library, page), is_copied=has_copy(site, page))
    return replace(page, meta=meta)


def with_image(site: Site, page: Page) -> Page:
    """The page with the address of its card."""
    path = f"{page.meta.address}card.png"
    image = site.absolute(path)
    data = tuple({**it, "image": image} if it.get("@type") == "NewsArticle" else it for it in page.meta.data)
    return replace(page, meta=replace(page.meta, image=path, data=data))
