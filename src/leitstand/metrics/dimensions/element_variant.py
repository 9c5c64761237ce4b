"""Variant of an element."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Variante", en="Variant"),
    columns=(
        "element_day.variant",
        "page_element.variant",
    ),
)
