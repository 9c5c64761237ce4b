"""Prices of the same products changed in a month."""

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Preisänderung", en="Price change"),
    sentences={
        "up": Text(
            de="Die Preise{segment} sind seit {since} um {effect} höher (95-%-Bereich {low} bis {high}, {products} "
            "Produkte, gleiches Sortiment).",
            en="Prices{segment} have been {effect} higher since {since} (95% interval {low} to {high}, {products} "
            "products, same mix).",
        ),
        "down": Text(
            de="Die Preise{segment} sind seit {since} um {effect} niedriger (95-%-Bereich {low} bis {high}, {products} "
            "Produkte, gleiches Sortiment).",
            en="Prices{segment} have been {effect} lower since {since} (95% interval {low} to {high}, {products} "
            "products, same mix).",
        ),
    },
    variant=lambda one: "up" if one.effect > 0 else "down",
    tested=False,
    actionable=0.6,
)
