"""What the rules look at in a company: its kept findings, its levels, its processes and what changes are worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leitstand.advice.contract import Found, Level, Step
from leitstand.analysis.contract import Dims, Money, Sight
from leitstand.analysis.run.worth import PATHS, Year
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.period import add_months, parse_day
from leitstand.foundation.text import Text
from leitstand.metrics.compute.facts import OTHER

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


@dataclass(eq=False)
class Seen:
    """The situation of one published version. found: as kept (`leitstand findings --json`). processes_of: as of
    `leitstand process --json`; asked at most once."""

    sight: Sight
    found: Sequence[Mapping[str, Any]]
    processes_of: Callable[[], Sequence[Mapping[str, Any]]]
    _levels: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        return self.sight.as_of

    @cached_property
    def findings(self) -> Sequence[Found]:
        return [as_found(one) for one in self.found if one["status"] in ("new", "ongoing")]

    @cached_property
    def steps(self) -> Sequence[Step]:
        return [step for one in self.processes_of() for step in steps_of(one)]

    @cached_property
    def margin(self) -> float | None:
        return self.sight.margin_rate()

    def level(self, metric: str, dims: Dims | None = None, months: int = 12, before: int = 0) -> Level | None:
        where = tuple(f"{name}={value}" for name, value in sorted((dims or {}).items()))
        return self._asked(metric, (), months, before, where).get("")

    def cells(self, metric: str, dimension: str, months: int = 12) -> Mapping[str, Level]:
        return self._asked(metric, (dimension,), months, 0, ())

    def worth(self, metric: str, change: float, dims: Dims | None = None) -> Money | None:
        if metric not in PATHS:
            return None
        kind, path = PATHS[metric]
        try:
            amount = path(Year(self.sight, dims or {})) * change
        except (LookupError, ZeroDivisionError):
            return None
        if kind != "revenue":
            return Money(amount, kind)
        return None if self.margin is None else Money(amount * self.margin, "gross_margin")

    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame:
        return self.sight.rows(table, columns)

    def _asked(
        self, metric: str, by: tuple[str, ...], months: int, before: int, where: tuple[str, ...]
    ) -> Mapping[str, Level]:
        """Cell → level over complete months; the whole is the cell ""."""
        key = metric, by, months, before, where
        if key not in self._levels:
            end = add_months((self.as_of + timedelta(days=1)).replace(day=1), -before)
            try:
                asked = self.sight.values(metric, by, add_months(end, -months), end, "total", where)
            except LeitstandError:  # the metric lacks the dimension, or cannot be told over months together
                self._levels[key] = {}
            else:
                self._levels[key] = levels_of(asked, by)
        found: Mapping[str, Level] = self._levels[key]
        return found


def levels_of(asked: pd.DataFrame, by: Sequence[str]) -> dict[str, Level]:
    """What Sight.values answered, without what is too little for a word."""
    known = asked[asked["value"].notna()]
    found = {}
    for row in known.to_dict("records"):
        cell = row[by[0]] if by else ""
        if cell is not None and cell != OTHER:
            found[str(cell)] = Level(
                float(row["value"]),
                int(row["n"] or 0),
                *(_number(row[name]) for name in ("ci_low", "ci_high", "numerator", "denominator")),
            )
    return found


def _number(value: Any) -> float | None:
    return None if value is None or value != value else float(value)


def as_found(kept: Mapping[str, Any]) -> Found:
    """A kept finding as rules read it."""
    money = None
    if kept["money_per_year"] is not None:
        money = Money(kept["money_per_year"], kept["money_kind"], kept["money_low"], kept["money_high"])
    return Found(
        id=kept["id"],
        type=kept["type"],
        metric=kept["metric"],
        effect=kept["effect"],
        unit=kept["unit"],
        dims=kept["dims"],
        since=_day(kept["since"]),
        until=_day(kept["until"]),
        low=kept["ci_low"],
        high=kept["ci_high"],
        p_adjusted=kept["p_adjusted"],
        money=money,
        good=kept["good"],
        figures={name: one["value"] for name, one in kept["figures"].items()},
        drivers=[(one["metric"], one["dims"], one["value"], one["words"]) for one in kept["drivers"]],
        sentence=Text(**kept["sentence"]),
        quality=kept["quality"],
    )


def _day(told: str | None) -> date | None:
    return parse_day(told) if told else None


def steps_of(process: Mapping[str, Any]) -> list[Step]:
    """The steps of a process as `leitstand process --json` tells it. The bottleneck knows what its best quarter saves
    and why cases wait there."""
    narrow = process.get("bottleneck") or {}
    found = []
    for one in process["steps"]:
        here = one["activity"] == narrow.get("activity")
        best = (narrow.get("best_quarter") or {}) if here else {}
        found.append(
            Step(
                process=process["process"],
                activity=one["activity"],
                cases=one["cases"],
                waiting=one["waiting"],
                share=one["share"],
                saved=best.get("hours_saved_per_year"),
                again=one["again"],
                reason=(narrow.get("queue") or {}).get("reason", "unknown") if here else "unknown",
                bottleneck=here,
            )
        )
    return found
