"""mkdocs.yml as far as the rest of the program needs it: the name and address of the site, and our settings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from generator.files import read_text
from generator.model import yamltext
from generator.model.base import is_web_address
from generator.model.errors import Fault, InvalidContent
from generator.settings import PLUGIN, Settings, key_in, parse
from generator.shipped import DEFAULT_URL
from generator.site.words import catalogues

_INHERITED = "name a file by its path from the folder of this one, or take the line out"


@dataclass(frozen=True)
class SiteConfig:
    """What mkdocs.yml says about the site; settings: our plugin's options, validated."""

    name: str
    url: str
    site_dir: str
    """Where the site is built, relative to the folder of mkdocs.yml."""
    settings: Settings
    docs_dir: str = "docs"
    """Where hand-written pages are, relative to the same."""
    custom_dir: str | None = None
    """A theme over ours, likewise."""
    is_alone: bool = True
    """Whether no other plugin and no hook takes part."""
    digest: str = ""
    """Of all that the file says, with what it takes from another file or the environment."""

    @property
    def has_address(self) -> bool:
        """Whether it says where the site is published, by another address than that of a new, untouched site."""
        return self.url.rstrip("/") not in ("", DEFAULT_URL.rstrip("/"))


def read_config(mkdocs_yml: Path) -> SiteConfig:
    """Read mkdocs.yml without loading theme or plugins.

    Raises InvalidContent with file, line, key and remedy of every fault of our options.
    """
    config = _loaded(mkdocs_yml)
    plugins = _plugins(config.get("plugins") or [], mkdocs_yml)
    if PLUGIN not in plugins:
        raise _fault(mkdocs_yml, "plugins", f"lacks {PLUGIN}", f"add `- {PLUGIN}` to plugins")
    given = plugins[PLUGIN] or {}
    if not isinstance(given, dict):
        remedy = "write an option and its value a line, like language: en"
        raise _fault(mkdocs_yml, f"plugins.{PLUGIN}", "must be options", remedy)
    theme, url = config.get("theme"), str(config.get("site_url") or "")
    settings = parse_settings(given, mkdocs_yml)
    site_dir = str(config.get("site_dir") or "site")
    _refuse_address(mkdocs_yml, url)
    _refuse_cache(mkdocs_yml, settings, site_dir)
    return SiteConfig(
        name=str(config.get("site_name", "")),
        url=url,
        site_dir=site_dir,
        settings=settings,
        docs_dir=str(config.get("docs_dir") or "docs"),
        custom_dir=theme.get("custom_dir") if isinstance(theme, dict) else None,
        is_alone=set(plugins) == {PLUGIN} and not config.get("hooks"),
        digest=hashlib.sha256(json.dumps(_plain(config)).encode()).hexdigest(),
    )


def _loaded(mkdocs_yml: Path) -> dict[str, Any]:
    """What the file says, with what it inherits."""
    try:
        text = read_text(mkdocs_yml)
        yamltext.refuse_conflict(text, str(mkdocs_yml))
        yamltext.refuse_depth(text)
        with mkdocs_yml.open("rb") as file:
            config = yaml_load(file)
    except OSError as error:
        if error.filename and Path(error.filename) != mkdocs_yml:
            problem = f"names {error.filename}, which cannot be read: {error.strerror}"
            raise _fault(mkdocs_yml, "INHERIT", problem, _INHERITED) from error
        fault = Fault(str(mkdocs_yml), 0, "", f"cannot be read: {error.strerror}", "run in the project's folder")
        raise InvalidContent([fault]) from error
    except ConfigurationError as error:
        if not error.__context__:
            raise _fault(mkdocs_yml, "INHERIT", str(error).rstrip("."), _INHERITED) from error
        raise _no_yaml(mkdocs_yml, error.__context__) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # 2026-02-31, and numbers of 5,000 digits
        raise _no_yaml(mkdocs_yml, error) from error
    except (TypeError, AttributeError, RecursionError) as error:  # what MkDocs raises on settings that are none
        remedy = "write a key and its value a line, like site_name: My site, in the file that INHERIT names, too"
        raise _fault(mkdocs_yml, "INHERIT", "holds no settings, or inherits itself", remedy) from error
    if not isinstance(config, dict):
        raise _fault(mkdocs_yml, "", "holds no settings", "write a key and its value a line, like site_name: My site")
    yamltext.refuse_multiplied(config, text, str(mkdocs_yml))
    _refuse_no_text(mkdocs_yml, config)
    return config


def _refuse_no_text(mkdocs_yml: Path, config: Mapping[Any, Any]) -> None:
    """Raises InvalidContent where what must be text is none: keys, and the names of folders."""
    if odd := next((key for key in config if not isinstance(key, str)), None):
        raise _fault(mkdocs_yml, str(odd), "is a key that is no text", "put it in quotes, or take it out")
    theme = config.get("theme")
    custom_dir = theme.get("custom_dir") if isinstance(theme, dict) else None
    folders = {"docs_dir": config.get("docs_dir"), "site_dir": config.get("site_dir"), "theme.custom_dir": custom_dir}
    for key, folder in folders.items():
        if folder is not None and not isinstance(folder, str):
            raise _fault(mkdocs_yml, key, "must be the name of a folder", "name one by its path from this file")


