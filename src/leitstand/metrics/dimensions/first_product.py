"""First product: the main product of a customer's first order."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Erstes Produkt", en="First product"), columns=("first_purchase.product",))
