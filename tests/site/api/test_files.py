"""The JSON API: every file fits its schema, the schemas only grow, and nothing is told that pages do not tell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest

from generator.site.api.files import api_files
from generator.site.api.shapes import KINDS
from generator.site.library import Library
from generator.site.page import Site
from tests.site.sample import ATTACKS, BARE, DEAL, GONE, HOSTILE, OPEN_MODEL, SLOW, TWIN
from tests.site.viewing import files_in

V1 = Path(__file__).parent / "v1"


def read(built: Path, name: str) -> Any:
    return json.loads((built / "api" / "v1" / name).read_bytes())


def item(built: Path, address: str) -> Any:
    return read(built, f"items/{address}.json")


def quotes(value: Any) -> Iterator[str]:
    """Every quotation of a document."""
    if isinstance(value, dict):
        yield from ([value["quote"]] if isinstance(value.get("quote"), str) else [])
        for part in value.values():
            yield from quotes(part)
    elif isinstance(value, list):
        for part in value:
            yield from quotes(part)


def test_every_file_fits_its_schema(built: Path) -> None:
    schemas = {kind: read(built, f"schema/{kind}.json") for kind in KINDS}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    files = [path for path in (built / "api").rglob("*.json") if path.parent.name != "schema"]
    assert len(files) == 11
    for path in files:
        document = json.loads(path.read_bytes())
        jsonschema.validate(document, schemas[document["type"]])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**document, "url": None}, schemas[document["type"]])


@pytest.mark.parametrize("kind", KINDS)
def test_version_1_only_grows(built: Path, kind: str) -> None:
    """v1/ holds the schemas as published. A field may be added there; none may go or say something else."""
    published = json.loads((V1 / f"{kind}.json").read_bytes())
    assert read(built, f"schema/{kind}.json") == published


def test_an_item_tells_its_claims_with_citations(built: Path) -> None:
    deal = item(built, DEAL)
    assert deal["what_changed"] == {
        "text": "Northwind will use Halyard's 300 MW cluster and doubles the limits.", "language": "en", "quoted": False,
        "inference": False,
        "citations": [
            {
                "source": "Northwind", "title": "Higher usage limits for Zephyr",
                "url": "https://northwind.example/news/limits?id=7&lang=en", "quote": quote,
            }
            for quote in (
                "an initial 300 megawatts from July", "Starting today, five-hour limits are doubled; weekly limits stay.",
            )
        ],
    }  # fmt: skip
    assert deal["id"] == f"tag:recap.example,2026:{DEAL}"
    assert (deal["published"], deal["updated"]) == ("2026-06-15T09:00:00Z", "2026-06-24T00:00:00Z")
    assert deal["made"]["by"] == "model" and deal["made"]["digital_source_type"].startswith("https://schema.org/")
    assert [it["id"] for it in deal["predictions"]] == ["p1", "p2"], "as on the page: p3 has no day"
    assert deal["predictions"][0]["settled"]["url"] == f"https://recap.example/{OPEN_MODEL}/"
    assert deal["related"][0]["api"] == f"https://recap.example/api/v1/items/{SLOW}.json"
    assert deal["sources"][2]["adds"]["text"] == "The contract runs for three years."
    assert [it["now"] for it in deal["corrections"]] == ["from July", None]
    assert item(built, BARE)["made"]["by"] is None
    quoted = item(built, OPEN_MODEL)["takeaways"][0]
    assert (quoted["quoted"], quoted["language"]) == (True, "zh")


def test_an_edition_leads_to_its_items_and_the_one_before(built: Path) -> None:
    edition = read(built, "editions/2026-W25.json")
    assert [it["address"] for it in edition["top"]] == [DEAL, OPEN_MODEL]
    assert [it["address"] for it in edition["brief"]] == [HOSTILE], "what was taken down is passed over"
    assert edition["previous"]["api"] == "https://recap.example/api/v1/editions/2026-W24.json"
    assert edition["lines"][0]["item"]["address"] == DEAL
    assert [it["edition"] for it in read(built, "index.json")["editions"]] == ["2026-W25", "2026-W24"]


def test_every_address_leads_to_a_file(built: Path) -> None:
    def addresses(value: Any) -> Iterator[str]:
        if isinstance(value, dict | list):
            for part in value.values() if isinstance(value, dict) else value:
                yield from addresses(part)
        elif isinstance(value, str) and value.startswith("https://recap.example/"):
            yield value

    for path in (built / "api").rglob("*.json"):
        for url in addresses(json.loads(path.read_bytes())):
            target = urlsplit(url).path.lstrip("/")
            assert (built / (target if target.endswith(".json") else f"{target}index.html")).is_file(), url


def test_quotations_are_those_of_the_page(built: Path, library: Library) -> None:
    for address, stored in library.archive.items.items():
        known = {evidence.quote for evidence in stored.item.evidence.values()}
        known |= {it.settled.quote for it in stored.item.implications if it.settled and it.settled.quote}
        assert set(quotes(item(built, address))) <= known


def test_what_is_internal_stays_inside(built: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in (built / "api").rglob("items/**/*.json"))
    for internal in ("pinned", "tokens", '"cost"', '"input"', "prompt", "collected", "score", "evidence", '"e1"'):
        assert internal not in text, internal


def test_what_moved_or_was_taken_down_says_so_and_no_more(built: Path) -> None:
    assert item(built, TWIN)["told_in"]["address"] == BARE
    assert item(built, GONE) == {
        "version": 1, "sample": False, "url": f"https://recap.example/{GONE}/", "type": "moved", "address": GONE, "told_in": None,
    }  # fmt: skip


def test_hostile_values_are_values(built: Path) -> None:
    assert item(built, HOSTILE)["title"] == " ".join(ATTACKS)


def test_samples_say_so(site: Site, library: Library) -> None:
    files = files_in(api_files(library), replace(site, sample=True), library)
    documents = [json.loads(data) for name, data in files.items() if "/schema/" not in name]
    assert all(document["sample"] is True for document in documents)


def test_the_policy_is_told_on_the_page_of_feeds(built: Path) -> None:
    assert "Version 1 of the interface is stable" in (built / "feeds" / "index.html").read_text("utf-8")
