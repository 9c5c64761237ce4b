"""Kind of record."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Art des Datensatzes", en="Kind of record"),
    columns=("required_field.object", "quality_check.object", "field_change.object"),
)
