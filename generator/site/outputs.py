"""An output of the site before it is made: a function, and arguments that name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from generator.model.week import Week
from generator.site.library import Library
from generator.site.page import Page, Site

#: The file of a page in its folder.
PAGE = "index.html"
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Planned(Generic[T_co]):
    """Makes something of site and library when called, and of its arguments; of nothing else, so that it need not be
    called again while what it asked the library has the same answers."""

    make: Callable[..., T_co]
    arguments: tuple[str | int | Week, ...] = ()
    moment: str = field(default="", compare=False)
    """When the last it shows was published, roughly: outputs are made in this order, so that all that show an item are
    made about when it is read."""
    page: str | None = field(default=None, compare=False)
    """Address of its page, where that is known before it is made."""

    def __call__(self, site: Site, library: Library) -> T_co:
        return self.make(site, library, *self.arguments)

    def for_site(self, site: Site) -> Output:
        """For a site in one of its languages."""
        name = [site.language, self.make.__module__, self.make.__qualname__, *map(str, self.arguments)]
        return Output(site, self, " ".join(name))


@dataclass(frozen=True)
class File:
    """A file of the site. kind, told: what is kept of it for the file that lists all of a kind."""

    path: str
    data: bytes
    kind: str = ""
    told: str = ""


PlannedPages = Planned[Page] | Planned[Iterable[Page | File]]
PlannedFiles = Planned[Iterable[File]]


class Output(NamedTuple):
    """What is planned for the site in one of its languages. name: the same in every run, and no other output's."""

    site: Site
    plan: Planned[Any]
    name: str


def planned(
    make: Callable[..., T], *arguments: str | int | Week, moment: str = "", page: str | None = None
) -> Planned[T]:
    return Planned(make, arguments, moment, page)


def path_of(site: Site, address: str) -> str:
    """The file of a page."""
    return f"{site.prefix}{address}{PAGE}"
