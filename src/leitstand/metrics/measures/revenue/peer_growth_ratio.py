"""Growth of a competitor over exactly the period looked at."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure

MEASURE = Measure(
    title=Text(de="Wachstum eines Wettbewerbers", en="Growth of a competitor"),
    table="peer_growth",
    time="first_on",
    aggregate="mean",
    value=lambda seen: seen.growth,
    where=lambda seen: (seen.first_on == seen["__start"]) & (seen.next_on == seen["__end"]),
    additive=False,
    unit="ratio",
)
