"""Whether calculated targets keep their word: python benchmarks/targets.py [--companies 500] [--seed 1] [--home HOME].

Simulated companies (trend, season, noise with memory, drift; customers × frequency × order value over 36 months) set a
target; then a year comes, in which each lever brings the share of its planned movement that is drawn from the
assumption of the product. How often is the target (P50) reached, how often the commitment (P80)? The forecast error is
the real one of these series. As a second check the year ahead of the 1,428 real monthly series of M3 (no levers):
whole history, and the last 36 months only. --home: the time of a what-if question in that home.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from leitstand.planning.scenarios.scenario import scenario
from leitstand.planning.targets.levers import UNPROVEN, lever
from leitstand.planning.targets.planned import Planned, plan, ramped
from leitstand.planning.targets.year import year_ahead

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "m3"
HISTORY, YEAR = 36, 12
SPREADS = {"customers": 0.6, "frequency": 0.5, "value": 0.4}
"""How lively each driver is, beside the company."""
QUESTIONS = ("active_customers", "purchase_frequency", "aov", "orders", "net_price_per_unit", "win_rate", "cash_in")
LIKELY, COMMITTED = (0.45, 0.55), (0.76, 0.84)


@dataclass(frozen=True)
class Company:
    """Months of each driver: history and the year after it, had nothing been done."""

    drivers: dict[str, np.ndarray]

    @property
    def revenue(self) -> np.ndarray:
        revenue: np.ndarray = np.prod(list(self.drivers.values()), axis=0)
        return revenue


def company(rng: np.random.Generator) -> Company:
    """Its levels, trend, season, noise and drift are drawn; a year grows by 1 % in the median (as in M3) and
    strays by 5 % (M3: 6 %)."""
    months = np.arange(HISTORY + YEAR)
    noise, drift, memory = rng.uniform(0.02, 0.08), rng.uniform(0.01, 0.035), rng.uniform(0, 0.8)
    drivers = {}
    for name, share in SPREADS.items():
        season = rng.normal(0, 0.12 * share, 12)
        stray = np.zeros(len(months))
        for month, shock in enumerate(rng.normal(0, noise * share, len(months))):
            stray[month] = memory * stray[month - 1] + shock if month else shock
        trend = rng.normal(0.004, 0.06 * share) / 12 * months
        walk = np.cumsum(rng.normal(0, drift * share, len(months)))
        drivers[name] = np.exp(rng.normal(4, 1) + trend + (season - season.mean())[months % 12] + stray + walk)
    return Company(drivers)


def planned(one: Company, wish: float) -> Planned:
    """The plan for so much more revenue than forecast, from the history alone."""
    year = year_ahead(one.revenue[:HISTORY])
    levers = []
    for name, months in one.drivers.items():
        past = months[:HISTORY]
        rolling = [float(past[end - YEAR : end].mean()) for end in range(YEAR, HISTORY + 1, 3)]
        levers.append(lever(name, year_ahead(past, flow=False).value, rolling, direction="up"))
    return plan(year, year.value * (1 + wish), levers, "product")


def comes(one: Company, plan: Planned, rng: np.random.Generator) -> float:
    """The revenue of the year after, with what the levers bring, month by month as they come about."""
    moved = sum(rng.normal(*UNPROVEN) * np.log(driver.factor or 1.0) for driver in plan.drivers)
    lifted = ramped(plan.year, plan.year.value * float(np.exp(moved))) / plan.year.path
    return float((one.revenue[HISTORY:] * lifted).sum())


def calibration(companies: int, seed: int) -> dict[str, float]:
    """Shares of companies that reach what was said."""
    rng = np.random.default_rng(seed)
    reached = []
    for _ in range(companies):
        one = company(rng)
        found = planned(one, rng.uniform(0.0, 0.2))
        actual = comes(one, found, rng)
        reached.append((
            actual >= found.likely, actual >= found.commitment, actual >= found.stretch, actual >= found.target,
            found.probability, found.feasible,
        ))  # fmt: skip
    names = ("p50", "p80", "p20", "wish", "wish_said", "feasible")
    return dict(zip(names, np.mean(reached, axis=0).tolist(), strict=True))


def real_years(known: int | None) -> dict[str, float]:
    """The same of the year ahead of the M3 monthly series, without levers. known: so many last months only."""
    rows = pd.read_parquet(DATA / "M3.parquet").sort_values(["series", "t"])
    about = pd.read_csv(DATA / "M3_meta.csv")
    rows = rows[rows.series.isin(about.series[about.period == "MONTHLY"])]
    reached = []
    for _, one in rows.groupby("series"):
        past, after = (one.value[(one.part == "train") == before].to_numpy() for before in (True, False))
        year = year_ahead(past[-known:] if known else past)
        draws = year.draws(4_000, np.random.default_rng(0))
        reached.append(after[:YEAR].sum() >= np.quantile(draws, [0.5, 0.2, 0.8]))
    return dict(zip(("p50", "p80", "p20"), np.mean(reached, axis=0).tolist(), strict=True))


def whatif(home: str) -> dict[str, float]:
    """Seconds to make a company ready, and the milliseconds of the slowest of some what-if questions."""
    from leitstand.workspace import Workspace

    workspace = Workspace(home)
    started = time.perf_counter()
    ready = scenario(workspace.facts)
    seconds = time.perf_counter() - started
    known = [name for name in QUESTIONS if name in ready.graph.values]
    slowest = 0.0
    for names in [*([name] for name in known), known]:
        started = time.perf_counter()
        ready.whatif(dict.fromkeys(names, 0.05))
        slowest = max(slowest, time.perf_counter() - started)
    return {"ready_seconds": seconds, "questions": len(known) + 1, "slowest_milliseconds": 1000 * slowest}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", help="measure a what-if question in this home too")
    args = parser.parse_args()
    started = time.perf_counter()
    found = {f"{args.companies} simulated companies": calibration(args.companies, args.seed)}
    seconds = time.perf_counter() - started
    if DATA.exists():
        found |= {"M3 monthly, no levers": real_years(None), "M3 monthly, last 36 months": real_years(HISTORY)}
    print(f"{'':32} {'P50 reached':>12} {'P80 reached':>12} {'P20 reached':>12}   (said: 50, 80, 20 %)")
    for name, one in found.items():
        print(f"{name:32} {one['p50']:12.1%} {one['p80']:12.1%} {one['p20']:12.1%}")
    first = next(iter(found.values()))
    print(
        f"the wish itself: reached {first['wish']:.1%}, said {first['wish_said']:.1%}; feasible {first['feasible']:.0%}"
    )
    passed = LIKELY[0] <= first["p50"] <= LIKELY[1] and COMMITTED[0] <= first["p80"] <= COMMITTED[1]
    print(f"P50 within 45–55 % and P80 within 76–84 %: {'yes' if passed else 'NO'} ({seconds:.0f} s)")
    if args.home:
        asked = whatif(args.home)
        found["what-if"] = asked
        print(
            f"what-if: ready in {asked['ready_seconds']:.1f} s, slowest answer {asked['slowest_milliseconds']:.1f} ms"
        )
    print(json.dumps({"targets": found, "passed": passed}))


if __name__ == "__main__":
    main()
