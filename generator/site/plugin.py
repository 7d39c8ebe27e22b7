"""The MkDocs plugin: reads the archive, lends MkDocs our frame, writes our pages beside its own, switches the site."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.utils import CountHandler

from generator import settings as options
from generator.files import cached
from generator.model.errors import InvalidContent, RecapError
from generator.shipped import THEME
from generator.site.assets import feed_style, load_assets
from generator.site.cards import CardShelf
from generator.site.copies.pages import FILE as COPY
from generator.site.copies.pages import markdown_copy
from generator.site.languages import foreign_pages, sites_of, split_address
from generator.site.notes import NoteWriter, trusted
from generator.site.opening import open_library
from generator.site.pages import feed_files, shared_files, site_files, site_pages, with_image
from generator.site.render import in_language, path_of, places, prepare, render_page
from generator.site.robots import robots
from generator.site.sitemap import NEWS, news_sitemap, sitemap_files
from generator.site.staging import Staging
from generator.site.views.shared import Meta, Site
from generator.site.words import load_words

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as HandWritten
    from mkdocs.utils.templates import TemplateContext

DEFAULT_URL = "https://recap.example/"
_NOT_FOUND = "404.html"
#: After the other plugins: they see the configuration, the environment and the files as MkDocs made them.
_LAST = -100

log = get_plugin_logger(__name__)


@dataclass(frozen=True)
class SiteReport:
    """What a build wrote."""

    pages_written: int
    pages_total: int
    samples: bool
    """Whether the site shows the invented samples, for want of an archive."""
    warnings: tuple[str, ...] = ()
    """What MkDocs had to say about hand-written pages."""


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """MkDocs' own schema stays empty: `Settings` is the one place where options are defined."""


class RecapPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """`plugins: - recap:` of mkdocs.yml.

    content: set after the configuration is loaded, builds another archive than the settings'.
    """

    settings: options.Settings
    content: Path | None = None
    report: SiteReport
    _is_preview = False
    _staging: Staging

    def load_config(
        self, options_: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """The options as `Settings`; every fault with its line in mkdocs.yml."""
        super().load_config({}, config_file_path)
        try:
            self.settings = options.parse(options_, Path(config_file_path) if config_file_path else None)
        except InvalidContent as error:
            return [(fault.key, ValidationError(str(fault))) for fault in error.faults], []
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        """Called by the `mkdocs` command only; that it is here makes MkDocs keep one instance for all builds."""
        self._is_preview = command == "serve"

    @event_priority(_LAST)
    def on_config(self, config: MkDocsConfig) -> None:
        """Open the archive, and point MkDocs to a folder beside the site."""
        with _told_to_mkdocs():
            self._library, is_sample = open_library(self.settings, Path(config.config_file_path).parent, self.content)
        _lend_theme(config)
        words = load_words(self.settings.language)
        self._site = Site(
            name=config.site_name,
            description=config.site_description or words("site_description"),
            url=config.site_url or DEFAULT_URL,
            words=words,
            sample=is_sample,
            contact=self.settings.contact or "",
            hub=self.settings.hub or "",
            preview=self._is_preview,
        )
        with _told_to_mkdocs():
            self._site, *self._others = sites_of(self._site, self.settings.languages, self._library)
            self._assets = load_assets(config.theme.dirs)
        cache = Path(config.config_file_path).parent / self.settings.cache
        shelf = CardShelf(cached(cache, "cards", Path(config.site_dir)))
        self._cards = shelf if self.settings.preview_images else None
        self._hand_written: tuple[str, ...] = ()
        self._staging = Staging(Path(config.site_dir))
        config.site_dir = str(self._staging.begin())
        config.theme.static_templates.discard("sitemap.xml")

    @event_priority(_LAST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Leave out what the themes bring: our assets get their content's name, Material's are not used."""
        foreign = foreign_pages(files, self._sites)
        for file in list(files):
            if file.src_dir in config.theme.dirs or file.src_uri in foreign:
                files.remove(file)
        self._hand_written = tuple(file.url for file in files.documentation_pages())

    @event_priority(_LAST)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """From here on everything is escaped."""
        notes = NoteWriter(config.markdown_extensions, config.mdx_configs)
        prepare(env, self._site, self._assets, notes, self._hand_written)
        self._env = env

    @event_priority(_LAST)
    def on_page_context(
        self, context: TemplateContext, *, page: HandWritten, config: MkDocsConfig, nav: Navigation  # noqa: ARG002
    ) -> TemplateContext:  # fmt: skip
        """A hand-written page in our frame: its HTML is the only text that is not escaped."""
        page.content = trusted(page.content or "")
        site, address = split_address(page.url, self._sites)
        description = str(page.meta.get("description", ""))
        languages = frozenset(it.language for it in self._sites if it.prefix + address in self._hand_written)
        listed = not site.sample
        meta = Meta(str(page.title), address, description=description, listed=listed, languages=languages)
        return _framed(context, site, meta)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig  # noqa: ARG002
    ) -> TemplateContext:  # fmt: skip
        """The page for addresses that do not exist."""
        meta = Meta(title=self._site.words("not_found"), address=_NOT_FOUND, listed=False)
        return _framed(context, self._site, meta)

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write our pages and files, then put the whole site in its place."""
        self.report = SiteReport(0, len(self._hand_written), self._site.sample)
        listed = dict[str, datetime | None]()
        with _told_to_mkdocs():
            for site in self._sites:
                listed |= self._write_site(site, config)
            hand_written = {} if self._site.sample else dict.fromkeys(self._hand_written)
            for path, data in self._files({**listed, **hand_written}):
                self._write(path, data)
        log.info("%d pages of %s", self.report.pages_total, self._library.archive.root)
        if config.strict and _has_warnings():
            return  # MkDocs is about to give up: the site that is there stays
        with _told_to_mkdocs():
            self._staging.switch()
        config.site_dir = str(self._staging.target)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Leave nothing beside the site of a build that failed."""
        if hasattr(self, "_staging"):
            self._staging.discard()

    @property
    def _sites(self) -> tuple[Site, ...]:
        """The site in each of its languages, its own first."""
        return self._site, *self._others

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> None:  # noqa: ARG002
        """Rebuild when the archive changes, too."""
        server.watch(str(self._library.archive.root))

    def _write_site(self, site: Site, config: MkDocsConfig) -> Mapping[str, datetime | None]:
        """Pages and files of one language; returns the pages for search engines, and when each last changed."""
        env = self._env if site is self._site else in_language(self._env, site)
        written, total, listed = 0, 0, dict[str, datetime | None]()
        for made in site_pages(site, self._library):
            page = with_image(site, made, self._cards)
            written += self._write(str(path_of(site, page)), render_page(env, config, site, page))
            total += 1
            if page.meta.is_copied and page.address == page.meta.address:
                self._write(site.prefix + page.address + COPY, markdown_copy(site, page))
            if page.meta.listed and site.tongue.listed:
                listed[site.prefix + page.meta.address] = page.modified
        told = feed_files(site, self._library, feed_style(config.theme.dirs, site.words("feed_note")))
        for path, data in chain(site_files(site, self._library), told):
            self._write(path, data)
        pages = self.report
        self.report = replace(pages, pages_written=pages.pages_written + written, pages_total=pages.pages_total + total)
        return listed

    def _files(self, listed: Mapping[str, datetime | None]) -> Iterator[tuple[str, bytes]]:
        """What all languages share. listed: addresses for search engines, and when each last changed."""
        yield from shared_files(self._site, self._library)
        if self._cards:
            yield from self._cards.files()
        yield from sitemap_files(self._site, listed)
        yield NEWS, news_sitemap(self._sites, self._library)
        yield "robots.txt", robots(self._site, self.settings.ai_crawlers)
        yield from ((asset.path, asset.data) for asset in self._assets.values())

    def _write(self, path: str, data: bytes) -> bool:
        """A file of the site, unless a hand-written one has its address; returns whether it was written."""
        target = self._staging.new / path
        if target.exists():
            log.info("%s is hand-written and stays as it is", path)
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return True


def _lend_theme(config: MkDocsConfig) -> None:
    """Our theme over Material, below what the maintainer put into a `custom_dir`; unless that is ours itself."""
    if not any(THEME.samefile(folder) for folder in config.theme.dirs):
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))


def _framed(context: TemplateContext, site: Site, meta: Meta) -> TemplateContext:
    """A context of MkDocs with what our frame needs."""
    root = context["base_url"].rstrip("/") + "/"
    where = {**places(site, meta.address), "base_url": context["base_url"]}
    if meta.address == _NOT_FOUND:  # is shown at addresses of any depth
        where |= {"here": "", "root": root, "top": root, "feeds_root": root}
    context.update(site=site, t=site.words, meta=meta, **where)  # type: ignore[call-arg]
    return context


def _has_warnings() -> bool:
    """Whether MkDocs has counted a warning that it will turn into a failure."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))


@contextmanager
def _told_to_mkdocs() -> Iterator[None]:
    """Errors on purpose as MkDocs tells them: their text, no traceback."""
    try:
        yield
    except RecapError as error:
        raise PluginError(str(error)) from error
