"""Survey response rate: how many of those asked answer?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Cohort, Example, Metric

METRIC = Metric(
    title=Text(de="Rücklaufquote", en="Survey response rate"),
    question=Text(de="Welcher Anteil der Befragten antwortet?", en="What share of those asked answers?"),
    formula=Text(
        de="Beantwortete Einladungen / zugestellte Einladungen, nach dem Tag der Einladung",
        en="Answered invitations / delivered invitations, by the day of the invitation",
    ),
    caveat=Text(
        de="Unter 10 % oder bei großen Unterschieden zwischen Segmenten sagen die Antworten wenig über alle "
        "Kund:innen. Ein Zeitraum steht erst 14 Tage nach seinem Ende fest, weil noch Antworten kommen.",
        en="Under 10 %, or with large gaps between segments, the answers say little about all customers. A period is "
        "final only 14 days after its end, because answers still arrive.",
    ),
    kind=Cohort("answered_invite_count", "delivered_invite_count", mature_days=14),
    unit="ratio",
    direction="up",
    dimensions={"contact_channel", "country", "region", "segment", "survey_mode", "survey_trigger"},
    grains=("month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "survey_invite": [{"sent_at": "2024-03-04", "delivered": True} for _ in range(40)]
                + [{"sent_at": "2024-03-04", "delivered": False} for _ in range(10)],
                "survey_answer": [
                    {"invite_id": k, "answered_at": "2024-04-02", "item_key": item}
                    for k in range(1, 11)
                    for item in ("overall", "price")
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum=Text(
                de=(
                    "10 von 40 zugestellten; zwei Fragen sind eine Antwort, und eine Antwort im April gehört zur "
                    "Einladung im März"
                ),
                en=(
                    "10 of 40 delivered; two items are one answer, and an answer in April belongs to the invitation in "
                    "March"
                ),
            ),
        ),
        Example(
            rows={
                "survey_invite": [{"sent_at": "2024-03-04", "delivered": k > 10} for k in range(1, 41)],
                "survey_answer": [{"invite_id": k, "answered_at": "2024-03-06"} for k in range(1, 11)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.25,
            sum=Text(
                de="Zehn antworteten, obwohl als nicht zugestellt vermerkt: sie zählen als zugestellt, 10 von 40",
                en="Ten answered although marked as not delivered: they count as delivered, 10 of 40",
            ),
        ),
    ],
    source="ISO 10004:2018; AAPOR, Standard Definitions (10th ed. 2023)",
)
