"""Field of a record."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Feld", en="Field"),
    columns=("required_field.field", "quality_check.field", "field_change.field"),
)
