"""Revenue and other income less material, costs and depreciation, as the books have them."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

KINDS = ("revenue", "revenue_deduction", "other_income", "material", "cost", "depreciation")

MEASURE = Measure(
    title=Text(de="Betriebsergebnis laut Buchhaltung", en="Operating result by the books"),
    table="ledger_line",
    time="booked_on",
    aggregate="sum",
    value=lambda line: -line.amount_base,
    where=lambda line: line.kind.isin(KINDS) & ~line.carried,
    needs={"kind": None},
    unit="currency",
    direction="up",
)