def _refuse_address(mkdocs_yml: Path, url: str) -> None:
    """Raises InvalidContent where no address of a page can be made of the site's."""
    if url and not is_web_address(url):
        remedy = "write the whole address: https://name.example/"
        raise _fault(mkdocs_yml, "site_url", f"is no web address: {url!r}", remedy)
    if "?" in url or "#" in url:
        remedy = "leave out what stands behind ? or #: addresses of pages are put behind it"
        raise _fault(mkdocs_yml, "site_url", f"is no address of a folder: {url!r}", remedy)


def _refuse_cache(mkdocs_yml: Path, settings: Settings, site_dir: str) -> None:
    """Raises InvalidContent where the cache, which knows what was taken down, would be committed or published."""
    root = mkdocs_yml.parent
    if root.resolve().is_relative_to((root / site_dir).resolve()):
        problem = "holds the project, which each build would delete"
        raise _fault(mkdocs_yml, "site_dir", problem, "name a folder of its own, like site")
    cache = (root / settings.cache).resolve()
    for folder, fate in ((settings.content, "committed"), (site_dir, "published, and deleted by each build")):
        if cache.is_relative_to((root / folder).resolve()):
            key = key_in(read_text(mkdocs_yml), "cache")
            raise _fault(mkdocs_yml, key, f"lies in {folder}, and would be {fate}", "name a folder of its own: .cache")


def parse_settings(given: Mapping[str, Any], mkdocs_yml: Path | None) -> Settings:
    """The settings of our plugin's options, as `settings.parse`, in languages that there are words in."""
    settings = parse(given, mkdocs_yml)
    unknown = [n for n, it in enumerate(settings.languages) if it not in catalogues() and it != settings.language]
    if unknown:
        file = mkdocs_yml.name if mkdocs_yml else "mkdocs.yml"
        text = read_text(mkdocs_yml, file) if mkdocs_yml and mkdocs_yml.is_file() else ""
        keys = [key_in(text, "languages", n) for n in unknown]
        known = f"there are {', '.join(sorted(catalogues()))}"
        raise InvalidContent(
            Fault(file, yamltext.line_of(text, key), key, f"there are no words in {settings.languages[n]}", known)
            for key, n in zip(keys, unknown, strict=True)
        )
    return settings


def _plugins(given: Any, mkdocs_yml: Path) -> Mapping[str, Any]:
    """Options by plugin; `plugins` is a list of names and one-key mappings, or a mapping."""
    if isinstance(given, dict):
        return given
    if not isinstance(given, list) or not all(isinstance(entry, str | dict) for entry in given):
        raise _fault(mkdocs_yml, "plugins", "must be a list of plugins", f"write `- {PLUGIN}:` below it")
    named = [pair for entry in given for pair in (entry.items() if isinstance(entry, dict) else [(entry, None)])]
    if [name for name, _ in named].count(PLUGIN) > 1:
        raise _fault(mkdocs_yml, "plugins", f"holds {PLUGIN} twice", "put all its options below one of them")
    return dict(named)


def _no_yaml(mkdocs_yml: Path, error: BaseException) -> InvalidContent:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None) or str(error)
    told, remedy = f"is not valid YAML: {problem}".split("\n")[0], "begin what belongs together in one column"
    if isinstance(error, ValueError):
        told, remedy = f"holds a value that is none: {problem}", "put it in quotes, or correct it"
    if "for the tag" in told:
        remedy = "write the value without the tag"
    if "nested" in told:
        remedy = ""
    return InvalidContent([Fault(str(mkdocs_yml), mark.line + 1 if mark else 0, "", told, remedy)])


def _fault(mkdocs_yml: Path, key: str, problem: str, remedy: str) -> InvalidContent:
    """What is wrong with a key, at the line where it is or would be."""
    return InvalidContent([Fault(str(mkdocs_yml), line_in(mkdocs_yml, key), key, problem, remedy)])


def line_in(mkdocs_yml: Path, key: str) -> int:
    """The line of a key; 0 where it stands in another file (INHERIT) or nowhere."""
    text = read_text(mkdocs_yml)
    return yamltext.line_of(text, key) if (key.partition(".")[0],) in yamltext.paths_of(text) else 0


def _plain(value: Any) -> Any:
    """What YAML said as JSON can hold it: a key may be a date there, and a value a function."""
    if isinstance(value, dict):
        return [[_plain(key), _plain(entry)] for key, entry in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return f"{value.__module__}.{value.__qualname__}" if callable(value) else str(value)
