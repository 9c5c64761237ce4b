"""Growth of competitors, one row per competitor and period, where the period is a year, quarter or month."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Facts, Relation


def build(facts: Facts) -> Any:
    import ibis

    seen, brands = facts.table("competitor_observation"), facts.table("competitor")
    own = brands.filter(brands.is_own.fill_null(False)).select("competitor_id")
    seen = seen.filter((seen.metric_key == "revenue_growth") & seen.value.notnull()).anti_join(own, "competitor_id")
    text = seen.period.strip().upper()
    year = text.re_extract(r"(\d{4})", 1)
    # 2024-Q1 or Q1 2024: the one that does not match is empty
    quarter = text.re_extract(r"^\d{4}[- /]?Q([1-4])$", 1) + text.re_extract(r"^Q([1-4])[- /]?\d{4}$", 1)
    month = text.re_extract(r"^\d{4}-(0[1-9]|1[0-2])$", 1)
    whole = text.re_search(r"^\d{4}$")
    rows = seen.mutate(
        months=ibis.cases((whole, 12), (quarter != "", 3), (month != "", 1), else_=0),
        first=ibis.cases(
            (quarter != "", quarter.try_cast("int64") * 3 - 2), (month != "", month.try_cast("int64")), else_=1
        ),
        year=year.try_cast("int64"),
    ).filter(lambda t: t.months > 0)
    following = rows.year * 12 + rows["first"] - 1 + rows.months
    rows = rows.mutate(
        first_on=ibis.date(rows.year, rows["first"], 1),
        next_on=ibis.date(following // 12, following % 12 + 1, 1),
    )
    # several sources for one competitor and period are one voice, not several
    return rows.group_by(["competitor_id", "first_on", "next_on"]).aggregate(growth=rows.value.mean())


RELATION = Relation(
    title=Text(de="Wachstum der Wettbewerber", en="Growth of competitors"),
    build=build,
    sources=("competitor_observation",),
    references={"competitor_id": "competitor"},
    days=("first_on",),
)
