"""Tells which posts get more interaction out of their reach than the other posts on the same platform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

LEAST_POSTS = 20
"""Posts of a kind on a platform, and others beside them, before they are compared."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Posts of one kind on one platform.

    ratio: interactions per person reached beside those of the other posts there (1: alike), geometric mean; low, high:
    95 % interval; p: of no difference. rate: their own interactions per person reached, pooled. since: first post.
    """

    platform: str
    kind: str
    posts: int
    rate: float
    ratio: float
    low: float
    high: float
    p: float
    since: date


def fits(posts: pd.DataFrame, trait: str, within: str | None = None) -> Iterator[Fit]:
    """Every value of a trait on every platform that has enough posts.

    posts: platform, published_on, reach, interactions and the trait. within: another trait that is held constant (each
    post counts by its distance from the mean of its platform and that trait). Compared are posts since the first of
    the kind, so that what came up later is not measured against another time. The surest difference of a platform is
    taken first, the rest is compared without these posts, else one good kind would make all others look bad.
    Student's t on log((interactions + ½) / reach), one variance; posts are the cases, not people. It is an
    association: good subjects may be told as reels.
    """
    known = posts[(posts.reach > 0) & posts.interactions.notna() & posts[trait].notna() & posts.platform.notna()]
    known = known.assign(log=np.log((known.interactions.astype(float) + 0.5) / known.reach.astype(float)))
    if within is not None:
        alike = known.log.groupby([known.platform, known[within].fillna("")])
        known = known.assign(log=known.log - alike.transform("mean"))
    for _, rest in known.groupby("platform"):
        while found := sorted(_compared(rest, trait), key=lambda one: one.p):
            yield found[0]
            if found[0].p >= CLEAR:
                yield from found[1:]
                break
            rest = rest[rest[trait] != found[0].kind]


CLEAR = 0.01
"""Differences less sure than this are left among the posts that others are compared with."""


def _compared(posts: pd.DataFrame, trait: str) -> Iterator[Fit]:
    """Each kind of one platform beside the other posts."""
    from scipy.stats import t

    for kind, own in posts.groupby(trait):
        since = own.published_on.min()
        beside = posts[(posts[trait] != kind) & (posts.published_on >= since)]
        n, m = len(own), len(beside)
        if min(n, m) < LEAST_POSTS:
            continue
        gap, freedom = float(own.log.mean() - beside.log.mean()), n + m - 2
        pooled = ((n - 1) * own.log.var() + (m - 1) * beside.log.var()) / freedom
        error = float(np.sqrt(pooled * (1 / n + 1 / m)))
        if error == 0:
            continue
        far = float(t.ppf(0.975, freedom)) * error
        yield Fit(
            platform=str(own.platform.iloc[0]),
            kind=str(kind),
            posts=n,
            rate=float(own.interactions.sum() / own.reach.sum()),
            ratio=float(np.exp(gap)),
            low=float(np.exp(gap - far)),
            high=float(np.exp(gap + far)),
            p=float(2 * t.sf(abs(gap) / error, freedom)),
            since=since.date(),
        )
