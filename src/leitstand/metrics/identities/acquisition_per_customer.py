"""Acquisition cost per customer is what was spent by the customers won."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Ausgaben und neue Kund:innen", en="Spending and new customers"),
    whole="cac",
    operator="ratio",
    parts=("acquisition_cost_amount", "new_customer_count"),
)
