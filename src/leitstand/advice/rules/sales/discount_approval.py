"""Discounts eat the margin while more is sold: approval above a limit, a reason for each, a floor for the price."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from leitstand.advice.contract import Advice, Check, Example, Found, Level, Rule, Situation
from leitstand.advice.reading.customers import listed
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, worsened
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {"category": "product.category_l1", "channel": "order.channel", "country": "order.country"}
"""Dimensions of a segment whose order lines can be listed → column."""
LEAST_RISE = 0.01
"""Rise of the discounts' share of the list value that explains something."""


def look(situation: Situation) -> Iterator[Advice]:
    fewer = {frozenset(one.dims.items()) for one in worsened(situation, {"units_sold"})}
    cheaper = [one for one in found_in(situation, {"price_change"}) if one.effect < 0]
    for found in worsened(situation, {"gross_margin_rate"}):
        cannot_be_listed = not set(found.dims) <= set(COLUMNS)
        if found.type == "mix_shift" or cannot_be_listed or frozenset(found.dims.items()) in fewer:
            continue
        lines = _lines(situation, found)
        now, before = _rate(lines[lines.lately]), _rate(lines[~lines.lately])
        own_price = [one for one in cheaper if one.dims.items() <= found.dims.items()]
        if now - before < LEAST_RISE and not own_price:
            continue
        margin = situation.level("gross_margin_rate", found.dims)
        given = lines[lines.lately].groupby("product_id").line_discount_base.sum().sort_values(ascending=False)
        yield Advice(
            dims=found.dims,
            findings=[found.id, *(one.id for one in own_price)],
            gap=gap_of(found),
            affected=listed(Text(de="Produkte mit Rabatten, die höchsten zuerst", en="products with discounts, the "
                                 "highest first"), "product", given[given > 0].index),
            figures={
                **figures_of(found),
                "now": Figure(now, "ratio"),
                "before": Figure(before, "ratio"),
                # break-even: a discount d on margin m needs d / (m − d) more units, here for ten percent
                "more": Figure(_break_even(0.1, margin), "ratio"),
            },
        )  # fmt: skip


def _lines(situation: Situation, found: Found) -> pd.DataFrame:
    """Order lines of two years with their discounts; lately: of the last twelve months."""
    import pandas as pd

    own = {COLUMNS[name]: value for name, value in found.dims.items() if name in COLUMNS}
    columns = ["product_id", "order.ordered_on", "line_discount_base", "net_amount_base", *own]
    lines = situation.rows("order_line", columns)
    for column, value in own.items():
        lines = lines[lines[column] == value]
    today = datetime.combine(situation.as_of, datetime.min.time())
    day = pd.to_datetime(lines["order.ordered_on"])
    return lines.assign(lately=day > today - timedelta(days=365))[day > today - timedelta(days=730)]


def _rate(lines: pd.DataFrame) -> float:
    """Discounts in the list value of the lines."""
    given = float(lines.line_discount_base.astype(float).sum())
    whole = given + float(lines.net_amount_base.astype(float).sum())
    return given / whole if whole > 0 else 0.0


def _break_even(discount: float, margin: Level | None) -> float:
    return discount / (margin.value - discount) if margin is not None and margin.value > discount else 0.0


_LINES: Mapping[str, Sequence[Any]] = {
    "product_id": [1, 1, 2, 2],
    "net_amount_base": [90.0, 90.0, 80.0, 85.0],
    "order.ordered_on": [datetime(year, month, 1) for year in (2025, 2026) for month in (3, 4)],
}
_FALL = Found("a1", "level_shift", "gross_margin_rate", -0.04, "ratio", low=-0.06, high=-0.02, good=False)

RULE = Rule(
    title=Text(de="Rabatte genehmigen lassen", en="Have discounts approved"),
    pattern=Text(
        de=(
            "Die Marge sinkt, obwohl nicht weniger verkauft wird, und die Rabatte haben zugenommen oder der "
            "Preis ist gesunken."
        ),
        en="The margin falls although no less is sold, and discounts have increased or the price has fallen.",
    ),
    guard=Text(
        de=(
            "Rabattanteil um mindestens einen Prozentpunkt gestiegen oder Preissenkung nachgewiesen. Nicht bei "
            "gestiegenen Einkaufskosten oder verschobenen Anteilen."
        ),
        en=(
            "Share of discounts up by at least one percentage point, or a cut of prices shown. Not for higher "
            "purchase costs or shifted shares."
        ),
    ),
    problem=Text(
        de="{finding} Der Rabattanteil stieg von {before} auf {now}.",
        en="{finding} The share of discounts rose from {before} to {now}.",
    ),
    diagnosis=Text(
        de=(
            "Der Rückgang der Marge{segment} ging mit mehr Rabatt einher. Ein Rabatt von 10 % lohnt sich bei der "
            "heutigen Marge erst, wenn {more} mehr verkauft wird; das ist Rechnung, keine Schätzung."
        ),
        en=(
            "The fall of the margin{segment} went along with more discount. At the present margin a discount of "
            "10% pays only where {more} more is sold; that is arithmetic, no estimate."
        ),
    ),
    action=Text(
        de=(
            "Die Vertriebsleitung legt je Segment eine Preisuntergrenze fest; darüber hinausgehende Rabatte "
            "brauchen eine zweite Unterschrift und einen Grund aus einer festen Liste. Rabattaktionen ohne "
            "ausreichenden Mehrabsatz enden. Erster Schritt: die {count} Produkte der Liste durchgehen und "
            "entscheiden, welche Rabatte bleiben."
        ),
        en=(
            "The head of sales sets a price floor by segment; discounts beyond it need a second signature and a "
            "reason from a fixed list. Discount campaigns without enough additional sales end. First step: go "
            "through the {count} products on the list and decide which discounts remain."
        ),
    ),
    kind="process",
    lever="gross_margin_rate",
    effort="M",
    grade="B",
    source="Break-even arithmetic: discount / (margin − discount)",
    owner=Text(de="Vertriebsleitung", en="Head of sales"),
    check=Check(
        "gross_margin_rate",
        ("difference_in_differences", "interrupted_time_series"),
        13,
        Text(
            de="Marge der Produktgruppen mit gegen die ohne neue Grenze, ein Quartal.",
            en="Margin of product groups with against those without the new limit, one quarter.",
        ),
    ),
    guardrails=("units_sold", "win_rate"),
    look=look,
    fires=Example(
        findings=[_FALL],
        levels={("gross_margin_rate", (), 0): Level(0.38, 9000)},
        each_worth={"gross_margin_rate": 3_000_000.0},
        frames={"order_line": {**_LINES, "line_discount_base": [2.0, 2.0, 10.0, 9.0]}},
    ),
    silent=Example(findings=[_FALL], frames={"order_line": {**_LINES, "line_discount_base": [5.0, 5.0, 4.0, 5.0]}}),
    comes_first=True,
    needs=("order_line",),
)
