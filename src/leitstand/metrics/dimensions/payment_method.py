"""Payment method."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Zahlungsart", en="Payment method"),
    columns=("payment.method", "order.payment_method"),
)
