"""The options of the `recap` plugin in mkdocs.yml, validated once, all faults told together."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from generator.executor.choice import ALLOWED, checked_choice
from generator.files import read_text
from generator.model import yamltext
from generator.model.base import Language, Line, MailAddress, Url, Value, is_web_address
from generator.model.errors import Fault, InvalidContent

PLUGIN = "recap"
ALLOW_PRIVATE = "RECAP_ALLOW_PRIVATE"
"""The variable of the environment by which private addresses may be read, too."""
EVERY_MODEL = "*"
"""The key of `api_base` for models that are not named there."""
_SECRET = re.compile(r"(^|_)(api_?key|key|token|secret|password)s?$", re.IGNORECASE)


class FetchLimits(Value):
    """Limits on the network; every one ends in a named cause in the run report."""

    allow_private: bool = False
    """Read from private and loopback addresses too (also by RECAP_ALLOW_PRIVATE=1)."""
    concurrency: Annotated[int, Field(ge=1, le=64)] = 16
    """Requests under way at once."""
    per_host: Annotated[int, Field(ge=1, le=8)] = 2
    """Requests at once to one host."""
    deadline: Annotated[float, Field(gt=0, le=600)] = 25.0
    """Seconds for one feed, retries and redirects included."""
    max_bytes: Annotated[int, Field(ge=1000)] = 10_000_000
    """Bytes of one answer after decompression."""
    redirects: Annotated[int, Field(ge=0, le=10)] = 5
    """Redirects that are followed from one address."""
    retries: Annotated[int, Field(ge=0, le=5)] = 2
    """Further attempts after 429, 5xx or a broken connection."""


class EditionRules(Value):
    """How much an edition shows, and where."""

    top: Annotated[int, Field(ge=1, le=30)] = 8
    """Items on top of the front page."""
    per_topic: Annotated[int, Field(ge=1, le=50)] = 6
    """Items of one topic below; the rest are told in a line."""


class Gates(Value):
    """What must hold before a site is put online. A gate that is null is not asked."""

    fresh_days: Annotated[int, Field(ge=1)] | None = 8
    """Days since the newest item at most: a weekly site that is older has stopped."""
    off_usual: Annotated[float, Field(gt=0)] | None = 0.5
    """How far the number of items may be from the median of the last four editions, as a share of it."""
    empty_sections: Literal[False] | None = False
    """No section of the edition may be empty: neither its lines, its top nor a topic it lists."""
    alike_hooks: Annotated[float, Field(gt=0, le=1)] | None = 0.5
    """Share of the top items whose line may say the same as another's: more is a model that repeats itself."""
    right_week: Literal[True] | None = True
    """The newest edition is of this week or the one before."""
    failed_sources: Annotated[float, Field(gt=0, le=1)] | None = 1 / 3
    """Share of the sources that may fail: with more, what is missing is no longer chance."""
    carried: Annotated[float, Field(ge=0, le=1)] | None = 0.6
    """Share of a model's claims that must be carried by their sentences: below, it makes up more than it reads."""
    own_address: Literal[True] | None = True
    """site_url of mkdocs.yml is the site's own: links in feeds, sitemap and letters lead there."""


class Budget(Value):
    """How much the model engine may spend."""

    per_run: Annotated[float, Field(ge=0)] = 2.0
    """Money for one run."""
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = "USD"
    """ISO 4217 code; another than USD needs `prices`, since the table of known prices is in USD."""


class Host(Value):
    """Where `recap save` keeps the archive, and `recap deploy` puts the site."""

    remote: Line = "origin"
    """A remote of the repository, by its name or address."""
    branch: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$")] = "gh-pages"
    """The branch that is served. It is replaced as a whole."""
    cname: Line | None = None
    """The site's own host name, for hosts that read it from a file CNAME; absent: the one that is there stays."""
    author: Line | None = None
    """Whom commits name: Name <mail@example.org>; absent: whom git names, or else the program."""

    @field_validator("cname")
    @classmethod
    def _cname_is_a_host_name(cls, name: str | None) -> str | None:
        if name and not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", name):
            raise ValueError("must be a host name alone, like news.example.org")
        return name

    @field_validator("author")
    @classmethod
    def _author_has_a_mail(cls, author: str | None) -> str | None:
        if author and not re.fullmatch(r"[^<>]+ <[^<>@\s]+@[^<>@\s]+>", author):
            raise ValueError("must have the form Name <mail@example.org>")
        return author


