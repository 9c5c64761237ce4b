"""The change of revenue is what new, returning, growing, shrinking and lost customers make of it."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Umsatzbrücke", en="Revenue bridge"),
    whole="revenue_bridge",
    operator="sum",
    parts=(
        "rev_new",
        "rev_reactivation",
        "rev_expansion",
        "-rev_contraction",
        "-rev_churn",
        "rev_refund_only",
        "rev_unassigned",
    ),
    note=Text(de="Hängt von der Länge des Zeitraums ab.", en="Depends on the length of the period."),
)
