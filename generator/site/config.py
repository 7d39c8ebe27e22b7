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
from generator.settings import PLUGIN, Settings, parse, place_of_plugin
from generator.site.words import catalogues


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


def read_config(mkdocs_yml: Path) -> SiteConfig:
    """Read mkdocs.yml without loading theme or plugins.

    Raises InvalidContent with file, line, key and remedy of every fault of our options.
    """
    try:
        yamltext.refuse_conflict(read_text(mkdocs_yml, str(mkdocs_yml)), str(mkdocs_yml))
        with mkdocs_yml.open("rb") as file:
            config = yaml_load(file)
    except OSError as error:
        fault = Fault(str(mkdocs_yml), 0, "", f"cannot be read: {error.strerror}", "run in the project's folder")
        raise InvalidContent([fault]) from error
    except (yaml.YAMLError, ConfigurationError) as error:
        cause = error.__context__ or error
        mark, problem = getattr(cause, "problem_mark", None), getattr(cause, "problem", None) or str(error)
        told, remedy = f"is not valid YAML: {problem}".split("\n")[0], "begin what belongs together in one column"
        fault = Fault(str(mkdocs_yml), mark.line + 1 if mark else 0, "", told, remedy)
        raise InvalidContent([fault]) from error
    plugins = _plugins(config.get("plugins") or [])
    if PLUGIN not in plugins:
        remedy = f"add `- {PLUGIN}` to plugins"
        raise InvalidContent([Fault(str(mkdocs_yml), 0, "plugins", f"lacks {PLUGIN}", remedy)])
    theme, url = config.get("theme"), str(config.get("site_url") or "")
    settings = parse_settings(plugins[PLUGIN] or {}, mkdocs_yml)
    if url and not is_web_address(url):
        remedy = "write the whole address: https://name.example/"
        line = yamltext.line_of(read_text(mkdocs_yml, str(mkdocs_yml)), "site_url")
        raise InvalidContent([Fault(str(mkdocs_yml), line, "site_url", f"is no web address: {url!r}", remedy)])
    return SiteConfig(
        name=str(config.get("site_name", "")),
        url=url,
        site_dir=str(config.get("site_dir") or "site"),
        settings=settings,
        docs_dir=str(config.get("docs_dir") or "docs"),
        custom_dir=theme.get("custom_dir") if isinstance(theme, dict) else None,
        is_alone=set(plugins) == {PLUGIN} and not config.get("hooks"),
        digest=hashlib.sha256(json.dumps(_plain(config)).encode()).hexdigest(),
    )


def parse_settings(given: Mapping[str, Any], mkdocs_yml: Path | None) -> Settings:
    """The settings of our plugin's options, as `settings.parse`, in languages that there are words in."""
    settings = parse(given, mkdocs_yml)
    unknown = [n for n, it in enumerate(settings.languages) if it not in catalogues() and it != settings.language]
    if unknown:
        file = mkdocs_yml.name if mkdocs_yml else "mkdocs.yml"
        text = read_text(mkdocs_yml, file) if mkdocs_yml and mkdocs_yml.is_file() else ""
        keys = [".".join(map(str, (*place_of_plugin(text), "languages", n))) for n in unknown]
        known = f"there are {', '.join(sorted(catalogues()))}"
        raise InvalidContent(
            Fault(file, yamltext.line_of(text, key), key, f"there are no words in {settings.languages[n]}", known)
            for key, n in zip(keys, unknown, strict=True)
        )
    return settings


def _plugins(given: Any) -> Mapping[str, Any]:
    """Options by plugin; `plugins` is a list of names and one-key mappings, or a mapping."""
    if isinstance(given, dict):
        return given
    return dict(pair for entry in given for pair in (entry.items() if isinstance(entry, dict) else [(entry, None)]))


def _plain(value: Any) -> Any:
    """What YAML said as JSON can hold it: a key may be a date there, and a value a function."""
    if isinstance(value, dict):
        return [[_plain(key), _plain(entry)] for key, entry in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return f"{value.__module__}.{value.__qualname__}" if callable(value) else str(value)