class Price(Value):
    """What a model costs per million tokens, in the budget's currency."""

    input: Annotated[float, Field(ge=0)]
    """A million tokens of what it is asked."""
    output: Annotated[float, Field(ge=0)]
    """A million tokens of what it answers."""


READER = "{token}"
"""In the address of `unsubscribe`: where a reader's own token goes."""


_HTTPS = re.compile(r"https://[A-Za-z0-9.-]+(:\d+)?/[A-Za-z0-9/._~?&=%+:;,@!$*()#{}-]*")
"""Without quotes, so that it stands in HTML as it is written here but for the ampersand."""


def _one_click(url: str) -> str:
    if not _HTTPS.fullmatch(url):
        raise ValueError(f"must be an https address, in which {READER} stands for the reader")
    return url


class Unsubscribe(Value):
    """How a reader of the letter leaves."""

    url: Annotated[str, AfterValidator(_one_click), Field(max_length=500)] | None = None
    """By one click: where mail programs POST to (RFC 8058). In it {token} stands for the reader; it is made of the
    address with RECAP_UNSUBSCRIBE_SECRET."""
    mail: MailAddress | None = None
    """By a mail to this address."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if not self.url and not self.mail:
            raise ValueError("needs url, mail or both")
        return self

    @property
    def mail_link(self) -> str:
        """What opens such a mail; empty where none is taken."""
        return f"mailto:{self.mail}?subject=unsubscribe" if self.mail else ""

    @property
    def has_token(self) -> bool:
        return self.url is not None and READER in self.url


class Newsletter(Value):
    """How the letter is sent. User and password come from RECAP_SMTP_USER and RECAP_SMTP_PASSWORD."""

    sender: MailAddress
    """Whom it is from; the name beside it is the site's."""
    list_address: MailAddress | None = None
    """A mailing list that sends it on."""
    subscribers: str | None = None
    """A file of addresses, one a line, each of which gets a letter of its own. It is not to be committed in public;
    where RECAP_SUBSCRIBERS is set, that is read instead. RECAP_UNSUBSCRIBE_SECRET must be set."""
    host: Annotated[str, Field(pattern=r"^[A-Za-z0-9.:-]+$")]
    """The SMTP server."""
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """Absent: 587 for starttls, 465 for tls, 25 for none."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """none: unencrypted, for a server on this machine; then no password is sent."""
    per_minute: Annotated[int, Field(ge=1, le=60_000)] = 60
    """Letters a minute at most."""
    unsubscribe: Unsubscribe | None = None
    """How readers leave; needed with subscribers."""
    postal: Line | None = None
    """Postal address below the letter, which the law of many countries asks for."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if (self.list_address is None) == (self.subscribers is None):
            raise ValueError("needs whom to send to: either list_address or subscribers")
        if self.subscribers and not self.unsubscribe:
            raise ValueError("needs unsubscribe: {url: …, mail: …}, so that subscribers can leave")
        if self.subscribers and self.unsubscribe and self.unsubscribe.url and not self.unsubscribe.has_token:
            raise ValueError(f"needs {READER} in unsubscribe.url, which tells who it is that leaves")
        if self.list_address and self.unsubscribe and self.unsubscribe.has_token:
            raise ValueError(f"has {READER} in unsubscribe.url, but a list has no token of its own; leave it out")
        return self


class Webhook(Value):
    """A channel that is told of a new edition."""

    kind: Literal["slack", "discord", "mattermost", "json"]
    """How the message is written; json is for a program of your own."""
    url_env: Annotated[str, Field(pattern="^[A-Z][A-Z0-9_]*$")]
    """Name of the environment variable that holds its address: who has that can write there, so it is a secret."""


def _for_every_model(value: object) -> object:
    return {EVERY_MODEL: value} if isinstance(value, str) else value


