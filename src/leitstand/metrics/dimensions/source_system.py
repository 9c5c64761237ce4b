"""Source system."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Quellsystem", en="Source system"),
    columns=(
        "required_field.source_system",
        "quality_check.source_system",
        "case_step.source_system",
        "crm_activity.source_system",
        "cash_line.source_system",
    ),
)
