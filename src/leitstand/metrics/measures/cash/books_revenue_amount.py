"""Revenue as the books have it: revenue accounts less discounts, returns and other deductions."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

KINDS = ("revenue", "revenue_deduction")

MEASURE = Measure(
    title=Text(de="Umsatz laut Buchhaltung", en="Revenue by the books"),
    table="ledger_line",
    time="booked_on",
    aggregate="sum",
    value=lambda line: -line.amount_base,
    where=lambda line: line.kind.isin(KINDS) & ~line.carried,
    needs={"kind": None},
    unit="currency",
    direction="up",
)
