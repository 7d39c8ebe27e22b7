"""What is wrong with a site before it is built: mkdocs.yml as MkDocs takes it, and hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig

from generator.archive.pages import check_pages
from generator.files import read_text
from generator.model import yamltext
from generator.model.base import primary_tag
from generator.model.errors import Fault, InvalidContent, nearest
from generator.model.vocabulary import PLURALS
from generator.settings import PLUGIN, Settings, key_in
from generator.shipped import THEME
from generator.site.blame import fault_of_loading
from generator.site.config import line_in, read_config
from generator.site.words import FALLBACK, catalogues, load_words

#: Folders of the site that hold pages which are made, besides those of the years.
SECTIONS = frozenset([
    "api", "archive", "assets", "audience", "corrections", "coverage", "feeds", "predictions", "search", "sources",
    "status", "storylines", "topics", "view", *PLURALS.values(),
])  # fmt: skip
_YEAR = re.compile(r"\d{4}")
#: Names of files that are the page of their folder, for MkDocs.
_OF_FOLDER = ("index", "README")
_REMEDIES = {
    "site_name": "write site_name: and how your site is called",
    "docs_dir": "make that folder, or name the one that holds your pages: content/pages",
    "theme.name": "write name: material, which the site's own theme stands on",
    "theme.custom_dir": "make that folder, or take the line out: without it the program's own theme is used",
    "site_dir": "name a folder of its own, like site",
    "markdown_extensions": "take it out, or install it beside the program",
    "hooks": "name a file of Python by its path from the folder of this one, or take the line out",
    "nav": "list files of the folder of pages, each on a line: - about.md, or - Title: about.md",
    "plugins": "take it out, or install it beside the program",
}


def read_mkdocs(
    mkdocs_yml: Path, docs_dir: Path | None = None, site_dir: Path | None = None, strict: bool = False
) -> tuple[MkDocsConfig, list[Fault]]:
    """The configuration as MkDocs takes it, and what it doubts; the arguments stand in for what the file says.

    Raises InvalidContent with file, line, key and remedy of every fault.
    """
    archive = mkdocs_yml.parent / read_config(mkdocs_yml).settings.content
    config = MkDocsConfig(config_file_path=str(mkdocs_yml.resolve()))
    with mkdocs_yml.open("rb") as file:
        config.load_file(file)
    given = {"docs_dir": docs_dir, "site_dir": site_dir}
    config.load_dict({key: str(folder.resolve()) for key, folder in given.items() if folder})
    if strict:
        config.strict = True
    try:
        errors, doubts = config.validate()
    except (Exception, SystemExit) as error:  # hooks and plugins are loaded here
        raise InvalidContent([fault_of_loading(error)]) from error
    errors += _published_archive(archive, config)
    if errors:
        raise InvalidContent(_fault(mkdocs_yml, config, key, str(error)) for key, error in [*errors, *doubts])
    if not any(Path(folder, ".icons", "material").is_dir() for folder in config.theme.dirs):
        lacking = f"{config.theme.name} lacks the icons of Material, which the site's pages show"
        raise InvalidContent([_fault(mkdocs_yml, config, "theme", lacking)])
    for template in sorted(Path(config.theme.custom_dir).rglob("*.html")) if config.theme.custom_dir else ():
        if template.is_file():
            read_text(template)
    return config, [_fault(mkdocs_yml, config, key, str(doubt)) for key, doubt in doubts]


def check_site(mkdocs_yml: Path, content: Path | None) -> list[Fault]:
    """What is odd about configuration and hand-written pages although nothing is wrong with them.

    content: the archive, if not the settings' one; its pages/ are the hand-written pages, if it has any.
    Raises InvalidContent with all that is wrong.
    """
    config, doubts = read_mkdocs(mkdocs_yml, pages_of(content))
    check_pages(Path(config.docs_dir), themes_of(config))
    settings = read_config(mkdocs_yml).settings
    doubts += _repeated(mkdocs_yml)
    return [*doubts, *_wordless(mkdocs_yml, settings), *_replacing(Path(config.docs_dir), settings)]


def pages_of(content: Path | None) -> Path | None:
    """The hand-written pages of an archive; None where it has none, and those of mkdocs.yml are meant."""
    pages = content / "pages" if content else None
    return pages if pages and pages.is_dir() else None


def themes_of(config: MkDocsConfig) -> list[str]:
    """Folders of templates: those that MkDocs knows, and ours, which it is lent."""
    return [*config.theme.dirs, str(THEME)]


def _fault(mkdocs_yml: Path, config: MkDocsConfig, key: str, words: str) -> Fault:
    """What MkDocs says of an entry of the file."""
    place = {"theme": "theme.custom_dir" if "custom_dir" in words else "theme.name"}.get(key, key)
    problem, remedy = words.splitlines()[0].rstrip("."), _REMEDIES.get(place, "")
    if problem.startswith("Unrecognised configuration name"):
        is_ours = key in Settings.model_fields
        ours = f"it is an option of {PLUGIN}: write it below `- {PLUGIN}:`, as deep as its others"
        problem = "is not a known key"
        remedy = ours if is_ours else nearest(key, [known for known in config if known != key])
    return Fault(str(mkdocs_yml), line_in(mkdocs_yml, place), place, problem[:1].lower() + problem[1:], remedy)


def _published_archive(archive: Path, config: MkDocsConfig) -> list[tuple[str, ValidationError]]:
    """The fault of hand-written pages that hold the archive: what was taken down, and why, would be published."""
    if not config.docs_dir or not archive.resolve().is_relative_to(Path(config.docs_dir).resolve()):
        return []
    return [("docs_dir", ValidationError("holds the archive, whose files would be published as they are"))]


def _repeated(mkdocs_yml: Path) -> Iterator[Fault]:
    """Keys that stand twice, of which YAML takes the last without a word."""
    for key, line in yamltext.repeated(read_text(mkdocs_yml)):
        yield Fault(str(mkdocs_yml), line, key, "stands twice, and this one counts", "take one of them out")


def _wordless(mkdocs_yml: Path, settings: Settings) -> Iterator[Fault]:
    """The site's own language, where it has no words and is told in those of another."""
    own = settings.language
    if not {own, primary_tag(own)} & catalogues().keys():
        place = key_in(read_text(mkdocs_yml), "language")
        instead = load_words(FALLBACK).language_name(FALLBACK)
        problem = f"there are no words in {own}: {instead} is used"
        remedy = f"choose one of {', '.join(sorted(catalogues()))}"
        yield Fault(str(mkdocs_yml), line_in(mkdocs_yml, place), place, problem, remedy)


def _replacing(pages: Path, settings: Settings) -> Iterator[Fault]:
    """Hand-written pages at addresses of pages that are made."""
    languages = {tag for it in (settings.language, *settings.languages) for tag in (it, primary_tag(it))}
    for path in sorted(pages.rglob("*.md")):
        parts = list(path.relative_to(pages).with_suffix("").parts)
        parts = parts[:-1] if parts[-1] in _OF_FOLDER else parts
        if is_taken(parts[1:] if parts[:1] and parts[0] in languages else parts):
            address = "".join(f"{part}/" for part in parts) or "the front page"
            problem = f"takes the place of a page that is made: {address}, or one that may come to be there"
            yield Fault(str(path), 0, "", problem, "give it another name, unless that is meant")


def is_taken(parts: Sequence[str]) -> bool:
    """Whether an address, without that of the language, is among those of pages that are made; empty: the front."""
    return not parts or parts[0] in SECTIONS or _YEAR.fullmatch(parts[0]) is not None
