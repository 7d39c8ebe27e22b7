"""mkdocs.yml as far as the rest of the program needs it: the name and address of the site, and our settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from generator import settings as options
from generator.files import read_text
from generator.model import yamltext
from generator.model.errors import Fault, InvalidContent


@dataclass(frozen=True)
class SiteConfig:
    """What mkdocs.yml says about the site; settings: our plugin's options, validated."""

    name: str
    url: str
    site_dir: str
    """Where the site is built, relative to the folder of mkdocs.yml."""
    settings: options.Settings


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
        mark = getattr(error.__context__ or error, "problem_mark", None)
        fault = Fault(str(mkdocs_yml), mark.line + 1 if mark else 0, "", f"is not valid YAML: {error}".split("\n")[0])
        raise InvalidContent([fault]) from error
    return SiteConfig(
        name=str(config.get("site_name", "")),
        url=str(config.get("site_url") or ""),
        site_dir=str(config.get("site_dir") or "site"),
        settings=options.parse(_plugin_options(config.get("plugins"), mkdocs_yml), mkdocs_yml),
    )


def _plugin_options(plugins: Any, mkdocs_yml: Path) -> dict[str, Any]:
    """The options of our plugin; `plugins` is a list of names and one-key mappings, or a mapping."""
    entries = plugins.items() if isinstance(plugins, dict) else _entries(plugins or [])
    for name, given in entries:
        if name == options.PLUGIN:
            return given or {}
    remedy = f"add `- {options.PLUGIN}` to plugins"
    raise InvalidContent([Fault(str(mkdocs_yml), 0, "plugins", f"lacks {options.PLUGIN}", remedy)])


def _entries(plugins: list[Any]) -> list[tuple[str, Any]]:
    return [pair for entry in plugins for pair in (entry.items() if isinstance(entry, dict) else [(entry, None)])]
