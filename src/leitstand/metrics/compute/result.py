"""The one shape of every number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from leitstand.foundation.period import Period
from leitstand.foundation.text import Language, Text

Status = Literal["ok", "not_enough_data", "no_data", "small_group", "waiting", "not_convertible"]

STATUS_TEXTS: dict[Status, Text] = {
    "ok": Text(de="in Ordnung", en="ok"),
    "not_enough_data": Text(de="zu wenig Daten", en="not enough data"),
    "no_data": Text(de="keine Daten", en="no data"),
    "small_group": Text(de="Gruppe zu klein, um sie zu zeigen", en="group too small to be shown"),
    "waiting": Text(de="wartet auf ein Modell", en="waits for a model"),
    "not_convertible": Text(de="Wechselkurs fehlt", en="exchange rate is missing"),
}


@dataclass(slots=True)
class Value:
    """A metric in one period and cell.

    numerator, denominator: what was stored; value is made of them. n: sample size. ci_low, ci_high: 95 % interval,
    None where the number is a full count and not an estimate. complete: the period is over and its data are all there.
    final: nothing can still change by late corrections the source is known for. comparisons: see compare.py.
    warnings: rows of the period, in the tables behind the metric, that cannot be right; every cell of a split carries
    those of the whole. matched_revenue_share: see matched.py; None where customers come from one system only.
    """

    metric: str
    period: Period
    dims: dict[str, str | None]
    numerator: float | None
    denominator: float | None
    value: float | None
    n: int
    ci_low: float | None
    ci_high: float | None
    status: Status
    complete: bool
    definition: str
    unit: str
    currency: str | None = None
    note: Text | None = None
    comparisons: list[Any] = field(default_factory=list)
    warnings: list[Text] = field(default_factory=list)
    matched_revenue_share: float | None = None

    def as_dict(self, language: Language = "en") -> dict[str, Any]:
        """The documented shape (docs/reference/shapes.md)."""
        return {
            "metric": self.metric,
            "period_start": self.period.start.isoformat(),
            "period_end": self.period.end.isoformat(),
            "dims": self.dims,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "value": self.value,
            "n": self.n,
            "ci_low": self.ci_low,
            "ci_high": self.ci_high,
            "status": self.status,
            "complete": self.complete,
            "unit": self.unit,
            "currency": self.currency,
            "definition": self.definition,
            "note": self.note.get(language) if self.note else None,
            "comparisons": [one.as_dict(language) for one in self.comparisons],
            "warnings": [one.get(language) for one in self.warnings],
            "matched_revenue_share": self.matched_revenue_share,
        }
