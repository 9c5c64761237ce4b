"""Share of customers who buy in a later month after their first order."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Wiederkehr nach der ersten Bestellung", en="Cohort retention"),
    question=Text(
        de="Welcher Anteil der Kund:innen kauft k Monate nach der ersten Bestellung?",
        en="What share of customers buys k months after the first order?",
    ),
    formula=Text(
        de="Kund:innen mit Bestellung im k-ten Monat nach dem Monat der ersten Bestellung / Kund:innen, für "
        "die dieser Monat vorbei ist",
        en="Customers with an order in the k-th month after the month of the first order / customers for whom"
        " that month is over",
    ),
    caveat=Text(
        de="Nur volle, vergangene Monate zählen; der laufende sähe wie ein Verlust aus. Ohne Gliederung nach "
        "Monaten ein Durchschnitt über alle bisherigen Monate.",
        en="Only full months that are over count; the running one would look like a loss. Without a split by "
        "months a mean over all months so far.",
    ),
    kind=Ratio("cohort_active_month_count", "cohort_month_count", interval="wilson"),
    unit="ratio",
    direction="up",
    dimensions={"first_order_month", "months_since_first", "segment", "size_band"},
    min_sample=30,
    examples=[
        Example(
            rows={
                "order": [{"ordered_at": "2024-01-05", "customer_key": n} for n in range(30)]
                + [{"ordered_at": "2024-02-05", "customer_key": n} for n in range(12)]
                + [{"ordered_at": "2024-03-05", "customer_key": n} for n in range(6)]
            },
            start="2024-01-01",
            end="2024-02-01",
            value=0.4,
            sum=Text(
                de="12 von 30 kauften im Februar wieder, einen Monat nach der ersten Bestellung",
                en="12 of 30 bought again in February, one month after the first order",
            ),
            by=("months_since_first",),
            cell=("01",),
            as_of="2024-03-31",
        ),
        Example(
            rows={
                "order": [{"ordered_at": "2024-01-05", "customer_key": n} for n in range(30)]
                + [{"ordered_at": "2024-03-05", "customer_key": n} for n in range(6)]
            },
            start="2024-01-01",
            end="2024-02-01",
            value=None,
            sum=Text(
                de="Der März ist am 30. März nicht zu Ende: über ihn wird nichts gesagt",
                en="March is not over on 30 March: nothing is said about it",
            ),
            by=("months_since_first",),
            cell=("02",),
            as_of="2024-03-30",
        ),
    ],
    source="Fader and Hardie, 'Probability models for customer-base analysis' (2009)",
)
