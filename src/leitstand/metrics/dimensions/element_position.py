"""Place of an element on its page."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Platz auf der Seite", en="Place on the page"), columns=("page_element.position",))
