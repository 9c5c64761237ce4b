"""Index of the ACSI type: overall satisfaction, expectations met, closeness to the ideal."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Index, Metric

METRIC = Metric(
    title=Text(de="Zufriedenheitsindex nach ACSI-Art", en="Satisfaction index of the ACSI type"),
    question=Text(
        de="Wie zufrieden sind Kund:innen nach den drei Fragen des ACSI?",
        en="How satisfied are customers by the three questions of the ACSI?",
    ),
    formula=Text(
        de="Mittelwert aus Gesamturteil, Erfüllung der Erwartung und Nähe zum Ideal (je 1 bis 10), umgerechnet auf 0 "
        "bis 100: (Summe der Mittelwerte − 3) / 27 × 100",
        en="Mean of overall satisfaction, expectations met and closeness to the ideal (1 to 10 each), brought to 0 "
        "to 100: (sum of the means − 3) / 27 × 100",
    ),
    caveat=Text(
        de="Mit gleichen Gewichten; die Gewichte des echten ACSI sind nicht öffentlich. Deshalb nicht mit dessen "
        "Veröffentlichungen vergleichen. Fehlt eine der drei Fragen, gibt es keinen Wert.",
        en="With equal weights; the weights of the real ACSI are not public. Do not compare with its publications. "
        "Where one of the three questions is missing there is no value.",
    ),
    kind=Index(
        "acsi_score", item="item_key", cluster="invite_id", scale=100, required=("overall", "expectation", "ideal")
    ),
    unit="score",
    direction="up",
    dimensions={"contact_channel", "country", "region", "segment", "survey_mode", "survey_trigger"},
    grains=("quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "acsi", "scale_min": 1, "scale_max": 10}],
                "survey_invite": [{"invite_id": k, "survey_id": 1} for k in range(1, 31)],
                "survey_answer": [
                    {"invite_id": k, "answered_at": "2024-03-05", "item_key": item, "score": score}
                    for k in range(1, 31)
                    for item, score in (("overall", 10), ("expectation", 7), ("ideal", 4))
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=66.66666666666667,
            sum="(10 + 7 + 4 − 3) / 27 × 100",
        ),
        Example(
            rows={
                "survey": [{"survey_id": 1, "instrument": "acsi", "scale_min": 1, "scale_max": 10}],
                "survey_invite": [{"invite_id": k, "survey_id": 1} for k in range(1, 31)],
                "survey_answer": [
                    {"invite_id": k, "answered_at": "2024-03-05", "item_key": item, "score": 10}
                    for k in range(1, 31)
                    for item in ("overall", "ideal")
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=None,
            sum=Text(de="Nach den Erwartungen wurde nicht gefragt", en="The question on expectations was not asked"),
        ),
    ],
    source="Fornell et al., The American Customer Satisfaction Index, Journal of Marketing 60 (1996)",
)
