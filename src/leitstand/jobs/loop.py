"""The steps after measuring, one object each: find, recommend, plan, control, learn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leitstand.foundation.home import Home
from leitstand.foundation.segment import Segment

if TYPE_CHECKING:
    from leitstand.jobs.advising import Advising
    from leitstand.jobs.analysing import Analysis
    from leitstand.jobs.controlling import Controlling
    from leitstand.jobs.effects import Effects
    from leitstand.jobs.goals import Goals
    from leitstand.jobs.planning import Planning
    from leitstand.jobs.reports import Reports
    from leitstand.jobs.targeting import Targeting
    from leitstand.jobs.tasks import Tasks
    from leitstand.metrics.compute.facts import StoreFacts


class Loop:
    """What a workspace offers beside its numbers."""

    if TYPE_CHECKING:
        home: Home
        scope: Segment

        @property
        def facts(self) -> StoreFacts: ...

    @property
    def analysis(self) -> Analysis:
        """Finds and explains: findings, why something changed, how it goes on, customers, processes, ways of visits."""
        from leitstand.jobs.analysing import Analysis

        return Analysis(self.home, lambda: self.facts, self.scope)

    @property
    def advice(self) -> Advising:
        """What to do about it: recommendations, best first."""
        from leitstand.jobs.advising import Advising

        return Advising(self.home, self.facts)

    @property
    def targeting(self) -> Targeting:
        """Calculated targets and what-if."""
        from leitstand.jobs.targeting import Targeting

        return Targeting(self.home, self.facts)

    @property
    def goals(self) -> Goals:
        """The goals that are kept, and plan values."""
        from leitstand.jobs.goals import Goals

        return Goals(self.home, self.facts)

    @property
    def plans(self) -> Planning:
        """Decisions and actions, and the whole state as one file."""
        from leitstand.jobs.planning import Planning

        return Planning(self.home, self.facts)

    @property
    def tasks(self) -> Tasks:
        """Who needs somebody today, and why."""
        from leitstand.jobs.tasks import Tasks

        return Tasks(self.home, self.facts)

    @property
    def control(self) -> Controlling:
        """Goals and actions against what happened, signals, and the review of a period."""
        from leitstand.jobs.controlling import Controlling

        return Controlling(self.home, self.facts)

    @property
    def effects(self) -> Effects:
        """What actions brought, and the lessons of them."""
        from leitstand.jobs.effects import Effects

        return Effects(self.home, self.facts)

    @property
    def reports(self) -> Reports:
        """The monthly and quarterly review and the overview, as files."""
        from leitstand.jobs.reports import Reports

        return Reports(self.home, self.facts)

    def worth(self, cost: float | None = None) -> dict[str, Any]:
        """Whether the CRM pays (the shape of `leitstand worth --json`). cost: of the CRM in a year, where unknown."""
        from leitstand.jobs.worth import worth

        return worth(self.facts, cost)
