"""Looks at page elements of which visitors saw one variant or the other at the same time: which converts better?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from leitstand.analysis.contract import Candidate, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.trials import LEAST, Difference, bounds, two_shares
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

METRIC = "conversion_rate"


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    columns = ["page_element.name", "variant", "day", "sessions_exposed", "sessions_exposed_converted"]
    days = sight.rows("element_day", columns)
    days = days[days.variant.notna() & days["page_element.name"].notna()]
    for name, own in days.groupby("page_element.name"):
        variants = sorted(own.variant.unique())
        if len(variants) >= 2:
            yield from _test(str(name), own, variants)


def _test(name: str, days: pd.DataFrame, variants: list[str]) -> Iterator[Candidate | TooLittle]:
    """The first variant is what there was; only days on which all are shown are fair."""
    shown = days.groupby("day").variant.nunique()
    together = days[days.day.isin(shown[shown == len(variants)].index)]
    sums = together.groupby("variant")[["sessions_exposed", "sessions_exposed_converted"]].sum().reindex(variants)
    seen, converted = (sums[column].fillna(0).astype(int) for column in sums)
    if seen.min() < LEAST:
        what = Text(de="Sitzungen je Variante an gemeinsamen Tagen", en="sessions per variant on shared days")
        yield TooLittle(METRIC, {"page_element": name}, what, LEAST, int(seen.min()))
        return
    control = variants[0]
    since, until = together.day.min().date(), together.day.max().date() + timedelta(days=1)
    for variant in variants[1:]:
        found = two_shares(int(converted[variant]), int(seen[variant]), int(converted[control]), int(seen[control]))
        about = (name, variant, control, (since, until), found, int(seen[variant] + seen[control]))
        yield _candidate("element_effect", *about, p=found.p)
        if found.low <= 0 <= found.high:
            yield _candidate("element_without_effect", *about, p=None)


def _candidate(
    kind: str, name: str, variant: str, control: str, days: tuple[date, date], found: Difference, sessions: int,
    *, p: float | None,
) -> Candidate:  # fmt: skip
    figures = {
        "element": Figure(name, "text"),
        "variant": Figure(variant, "text"),
        "control": Figure(control, "text"),
        "with": Figure(found.treated, "ratio"),
        "without": Figure(found.control, "ratio"),
        "sessions": Figure(sessions, "count"),
        **bounds(found),
    }
    return Candidate(
        type=kind,
        metric=METRIC,
        dims={"page_element": name},
        effect=found.effect,
        low=found.low,
        high=found.high,
        unit="ratio",
        since=days[0],
        until=days[1],
        p=p,
        figures=figures,
        evidence=Evidence(
            "bars",
            {"label": [variant, control], "value": [found.treated, found.control]},
            "ratio",
            Text(de="Sitzungen mit Abschluss je Variante", en="Sessions that converted, by variant"),
        ),
        unchecked=[
            Text(de="ob der Zufall entschied, wer was sah", en="whether chance decided who saw which"),
        ],
        good=found.effect > 0 if p is not None else None,
        matter=f"element {name} {variant}",
    )


METHOD = Method(
    title=Text(de="Varianten von Seitenelementen", en="Variants of page elements"),
    question=Text(de="Welche Variante führt öfter zum Abschluss?", en="Which variant converts more often?"),
    formula="share of exposed sessions that convert, variant − first variant, on days with all variants; Fisher's "
    "exact test, Newcombe's interval",
    misleads=Text(
        de="wenn nicht der Zufall entscheidet, wer welche Variante sieht",
        en="where chance does not decide who sees which variant",
    ),
    reference="Fisher (1935); Newcombe (1998)",
    finds=("element_effect", "element_without_effect"),
    look=look,
    needs=("element_day",),
)
