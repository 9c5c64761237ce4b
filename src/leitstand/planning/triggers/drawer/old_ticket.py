"""A ticket waits for the company longer than nine of ten of its own solved tickets took."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leitstand.foundation.text import Text
from leitstand.planning.triggers.contract import Fact, Task, Trigger
from leitstand.planning.triggers.sight import LATELY, Sight

if TYPE_CHECKING:
    import pandas as pd

WAITING = ("new", "open", "hold")
"""A pending ticket waits for the customer."""
USUAL = 0.9
LEAST_SOLVED = 30
FALLBACK, SHORTEST = 5.0, 1.0
SHARE = 0.1
"""Share of the margin expected within a year that hangs on an answer; judgement."""
PRIORITIES = {
    "low": Text(de="niedrig", en="low"), "normal": Text(de="normal", en="normal"),
    "high": Text(de="hoch", en="high"), "urgent": Text(de="dringend", en="urgent"),
}  # fmt: skip


def look(sight: Sight) -> Iterator[Task]:
    rows = sight.of_customers(
        "ticket", "ticket_id", "created_on", "last_solved_on", "status", "priority", "team", "assignee_employee_id"
    )
    end = sight.until("ticket")
    limits, usual = _limits(rows, end)
    waiting = rows[rows.status.isin(WAITING) & rows.created_on.notna()]
    waiting = waiting.assign(
        days=(end - waiting.created_on).dt.days, limit=waiting.priority.map(limits).astype(float).fillna(usual)
    )
    old = waiting[waiting.days > waiting.limit]
    old = old.assign(ahead=sight.year_ahead(old.customer))
    for row in old.to_dict("records"):
        assignee = row["assignee_employee_id"]
        known = assignee == assignee and sight.works_here(int(assignee))
        yield Task(
            customer=int(row["customer"]),
            evidence={
                "opened_on": row["created_on"].date(), "days_open": int(row["days"]),
                "own_limit_days": float(row["limit"]), "status": row["status"],
                "priority": PRIORITIES.get(row["priority"]), "margin_ahead": float(row["ahead"]), "share": SHARE,
            },
            stake=SHARE * float(row["ahead"]),
            news=(row["status"], row["priority"]),
            records=(("ticket", int(row["ticket_id"])),),
            subject=str(row["ticket_id"]),
            owner=int(assignee) if known else None,
            team=row["team"] if isinstance(row["team"], str) else None,
        )  # fmt: skip


def _limits(rows: pd.DataFrame, end: pd.Timestamp) -> tuple[dict[str, float], float]:
    """Days within which nine of ten tickets of the last year were solved: by priority, and of all."""
    done = rows.dropna(subset=["created_on", "last_solved_on"])
    took = (done.last_solved_on - done.created_on).dt.days
    took, priority = took[(end - done.created_on).dt.days <= LATELY], done.priority
    grouped = took.groupby(priority.reindex(took.index))
    enough = grouped.quantile(USUAL)[grouped.size() >= LEAST_SOLVED].clip(lower=SHORTEST)
    usual = max(float(took.quantile(USUAL)), SHORTEST) if len(took) >= LEAST_SOLVED else FALLBACK
    return {str(name): float(value) for name, value in enough.items()}, usual


TRIGGER = Trigger(
    title=Text(de="Altes Anliegen", en="Old ticket"),
    reason=Text(
        de="{days_open} ohne Lösung (eingegangen am {opened_on}, Dringlichkeit {priority}); bei neun von zehn solchen "
        "Anliegen dauerte es höchstens {own_limit_days}.",
        en="Has been waiting for a solution for {days_open} (received on {opened_on}, priority {priority}); nine of "
        "ten such tickets were solved within {own_limit_days}.",
    ),
    step=Text(
        de="Heute Bescheid geben, woran es liegt und bis wann es gelöst ist; notfalls weiter oben entscheiden lassen.",
        en="Tell them today what holds it up and by when it is solved; if need be, have it decided higher up.",
    ),
    worth=Text(
        de="{share} der in zwölf Monaten erwarteten Marge ({margin_ahead}); der Anteil ist eine Einschätzung.",
        en="{share} of the margin expected within twelve months ({margin_ahead}); the share is a judgement.",
    ),
    facts={
        "opened_on": Fact(Text(de="eingegangen", en="received"), "date"),
        "days_open": Fact(Text(de="offen", en="open for"), "days"),
        "own_limit_days": Fact(Text(de="höchste Dauer bei neun von zehn", en="nine of ten were solved within"), "days"),
        "status": Fact(Text(de="Stand", en="status"), "text"),
        "priority": Fact(Text(de="Dringlichkeit", en="priority"), "text"),
        "margin_ahead": Fact(Text(de="in zwölf Monaten erwartete Marge", en="margin expected in a year"), "currency"),
        "share": Fact(Text(de="Anteil, um den es geht", en="share that is at stake"), "ratio"),
    },
    needs=("ticket",),
    role="service",
    due=1,
    look=look,
)
