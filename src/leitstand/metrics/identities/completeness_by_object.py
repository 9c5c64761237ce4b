"""Completeness is the mean over the kinds of record, weighted with their required fields."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Vollständigkeit nach Art des Datensatzes", en="Completeness by kind of record"),
    whole="completeness",
    operator="weighted",
    by="object",
)
