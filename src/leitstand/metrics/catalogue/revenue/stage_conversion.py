"""Share of deals that get further than a stage."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Stufenkonversion der Pipeline", en="Stage conversion"),
    question=Text(
        de="Welcher Anteil der Verkaufschancen kommt über eine Phase hinaus?",
        en="What share of deals gets further than a stage?",
    ),
    formula=Text(
        de="Verkaufschancen, die je eine spätere Phase erreichten oder gewonnen wurden / Verkaufschancen, die"
        " in die Phase eintraten, nach Eintrittsdatum",
        en="Deals that ever reached a later stage or were won / deals that entered the stage, by day of entry",
    ),
    caveat=Text(
        de="Chancen, die noch in der Phase sind und jünger als 90 % der abgeschlossenen Aufenthalte, bleiben "
        "außen vor: Sie hatten noch keine Zeit. Ohne Gliederung nach Phase ein Durchschnitt über alle "
        "Phasen.",
        en="Deals still in the stage and younger than 90 % of the finished stays are left out: they have not "
        "had the time. Without a split by stage a mean over all stages.",
    ),
    kind=Ratio("stage_advance_count", "stage_entry_count"),
    unit="ratio",
    direction="up",
    dimensions={"deal_source", "product", "segment", "size_band", "stage", "team"},
    grains=("month", "quarter", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "pipeline_stage": [{"label": "Offer", "position": 1}, {"label": "Contract", "position": 2}],
                "deal_stage_history": [
                    {"deal_id": n, "stage_id": 1, "entered_at": "2024-03-02", "left_at": "2024-03-12"}
                    for n in range(30)
                ]
                + [{"deal_id": n, "stage_id": 2, "entered_at": "2024-03-12"} for n in range(12)]
                + [{"deal_id": n, "stage_id": 1, "entered_at": "2024-03-25"} for n in range(30, 35)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.4,
            sum=Text(
                de="12 von 30; fünf sind nach 6 Tagen noch in der Phase, Aufenthalte dauerten 10",
                en="12 of 30; five are still in the stage after 6 days, stays took 10",
            ),
            by=("stage",),
            cell=("Offer",),
            as_of="2024-03-31",
        ),
        Example(
            rows={
                "pipeline_stage": [
                    {"label": "Offer", "position": 1},
                    {"label": "Lost", "position": 9, "is_lost": True},
                ],
                "deal": [{"created_at": "2024-03-02", "outcome": "won", "closed_at": "2024-03-12"} for _ in range(15)],
                "deal_stage_history": [
                    {"deal_id": n, "stage_id": 1, "entered_at": "2024-03-02", "left_at": "2024-03-12"}
                    for n in range(1, 41)
                ]
                + [{"deal_id": n, "stage_id": 2, "entered_at": "2024-03-12"} for n in range(16, 41)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.375,
            sum=Text(
                de="15 von 40 gewonnen; die Phase verlorener Verkaufschancen ist kein Fortschritt",
                en="15 won of 40; the stage of lost deals is not further",
            ),
            by=("stage",),
            cell=("Offer",),
            as_of="2024-03-31",
        ),
    ],
    source="Salesforce, opportunity history; cohort rule of our own",
)
