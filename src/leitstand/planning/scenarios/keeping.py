"""A company made ready for what-if questions, as numbers that can be kept and read back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from leitstand.foundation.period import Period
from leitstand.foundation.text import Text
from leitstand.planning.scenarios.following import holding
from leitstand.planning.scenarios.scenario import Scenario
from leitstand.planning.targets.year import Year


def as_numbers(one: Scenario) -> dict[str, Any]:
    """The scenario as JSON holds it: the ways between the numbers grow out of the catalogue again."""
    return {
        "as_of": one.as_of.isoformat(), "start": one.span.start.isoformat(), "end": one.span.end.isoformat(),
        "currency": one.currency, "values": dict(one.graph.values),
        "years": {name: _year(year) for name, year in one.years.items()},
    }  # fmt: skip


def of_numbers(told: Mapping[str, Any]) -> Scenario:
    """The scenario that `as_numbers` told."""
    span = Period(date.fromisoformat(told["start"]), date.fromisoformat(told["end"]), "total")
    years = {name: _read(year) for name, year in told["years"].items()}
    return Scenario(date.fromisoformat(told["as_of"]), span, told["currency"], holding(told["values"]), years)


def _year(one: Year) -> dict[str, Any]:
    plain = ("value", "known", "flow", "ahead", "last", "relative", "spread", "shift", "method")
    return {name: getattr(one, name) for name in plain} | {
        "path": [float(each) for each in one.path],
        "weights": [float(each) for each in one.weights],
        "limits": [each if math.isfinite(each) else None for each in one.limits],
        "note": one.note and one.note.as_dict(),
    }


def _read(told: Mapping[str, Any]) -> Year:
    least, most = told["limits"]
    return Year(**{
        **told, "path": np.array(told["path"]), "weights": np.array(told["weights"]),
        "limits": (-math.inf if least is None else least, math.inf if most is None else most),
        "note": Text(**told["note"]) if told["note"] else None,
    })  # fmt: skip
