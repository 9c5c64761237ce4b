"""Team."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(
    title=Text(de="Team", en="Team"),
    columns=("employee.team", "ticket.team", "booked_cost.team", "action_fact.owner_team"),
    fallback=True,
    staff=True,
)
