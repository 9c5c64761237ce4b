"""Calculates targets: what a goal asks of its drivers, how far they can go, and how likely it is."""

from leitstand.planning.targets.joint import Guardrail, together
from leitstand.planning.targets.levers import lever
from leitstand.planning.targets.planned import plan
from leitstand.planning.targets.year import year_ahead

__all__ = ["Guardrail", "lever", "plan", "together", "year_ahead"]
