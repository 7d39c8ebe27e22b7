"""How far up an item stands, with reasons a reader can check."""

from __future__ import annotations

import math
from collections.abc import Mapping

from generator.model.item import Importance, Item
from generator.model.source import Source

#: Shares of the score; they add up to 1.
SHARES = {"outlets": 0.45, "primary": 0.15, "desk": 0.15, "size": 0.15, "fresh": 0.10}
#: So many independent outlets count in full.
MANY_OUTLETS = 8
#: So many cited claims make a large development.
MANY_CLAIMS = 14
#: A preprint that no one else reports has been read by no one else.
PREPRINT = 0.4
#: A page whose text is in another language than the site's serves fewer of its readers.
FOREIGN = 0.85


def importance(item: Item, sources: Mapping[str, Source], language: str) -> Importance:
    """Score in [0, 1] and its reasons; sources: by name, as far as they are known; language: the site's."""
    outlets = len(item.publishers)
    known = [sources[report.source] for report in item.articles if report.source in sources]
    claims = sum(1 for _ in item.claims())
    best_tier = min((source.tier for source in known), default=2)
    score = SHARES["outlets"] * min(1.0, math.log2(outlets + 1) / math.log2(MANY_OUTLETS + 1))
    score += SHARES["primary"] * item.has_primary
    score += SHARES["desk"] * (3 - best_tier) / 2
    score += SHARES["size"] * min(1.0, claims / MANY_CLAIMS)
    score += SHARES["fresh"] * (item.date - item.week.start).total_seconds() / (7 * 86400)
    why = [f"{outlets} independent {'outlet' if outlets == 1 else 'outlets'}"]
    if item.has_primary:
        why.append("primary source")
    if best_tier == 1:
        why.append("first-tier source")
    if claims >= MANY_CLAIMS // 2:
        why.append(f"{claims} cited claims")
    if outlets == 1 and any(source.category == "papers" for source in known):
        score *= PREPRINT
        why.append("a preprint no one else reports")
    if not item.language.startswith(language.split("-", maxsplit=1)[0]):
        score *= FOREIGN
        why.append("told in another language only")
    return Importance(score=round(max(0.0, min(1.0, score)), 2), why=tuple(why))
