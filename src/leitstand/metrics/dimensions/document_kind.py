"""Document kind."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Belegart", en="Document kind"), columns=("order.document_kind",))
