"""A variant of a page element converts better or worse than the other."""

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Seitenelement mit Wirkung", en="Page element with an effect"),
    sentences={
        "more": Text(
            de="Mit „{element}“ in Variante {variant} schlossen {with} der Sitzungen ab, in {control} {without}: "
            "{effect} mehr (95-%-Bereich {low} bis {high}, {sessions} Sitzungen, {since} bis {until}).",
            en="With '{element}' in variant {variant} {with} of the sessions converted, in {control} {without}: "
            "{effect} more (95% interval {low} to {high}, {sessions} sessions, {since} to {until}).",
        ),
        "less": Text(
            de="Mit „{element}“ in Variante {variant} schlossen {with} der Sitzungen ab, in {control} {without}: "
            "{effect} weniger (95-%-Bereich {low} bis {high}, {sessions} Sitzungen, {since} bis {until}).",
            en="With '{element}' in variant {variant} {with} of the sessions converted, in {control} {without}: "
            "{effect} less (95% interval {low} to {high}, {sessions} sessions, {since} to {until}).",
        ),
    },
    variant=lambda one: "more" if one.effect > 0 else "less",
    tested=True,
    actionable=1.0,
)
