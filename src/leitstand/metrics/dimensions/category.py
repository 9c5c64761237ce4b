"""Category."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Warengruppe", en="Category"), columns=("product.category_l1",))
