"""Everything about one process in one look: steps, queues, what became of the cases, ways, rework, savings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leitstand.analysis.process import bottleneck, funnel, variants
from leitstand.analysis.process.logs import DEAL, Rows, deal_moves, logs_of
from leitstand.analysis.process.office import HOURS_A_DAY
from leitstand.analysis.process.steps import cases_of, steps_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Process:
    """What is known of one process.

    steps: of steps.steps_of; cases: of steps.cases_of; waiting: of bottleneck.waiting_by_step; outcomes: of a funnel;
    recorded: events of the log, also those that only tell when a step was made ready or begun. since, until: first and
    last end of a step.
    """

    name: str
    recorded: int
    steps: pd.DataFrame
    cases: pd.DataFrame
    waiting: pd.DataFrame
    outcomes: pd.DataFrame

    @property
    def slowest(self) -> str:
        """The activity before which most time is lost."""
        return str(self.waiting.index[0])

    def as_dict(self, hourly_cost: float | None = None) -> dict[str, Any]:
        """The shape of `leitstand process NAME --json`; hours are office hours where not said otherwise.

        hourly_cost: what an hour of work costs; rework is then in money too.
        """
        own = self.steps[self.steps.activity == self.slowest]
        best = bottleneck.best_quarter(own)
        rework = float(self.steps[self.steps.again].service.sum()) if self.steps.service.notna().any() else None
        return {
            "process": self.name,
            "events": self.recorded,
            "cases": len(self.cases),
            "since": self.steps.end.min().date().isoformat(),
            "until": self.steps.end.max().date().isoformat(),
            "median_hours": float(self.cases.elapsed.median()),
            "steps": _plain(self.waiting.reset_index()),
            "bottleneck": {
                "activity": self.slowest,
                "waiting_hours": float(own.waiting.sum()),
                "waiting_days": float(own.waiting.sum() / HOURS_A_DAY),
                "share": float(self.waiting.share.iloc[0]),
                "queue": bottleneck.queue(own),
                "best_quarter": best and {"quarter": best[0], "median": best[1], "hours_saved_per_year": best[2]},
            },
            "outcomes": _plain(self.outcomes),
            "rework": {
                "share": float(self.cases.rework.mean()),
                "hours": rework,
                "money": None if hourly_cost is None or rework is None else rework * hourly_cost,
            },
            "handoffs": float(self.cases.handoffs.mean()) if self.steps.passed.notna().any() else None,
            "variants": [
                {"path": list(one.path), "cases": one.cases, "share": one.share, "median_hours": one.median, "p": one.p}
                for one in variants.variants_of(self.cases)
            ],
            "variant_count": int(self.cases.variant.nunique()),
        }


def examine(name: str, log: pd.DataFrame, moves: pd.DataFrame | None = None) -> Process:
    """Looks at a log (steps.COLUMNS). moves: recorded moves between stages, whose outcomes then are those shown.

    Raises ValueError for a log without a finished step.
    """
    steps = steps_of(log)
    if steps.empty:
        raise ValueError(f"the log of {name} has no finished step")
    outcomes = funnel.step_funnel(steps) if moves is None else funnel.stage_funnel(moves)
    return Process(name, len(log), steps, cases_of(steps), bottleneck.waiting_by_step(steps), outcomes)


def stays_as_log(moves: pd.DataFrame) -> pd.DataFrame:
    """Stays in stages as a log: a stage is a step that ends when it is left; all its time is waiting."""
    left = moves[~moves.is_end & moves.left_at.notna()]
    return left.assign(
        activity=left.stage, enabled_at=left.entered_at, started_at=None, completed_at=left.left_at, resource=None
    )[["case_id", "activity", "enabled_at", "started_at", "completed_at", "resource"]]


def _plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows with numbers that JSON knows; what is unknown is None."""
    rows = table.to_dict("records")
    return [{str(name): None if value != value else value for name, value in row.items()} for row in rows]


def processes(rows: Rows, zone: str) -> dict[str, Process]:
    """All processes that the company has records of, the one with the most cases first. rows: as Sight.rows."""
    found = {name: examine(name, log) for name, log in logs_of(rows, zone).items()}
    moves = deal_moves(rows, zone)
    stays = stays_as_log(moves)
    if len(stays):
        found[DEAL] = examine(DEAL, stays, moves)
    return dict(sorted(found.items(), key=lambda one: (-len(one[1].cases), one[0])))
