"""A campaign with a control group changed how many customers order."""

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Aktion mit Wirkung", en="Campaign with an effect"),
    sentences={
        "more": Text(
            de="Die Aktion{segment} hat gewirkt: {treated} der Kunden mit ihr bestellten binnen {days} Tagen, ohne sie "
            "{control} ({effect} mehr, 95-%-Bereich {low} bis {high}; {customers} Kunden, ausgelost).",
            en="The campaign{segment} worked: {treated} of the customers who got it ordered within {days} days, "
            "{control} of those without ({effect} more, 95% interval {low} to {high}; {customers} customers, by lot).",
        ),
        "less": Text(
            de="Die Aktion{segment} hat geschadet: {treated} der Kunden mit ihr bestellten binnen {days} Tagen, ohne "
            "sie {control} ({effect} weniger, 95-%-Bereich {low} bis {high}; {customers} Kunden, ausgelost).",
            en="The campaign{segment} did harm: {treated} of the customers who got it ordered within {days} days, "
            "{control} of those without ({effect} less, 95% interval {low} to {high}; {customers} customers, by lot).",
        ),
    },
    variant=lambda one: "more" if one.effect > 0 else "less",
    tested=True,
    actionable=1.0,
)
