"""Orders that were not cancelled."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Sum

METRIC = Metric(
    title=Text(de="Aufträge", en="Orders"),
    question=Text(de="Wie viele Bestellungen gingen ein?", en="How many orders came in?"),
    formula=Text(
        de="Anzahl der Bestellungen ohne Stornos, nach Bestelldatum", en="Number of orders not cancelled, by order date"
    ),
    caveat=Text(
        de="Auch Belege reiner Lagerbewegungen zählen; mit der Gliederung nach Belegart lassen sie sich "
        "trennen. Eine Bestellung mit mehreren Warengruppen gehört zu jeder davon: Darum gibt es keine "
        "Gliederung nach Produkt.",
        en="Documents of pure stock moves count too; split by document kind to tell them apart. An order with"
        " several categories belongs to each of them: so there is no split by product.",
    ),
    kind=Sum("order_count"),
    unit="count",
    direction="up",
    dimensions={
        "channel",
        "country",
        "document_kind",
        "first_order_month",
        "new_existing",
        "region",
        "segment",
        "size_band",
        "team",
    },
    grains=("day", "week", "month", "quarter", "year", "fiscal_year", "ttm", "total"),
    min_sample=0,
    examples=[
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-03-05"},
                    {"ordered_at": "2024-03-06", "status": "shipped"},
                    {"ordered_at": "2024-03-06", "status": "cancelled"},
                    {"ordered_at": "2024-04-01"},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=2,
            sum=Text(
                de="Zwei im März; eine ist storniert, eine ist aus dem April",
                en="Two in March; one is cancelled, one is of April",
            ),
        ),
        Example(
            rows={
                "order": [
                    {"ordered_at": "2024-03-05", "document_kind": "order"},
                    {"ordered_at": "2024-03-06", "document_kind": "stock_move"},
                    {"ordered_at": "2024-03-06"},
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            value=1,
            sum=Text(de="Einer von drei Belegen ist eine Umlagerung", en="One of three documents is a stock move"),
            by=("document_kind",),
            cell=("stock_move",),
        ),
    ],
    source="Shopify Help Center, 'Orders'",
)
