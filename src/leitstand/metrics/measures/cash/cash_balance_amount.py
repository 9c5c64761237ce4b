"""What lies on all accounts: the last known balance of each."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Latest, Measure

MEASURE = Measure(
    title=Text(de="Kontostand", en="Cash balance"),
    table="cash_balance",
    time=Latest(day="day", per=("source_system", "account_id")),
    aggregate="sum",
    value=lambda balance: balance.balance_base,
    unit="currency",
    direction="up",
)
