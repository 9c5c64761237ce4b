"""Size band."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Größenklasse", en="Size band"), columns=("customer.size_band",))
