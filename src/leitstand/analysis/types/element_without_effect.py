"""Variants of a page element between which no difference can be seen."""

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Seitenelement ohne erkennbare Wirkung", en="Page element without a visible effect"),
    sentences={
        "any": Text(
            de="Ob „{element}“ in Variante {variant} oder {control} erscheint, macht keinen erkennbaren Unterschied: "
            "{with} gegen {without} (Unterschied zwischen {least} und {most}, {sessions} Sitzungen, {since} bis "
            "{until}).",
            en="Whether '{element}' is shown in variant {variant} or {control} makes no visible difference: {with} "
            "against {without} (difference between {least} and {most}, {sessions} sessions, {since} to {until}).",
        ),
    },
    variant=lambda one: "any",
    tested=False,
    actionable=1.0,
)
