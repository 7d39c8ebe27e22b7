"""The audit's own eyes: a planted fault is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.build import build_site
from tests.audit.files import links
from tests.audit.finding import kinds_of_pages, none_of
from tests.site.markup import parse
from tests.site.sample import make_archive, make_project


def test_dead_links_are_found_and_live_ones_are_not(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<html><body><p id="here">x</p></body></html>')
    (tmp_path / "index.html").write_text(
        '<html><body><a href="a/">1</a><a href="a/#here">2</a><a href="/news/a/">3</a><a href="https://x.example/">4</a>'
        '<a href="a/#gone">5</a><a href="b/">6</a><a href="/elsewhere/">7</a></body></html>'
    )
    (found,) = links(tmp_path, "news")
    assert not found.holds
    assert found.details == ("index.html: a/#gone has no such place", "index.html: b/", "index.html: /elsewhere/")


def test_a_built_site_has_every_kind_of_page(tmp_path: Path) -> None:
    mkdocs_yml = make_project(tmp_path)
    make_archive(tmp_path / "content")
    build_site(mkdocs_yml)
    built = tmp_path / "site"
    kinds = dict(kinds_of_pages(built))
    assert {"front", "item", "edition", "company", "coverage", "search", "view", "not found"} <= kinds.keys()
    assert all(parse((built / address / "index.html" if address.endswith("/") or not address else built / address)
                     .read_text("utf-8")).all("h1") for address in kinds.values())  # fmt: skip


@pytest.mark.parametrize(("faults", "holds"), [([], True), (["x"], False)])
def test_one_fault_misses_a_target_of_zero(faults: list[str], holds: bool) -> None:
    assert none_of("links", "page", faults).holds is holds
