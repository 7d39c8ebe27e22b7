"""sources.yml to sources: read, checked, with relative addresses resolved. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml

from generator.model import yamltext
from generator.model.errors import Fault, InvalidContent
from generator.model.source import Source


def read_sources(text: str, file: str) -> tuple[Source, ...]:
    """The sources of a YAML list, in its order; addresses as written (see `resolve`).

    file: its name for messages. Raises InvalidContent with every fault and its line: unknown keys, wrong values,
    names that stand twice, addresses that are no address.
    """
    data = yamltext.load(text, file) or []
    if not isinstance(data, list):
        raise InvalidContent([Fault(file, 1, "", "must be a list of sources", "begin each with: - name: …")])
    lines = [yamltext.line_of(text, str(number)) for number in range(len(data))]
    faults = [*_double_names(data, lines, file), *_bad_addresses(data, lines, file)]
    try:
        sources = yamltext.validate(tuple[Source, ...], data, text, file)
    except InvalidContent as error:
        raise InvalidContent([*error.faults, *faults]) from error
    if faults:
        raise InvalidContent(faults)
    return sources


def resolve(sources: Iterable[Source], base: str) -> tuple[Source, ...]:
    """The sources with whole addresses: http(s), or file: where the list itself is a local file.

    base: where the list came from, the path of a file or an http(s) address. Raises InvalidContent where a list read
    over the network points into the reader's own files.
    """
    sources = tuple(sources)
    remote = base.startswith(("http://", "https://"))
    if local := [source for source in sources if remote and _scheme(source.url) == "file"]:
        problem = "a list read over the network must not name local files"
        remedy = "use an http(s) address, or one relative to the list"
        raise InvalidContent(Fault(base, 0, f"{source.name}.url", problem, remedy) for source in local)
    return tuple(source.model_copy(update={"url": _resolved(source.url, base, remote)}) for source in sources)


def with_urls(text: str, file: str, urls: Mapping[str, str]) -> str:
    """The text of a list of sources with other addresses of feeds; every other byte stays, comments too.

    urls: the new address by name; a name that the list does not have changes nothing. The result is read back.
    Raises InvalidContent where the list has faults, or writes an address in a way that cannot be changed in place.
    """
    for name, url in urls.items():
        text = _with_url(text, file, name, url)
    return text


def _with_url(text: str, file: str, name: str, url: str) -> str:
    wanted = tuple(
        source.model_copy(update={"url": url}) if source.name == name else source for source in read_sources(text, file)
    )
    place = _scalar_of_url(text, name)
    if place is None:
        return text
    begin, end = place.start_mark.index, place.end_mark.index
    for quote in (place.style or "", '"'):
        changed = f"{text[:begin]}{quote}{url}{quote}{text[end:]}"
        with suppress(InvalidContent):
            if read_sources(changed, file) == wanted:
                return changed
    line = place.start_mark.line + 1
    raise InvalidContent([Fault(file, line, "url", "cannot be changed in place", f"write it by hand: url: {url}")])


def _scalar_of_url(text: str, name: str) -> yaml.ScalarNode | None:
    """Where a source has its address; its marks count characters, while those of the faster loader count bytes."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        fields: dict[str, yaml.ScalarNode] = {key.value: value for key, value in item.value}
        if fields["name"].value == name:
            return fields["url"]
    return None


def _resolved(url: str, base: str, remote: bool) -> str:
    if remote:
        return urljoin(base, url)
    if _scheme(url) in ("http", "https", "file"):
        return url
    return (Path(base).absolute().parent / url).resolve().as_uri()


def _scheme(url: str) -> str:
    return url.partition(":")[0].lower() if ":" in url.partition("/")[0] else ""


def _double_names(data: list[Any], lines: list[int], file: str) -> Iterable[Fault]:
    first: dict[str, int] = {}
    for item, line in zip(data, lines, strict=False):
        name = item.get("name") if isinstance(item, dict) else None
        if isinstance(name, str) and first.setdefault(name, line) != line:
            yield Fault(
                file, line, "name", f"{name!r} stands in line {first[name]} already", "give each source its own"
            )


def _bad_addresses(data: list[Any], lines: list[int], file: str) -> Iterable[Fault]:
    for number, (item, line) in enumerate(zip(data, lines, strict=False)):
        url = item.get("url") if isinstance(item, dict) else None
        if isinstance(url, str) and (problem := _problem_of(url)):
            yield Fault(file, line, f"{number}.url", problem, "use http(s), file:, or a path relative to this list")


def _problem_of(url: str) -> str:
    """What keeps an address from being that of a feed; empty where nothing does."""
    scheme = _scheme(url)
    if scheme not in ("", "http", "https", "file"):
        return f"the address begins with {scheme!r}:"
    if any(char.isspace() or ord(char) < 32 for char in url):
        return "the address contains white space"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"is not an address: {error}"
    if scheme in ("http", "https") and not host:
        return "the address has no host"
    if parts.username is not None or parts.password is not None:
        return "the address carries a user name or a password, which would be published"
    return ""
