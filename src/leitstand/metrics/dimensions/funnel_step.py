"""Step of the purchase funnel."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Stufe im Kauftrichter", en="Funnel step"), columns=("funnel_passage.funnel_step",))
