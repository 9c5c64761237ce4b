"""A campaign with a control group of which no effect can be seen."""

from leitstand.analysis.contract import FindingType
from leitstand.foundation.text import Text

TYPE = FindingType(
    title=Text(de="Aktion ohne erkennbare Wirkung", en="Campaign without a visible effect"),
    sentences={
        "any": Text(
            de="Bei der Aktion{segment} ist keine Wirkung zu erkennen: {treated} der Kunden mit ihr bestellten binnen "
            "{days} Tagen, ohne sie {control}; die Wirkung liegt zwischen {least} und {most} ({customers} Kunden, "
            "ausgelost).",
            en="No effect of the campaign{segment} can be seen: {treated} of the customers who got it ordered within "
            "{days} days, {control} of those without; the effect lies between {least} and {most} ({customers} "
            "customers, by lot).",
        ),
    },
    variant=lambda one: "any",
    tested=False,
    actionable=1.0,
)
