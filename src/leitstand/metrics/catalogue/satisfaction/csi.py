"""Customer satisfaction index: how satisfied are customers over all items, each by its importance?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Index, Metric

METRIC = Metric(
    title=Text(de="Kundenzufriedenheitsindex (CSI)", en="Customer satisfaction index (CSI)"),
    question=Text(
        de="Wie zufrieden sind Kund:innen über alle Punkte, gewichtet nach Wichtigkeit?",
        en="How satisfied are customers over all items, weighted by importance?",
    ),
    formula=Text(
        de="Mittlere Bewertung je Punkt (0 = schlechtester, 1 = bester Wert der Skala), gewichtet mit der mittleren "
        "Wichtigkeit des Punkts, × 100",
        en="Mean score of each item (0 = worst, 1 = best value of the scale), weighted by the item's mean "
        "importance, × 100",
    ),
    caveat=Text(
        de="Die Gewichte sind die mittlere Wichtigkeit des Kalenderjahres über alle Kund:innen: Innerhalb eines "
        "Jahres ändert sich nur die Bewertung, zum Jahreswechsel auch das Gewicht. Punkte ohne abgefragte "
        "Wichtigkeit zählen mit der mittleren. Das Gesamturteil ist kein Einzelpunkt. Schulnoten werden umgedreht.",
        en="The weights are the mean importance of the calendar year over all customers: within a year only scores "
        "change, at the turn of the year weights do too. Items without importance asked count with the mean one. The "
        "overall judgement is no item. School grades are reversed.",
    ),
    kind=Index("item_score", item="item_key", cluster="invite_id", weight="item_weight", scale=100),
    unit="score",
    direction="up",
    dimensions={"contact_channel", "country", "region", "segment", "survey_item", "survey_mode", "survey_trigger"},
    grains=("quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "csi", "scale_min": 1, "scale_max": 5}],
                "survey_invite": [{"invite_id": k, "survey_id": 1} for k in range(1, 41)],
                "survey_answer": [
                    {"invite_id": k, "answered_at": "2024-03-05", "item_key": "quality", "score": 5, "importance": 3}
                    for k in range(1, 41)
                ]
                + [
                    {"invite_id": k, "answered_at": "2024-03-05", "item_key": "price", "score": 3, "importance": 1}
                    for k in range(1, 11)
                ]
                + [
                    {"invite_id": k, "answered_at": "2024-03-05", "item_key": "overall", "score": 1}
                    for k in range(1, 41)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=87.5,
            sum=Text(
                de=(
                    "(3 × 1 + 1 × 0,5) / 4 × 100; dass weniger zum Preis antworteten, spielt keine Rolle, das "
                    "Gesamturteil ist kein Einzelpunkt"
                ),
                en=(
                    "(3 × 1 + 1 × 0.5) / 4 × 100; that fewer answered on the price does not matter, the overall "
                    "judgement is no item"
                ),
            ),
        ),
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "csi", "scale_min": 1, "scale_max": 5, "reverse": True}],
                "survey_invite": [{"invite_id": k, "survey_id": 1} for k in range(1, 31)],
                "survey_answer": [
                    {"invite_id": k, "answered_at": "2024-03-05", "item_key": item, "score": score}
                    for k in range(1, 31)
                    for item, score in (("service", 2), ("delivery", 1))
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=87.5,
            sum=Text(
                de=(
                    "Skala wie Schulnoten, 1 ist die beste: (0,75 + 1) / 2 × 100, gleiche Gewichte, da nach der "
                    "Wichtigkeit nicht gefragt wurde"
                ),
                en="School-like scale, 1 is best: (0.75 + 1) / 2 × 100, equal weights as no importance was asked",
            ),
        ),
    ],
    source="ISO 10004:2018; Fornell et al., The American Customer Satisfaction Index, Journal of Marketing 60 (1996)",
)
