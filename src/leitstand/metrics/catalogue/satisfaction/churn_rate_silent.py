"""Silent churn: how many customers without a contract stop buying?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Ratio

METRIC = Metric(
    title=Text(de="Verstummensrate (ohne Vertrag)", en="Silent churn rate (no contract)"),
    question=Text(
        de="Welcher Anteil der regelmäßig Kaufenden hört ohne Ankündigung auf?",
        en="What share of regular buyers stops without notice?",
    ),
    formula=Text(
        de="Kund:innen, die im Zeitraum seit drei üblichen Kaufabständen nicht gekauft haben / Kund:innen, die am "
        "Anfang noch nicht verstummt waren. Üblich ist der eigene mittlere Abstand ab drei Abständen, sonst der "
        "aller Kund:innen.",
        en="Customers who in the period have not bought for three usual gaps / customers not silent at its start. "
        "Usual is the customer's own median gap from three gaps on, else that of all customers.",
    ),
    caveat=Text(
        de="Ohne Vertrag kündigt niemand: Verstummen ist eine Vermutung, und sie kommt erst drei Kaufabstände nach "
        "dem letzten Kauf. Nicht mit der Abwanderung aus Verträgen vermischen. Die üblichen Abstände folgen allen "
        "bisherigen Käufen, ältere Werte können sich daher noch etwas ändern.",
        en="Without a contract nobody gives notice: silence is a guess, and it comes three gaps after the last "
        "purchase. Never mix with churn from contracts. Usual gaps follow all purchases so far, so older values may "
        "still change a little.",
    ),
    kind=Ratio("silenced_customer_count", "regular_customer_count", interval="wilson"),
    unit="ratio",
    direction="down",
    dimensions={"country", "first_channel", "first_product", "region", "segment", "size_band"},
    grains=("month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "order": [
                    {"customer_key": k, "ordered_at": day}
                    for k in range(1, 41)
                    for day in (
                        "2024-01-01",
                        "2024-01-11",
                        "2024-01-21",
                        "2024-01-31",
                        "2024-02-10",
                        "2024-02-20",
                        "2024-03-01",
                        "2024-03-11",
                        "2024-03-21",
                        "2024-03-31",
                    )
                    if k > 8 or day < "2024-02-01"
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.2,
            sum=Text(
                de=(
                    "8 von 40 kauften zuletzt am 31. Januar, bei einem üblichen Abstand von 10 Tagen: verstummt seit "
                    "dem 2. März"
                ),
                en="8 of 40 last bought on 31 January with a usual gap of 10 days: silent since 2 March",
            ),
        ),
        Example(
            rows={
                "order": [
                    {"customer_key": k, "ordered_at": day}
                    for k in range(1, 41)
                    for day in (
                        "2024-01-01",
                        "2024-01-11",
                        "2024-01-21",
                        "2024-01-31",
                        "2024-02-10",
                        "2024-02-20",
                        "2024-03-01",
                        "2024-03-11",
                        "2024-03-21",
                        "2024-03-31",
                    )
                    if k > 8 or day < "2024-02-01"
                ]
                + [{"customer_key": 50, "ordered_at": "2024-02-01"}],
                "customer": [
                    {"customer_key": k, "contract_type": "contractual" if k > 30 and k < 41 else "non_contractual"}
                    for k in range(1, 51)
                ],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=0.2903225806451613,
            sum=Text(
                de=(
                    "Zehn Kund:innen haben einen Vertrag und zählen nicht; Kund:in 50 kaufte einmal und gilt mit dem "
                    "üblichen Abstand von 10 Tagen am 3. März als verstummt: (8 + 1) / 31"
                ),
                en=(
                    "Ten customers have a contract and do not count; customer 50 bought once, the usual gap of 10 days "
                    "makes her silent on 3 March: (8 + 1) / 31"
                ),
            ),
        ),
    ],
    source="Platzer and Reutterer, Ticking Away the Moments: Timing Regularity, Marketing Science 35 (2016); Farris "
    "et al., Marketing Metrics (3rd ed. 2015)",
)
