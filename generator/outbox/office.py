"""From the command line to the outbox: opens site and archive, writes the files, sends what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.files import read_text, write_atomically
from generator.model.errors import ArchiveError, DeliveryError, Fault, InvalidContent
from generator.model.week import Week
from generator.options import Options, places_of
from generator.outbox.delivery import Carrier, Clock, Delivery, Outcome, Plan, deliver, plan
from generator.outbox.journal import key_of, open_journal, states_in
from generator.outbox.letter import Letter, letter_of
from generator.outbox.message import Mail, for_reader, mail_of, to_bytes
from generator.outbox.posts import bluesky, mastodon
from generator.outbox.rendering import render
from generator.outbox.smtp import SmtpCarrier, login_of
from generator.outbox.subscribers import folded, masked, read_subscribers, token_of
from generator.outbox.webhooks import WebhookCarrier, addresses_of
from generator.settings import Newsletter, Settings
from generator.shipped import DEFAULT_URL
from generator.site.config import read_config
from generator.site.languages import sites_of
from generator.site.loading import load_library
from generator.site.page import Site
from generator.site.words import load_words

SECRET = "RECAP_UNSUBSCRIBE_SECRET"  # noqa: S105 (the name of a variable)
SUBSCRIBERS = "RECAP_SUBSCRIBERS"
_FOLDER = "newsletter"
SENT = "sent"
"""The folder of the archive that says what was sent, in digests."""
_ATTRIBUTES = "# Of two runs that wrote at once git keeps all lines.\n* merge=union\n"
#: Messages to channels are few, and each channel is another server.
_CHANNELS_A_MINUTE = 600


@dataclass(frozen=True)
class Desk:
    """A letter, and all that is needed to do something with it."""

    letter: Letter
    settings: Settings
    project: Path
    """Folder of mkdocs.yml."""
    folder: Path
    """Where its files go."""
    content: Path
    """The archive."""

    def journal(self, kind: str) -> Path:
        """What was sent of it; kind: letters or messages.

        It is part of the archive, which is committed: a cache may be lost, or come back as it was before, and then the
        letter would go out again. Raises DeliveryError where one lies in the cache, as it did before.
        """
        name = f"{self.letter.week}.{self.letter.language}.{kind}"
        former = self.project / self.settings.cache / _FOLDER / name
        if former.exists():
            remedy = "send the next edition, or take the file away to send this one to all of them"
            raise DeliveryError(
                f"{former}: an older version began to send this, and this one cannot read to whom ({remedy})"
            )
        return self.content / SENT / name


def open_desk(options: Options, week: Week, language: str | None, out: Path | None) -> Desk:
    """The letter of a week. language: of those the site is published in; None is its own. out: another folder.

    Raises InvalidContent with the faults of configuration and archive, ArchiveError where there is no such edition or
    language.
    """
    config = read_config(options.config)
    project = options.root
    if not config.url:
        remedy = f"links of a letter lead there; write it like {DEFAULT_URL}"
        raise InvalidContent([Fault(str(options.config), 0, "site_url", "is missing", remedy)])
    library, is_sample = load_library(config.settings, project, options.content)
    words = load_words(config.settings.language)
    own = Site(
        name=config.name, description=words("site_description"), url=config.url.rstrip("/") + "/", words=words,
        sample=is_sample, contact=config.settings.contact or "",
    )  # fmt: skip
    sites = {site.language: site for site in sites_of(own, config.settings.languages, library)}
    site = sites.get(language or own.language)
    if site is None:
        known = ", ".join(sites)
        raise ArchiveError(f"the site is not published in {language!r}; languages in mkdocs.yml are {known}")
    library.archive.edition_of(week)
    name = str(week) if site is sites[own.language] else f"{week}.{site.language}"
    folder = out or project / config.settings.cache / _FOLDER / name
    return Desk(letter_of(site, library, week), config.settings, project, folder, places_of(options, config).content)


def write_letter(desk: Desk) -> tuple[Mail, str]:
    """Write letter.html, letter.txt and letter.eml; the mail, and what is to be told of it."""
    newsletter = desk.settings.newsletter
    rendered = render(desk.letter, newsletter)
    mail = mail_of(desk.letter, rendered, newsletter)
    recipient = newsletter.list_address if newsletter else None
    files = {
        "letter.html": rendered.html.encode(),
        "letter.txt": rendered.text.encode(),
        "letter.eml": to_bytes(mail, recipient or ""),
    }
    for name, data in files.items():
        write_atomically(desk.folder / name, data)
    left_out = f", {rendered.left_out} more on the site" if rendered.left_out else ""
    size = len(files["letter.html"]) / 1000
    told = f"letter.html ({size:.0f} kB), letter.txt, letter.eml; {rendered.stories} events{left_out}"
    return mail, f"{desk.folder}: {told}"


def write_posts(desk: Desk) -> str:
    """Write mastodon.txt and bluesky.txt; what is to be told of them."""
    for name, post in {"mastodon.txt": mastodon(desk.letter), "bluesky.txt": bluesky(desk.letter)}.items():
        write_atomically(desk.folder / name, post.encode())
    return f"{desk.folder}: mastodon.txt, bluesky.txt"


@dataclass(frozen=True)
class Sending:
    """How to send.

    environment: where secrets are read from; dry: only say what would be done; again: also what may have arrived.
    """

    environment: Mapping[str, str]
    dry: bool = False
    again: bool = False
    clock: Clock = field(default_factory=Clock)


def send_letter(desk: Desk, mail: Mail, sending: Sending) -> tuple[Plan, Outcome]:
    """Send the letter to everyone who has not got it yet.

    Raises InvalidContent for faults of the subscribers' file, DeliveryError where nothing can be sent.
    """
    newsletter = _sendable(desk)
    secret = _secret(newsletter, sending.environment)
    deliveries = [
        Delivery(key_of(mail.message_id, folded(address), secret=secret), masked(address), address)
        for address in _recipients(desk, newsletter, sending.environment)
    ]
    login = login_of(sending.environment, newsletter)

    def write(address: str) -> bytes:
        return to_bytes(for_reader(mail, token_of(address, secret)), address)

    carrier = SmtpCarrier(newsletter, login, write)
    try:
        done = _delivered(desk.journal("letters"), deliveries, carrier, newsletter.per_minute, sending)
        carrier.quit()
    finally:
        carrier.close()
    return done


def tell_channels(desk: Desk, sending: Sending) -> tuple[Plan, Outcome]:
    """Tell every channel that has not been told yet. Raises DeliveryError where an address is missing."""
    webhooks = desk.settings.announce
    if webhooks:
        _refuse_samples(desk)
    addresses = addresses_of(webhooks, sending.environment)
    deliveries = [
        Delivery(key_of(desk.letter.href, it.url_env), f"{it.kind} ({it.url_env})", it.url_env) for it in webhooks
    ]
    carrier = WebhookCarrier(desk.letter, addresses, webhooks, sending.clock)
    return _delivered(desk.journal("messages"), deliveries, carrier, _CHANNELS_A_MINUTE, sending)


def _delivered(
    path: Path, deliveries: Sequence[Delivery], carrier: Carrier, per_minute: int, sending: Sending
) -> tuple[Plan, Outcome]:
    """Make the deliveries that a journal of the archive does not know as made, or only say which, and write nothing."""
    if sending.dry:
        planned = plan(deliveries, states_in(path).get, sending.again)
        return planned, Outcome(left=len(planned.waiting))
    write_atomically(path.with_name(".gitattributes"), _ATTRIBUTES.encode())
    with open_journal(path) as journal:
        planned = plan(deliveries, journal.state, sending.again)
        return planned, deliver(planned, carrier, journal, per_minute, sending.clock)


def _sendable(desk: Desk) -> Newsletter:
    if desk.settings.newsletter is None:
        raise DeliveryError("nothing says how to send: set newsletter under plugins: - recap: in mkdocs.yml")
    _refuse_samples(desk)
    return desk.settings.newsletter


def _refuse_samples(desk: Desk) -> None:
    if desk.letter.site.sample:
        raise DeliveryError("the samples are invented and are not sent to anybody; publish an edition first")


def _recipients(desk: Desk, newsletter: Newsletter, environment: Mapping[str, str]) -> tuple[str, ...]:
    if newsletter.list_address:
        return (newsletter.list_address,)
    if listed := environment.get(SUBSCRIBERS):
        return read_subscribers(listed, SUBSCRIBERS)
    path = desk.project / (newsletter.subscribers or "")
    if not path.is_file():
        remedy = f"one address a line; newsletter: subscribers in mkdocs.yml names the file, or set {SUBSCRIBERS}"
        raise InvalidContent([Fault(str(path), 0, "", "is not there", remedy)])
    return read_subscribers(read_text(path), str(path))


def _secret(newsletter: Newsletter, environment: Mapping[str, str]) -> str:
    """What tokens of readers and their keys in the journal are made with; empty for a list, which has neither."""
    if newsletter.list_address:
        return ""
    if not environment.get(SECRET):
        raise DeliveryError(
            f"{SECRET} is not set; what stands for a reader in links and in the journal is made with it"
        )
    return environment[SECRET]
