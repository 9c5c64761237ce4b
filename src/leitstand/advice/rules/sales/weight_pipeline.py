"""Amounts of open deals are set too high: weight the forecast by what such deals have brought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from leitstand.advice.contract import Advice, Check, Example, Found, Gap, Rule, Situation
from leitstand.advice.reading.customers import listed
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

MUCH = 0.1
"""So far above what deals bring amounts must lie, with the whole interval: sellers who hope are everywhere."""


def look(situation: Situation) -> Iterator[Advice]:
    for found in found_in(situation, {"expected_amounts"}, good=False):
        if found.low is None or found.high is None or found.low < MUCH:
            continue
        by_stage = {dims["stage"]: share or 0.0 for _, dims, share, _ in found.drivers if "stage" in dims}
        by_stage |= {found.dims.get("stage", ""): found.effect}
        pipeline = _pipeline(situation)
        total = float(pipeline.amount.sum())
        too_high = float((pipeline.amount * pipeline.stage.map(by_stage).fillna(0.0)).sum())
        bias = too_high / total if total > 0 else found.effect
        spread = (found.high - found.low) / 2
        yield Advice(
            dims={},
            findings=[found.id],
            gap=Gap(-bias, -bias - spread, -bias + spread, "own_period"),
            affected=listed(Text(de="offene Verkaufschancen", en="open deals"), "deal", pipeline.deal_id),
            figures={
                **figures_of(found),
                "pipeline": Figure(total, "currency"),
                "too_high": Figure(too_high, "currency"),
                "bias": Figure(bias, "ratio"),
            },
        )


def _pipeline(situation: Situation) -> pd.DataFrame:
    """Open deals with their amount and present stage, the largest first."""
    deals = situation.rows("deal", ["deal_id", "outcome", "amount_base"])
    stays = situation.rows("deal_stage_history", ["deal_id", "pipeline_stage.label", "entered_at"])
    latest = stays.sort_values("entered_at").drop_duplicates("deal_id", keep="last").set_index("deal_id")
    deals = deals[deals.outcome == "open"]
    deals = deals.assign(
        amount=deals.amount_base.astype(float), stage=deals.deal_id.map(latest["pipeline_stage.label"])
    )
    return deals.sort_values("amount", ascending=False)


_FRAMES: Mapping[str, Mapping[str, Sequence[Any]]] = {
    "deal": {"deal_id": [1, 2], "outcome": ["open", "open"], "amount_base": [1000.0, 3000.0]},
    "deal_stage_history": {
        "deal_id": [1, 2],
        "pipeline_stage.label": ["Qualified", "Offer"],
        "entered_at": [datetime(2026, 9, 1), datetime(2026, 9, 2)],
    },
}

RULE = Rule(
    title=Text(de="Prognose nach Erfahrung gewichten", en="Weight the forecast by experience"),
    pattern=Text(
        de="Beträge von Verkaufschancen liegen im Mittel deutlich über dem, was die gewonnenen einbringen.",
        en="On average amounts of deals lie clearly above what those won bring.",
    ),
    guard=Text(
        de="Der ganze 95-%-Bereich liegt über 10 %. Nicht bei der üblichen Hoffnung des Vertriebs.",
        en="The whole 95% interval lies above 10%. Not for the usual hope of sellers.",
    ),
    problem=Text(
        de="{finding} In der offenen Pipeline ({pipeline}) stecken dadurch etwa {too_high} zu viel.",
        en="{finding} The open pipeline ({pipeline}) thus holds about {too_high} too much.",
    ),
    diagnosis=Text(
        de=(
            "Gerechnet aus dem Vergleich von eingetragenem Betrag und Auftrag. Wahrscheinlich werden "
            "Listenpreise oder Wunschmengen eingetragen und beim Angebot nicht angepasst."
        ),
        en=(
            "Computed from the amount entered against the order. Probably list prices or wished-for quantities "
            "are entered and not adjusted with the offer."
        ),
    ),
    action=Text(
        de=(
            "Die Vertriebssteuerung rechnet ab der nächsten Prognose jede Phase mit dem eigenen Abschlag (im "
            "Mittel {bias}) statt mit dem eingetragenen Betrag. Beim Wechsel in die Angebotsphase wird der "
            "Betrag des Angebots Pflicht. Erster Schritt: die zehn größten der {count} offenen Chancen gemeinsam "
            "durchsehen."
        ),
        en=(
            "From the next forecast on sales operations counts each stage with its own discount ({bias} on "
            "average) instead of the amount entered. On moving to the offer stage the amount of the offer "
            "becomes mandatory. First step: go through the ten largest of the {count} open deals together."
        ),
    ),
    kind="process",
    lever="forecast_bias",
    effort="S",
    grade="B",
    source="Amounts entered against amounts won, own deals (arithmetic)",
    owner=Text(de="Vertriebssteuerung", en="Sales operations"),
    check=Check(
        "forecast_bias",
        ("interrupted_time_series", "before_after"),
        26,
        Text(
            de="Abweichung der Prognose vom Ergebnis, zwei Quartale vor und nach der Umstellung.",
            en="Deviation of the forecast from the result, two quarters before and after the change.",
        ),
    ),
    guardrails=("forecast_error", "win_rate"),
    look=look,
    fires=Example(
        findings=[Found("a1", "expected_amounts", "won_amount", 0.4, "ratio", {"stage": "Qualified"}, low=0.35,
                        high=0.45, good=False,
                        drivers=[("won_amount", {"stage": "Offer"}, 0.2, "went_along_with")])],
        frames=_FRAMES,
    ),
    silent=Example(
        findings=[Found("a1", "expected_amounts", "won_amount", 0.08, "ratio", {"stage": "Qualified"}, low=0.07,
                        high=0.09, good=False)],
        frames=_FRAMES,
    ),
    needs=("deal", "deal_stage_history"),
)  # fmt: skip