class Settings(Value):
    """What a maintainer can set. Paths are relative to the folder of mkdocs.yml."""

    content: str = "content"
    """The archive."""
    sources: str = "content/sources.yml"
    """A file or an http(s) address."""
    cache: str = ".cache"
    """Fetched bytes, article texts and indexes; may be deleted at any time."""
    language: Language = "en"
    """Language of the site's own words."""
    languages: tuple[Language, ...] = ()
    """Every language the site is published in, `language` first; absent: that alone."""
    model: Line | None = None
    """The model that writes the enrichment, by its name in litellm: provider/model."""
    fallback_models: tuple[Line, ...] = ()
    """Models that are asked, in this order, where the one before gave no good answer."""
    verify_model: Line | None = None
    """A model that gives a second opinion on what models claim, best another one than `model`; it can only strike, and
    adds about a tenth to the cost. Of 564 false statements written to pass, the rules let 136 pass; a large model
    struck all of those, and none of 87 true ones."""
    engine: Literal["auto", "extractive", "model"] = "auto"
    """Who writes the enrichment: `auto` is the model where one is set, and otherwise the extractive engine."""
    api_base: Annotated[
        dict[str, Url] | None, BeforeValidator(_for_every_model, json_schema_input_type=Url | dict[str, Url] | None)
    ] = None
    """Address of the model's interface: one for every model, or one for each; absent: the provider's."""
    budget: Budget | None = Budget()
    """Absent: 2 USD a run, as far as prices are known; null: no limit. Where it is set, every price must be known."""
    prices: dict[str, Price] = Field(default_factory=dict)
    """By model; only for models that litellm has no price of, or another price."""
    concurrency: Annotated[int, Field(ge=1, le=64)] = 4
    """Questions to models under way at once."""
    timeout: Annotated[float, Field(gt=0, le=3600)] = 120.0
    """Seconds for one question in all: every attempt, every model."""
    executor: Annotated[str, AfterValidator(checked_choice)] = "forks"
    """Where the work is done: forks (on all cores, on Linux; elsewhere as serial), serial, threads, processes,
    dask://HOST:PORT or dask+tls://HOST:PORT. The result is the same. What goes to a dask cluster is pickled, so the
    scheduler's port is for a private network or TLS."""
    prompts: str = "content/prompts"
    """A folder whose files take the place of our prompts of the same name."""
    include: tuple[str, ...] | None = None
    """Words one of which an entry must have, where its source names none; absent: its relevance decides."""
    relevance: Annotated[float, Field(ge=0, le=1)] = 0.4
    """From which relevance on an entry is taken, by the evidence of topics.yml; 0: every entry."""
    exclude: tuple[str, ...] = ()
    """Words that drop an entry of any source."""
    edition: EditionRules = EditionRules()
    """How many items stand where."""
    gates: Gates = Gates()
    """What must hold before the site is put online."""
    fetch: FetchLimits = FetchLimits()
    """Limits on the network."""
    hub: Url | None = None
    """Address of a WebSub hub that feeds name, so that subscribers hear of changes at once."""
    ai_crawlers: Literal["allow", "deny"] = "allow"
    """Whether robots.txt lets in crawlers that collect for AI."""
    host: Host = Host()
    """Where archive and site are pushed."""
    preview_images: bool = True
    """Whether editions and items get an image for previews on social networks."""
    contact: Line | None = None
    """Mail or web address for corrections and takedowns, shown on every page."""

    newsletter: Newsletter | None = None
    """Absent: the letter can be written, but not sent."""
    announce: tuple[Webhook, ...] = ()
    """Whom `recap announce` tells of an edition."""

    @field_validator("announce")
    @classmethod
    def _each_channel_once(cls, announce: tuple[Webhook, ...]) -> tuple[Webhook, ...]:
        if len({webhook.url_env for webhook in announce}) < len(announce):
            raise ValueError("names one url_env twice")
        return announce

    @field_validator("engine")
    @classmethod
    def _model_engine_has_a_model(cls, engine: str, info: ValidationInfo) -> str:
        if engine == "model" and not info.data.get("model"):
            raise ValueError("must be auto or extractive as long as no `model` is set (model: openai/gpt-5-mini)")
        return engine

    @model_validator(mode="before")
    @classmethod
    def _first_language_is_its_own(cls, options: Any) -> Any:
        """Who lists languages need not repeat the first."""
        listed = options.get("languages") if isinstance(options, Mapping) else None
        return {"language": listed[0], **options} if isinstance(listed, list | tuple) and listed else options

    @field_validator("languages")
    @classmethod
    def _own_language_stands_first(cls, languages: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        own = info.data.get("language")
        if languages and own and languages[0] != own:
            raise ValueError(f"must begin with {own}, the `language` of the site, whose pages have no prefix")
        if len(set(languages)) < len(languages):
            raise ValueError("names a language twice")
        return languages

    @field_validator("fallback_models")
    @classmethod
    def _fallbacks_follow_a_model(cls, models: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if models and not info.data.get("model"):
            raise ValueError("need `model`: the first of the models that are asked")
        return models

    @property
    def models(self) -> tuple[str, ...]:
        """The models that are asked, in order, each once; empty where the extractive engine writes."""
        if self.engine == "extractive" or not self.model:
            return ()
        return tuple(dict.fromkeys((self.model, *self.fallback_models)))

    @property
    def every_model(self) -> tuple[str, ...]:
        """The models that may be called: those that write, and the one that verifies what they wrote."""
        verifying = (self.verify_model,) if self.models and self.verify_model else ()
        return tuple(dict.fromkeys((*self.models, *verifying)))

    def sources_of(self, root: Path) -> str:
        """Where the sources are listed: an address, or a path. root: the folder of mkdocs.yml."""
        return self.sources if is_web_address(self.sources) else str(root / self.sources)

    def api_base_of(self, model: str) -> str | None:
        """The address at which a model is asked; None is its provider's."""
        bases = self.api_base or {}
        return bases.get(model, bases.get(EVERY_MODEL))


def parse(options: Mapping[str, Any], mkdocs_yml: Path | None) -> Settings:
    """The settings of a plugin's options.

    mkdocs_yml: the file they come from, for the lines of messages.
    Raises InvalidContent naming file, line, key and remedy of every fault.
    """
    file = mkdocs_yml.name if mkdocs_yml else "mkdocs.yml"
    text = read_text(mkdocs_yml, file) if mkdocs_yml and mkdocs_yml.is_file() else ""
    try:
        settings = yamltext.validate(Settings, dict(options), text, file, within=_place_of_plugin(text))
    except InvalidContent as error:
        raise InvalidContent(_secrets_told(error.faults)) from error
    allowed = os.environ.get(ALLOW_PRIVATE, "")
    if allowed not in ("", "0", "1"):
        problem = f"says {allowed[:80]!r}, which is neither 1 nor 0"
        raise InvalidContent(
            [Fault(ALLOW_PRIVATE, 0, "", problem, "set it to 1 to read private addresses, or unset it")]
        )
    if allowed == "1":
        settings = settings.model_copy(update={"fetch": settings.fetch.model_copy(update={"allow_private": True})})
    return settings


def holds_secret(name: str) -> bool:
    """Whether an option or a part of an address of this name would hold a secret."""
    return _SECRET.search(name) is not None


def _secrets_told(faults: Iterable[Fault]) -> list[Fault]:
    """The faults; of an option that would hold a secret it is said where secrets belong."""
    problem = "is a secret, and secrets are read from the environment only"
    remedy = (
        "take it out, replace the key if it was committed, and set the provider's variable,"
        " like OPENAI_API_KEY or RECAP_SMTP_PASSWORD"
    )
    return [
        replace(fault, problem=problem, remedy=remedy) if holds_secret(fault.key.split(".")[-1]) else _untold(fault)
        for fault in faults
    ]


def _untold(fault: Fault) -> Fault:
    """The fault without the value: where the name of a variable or a bare address belongs, it may hold the secret."""
    if fault.key == "executor":
        return replace(fault, problem=ALLOWED, remedy="without user, path or query")
    if not fault.key.endswith(".url_env"):
        return fault
    remedy = "name it like RECAP_SLACK_URL, and put the address into the environment under that name"
    return replace(fault, problem="must be the name of an environment variable", remedy=remedy)


def key_in(text: str, *option: str | int) -> str:
    """The dotted key of an option of the plugin inside mkdocs.yml, of which `text` is the text."""
    return ".".join(map(str, (*_place_of_plugin(text), *option)))


def _place_of_plugin(text: str) -> yamltext.Path:
    """Path of the plugin's options inside mkdocs.yml: plugins is a list of names and one-key mappings, or a mapping."""
    return next((path for path in yamltext.paths_of(text) if path[:1] == ("plugins",) and path[-1:] == (PLUGIN,)), ())
