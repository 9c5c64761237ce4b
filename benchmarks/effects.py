"""Whether the measured effects are right: published results, and actions that never were.

python benchmarks/effects.py [--placebos 1000] [--only hillstrom prop99 basque arma aa] [--demo HOME] [--json]

Needs ../shared/data. `aa`: per design, placebo actions (a random start, random units, nothing done) on real series; at
most 7 % may be called worked or harmed. --demo: home of a demo company without a story, whose series take part too.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pandas as pd

from leitstand.planning import ab_test, difference_in_differences, interrupted_time_series, synthetic_control
from leitstand.planning.effects.before_after import before_after
from leitstand.planning.effects.contract import Effect, verdict
from leitstand.planning.effects.uplift import uplift_by_segment

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
ALLOWED = 0.07
Placebo = Callable[[np.random.Generator], Effect]


def hillstrom() -> dict[str, Any]:
    mails = pd.read_csv(DATA / "hillstrom/hillstrom.csv")
    told: dict[str, Any] = {}
    for segment in ("Mens E-Mail", "Womens E-Mail"):
        own = mails[mails.segment.isin([segment, "No E-Mail"])]
        on = (own.segment == segment).to_numpy()
        for outcome in ("visit", "spend"):
            found = ab_test(own[outcome], on)
            told[f"{segment} {outcome}"] = _shown(found)
        told[f"{segment} spend, CUPED"] = _shown(ab_test(own.spend, on, covariate=own.history))
        bought = np.select([own.mens + own.womens == 2, own.mens == 1], ["both", "men's"], "women's")
        for row in uplift_by_segment(own.visit, on, bought):
            mark = "effect" if row.found else "no effect found"
            told[f"{segment} visit, bought {row.segment}"] = (
                f"{_shown(row.effect)}  {mark}, differs p={row.p_differs:.4f}"
            )
    return told


def prop99() -> dict[str, Any]:
    states = pd.read_csv(DATA / "causal_synthetic_control/california_prop99.csv", sep=";")
    names = {"unit": "State", "time": "Year", "outcome": "PacksPerCapita", "treated": "treated"}
    did = difference_in_differences(states, **names)
    packs = "PacksPerCapita"
    lagged = [(packs, 1975, 1975), (packs, 1980, 1980), (packs, 1988, 1988)]
    mixed, few = synthetic_control(states, **names), synthetic_control(states, **names, predictors=lagged)
    return {
        "difference in differences (-27.35)": _shown(did),
        "synthetic control, all years": f"{_shown(mixed)}  placebo p={mixed.p:.3f}  {_weights(mixed)}",
        "synthetic control, 1975, 1980, 1988": f"{_shown(few)}  placebo p={few.p:.3f}  {_weights(few)}",
    }


def basque_panel() -> tuple[pd.DataFrame, dict[str, Any]]:
    """The regions, and predictors and fit as Abadie and Gardeazabal (2003) chose them."""
    regions = pd.read_csv(DATA / "causal_synthetic_control/basque.csv").query("regionno != 1").copy()
    regions["treated"] = ((regions.regionno == 17) & (regions.year >= 1970)).astype(int)
    regions["school.higher"] = regions["school.high"] + regions["school.post.high"]
    schools = ["school.illit", "school.prim", "school.med", "school.higher"]
    regions[schools] = regions[schools].div(regions[schools].sum(axis=1, min_count=4), axis=0) * 100
    sectors = [name for name in regions if name.startswith("sec.")]
    predictors = [*((name, 1964, 1969) for name in (*schools, "invest")), ("gdpcap", 1960, 1969),
                  *((name, 1961, 1969) for name in sectors), ("popdens", 1969, 1969)]  # fmt: skip
    return regions, {
        "unit": "regionname", "time": "year", "outcome": "gdpcap", "treated": "treated",
        "predictors": predictors, "fit": (1960, 1969),
    }  # fmt: skip


def basque() -> dict[str, Any]:
    regions, names = basque_panel()
    found = synthetic_control(regions, **names)
    return {"synthetic control (.851 Cataluña, .149 Madrid)": f"{_shown(found)}  p={found.p:.3f}  {_weights(found)}"}


def arma() -> dict[str, Any]:
    """5 is added from the 71st value on; CausalImpact says +4.89 (0.31)."""
    pair = pd.read_csv(DATA / "causal_impact/arma_data.csv")
    series = pair.y.to_numpy() + np.where(np.arange(len(pair)) >= 70, 5.0, 0.0)
    found = interrupted_time_series(series, 70, controls=pair.X)
    return {"interrupted time series with a control (+5)": _shown(found)}


def _shown(found: Effect) -> str:
    return f"{found.estimate:+.4f} [{found.low:+.4f}, {found.high:+.4f}]"


def _weights(found: Effect) -> str:
    return ", ".join(f"{name} {weight:.3f}" for name, weight in sorted(found.weights.items(), key=lambda one: -one[1]))


def retail_lines() -> pd.DataFrame:
    """Day, group of articles, customer, amount; whole weeks from December 2010 to December 2011."""
    lines = pd.read_parquet(DATA / "online_retail/online_retail_uci352.parquet")
    lines["amount"] = lines.Quantity * lines.UnitPrice
    lines["week"] = (lines.InvoiceDate - pd.Timestamp(2010, 11, 29)).dt.days // 7
    lines["group"] = lines.StockCode.str[:3].where(lines.StockCode.str[:3].str.isdigit())
    return lines[lines.week < 53]


def retail_panel(lines: pd.DataFrame) -> pd.DataFrame:
    """Week × article group, those with sales in every week the shop was open."""
    sales = lines.pivot_table(index="week", columns="group", values="amount", aggfunc="sum")
    return sales.loc[:, (sales > 0).sum() == len(sales)]


def walmart_panel() -> pd.DataFrame:
    """Week × store, the stores without a hole."""
    sales = pd.read_csv(DATA / "walmart_weekly/Walmart.csv")
    sales["Date"] = pd.to_datetime(sales.Date, dayfirst=True)
    return sales.pivot(index="Date", columns="Store", values="Weekly_Sales").dropna(axis=1)


def demo_panel(home: Path, grain: str, metric: str, dimension: str) -> pd.DataFrame:
    """Period × cell of the demo company, cells with a positive value in every complete period."""
    from leitstand.workspace import Workspace

    rows = [(one.period.start, str(one.dims[dimension]), one.value)
            for one in Workspace(home).values(metric, grain, by=[dimension]) if one.complete]  # fmt: skip
    table = pd.DataFrame(rows, columns=["period", "cell", "value"]).pivot(
        index="period", columns="cell", values="value"
    )
    table = table.drop(columns=[name for name in table if name == "(other)"])
    return table.loc[:, (table > 0).all()]


def customers_placebo(buys: pd.DataFrame, last: int, kind: str) -> Placebo:
    """Half of those who bought before a random week, by lot; what they do in the eight weeks after."""

    def placebo(dice: np.random.Generator) -> Effect:
        start = int(dice.integers(12, last - 8))
        before = buys[buys.week < start].groupby("customer").amount.sum()
        after = buys[buys.week.between(start, start + 7)].groupby("customer").amount.agg(["sum", "size"])
        after = after.reindex(before.index).fillna(0.0)
        on = dice.permutation(len(before)) < len(before) // 2
        if kind == "rate":
            return ab_test(after["size"] > 0, on)
        if kind == "cuped":
            return ab_test(after["sum"], on, covariate=before)
        return ab_test(after["sum"], on, denominator=after["size"]) if kind == "ratio" else ab_test(after["sum"], on)

    return placebo


def units_placebo(panel: pd.DataFrame, sizes: tuple[int, ...], before: int, windows: tuple[int, ...]) -> Placebo:
    """Random units from a random period on, compared in percent with the others."""

    def placebo(dice: np.random.Generator) -> Effect:
        window, treated = int(dice.choice(windows)), int(dice.choice(sizes))
        start = int(dice.integers(before, len(panel) - window + 1))
        chosen = dice.choice(panel.columns, treated, replace=False)
        return difference_in_differences(long(panel, chosen, start, window), **LONG, scale="log")

    return placebo


LONG = {"unit": "unit", "time": "period", "outcome": "value", "treated": "treated"}


def long(panel: pd.DataFrame, chosen: Any, start: int, window: int) -> pd.DataFrame:
    """The panel up to the end of the window as a long table."""
    part = panel.iloc[: start + window].set_axis(range(start + window))
    rows = part.melt(ignore_index=False, var_name="unit", value_name="value").reset_index(names="period")
    rows["treated"] = ((rows.period >= start) & rows.unit.isin(list(chosen))).astype(int)
    return rows


def one_unit_placebo(panel: pd.DataFrame, before: int, window: int) -> Placebo:
    """One random unit, each series in percent of its own past, against its mixture of the others."""

    def placebo(dice: np.random.Generator) -> Effect:
        start = int(dice.integers(before, len(panel) - window + 1))
        index = panel / panel.iloc[:start].mean()
        return synthetic_control(long(index, [dice.choice(panel.columns)], start, window), **LONG)

    return placebo


def series_placebo(
    panel: pd.DataFrame, period: int | None, shapes: tuple[tuple[int, int], ...], design: str = ""
) -> Placebo:
    """One random series; shapes: periods before the start and in the window. design: before_after instead."""

    def placebo(dice: np.random.Generator) -> Effect:
        start, window = shapes[int(dice.integers(len(shapes)))]
        first = int(dice.integers(0, len(panel) - start - window + 1))
        series = panel[dice.choice(panel.columns)].to_numpy()[first : first + start + window]
        if design == "before_after":
            return before_after(series, start)
        return interrupted_time_series(series, start, period=period, scale="log")

    return placebo


def placebos(demo: Path | None) -> Iterator[tuple[str, str, Placebo]]:
    """Design, series, and what makes one placebo action on them."""
    lines, walmart = retail_lines(), walmart_panel()
    groups = retail_panel(lines)
    buys = lines.rename(columns={"CustomerID": "customer"}).dropna(subset=["customer"])
    buys = buys.groupby(["customer", "InvoiceNo", "week"], as_index=False).amount.sum()
    for kind in ("rate", "mean", "cuped", "ratio"):
        yield "ab_test", f"Online Retail customers, {kind}", customers_placebo(buys, 53, kind)
    yield (
        "difference_in_differences",
        "Online Retail, article groups",
        units_placebo(groups, (1, 3, 10), 20, (6, 8, 12)),
    )
    yield "difference_in_differences", "Walmart, stores", units_placebo(walmart, (1, 2, 5, 15), 26, (6, 12, 26))
    yield "synthetic_control", "Online Retail, article groups", one_unit_placebo(groups, 26, 8)
    yield "synthetic_control", "Walmart, stores", one_unit_placebo(walmart, 52, 12)
    yield (
        "interrupted_time_series",
        "Walmart, stores",
        series_placebo(walmart, 52, ((104, 6), (110, 8), (116, 12), (105, 26))),
    )
    yield "before_after", "Walmart, stores", series_placebo(walmart, None, ((26, 6), (52, 12)), "before_after")
    if demo is not None:
        yield from demo_placebos(demo)


def demo_placebos(home: Path) -> Iterator[tuple[str, str, Placebo]]:
    from leitstand.metrics.compute.rows import rows
    from leitstand.workspace import Workspace

    orders = rows(Workspace(home).facts, "order", ["customer_key", "ordered_on", "net_amount_base"]).dropna()
    days = pd.to_datetime(orders.ordered_on)
    orders["week"] = (days - days.min()).dt.days // 7
    orders["amount"] = orders.net_amount_base.astype(float)
    buys = orders.rename(columns={"customer_key": "customer"})
    for kind in ("rate", "mean"):
        yield "ab_test", f"demo customers, {kind}", customers_placebo(buys, int(buys.week.max()), kind)
    regions, visits = (
        demo_panel(home, "month", *one) for one in (("revenue_net", "region"), ("sessions", "traffic_channel"))
    )
    weekly = pd.concat([demo_whole(home, "week"), demo_panel(home, "week", "sessions", "traffic_channel")], axis=1)
    months = pd.concat([regions, visits], axis=1)
    yield "difference_in_differences", "demo, regions by month", units_placebo(regions, (1, 2), 18, (6, 9))
    yield "difference_in_differences", "demo, visits by month", units_placebo(visits, (1, 2), 18, (6, 9))
    yield "interrupted_time_series", "demo, weeks", series_placebo(weekly, 52, ((104, 8), (130, 12)))
    yield "interrupted_time_series", "demo, regions and visits by month", series_placebo(months, 12, ((24, 6), (30, 6)))


def demo_whole(home: Path, grain: str) -> pd.DataFrame:
    """Period × metric of the whole demo company."""
    from leitstand.workspace import Workspace

    values = Workspace(home).values
    return pd.DataFrame(
        {metric: {one.period.start: one.value for one in values(metric, grain) if one.complete}
         for metric in ("revenue_net", "orders", "active_customers", "units_sold", "sessions")}
    ).dropna()  # fmt: skip


def aa(count: int, demo: Path | None) -> dict[str, Any]:
    """Per design: placebo actions, verdicts, share of wrong ones; `count` per design, spread over its series."""
    kinds = list(placebos(demo))
    told: dict[str, Any] = {}
    for design in dict.fromkeys(design for design, _, _ in kinds):
        own = [(series, placebo) for one, series, placebo in kinds if one == design]
        wrong = made = 0
        for series, placebo in own:
            dice, began, seen = (
                np.random.default_rng(7),
                time.perf_counter(),
                {"worked": 0, "harmed": 0, "undecided": 0},
            )
            unsure = 0
            for _ in range(-(-count // len(own))):
                found = placebo(dice)
                seen[verdict(found)] += 1
                unsure += bool(found.failed)
            here = seen["worked"] + seen["harmed"]
            wrong, made = wrong + here, made + sum(seen.values())
            told[f"{design}: {series}"] = seen | {
                "assumption failed": unsure,
                "wrong": round(here / sum(seen.values()), 4),
                "seconds": round(time.perf_counter() - began, 1),
            }
            print(f"{design}: {series:38} {told[f'{design}: {series}']}", flush=True)
        told[design] = {"placebos": made, "wrong": round(wrong / made, 4), "ok": wrong / made <= ALLOWED}
        print(f"{design:69} {told[design]}", flush=True)
    return told


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--placebos", type=int, default=1000)
    parser.add_argument("--only", nargs="+", default=["hillstrom", "prop99", "basque", "arma", "aa"])
    parser.add_argument("--demo", type=Path)
    parser.add_argument("--json", action="store_true", help="one line of JSON at the end")
    args = parser.parse_args()
    known: dict[str, Callable[[], dict[str, Any]]] = {
        "hillstrom": hillstrom, "prop99": prop99, "basque": basque, "arma": arma,
        "aa": lambda: aa(args.placebos, args.demo),
    }  # fmt: skip
    told = {}
    for name in args.only:
        print(f"\n{name}")
        told[name] = known[name]()
        if name != "aa":
            for what, value in told[name].items():
                print(f"  {what:55} {value}")
    if args.json:
        print(json.dumps(told))


if __name__ == "__main__":
    main()
