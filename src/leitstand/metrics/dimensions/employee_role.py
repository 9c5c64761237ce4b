"""Role of the employee."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

DIMENSION = Dimension(title=Text(de="Funktion", en="Role"), columns=("employee.role",), staff=True)
