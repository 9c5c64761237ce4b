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
from leitstand.jobs.loop import Loop

if TYPE_CHECKING:
    import pandas as pd

    from leitstand.jobs.books import Books
    from leitstand.jobs.importing import Outcome, Progress
    from leitstand.jobs.maintenance import Check, Rebuilt
    from leitstand.metrics.compute.compare import Target
    from leitstand.metrics.compute.facts import StoreFacts
    from leitstand.metrics.compute.result import Value
    from leitstand.metrics.compute.tree import Node
    from leitstand.sources.contract import Reject

Day = str | date | None


class Workspace(Loop):
    """Everything that Leitstand knows of one company.

    home: data directory; default LEITSTAND_HOME, else the platform's user data directory. scope: limits all numbers and
    rows; what cannot be limited is refused with OutOfScope. The examples below go on with this one:

    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> lines = "order number,order date,customer number,sku,quantity,net amount", "A-1,2024-03-05,K-1,TEA,2,9.00"
    >>> _ = (folder / "orders.csv").write_text("\\n".join(lines))
    >>> workspace = Workspace(folder / "home")
    >>> [(one.accepted, one.rejected) for one in workspace.import_files(folder / "orders.csv")]
    [(1, 0)]
    """

    def __init__(self, home: str | os.PathLike[str] | None = None, scope: Segment | None = None) -> None:
        self.home = Home.find(home)
        self.scope = scope or Segment()

    def import_files(self, *paths: str | os.PathLike[str], options: Mapping[str, Any] | None = None,
                     progress: Progress | None = None, check: bool = True) -> list[Outcome]:  # fmt: skip
        """Brings files in; each whole or not at all. One outcome per table of a file.

        options: connector, mapping, source_system (see docs/how-to/import.md). check: match the records of several
        systems and look at the data's quality once all are in, where something changed since they last were. Raises
        LeitstandError for a file that cannot be used at all; the others are in.

        >>> workspace.import_files(folder / "orders.csv")[0].already_loaded
        True
        """
        from leitstand.jobs.many import import_all

        try:
            return import_all(self.home, [Path(path) for path in paths], options, progress, check)
        finally:
            self._refresh()

    def loads(self) -> pd.DataFrame:
        """All loads, newest first.

        >>> workspace.loads().state.tolist()
        ['done']
        """
        import pandas as pd

        from leitstand.jobs import maintenance

        return pd.DataFrame(maintenance.loads(self.home))

    def withdraw(self, load_id: str) -> None:
        """Takes a load back as if it had never come. Raises UnknownId.

        >>> workspace.withdraw("nonsense")
        Traceback (most recent call last):
        leitstand.foundation.errors.UnknownId: There is no load 'nonsense'.
        """
        from leitstand.jobs import maintenance

        maintenance.withdraw(self.home, load_id)
        self._refresh()
        self.match_new()
        self.check_quality()

    def rejects(self, load_id: str) -> list[Reject]:
        """The rows of a load that were not taken, with row, column, value and reason.

        >>> workspace.rejects(workspace.loads().load_id[0])
        []
        """
        from leitstand.jobs import maintenance

        return maintenance.rejects(self.home, load_id)[1]

    def reload_rejects(self, load_id: str, path: str | os.PathLike[str]) -> list[Outcome]:
        """Loads the corrected rows of a load, read as that load was (`leitstand rejects LOAD --out` writes them)."""
        from leitstand.jobs import maintenance

        outcomes: list[Outcome] = maintenance.reload_rejects(self.home, load_id, Path(path))
        self._refresh()
        return outcomes

    def sources(self) -> pd.DataFrame:
        """The systems whose exports are known, with what they feed.

        >>> "online_retail" in workspace.sources().id.tolist()
        True
        """
        import pandas as pd

        from leitstand.sources.recognise import connectors

        rows = [
            {
                "id": name, "title": one.title.en, "delivery": one.delivery, "feeds": list(one.feeds),
                "currency": one.currency, "zone": one.zone, "checked": one.checked,
            }
            for name, one in sorted(connectors().items())
        ]  # fmt: skip
        return pd.DataFrame(rows)

    def rebuild(self, zone: str | None = None, currency: str | None = None, fiscal_start: int | None = None) -> Rebuilt:
        """Makes the analytic store anew from the raw store and compares checksums.

        zone, currency, fiscal_start (month): settings of the reports from now on. Raises UnusableInput.

        >>> workspace.rebuild().equal
        True
        """
        from leitstand.jobs import maintenance

        rebuilt = maintenance.rebuild(self.home, zone, currency, fiscal_start)
        self._refresh()
        return rebuilt

    def doctor(self) -> list[Check]:
        """Whether everything is in order.

        >>> all(check.ok for check in workspace.doctor())
        True
        """
        from leitstand.jobs import maintenance

        return maintenance.doctor(self.home)

    def check_quality(self) -> None:
        """Classifies bank lines and runs the data quality checks; imports and withdrawals do it by themselves."""
        from leitstand.jobs.action_rows import keep_actions_quietly
        from leitstand.jobs.classifying import classify_quietly
        from leitstand.jobs.quality import check_quietly

        classify_quietly(self.home)
        check_quietly(self.home)
        keep_actions_quietly(self.home)
        self._refresh()

    def match(self) -> dict[str, Any]:
        """Matches the records of all systems anew; the shape of `leitstand match --json`.

        >>> workspace.match()["links"]
        0
        """
        from leitstand.jobs import matching

        matching.match(self.home)
        self._refresh()
        return self.matched()

    def match_new(self) -> None:
        """Matches where something changed since; imports and withdrawals do it by themselves."""
        from leitstand.jobs.matching import match_quietly

        match_quietly(self.home)
        self._refresh()

    def matched(self) -> dict[str, Any]:
        """What the last matching came to, in the same shape."""
        from leitstand.jobs.deciding import summary

        return summary(self.home, self._whole)

    def links(self) -> list[dict[str, Any]]:
        """The links as plain dictionaries (the shape of `leitstand match --links --json`)."""
        from leitstand.jobs.deciding import links

        return links(self.home, self._whole)

    def doubtful(self, identities: bool = False) -> list[dict[str, Any]]:
        """The pairs that wait for a decision (`match --list --json`). identities: with names and addresses."""
        from leitstand.jobs.deciding import doubtful

        return doubtful(self.home, self._whole, identities)

    def decide(self, one: str, other: str, together: bool, note: str = "") -> None:
        """Says that two records are one, or are not: "system:number" each, or a key. Raises UnknownId, UnusableInput.

        >>> workspace.decide("shop:1", "crm:1", together=True)
        Traceback (most recent call last):
        leitstand.foundation.errors.UnknownId: There is no record 'shop:1'.
        """
        from leitstand.jobs.deciding import decide

        decide(self.home, self._whole, one, other, together, note)
        self._refresh()

    @property
    def books(self) -> Books:
        """Reconciles shop, books and bank month by month, and signs months off."""
        from leitstand.jobs.books import Books

        return Books(self.home, self._whole)

    def quality(self) -> pd.DataFrame:
        """The data quality checks that looked at rows, one row each, the worst first."""
        import pandas as pd

        return pd.DataFrame(self.quality_findings())

    def quality_findings(self) -> list[dict[str, Any]]:
        """The results of the data quality checks as plain dictionaries (the shape of `leitstand quality --json`)."""
        from leitstand.jobs.quality import findings

        return findings(self._whole)

    def answerable(self) -> list[dict[str, Any]]:
        """Per family what can be answered, from when, and what the rest lacks (`metrics --missing --json`)."""
        from leitstand.metrics.answerable import answerable

        return answerable(self.facts)

    def metrics(self) -> pd.DataFrame:
        """The catalogue: one row per metric and measure, with what feeds it and whether it has data.

        >>> bool(workspace.metrics().set_index("id").available["revenue_net"])
        True
        """
        import pandas as pd

        return pd.DataFrame(self.catalogue())

    def catalogue(self) -> list[dict[str, Any]]:
        """The catalogue as plain dictionaries (the shape of `leitstand metrics --json`)."""
        from leitstand.metrics.catalogued import catalogue

        return catalogue(self.facts)

    def show(self, metric: str, grain: str | None = None, by: Sequence[str] = (), where: Sequence[str] = (),
             start: Day = None, end: Day = None, as_of: Day = None,
             compare: Iterable[str] = ()) -> pd.DataFrame:  # fmt: skip
        """A metric or measure as a data frame, one row per period and cell; arguments as in `values`.

        >>> workspace.show("revenue_net", "month").value.tolist()
        [9.0]
        """
        import pandas as pd

        return pd.DataFrame(
            [value.as_dict() for value in self.values(metric, grain, by, where, start, end, as_of, compare)]
        )

    def values(self, metric: str, grain: str | None = None, by: Sequence[str] = (), where: Sequence[str] = (),
               start: Day = None, end: Day = None, as_of: Day = None,
               compare: Iterable[str] = ()) -> list[Value]:  # fmt: skip
        """A metric or measure per period and cell, oldest first.

        grain: day, week, month, quarter, year, fiscal_year, ttm, total; default month, or the metric's first. by: up to
        three dimensions. where: "country=DE|FR" or "channel!=web". start, end: [start, end), default all the data
        cover. as_of: last day looked at. compare: previous_period, previous_year, target, benchmark, industry,
        competitor.

        Raises UnknownId, UnusableInput.

        >>> workspace.values("orders", "total")[0].n
        1
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

    def compare(self, metric: str, grain: str | None = None) -> pd.DataFrame:
        """The latest complete period beside everything it can be compared with, one row per comparison.

        >>> workspace.compare("orders").kind.tolist()[:2]
        ['previous_period', 'previous_year']
        """
        import pandas as pd

        kinds = ("previous_period", "previous_year", "target", "industry", "competitor")
        values = self.values(metric, grain, compare=kinds)
        latest = next((value for value in reversed(values) if value.complete), values[-1])
        return pd.DataFrame([one.as_dict() for one in latest.comparisons])

    def set_target(
        self, metric: str, period: Day, value: float, grain: str = "month", kind: str = "at_or_above"
    ) -> None:
        """Sets the target of the period that holds the day. kind: at_or_above or at_or_below. Raises UnknownId.

        >>> workspace.set_target("orders", "2024-03", 20)
        """
        from leitstand.jobs.targets import set_target

        day = _day(period)
        if day is None or kind not in ("at_or_above", "at_or_below"):
            raise ValueError("a target needs a day and is at_or_above or at_or_below")
        set_target(self.home, metric, grain, day, value, "at_or_above" if kind == "at_or_above" else "at_or_below")

    def tree(self, metric: str) -> Node:
        """What the metric is made of, exactly: nested nodes with their identities. Raises UnknownId.

        >>> {branch.identity.operator for branch in workspace.tree("revenue_net").branches} >= {"sum"}
        True
        """
        from leitstand.metrics.compute.tree import tree

        return tree(metric)

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

        counted = frozenset(self._setting("count_repeated", ()))
        start = self._setting("fiscal_start", 1)
        return StoreFacts(engine.read(self.home), fiscal_start=start, count_repeated=counted, scope=self.scope,
                          all_teams=bool(self._setting("works_agreement", None)))  # fmt: skip

    @property
    def _whole(self) -> StoreFacts:
        """The facts for what is about all of the company: accounts, links, checks. Raises OutOfScope."""
        from leitstand.metrics.compute.scope import whole

        return whole(self.facts)

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
