"""What the customers of before bring now is what they brought, more growth, less shrinking and loss."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Heutiger Umsatz der Kund:innen von davor", en="Present revenue of the customers before"),
    whole="rev_after",
    operator="sum",
    parts=(
        "rev_base",
        "rev_expansion",
        "-rev_contraction",
        "-rev_churn",
    ),
)
