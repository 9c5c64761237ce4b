"""Money in less money out of the operating activity, without transfers between own accounts."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Operative Zahlungen (Saldo)", en="Operating cash movements (net)"),
    table="cash_line",
    time="booked_on",
    aggregate="sum",
    value=lambda cash: cash.amount_base,
    where=lambda cash: cash["class"] == "operating",
    needs={"class": None},
    unit="currency",
    direction="up",
)
