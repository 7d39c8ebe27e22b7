"""The options of the recap plugin: what is taken, and how what is wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.model.errors import InvalidContent
from generator.settings import Budget, Settings, parse


def settings(folder: Path, options: str) -> Settings:
    """The settings of a mkdocs.yml whose options begin on line 4."""
    path = folder / "mkdocs.yml"
    path.write_text(
        "site_name: X\nplugins:\n  - recap:\n" + "".join(f"      {line}\n" for line in options.splitlines())
    )
    return parse(yaml.safe_load(path.read_text())["plugins"][0]["recap"], path)


@pytest.mark.parametrize(
    ("options", "faults"),
    [
        ("language: en\nengine: model",
         ["mkdocs.yml:5: plugins.0.recap.engine: must be auto or extractive as long as no `model` is set"
          " (model: openai/gpt-5-mini), not 'model'"]),
        ("engine: modl", ["mkdocs.yml:4: plugins.0.recap.engine: must be 'auto', 'extractive' or 'model', not 'modl'"]),
        ("fallback_models: [openai/b]",
         ["mkdocs.yml:4: plugins.0.recap.fallback_models: need `model`: the first of the models that are asked"]),
        ("model: openai/a\napi_base: ftp://x.example",
         ["mkdocs.yml:5: plugins.0.recap.api_base.*: must be an http or https address with a host,"
          " not 'ftp://x.example'"]),
        ("budget:\n  per_run: -1\n  currency: dollars\nprices:\n  a/b: {input: 1}",
         ["mkdocs.yml:5: plugins.0.recap.budget.per_run: must be greater than or equal to 0, not '-1'",
          "mkdocs.yml:6: plugins.0.recap.budget.currency: must match '^[A-Z]{3}$', not 'dollars'",
          "mkdocs.yml:8: plugins.0.recap.prices.a/b.output: is missing"]),
        ("newsletter: {sender: news, host: a b, list_address: a@b.example, from: x}",
         ["mkdocs.yml:4: plugins.0.recap.newsletter.from: is not a known key (known keys: sender, list_address,"
          " subscribers, host, port, security, per_minute, unsubscribe, postal)",
          "mkdocs.yml:4: plugins.0.recap.newsletter.host: must match '^[A-Za-z0-9.:-]+$', not 'a b'",
          "mkdocs.yml:4: plugins.0.recap.newsletter.sender: must be a mail address like reader@example.org, not 'news'"]),
        ("newsletter:\n  {sender: n@a.example, host: h}",
         ["mkdocs.yml:4: plugins.0.recap.newsletter: needs whom to send to: either list_address or subscribers"]),
        ("newsletter:\n  sender: n@a.example\n  host: h\n  subscribers: x",
         ["mkdocs.yml:4: plugins.0.recap.newsletter: needs unsubscribe: {url: …, mail: …}, so that subscribers can leave"]),
        ("newsletter:\n  sender: n@a.example\n  host: h\n  subscribers: x\n  unsubscribe: {}",
         ["mkdocs.yml:8: plugins.0.recap.newsletter.unsubscribe: needs url, mail or both"]),
        ("newsletter:\n  sender: n@a.example\n  host: h\n  subscribers: x\n  unsubscribe: {url: http://x.example/}",
         ["mkdocs.yml:8: plugins.0.recap.newsletter.unsubscribe.url: must be an https address, in which {token} stands for"
          " the reader, not 'http://x.example/'"]),
        ("newsletter:\n  {sender: n@a.example, host: h, subscribers: x, unsubscribe: {url: https://x.example/}}",
         ["mkdocs.yml:4: plugins.0.recap.newsletter: needs {token} in unsubscribe.url, which tells who it is that leaves"]),
        ("newsletter:\n  {sender: n@a.example, host: h, list_address: l@a.example, unsubscribe: {url: 'https://x.example/{token}'}}",
         ["mkdocs.yml:4: plugins.0.recap.newsletter: has {token} in unsubscribe.url, but a list has no token of its own;"
          " leave it out"]),
        ("announce: [{kind: slack, url_env: A}, {kind: json, url_env: A}]",
         ["mkdocs.yml:4: plugins.0.recap.announce: names one url_env twice"]),
        ("host:\n  branch: -f\n  cname: https://x.example/\n  author: Desk",
         ["mkdocs.yml:5: plugins.0.recap.host.branch: must match '^[A-Za-z0-9][A-Za-z0-9._/-]*$', not '-f'",
          "mkdocs.yml:6: plugins.0.recap.host.cname: must be a host name alone, like news.example.org,"
          " not 'https://x.example/'",
          "mkdocs.yml:7: plugins.0.recap.host.author: must have the form Name <mail@example.org>, not 'Desk'"]),
        ("modle: openai/a", ["mkdocs.yml:4: plugins.0.recap.modle: is not a known key (did you mean 'model'?)"]),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(tmp_path: Path, options: str, faults: list[str]) -> None:
    with pytest.raises(InvalidContent) as error:
        settings(tmp_path, options)
    assert [str(fault) for fault in error.value.faults] == faults


@pytest.mark.parametrize("name", ["api_key", "apikey", "key", "OPENAI_API_KEY", "token", "secret", "password"])
def test_a_secret_is_sent_to_the_environment(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidContent) as error:
        settings(tmp_path, f"{name}: sk-0123456789")
    (fault,) = error.value.faults
    assert (fault.line, fault.problem) == (4, "is a secret, and secrets are read from the environment only")
    assert "OPENAI_API_KEY" in fault.remedy
    assert "sk-0123456789" not in str(error.value)


@pytest.mark.parametrize("options", [
    "announce: [{kind: slack, url_env: 'https://hooks.example/0123456789'}]",
    "announce: [{kind: slack, url: 'https://hooks.example/0123456789'}]",
    "newsletter: {sender: n@a.example, host: h, list_address: l@a.example, password: 0123456789}",
])  # fmt: skip
def test_a_secret_in_the_wrong_place_is_not_repeated(tmp_path: Path, options: str) -> None:
    with pytest.raises(InvalidContent) as error:
        settings(tmp_path, options)
    assert "mkdocs.yml:4: " in str(error.value)
    assert "0123456789" not in str(error.value)


@pytest.mark.parametrize(
    ("options", "models", "every"),
    [
        ("language: en", (), ()),
        ("model: a/b", ("a/b",), ("a/b",)),
        ("engine: model\nmodel: a/b\nfallback_models: [c/d, a/b]\nverify_model: e/f",
         ("a/b", "c/d"), ("a/b", "c/d", "e/f")),
        ("engine: extractive\nmodel: a/b\nverify_model: e/f", (), ()),
    ],
)  # fmt: skip
def test_which_models_are_asked(tmp_path: Path, options: str, models: tuple[str, ...], every: tuple[str, ...]) -> None:
    found = settings(tmp_path, options)
    assert (found.models, found.every_model) == (models, every)


def test_an_address_is_for_every_model_or_for_one(tmp_path: Path) -> None:
    one = settings(tmp_path, "api_base: http://a.example/v1")
    each = settings(tmp_path, 'api_base: {m/n: "http://b.example/v1", "*": "http://c.example/v1"}')
    some = settings(tmp_path, "api_base: {m/n: http://b.example/v1}")
    assert [found.api_base_of("m/n") for found in (one, each, some, Settings())] == [
        "http://a.example/v1", "http://b.example/v1", "http://b.example/v1", None]  # fmt: skip
    assert [found.api_base_of("o/p") for found in (one, each, some)] == [
        "http://a.example/v1", "http://c.example/v1", None]  # fmt: skip


def test_a_budget_is_set_unless_it_is_taken_away(tmp_path: Path) -> None:
    assert settings(tmp_path, "language: en").budget == Budget(per_run=2.0, currency="USD")
    assert settings(tmp_path, "budget: null").budget is None


@pytest.mark.parametrize(
    ("options", "language", "languages"),
    [
        ({}, "en", ()),
        ({"language": "zh"}, "zh", ()),
        ({"languages": ["zh", "en"]}, "zh", ("zh", "en")),
        ({"language": "en", "languages": ["en", "zh"]}, "en", ("en", "zh")),
    ],
)
def test_the_first_language_is_the_sites_own(
    options: dict[str, object], language: str, languages: tuple[str, ...]
) -> None:
    settings = parse(options, None)
    assert (settings.language, settings.languages) == (language, languages)


@pytest.mark.parametrize(
    ("options", "problem"),
    [({"language": "en", "languages": ["zh", "en"]}, "must begin with en"), ({"languages": ["en", "en"]}, "twice")],
)
def test_languages_that_do_not_fit_are_refused(options: dict[str, object], problem: str) -> None:
    with pytest.raises(InvalidContent, match=problem):
        parse(options, None)
