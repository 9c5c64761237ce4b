"""What finished actions taught: how much of the hoped-for their rules bring, and what to do next time."""

from leitstand.planning.lessons.record import records
from leitstand.planning.lessons.telling import told

__all__ = ["records", "told"]
