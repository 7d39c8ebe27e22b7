"""An edition as messages to channels: what each kind of webhook takes. No text in it can call a person."""

from __future__ import annotations

import re
from typing import Any

from generator.model.base import instant_text
from generator.outbox.letter import Letter, Line
from generator.settings import Webhook

#: https://discord.com/developers/docs/resources/message#embed-object-embed-limits
_DISCORD_TITLE, _DISCORD_TEXT = 256, 4096
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~-])")
#: Behind an @ it keeps channels from calling everyone.
_NOBODY = "\u200b"


def payload(webhook: Webhook, letter: Letter) -> dict[str, Any]:
    """The JSON of a message."""
    return {"slack": _slack, "discord": _discord, "mattermost": _mattermost, "json": _json}[webhook.kind](letter)


def _slack(letter: Letter) -> dict[str, Any]:
    """https://docs.slack.dev/messaging/formatting-message-text: three characters are escaped."""
    lines = [f"• {_for_slack(line.text.text)} <{line.href}|{_for_slack(_names(line))}>" for line in letter.lines]
    title = f"*<{letter.href}|{_for_slack(letter.title)}>*"
    return {"text": "\n".join([title, *map(_for_slack, letter.labels), *lines]), "unfurl_links": False}


def _mattermost(letter: Letter) -> dict[str, Any]:
    """https://developers.mattermost.com/integrate/webhooks/incoming/: Markdown."""
    title = f"#### [{_for_markdown(letter.title)}]({letter.href})"
    return {"text": "\n".join([title, *_in_markdown(letter)])}


def _discord(letter: Letter) -> dict[str, Any]:
    """https://discord.com/developers/docs/resources/webhook#execute-webhook; nobody is called, whatever it says."""
    kept: list[str] = []
    for line in _in_markdown(letter):
        if len("\n".join([*kept, line])) <= _DISCORD_TEXT:
            kept.append(line)
    embed = {"title": letter.title[:_DISCORD_TITLE], "url": letter.href, "description": "\n".join(kept)}
    return {"embeds": [embed], "allowed_mentions": {"parse": []}}


def _json(letter: Letter) -> dict[str, Any]:
    """Plain data, for programs."""
    return {
        "week": str(letter.week),
        "title": letter.title,
        "url": letter.href,
        "language": letter.language,
        "published": instant_text(letter.published),
        "labels": list(letter.labels),
        "lines": [
            {
                "text": line.text.text,
                "url": line.href,
                "inference": line.inference,
                "sources": [{"name": it.outlet.text, "url": it.href} for it in line.sources],
            }
            for line in letter.lines
        ],
    }


def _in_markdown(letter: Letter) -> list[str]:
    """Labels and lines of the week, each a line."""
    lines = [f"- {_for_markdown(line.text.text)} [{_for_markdown(_names(line))}]({line.href})" for line in letter.lines]
    return [*map(_for_markdown, letter.labels), *lines]


def _names(line: Line) -> str:
    return ", ".join(source.outlet.text for source in line.sources) or "→"


def _for_slack(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", f"@{_NOBODY}")


def _for_markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text).replace("@", f"@{_NOBODY}")
