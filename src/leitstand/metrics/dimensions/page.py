"""Page."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Seite", en="Page"), columns=("page.url_path",))
