"""All that explains the change of a number between two periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from leitstand.analysis.explain.events import Event
from leitstand.analysis.explain.parts import Part
from leitstand.analysis.explain.price_volume import PriceVolumeMix
from leitstand.analysis.explain.segments import Part as Share
from leitstand.analysis.explain.segments import Split
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text
from leitstand.metrics.compute.result import Value


@dataclass(frozen=True, slots=True)
class Why:
    """All that explains a change. before, after: the values; parts, bridge: add up to the change.

    split: the one that mix and rate stand for; segments: the most telling ones over all dimensions, or all of those
    asked for. clear: whether the change is more than chance would give, None where that cannot be said.
    where: the segment that it is all about. onset: when the change began, as far as the monthly values tell: those of
    the segment `onset_of` where the change happened mostly there.
    """

    before: Value
    after: Value
    operator: str | None
    parts: Sequence[Part]
    split: Split | None
    segments: Sequence[Share]
    bridge: Sequence[Part]
    prices: PriceVolumeMix | None
    where: Segment
    onset: date
    onset_of: Share | None
    events: Sequence[Event]
    clear: bool | None
    notes: Sequence[Text]

    @property
    def change(self) -> float:
        return (self.after.value or 0.0) - (self.before.value or 0.0)
