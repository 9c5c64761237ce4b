"""First orders that came of a recommendation."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Erstbestellungen durch Empfehlung", en="First orders by referral"),
    table="first_purchase",
    time="ordered_on",
    where=lambda order: order.referred,
    ever=("referral.converted_order_id",),
    direction="up",
)
