"""Page template."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Seitentyp", en="Page template"), columns=("page.template",))
