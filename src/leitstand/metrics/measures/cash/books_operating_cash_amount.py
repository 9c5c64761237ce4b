"""Money the business brought in, as the books tell it: result and changes of balances but investments and loans."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

KINDS = (
    "revenue",
    "revenue_deduction",
    "other_income",
    "material",
    "cost",
    "income_tax",
    "inventory",
    "receivable",
    "other_asset",
    "payable",
    "sales_tax",
    "other_liability",
)

MEASURE = Measure(
    title=Text(de="Operativer Cashflow laut Buchhaltung", en="Operating cash flow by the books"),
    table="ledger_line",
    time="booked_on",
    aggregate="sum",
    value=lambda line: -line.amount_base,
    where=lambda line: line.kind.isin(KINDS) & ~line.carried,
    needs={"kind": None},
    unit="currency",
    direction="up",
)
