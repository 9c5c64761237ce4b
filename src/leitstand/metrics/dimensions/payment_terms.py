"""Payment terms in days."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Zahlungsziel (Tage)", en="Payment terms (days)"),
    columns=("invoice.payment_terms_days",),
)
