"""Which posts work where: planted differences are found, chance and mirrors of a difference are not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from leitstand.analysis.digital.content import fits

KINDS = ("image", "text", "reel")


def posts(seed: int, factor: float = 1.0, each: int = 40) -> pd.DataFrame:
    """Three kinds on two platforms; reels on one of them get `factor` times the interaction."""
    dice = np.random.default_rng(seed)
    rows = pd.MultiIndex.from_product([["here", "there"], KINDS, range(each)], names=["platform", "kind", "n"])
    frame = rows.to_frame(index=False)
    reach = dice.lognormal(7, 0.5, len(frame)).round() + 20
    rate = 0.03 * dice.lognormal(0, 0.3, len(frame))
    better = (frame.platform == "here") & (frame.kind == "reel")
    interactions = dice.binomial(reach.astype(int), np.minimum(rate * np.where(better, factor, 1), 0.9))
    days = pd.Timestamp("2025-01-01") + pd.to_timedelta(dice.integers(0, 300, len(frame)), unit="D")
    return frame.assign(reach=reach, interactions=interactions, published_on=days)


def test_what_works_on_one_platform_only_is_found_with_its_size() -> None:
    found = {(one.platform, one.kind): one for one in fits(posts(1, factor=2.5), "kind")}
    reel = found["here", "reel"]
    assert reel.p < 1e-9 and reel.low < 2.5 < reel.high
    others = [one for place, one in found.items() if place != ("here", "reel")]
    assert len(others) == 5 and all(one.p > 0.001 for one in others), "the others are not worse for a good one"


def test_a_weekday_is_not_good_because_reels_come_out_on_it() -> None:
    frame = posts(2, factor=3)
    dice = np.random.default_rng(3)
    frame["weekday"] = np.where(frame.kind == "reel", "5", dice.choice(["1", "2", "5"], len(frame)))
    plain = {(one.platform, one.kind): one.p for one in fits(frame, "weekday")}
    fair = {(one.platform, one.kind): one.p for one in fits(frame, "weekday", within="kind")}
    assert plain["here", "5"] < 1e-6 and min(fair.values()) > 0.001


def test_chance_gives_no_more_alarms_than_promised() -> None:
    p = np.array([one.p for seed in range(60) for one in fits(posts(seed), "kind")])
    assert len(p) >= 300 and (p < 0.05).mean() <= 0.075 and (p < 0.005).mean() <= 0.015


def test_few_posts_say_nothing() -> None:
    assert list(fits(posts(1, each=9), "kind")) == []
    unknown = posts(1).assign(interactions=pd.NA, reach=0)
    assert list(fits(unknown, "kind")) == []


def test_the_interval_covers() -> None:
    held = [
        one.low <= 2 <= one.high
        for seed in range(100, 160)
        for one in fits(posts(seed, factor=2), "kind")
        if (one.platform, one.kind) == ("here", "reel")
    ]
    assert np.mean(held) == pytest.approx(0.95, abs=0.07)
