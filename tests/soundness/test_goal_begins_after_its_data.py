"""A goal once told "Actual 0" on a day of which the metric's own tables knew nothing yet."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from leitstand.planning.targets.standing import standing
from leitstand.workspace import Workspace


def test_days_that_nothing_is_known_of_do_not_count(tmp_path: Path) -> None:
    first = date(2023, 10, 1)
    days = [first + timedelta(days=place) for place in range(0, 1096, 3)]  # to 2026-09-29
    days.append(date(2026, 9, 30))
    lines = [f"A-{place},{day},K-{place % 40},TEA,1,{9 + place % 5}.00" for place, day in enumerate(days)]
    head = "order number,order date,customer number,sku,quantity,net amount"
    (tmp_path / "orders.csv").write_text("\n".join([head, *lines]))
    workspace = Workspace(tmp_path / "home")
    workspace.import_files(tmp_path / "orders.csv", check=False)
    months = [{"month": "2026-10-01", "target": 1000.0}]
    goal = {"metric": "revenue_net", "segment": "", "kind": "at_or_above", "by": "2027-09-30", "target": 1000.0,
            "months": months}  # fmt: skip
    facts = workspace.facts.known_on(date(2026, 10, 1))  # another source reaches a day further
    assert facts.as_of == date(2026, 10, 1)
    assert (standing(facts, goal).actual, standing(facts, goal).plan) == (None, None)
    told = standing(facts, goal | {"months": [{"month": "2026-09-01", "target": 300.0}]})
    assert told.plan == 300.0 and told.actual is not None and told.actual > 0
