"""The MkDocs plugin: reads the archive, lends MkDocs our frame, writes our pages beside its own, switches the site."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.utils import CountHandler

from generator.archive.published import Published
from generator.archive.store import Archive
from generator.archive.strayed import few, strayed
from generator.databases import Damaged, telling
from generator.executor.garbage import collect_seldom
from generator.files import cached
from generator.model.errors import Fault, InvalidContent, RecapError
from generator.model.report import SiteCounts
from generator.settings import PLUGIN, Settings
from generator.shipped import DEFAULT_URL, THEME
from generator.site.assets import Asset, feed_style, load_assets
from generator.site.blame import check_answers, fault_of_hook, fault_of_template, fault_of_text
from generator.site.cards import CARD, CardShelf, fonts
from generator.site.config import parse_settings
from generator.site.incremental.builder import OutputBuilder
from generator.site.incremental.ledger import Ledger, Made, entry_of
from generator.site.incremental.preview import Preview
from generator.site.incremental.staging import MARKER, BuildLock, Staging
from generator.site.incremental.state import state_of
from generator.site.incremental.templates import QUESTION, Templates
from generator.site.languages import foreign_pages, readdress, sites_of, split_address
from generator.site.library import Library
from generator.site.loading import load_library
from generator.site.notes import NoteWriter, trusted
from generator.site.outputs import PAGE, File
from generator.site.page import Meta, Site
from generator.site.plan import all_outputs
from generator.site.render import in_language, places, prepare
from generator.site.robots import robots
from generator.site.search import SEGMENT, segments_file
from generator.site.sitemap import LISTED, NEWS, news_sitemap, sitemap_files
from generator.site.words import load_words

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as HandWritten
    from mkdocs.utils.templates import TemplateContext

_NOT_FOUND = "404.html"
#: After the other plugins: they see the configuration, the environment and the files as MkDocs made them.
_LAST = -100

log = get_plugin_logger(__name__)


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """MkDocs' own schema stays empty: `Settings` is the one place where options are defined."""


class RecapPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """`plugins: - recap:` of mkdocs.yml; the methods are called by MkDocs in the order they stand here."""

    settings: Settings
    content: Path | None = None
    """Builds another archive than the settings', where it is set after the configuration is loaded."""
    sources: str | None = None
    """Likewise another list of sources."""
    counts: SiteCounts
    """Of the last build that came to its end."""
    _config_file = ""
    _is_preview = False
    """Whether `mkdocs serve` runs it, which keeps one instance for many builds."""
    _preview: Preview | None = None
    _passing: tuple[Path, ...] = ()
    """Files of the cache that are about the site of a preview, and are deleted with it."""
    _lock: BuildLock | None = None
    """Held while a build is under way."""
    _archive: Archive | None = None
    """As the last build read it."""

    # Of one build, from `on_config` on.
    _library: Library
    _sites: tuple[Site, ...]
    """The site in each of its languages, its own first."""
    _assets: Mapping[str, Asset]
    _cards: CardShelf | None
    """Preview images; None where they are switched off."""
    _hand_written: tuple[str, ...]
    """Addresses of the pages that MkDocs makes."""
    _read = ""
    """The file of the one that HTML is made of."""
    _staging: Staging
    _memory: Path
    """Of the build's ledger and lock, without their endings."""
    _env: jinja2.Environment
    _builder: OutputBuilder

    def load_config(
        self, options_: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """The options as `Settings`; every fault with its line in mkdocs.yml."""
        super().load_config({}, config_file_path)
        try:
            self.settings = parse_settings(options_, Path(config_file_path) if config_file_path else None)
        except InvalidContent as error:
            return [(fault.key, ValidationError(str(fault))) for fault in error.faults], []
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        """Called by the `mkdocs` command only; that it is here makes MkDocs keep one instance for all builds."""
        self._is_preview = command == "serve"
        collect_seldom()

    @event_priority(-_LAST)
    def _begin(self, config: MkDocsConfig) -> None:
        """Before the others: what they answer is checked."""
        check_answers(config.plugins)

    @event_priority(_LAST)
    def _open(self, config: MkDocsConfig) -> None:
        """Open the archive, and point MkDocs to a folder beside the site."""
        self._release()
        self._config_file = config.config_file_path
        project, folder = Path(config.config_file_path).parent, Path(config.site_dir)
        with _told_to_mkdocs():
            self._library, is_sample = load_library(self.settings, project, self.content, self.sources, self._archive)
            self._archive = self._library.archive
        _lend_theme(config)
        site = self._site_of(config, is_sample)
        with _told_to_mkdocs():
            self._sites = sites_of(site, self.settings.languages, self._library)
            self._assets = load_assets(config.theme.dirs)
        cache = project / self.settings.cache
        self._cards = CardShelf(cached(cache, "cards", folder)) if self.settings.preview_images else None
        self._hand_written, self._read = (), ""
        self._staging = Staging(folder)
        if self._is_preview and not _has_other_plugins(config):
            self._preview = self._preview or Preview(self._staging.target)
        self._memory = cached(cache, "site", folder)
        if self._is_preview:
            self._passing = tuple(self._memory.with_suffix(ending) for ending in (".sqlite", ".lock"))
        self._lock = BuildLock(self._memory.with_suffix(".lock"))
        config.site_dir = str(self._staging.begin())
        config.theme.static_templates.discard("sitemap.xml")

    on_config = CombinedEvent(_begin, _open)

    def _site_of(self, config: MkDocsConfig, is_sample: bool) -> Site:
        words = load_words(self.settings.language)
        return Site(
            name=config.site_name,
            description=config.site_description or words("site_description"),
            url=config.site_url or DEFAULT_URL,
            words=words,
            sample=is_sample,
            contact=self.settings.contact or "",
            hub=self.settings.hub or "",
            preview=self._is_preview,
        )

    @property
    def _site(self) -> Site:
        """The site in its own language."""
        return self._sites[0]

    @event_priority(_LAST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Leave out what the themes bring: our assets get their content's name, Material's are not used."""
        foreign = foreign_pages(files, self._sites)
        for file in list(files):
            if file.src_dir in config.theme.dirs or file.src_uri in foreign:
                files.remove(file)
        readdress(files, self._sites)
        self._hand_written = tuple(file.url for file in files.documentation_pages())

    @event_priority(_LAST)
    def on_page_markdown(self, markdown: str, *, page: HandWritten, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Remember which page is made HTML of."""
        self._read = page.file.abs_src_path or ""

    def on_page_content(self, html: str, *, page: HandWritten, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """It is made."""
        self._read = ""

    @event_priority(_LAST)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """From here on everything is escaped."""
        notes = NoteWriter(config.markdown_extensions, config.mdx_configs, self._library.archive.root)
        prepare(env, self._site, self._assets, notes, self._hand_written, self._library.reads)
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
        """Make our pages and files as far as they are not what they were, then put the new site in its place."""
        ledger = self._memory.with_suffix(".sqlite")
        with _told_to_mkdocs():
            try:
                is_published = self._publish(ledger, config)
            except Damaged:
                ledger.unlink(missing_ok=True)
                is_published = self._publish(ledger, config)
        if is_published:
            self._release()
            config.site_dir = str(self._staging.target)
            if self._preview:
                self._preview.show(self._builder.made_of)

    def _publish(self, path: Path, config: MkDocsConfig) -> bool:
        """Whether the new site is in its place."""
        with telling(path), closing(Ledger(path)) as ledger:
            is_known = self._make(ledger, config)
            if config.strict and _has_warnings():
                return False  # MkDocs is about to give up: the site that is there stays
            self._write(File(MARKER, ledger.marker.encode()))
            if is_known:
                self._staging.merge(ledger.gone, MARKER)
            else:
                self._staging.switch()
            ledger.commit()
        return True

    def _make(self, ledger: Ledger, config: MkDocsConfig) -> bool:
        """Everything that would come out otherwise than before; whether the site that is there can be gone on with."""
        by_mkdocs = self._staging.files()
        state = state_of(config, by_mkdocs, (self._library.vocabulary, self._library.sources, self._sites, fonts()))
        marker = "" if _has_other_plugins(config) else self._staging.read(MARKER)
        self._library.reads.offer(QUESTION, Templates(config.theme.dirs).sources)
        is_known = ledger.begin(state, marker, self._library.reads)
        stale = ledger.outdated(all_outputs(self._sites, self._library, config.theme.dirs))
        environments = {site.language: in_language(self._env, site) for site in self._sites}
        self._builder = OutputBuilder(
            ledger, self._library, config, environments, self._cards, self._write, by_mkdocs, self._preview
        )
        ledger.put("by MkDocs", Made(tuple(map(entry_of, self._files_at(sorted(by_mkdocs))))))
        self._builder.run(stale)
        self._builder.add("gathered", self._gathered(ledger, config))
        if self._cards:
            self._cards.keep_only({key for _, key in ledger.told(CARD)})
        pages = ledger.pages + len(self._hand_written) + (self._preview.waiting if self._preview else 0)
        strayed_files = tuple(map(str, self._strayed(Path(config.config_file_path).parent)))
        self.counts = SiteCounts(
            pages=pages, rendered=self._builder.rendered, samples=self._site.sample, warnings=strayed_files
        )
        log.info("rendered %d of %d pages of %s", self._builder.rendered, pages, self._library.archive.root)
        return is_known

    def _strayed(self, project: Path) -> Iterator[Fault]:
        """Published files that were renamed, deleted or copied by hand, of the archive that is meant."""
        own, cache = self.content or project / self.settings.content, project / self.settings.cache
        archive = Archive(own) if self._site.sample else self._library.archive
        published = Published(own, cache)
        return few(strayed(archive, published, published.remembered_addresses), archive)

    def _files_at(self, paths: Iterable[str]) -> Iterator[File]:
        """What is in the new site already."""
        return (File(path, (self._staging.new / path).read_bytes()) for path in paths)

    def _gathered(self, ledger: Ledger, config: MkDocsConfig) -> Iterator[File]:
        """Files that list what others are made of, and those that cost nothing."""
        listed = {path.removesuffix(PAGE): date for path, date in ledger.told(LISTED)}
        hand_written = {} if self._site.sample else dict.fromkeys(self._hand_written, "")
        files = dict(sitemap_files(self._site, {**listed, **hand_written}))
        files[NEWS] = news_sitemap(self._sites, self._library)
        files["robots.txt"] = robots(self._site, self.settings.ai_crawlers)
        files |= {asset.path: asset.data for asset in self._published_assets(config)}
        yield segments_file(told for _, told in ledger.told(SEGMENT))
        yield from (File(path, data) for path, data in files.items() if not (self._staging.new / path).exists())

    @event_priority(_LAST)
    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing beside the site of a build that failed, and tell the fault of a template or a hook without a
        traceback, which ends the event: what other plugins clean up is before."""
        if self._lock:
            self._staging.discard()
        self._release()
        fault = fault_of_template(error, self._config_file) or fault_of_hook(error)
        if fault is None and self._read:
            fault = fault_of_text(self._read, error)
        if fault:
            with _told_to_mkdocs():
                raise InvalidContent([fault]) from error

    def on_shutdown(self) -> None:
        """Forget the site of a preview, as far as there came to be one."""
        for path in self._passing:
            path.unlink(missing_ok=True)

    def _release(self) -> None:
        if self._lock:
            self._lock.release()
            self._lock = None

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> None:  # noqa: ARG002
        """Rebuild when the archive or a template changes, too."""
        server.watch(str(self._library.archive.root))
        if config.theme.custom_dir:
            server.watch(config.theme.custom_dir)
        if self._preview:
            self._preview.serve(server)

    def _published_assets(self, config: MkDocsConfig) -> Iterator[Asset]:
        yield from self._assets.values()
        for site in self._sites:
            if site.tongue.listed:
                yield feed_style(config.theme.dirs, site.words("feed_note"))

    def _write(self, file: File) -> None:
        self._staging.write(file.path, file.data)


def _lend_theme(config: MkDocsConfig) -> None:
    """Our theme over Material, below what the maintainer put into a `custom_dir`; unless that is ours itself."""
    if not any(THEME.samefile(folder) for folder in config.theme.dirs):
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))


def _has_other_plugins(config: MkDocsConfig) -> bool:
    """Whether other plugins take part, of which nobody knows what they do with which page."""
    return bool(set(config.plugins) - {PLUGIN})


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
