"""Element of a page."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Seitenelement", en="Page element"), columns=("page_element.name",))
