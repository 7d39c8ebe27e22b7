"""How far up an item stands, with reasons a reader can check."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from generator.model.base import same_language
from generator.model.item import Importance, Item, Related
from generator.model.source import Source
from generator.text.figures import CURRENCIES, PEOPLE, figures
from generator.text.kinds import JOBS, Kind, kind_of
from generator.text.papers import is_preprint

#: Shares of the score; they add up to 1.
SHARES = {"outlets": 0.42, "size": 0.16, "story": 0.14, "primary": 0.10, "desk": 0.10, "scale": 0.08}
#: So many independent outlets count in full.
MANY_OUTLETS = 7
#: So many cited claims make a large development.
MANY_CLAIMS = 14
#: So many steps of its story make a large one.
MANY_STEPS = 3
#: From here a sum of money in a headline or lead, in whatever currency, matters to many.
LARGE_SUM = 1e8
#: So many people whom a headline or lead counts are many; of those who lose their jobs fewer are, they lose more.
MANY_PEOPLE, MANY_JOBS = 1e6, 1e3
_PEOPLE = re.compile(
    r"[ -]?(?:[a-z]{1,20}[ -])?(?:people|persons|users|customers|patients|accounts|drivers|students|workers"
    r"|employees)\b"
    r"|\s?[名个]?(?:人|用户|客户|患者|账户|账号|学生|员工)"
)
_JOBS = re.compile(
    r"[ -]?(?:[a-z]{1,20}[ -])?(?:jobs|roles|positions|people|workers|employees|staff|layoffs)\b"
    r"|\s?余?(?:人|名员工|名|个岗位)"
)
#: What is told in one headline only cannot be weighed.
HEADLINE_ONLY = 0.6
#: A preprint that no one else reports has been read by no one else.
PREPRINT = 0.5
#: What so many outlets tell is less the affair of one company or one writer, whatever the title sounds like.
WIDELY_TOLD = 3
#: What a company tells of itself, and one other outlet at most.
OWN_WORD = 0.9
#: A page whose text is in another language than the site's serves fewer of its readers.
FOREIGN = 0.85


def importance(item: Item, sources: Mapping[str, Source], language: str) -> Importance:
    """Score in [0, 1] and its reasons; sources: by name, as far as they are known; language: the site's."""
    known = [sources[report.source] for report in item.articles if report.source in sources]
    outlets, claims, steps = len(item.publishers), sum(1 for _ in item.claims()), len(_story(item))
    best_tier = min((source.tier for source in known), default=2)
    scales = {
        "a sum of a hundred million or more": _names_large_sum(item),
        "a thousand jobs or more": kind_of(item.title) is JOBS and _counts(item, _JOBS, MANY_JOBS),
        "a million people or more": _counts(item, _PEOPLE, MANY_PEOPLE),
    }
    score = (
        SHARES["outlets"] * min(1.0, math.log2(max(1, outlets)) / math.log2(MANY_OUTLETS))
        + SHARES["size"] * min(1.0, claims / MANY_CLAIMS)
        + SHARES["story"] * min(1.0, steps / MANY_STEPS)
        + SHARES["primary"] * item.has_primary
        + SHARES["desk"] * (3 - best_tier) / 2
        + SHARES["scale"] * any(scales.values())
    )
    reasons = {
        f"{outlets} independent {'outlet' if outlets == 1 else 'outlets'}": True,
        "primary source": item.has_primary,
        "first-tier source": best_tier == 1,
        f"{claims} cited claims": claims >= MANY_CLAIMS // 2,
        f"{steps} earlier steps of its story": steps >= 2,
        **scales,
    }
    why = [reason for reason, holds in reasons.items() if holds]
    for reason, factor in _factors(item, known, outlets, language):
        score *= factor
        why.append(reason)
    return Importance(score=round(max(0.0, min(1.0, score)), 2), why=tuple(why))


def _story(item: Item) -> list[Related]:
    """What it goes on with: earlier items of its storyline or of the same matter."""
    return [related for related in item.related if related.relation in ("storyline", "earlier")]


def _names_large_sum(item: Item) -> bool:
    return any(figure.unit in CURRENCIES and figure.value >= LARGE_SUM for figure in figures(_lead(item)))


def _counts(item: Item, what: re.Pattern[str], least: float) -> bool:
    lead = _lead(item)
    found = [figure for figure in figures(lead) if figure.value >= least]
    return any(figure.unit in PEOPLE or (not figure.unit and what.match(lead, figure.end)) for figure in found)


def _lead(item: Item) -> str:
    return f"{item.title} {item.tldr.what_changed.text if item.tldr else ''}"


def _factors(item: Item, known: list[Source], outlets: int, language: str) -> Iterator[tuple[str, float]]:
    kind = kind_of(item.title)
    if kind:
        is_wide = outlets >= WIDELY_TOLD and not kind.is_news
        yield kind.reason, (1 + kind.weight) / 2 if is_wide else kind.weight
    if not item.evidence:
        yield "only a headline is known", HEADLINE_ONLY
    if outlets == 1 and (any(it.category == "papers" for it in known) or is_preprint(item.articles[0].url)):
        yield "a preprint no one else reports", PREPRINT
    elif _is_own_word(item, outlets, kind):
        yield "a company's own word that one other outlet reports at most", OWN_WORD
    if not same_language(item.language_told, language):
        yield "told in another language only", FOREIGN


def _is_own_word(item: Item, outlets: int, kind: Kind | None) -> bool:
    is_news = kind is not None and kind.is_news
    return item.has_primary and outlets < (2 if is_news else WIDELY_TOLD)
