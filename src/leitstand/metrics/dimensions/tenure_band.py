"""Months since the first order of the customer, at the time of the event."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Kundenbeziehung (Monate)", en="Tenure (months)"),
    columns=(
        "refund_tenure.tenure_band",
        "order_tenure.tenure_band",
        "dispute_tenure.tenure_band",
        "ticket_tenure.tenure_band",
    ),
)
