"""Product."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Produkt", en="Product"), columns=("product.name",))
