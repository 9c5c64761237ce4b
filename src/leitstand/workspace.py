"""Leitstand from Python: one workspace per company, results as data frames."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leitstand.foundation.home import Home
from leitstand.foundation.period import parse_day, parse_grain
from leitstand.foundation.segment import Segment

if TYPE_CHECKING:
    import pandas as pd

    from leitstand.jobs.importing import Outcome, Progress
    from leitstand.jobs.maintenance import Check, Rebuilt
    from leitstand.metrics.compute.compare import Target
    from leitstand.metrics.compute.facts import StoreFacts
    from leitstand.metrics.compute.result import Value
    from leitstand.sources.contract import Reject

Day = str | date | None


class Workspace:
    """Everything that Leitstand knows of one company.

    home: data directory; default LEITSTAND_HOME, else the platform's user data directory.

    >>> import tempfile
    >>> workspace = Workspace(tempfile.mkdtemp())
    >>> workspace.show("revenue_net", grain="total").status.tolist()
    ['no_data']
    """

    def __init__(self, home: str | os.PathLike[str] | None = None) -> None:
        self.home = Home.find(home)

    def import_files(self, *paths: str | os.PathLike[str], options: Mapping[str, Any] | None = None,
                     progress: Progress | None = None, check: bool = True) -> list[Outcome]:  # fmt: skip
        """Brings files in; each whole or not at all. One outcome per table of a file.

        options: connector, mapping, source_system (see docs/how-to/import.md). check: look at the data's quality once
        all are in. Raises LeitstandError for a file that cannot be used at all; what came before it stays.
        """
        from leitstand.jobs.importing import import_file

        outcomes = []
        for path in paths:
            outcomes += import_file(self.home, Path(path), options, progress)
            self._refresh()
        if check and any(outcome.accepted and not outcome.already_loaded for outcome in outcomes):
            self.check_quality()
        return outcomes

    def loads(self) -> pd.DataFrame:
        """All loads, newest first."""
        import pandas as pd

        from leitstand.jobs import maintenance

        return pd.DataFrame(maintenance.loads(self.home))

    def withdraw(self, load_id: str) -> None:
        """Takes a load back as if it had never come."""
        from leitstand.jobs import maintenance

        maintenance.withdraw(self.home, load_id)
        self._refresh()
        self.check_quality()

    def rejects(self, load_id: str) -> list[Reject]:
        """The rows of a load that were not taken, with reasons."""
        from leitstand.jobs import maintenance

        return maintenance.rejects(self.home, load_id)[1]

    def rebuild(self, zone: str | None = None, currency: str | None = None, fiscal_start: int | None = None) -> Rebuilt:
        """Makes the analytic store anew from the raw store and compares checksums.

        zone, currency, fiscal_start (month): settings of the reports from now on. Raises UnusableInput.
        """
        from leitstand.jobs import maintenance

        rebuilt = maintenance.rebuild(self.home, zone, currency, fiscal_start)
        self._refresh()
        return rebuilt

    def doctor(self) -> list[Check]:
        """Whether everything is in order."""
        from leitstand.jobs import maintenance

        return maintenance.doctor(self.home)

    def check_quality(self) -> None:
        """Runs the data quality checks and keeps what changed; imports and withdrawals do it by themselves."""
        from leitstand.jobs.quality import check_quietly

        check_quietly(self.home)
        self._refresh()

    def quality(self) -> pd.DataFrame:
        """The data quality checks that looked at rows, one row each, the worst first."""
        import pandas as pd

        return pd.DataFrame(self.findings())

    def findings(self) -> list[dict[str, Any]]:
        """The results of the data quality checks as plain dictionaries (the shape of `leitstand quality --json`)."""
        from leitstand.jobs.quality import findings

        return findings(self.facts)

    def answerable(self) -> list[dict[str, Any]]:
        """Per family what can be answered, from when, and what the rest lacks (`metrics --missing --json`)."""
        from leitstand.metrics.answerable import answerable

        return answerable(self.facts)

    def metrics(self) -> pd.DataFrame:
        """The catalogue: one row per metric and measure, with what feeds it and whether it has data."""
        import pandas as pd

        return pd.DataFrame(self.catalogue())

    def catalogue(self) -> list[dict[str, Any]]:
        """The catalogue as plain dictionaries (the shape of `leitstand metrics --json`)."""
        from leitstand.metrics.catalogued import catalogue

        return catalogue(self.facts)

    def show(
        self,
        metric: str,
        grain: str | None = None,
        by: Sequence[str] = (),
        where: Sequence[str] = (),
        start: Day = None,
        end: Day = None,
        as_of: Day = None,
        compare: Iterable[str] = (),
    ) -> pd.DataFrame:
        """A metric or measure as a data frame, one row per period and cell; arguments as in `values`."""
        import pandas as pd

        return pd.DataFrame(
            [value.as_dict() for value in self.values(metric, grain, by, where, start, end, as_of, compare)]
        )

    def values(
        self,
        metric: str,
        grain: str | None = None,
        by: Sequence[str] = (),
        where: Sequence[str] = (),
        start: Day = None,
        end: Day = None,
        as_of: Day = None,
        compare: Iterable[str] = (),
    ) -> list[Value]:
        """A metric or measure per period and cell, oldest first.

        grain: day, week, month, quarter, year, fiscal_year, ttm, total; default month, or the metric's first. by: up to
        three dimensions. where: "country=DE|FR" or "channel!=web". start, end: [start, end), default all the data
        cover. as_of: last day looked at. compare: previous_period, previous_year, target, benchmark, industry,
        competitor.

        Raises UnknownId, UnusableInput.
        """
        from leitstand.metrics.compute.answer import Ask, answer, default_grain
        from leitstand.metrics.compute.compare import compare as compared

        day = _day(as_of)
        facts = self.facts.known_on(day) if day else self.facts
        ask = Ask(
            parse_grain(grain) if grain else default_grain(metric),
            tuple(by),
            Segment.parse(list(where)),
            _day(start),
            _day(end),
        )
        found = answer(facts, metric, ask)
        kinds = list(compare)
        if kinds:
            compared(facts, metric, ask, found, kinds, self.targets)
        return found

    def latest(self, metrics: Iterable[str], grain: str = "month") -> dict[str, Value]:
        """The newest complete value of each metric that has one within the last fifteen months, with its comparisons.

        Faster than `values` for each: metrics over the same table share one scan. Raises UnknownId, UnusableInput.
        """
        from leitstand.metrics.compute.latest import latest

        return latest(self.facts, metrics, parse_grain(grain))

    @cached_property
    def facts(self) -> StoreFacts:
        """The published version, opened read-only."""
        from leitstand.metrics.compute.facts import StoreFacts
        from leitstand.store.database import engine

        return StoreFacts(engine.read(self.home), fiscal_start=self._setting("fiscal_start", 1))

    def targets(self, metric: str, grain: str) -> Mapping[tuple[date, str], Target]:
        """The targets people have set for a metric, by first day and segment."""
        from leitstand.jobs.targets import targets

        return targets(self.home, metric, grain)

    def _setting(self, key: str, default: Any) -> Any:
        if not (self.home.path / "control.sqlite3").exists():
            return default
        from leitstand.control.ledger import services as ledger
        from leitstand.jobs.links import Links

        return ledger.setting(Links.of(self.home).alias, key, default)

    def _refresh(self) -> None:
        self.__dict__.pop("facts", None)


def _day(given: Day) -> date | None:
    return parse_day(given) if isinstance(given, str) else given


def open_workspace(home: str | os.PathLike[str] | None = None) -> Workspace:
    """A workspace (see Workspace)."""
    return Workspace(home)
