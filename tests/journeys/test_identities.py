"""Every branch of the metric tree adds up again: on the demo company, and on real files, quarter by quarter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leitstand.demo import company
from leitstand.demo.world import Plan
from leitstand.foundation.period import periods
from leitstand.jobs.many import import_many
from leitstand.metrics.compute import tree
from leitstand.metrics.compute.answer import tables_behind
from leitstand.metrics.compute.evaluator import evaluator
from leitstand.metrics.registry import identities
from leitstand.workspace import Workspace

OF_DEMO = ("shop/Best*", "shop/Retouren*", "erp/Rechnungs*", "bank/DE19*", "crm/verkaufschancen*")
"""The files of the demo company that these identities are about."""
EXACT = 1e-9


def checked(workspace: Workspace) -> set[str]:
    """The identities that could be recomputed in a quarter where they are not 0; each must give its whole again."""
    facts, known = workspace.facts, set()
    for name, one in identities().items():
        coverage = facts.coverage(tables_behind(facts, one.whole))
        if coverage is None:
            continue
        first, last = coverage
        view = facts.at(last)
        spans = periods("quarter", first, last)
        for period, found in zip(spans, tree.checks(view, name, spans, evaluator(view)), strict=True):
            if found.whole is None or found.difference is None:
                continue
            known |= {name} if found.whole else set()
            assert abs(found.difference) <= EXACT * max(abs(found.whole), 1), f"{name} in {period}: {found}"
    return known


def test_demo_company(tmp_path: Path) -> None:
    company.write(company.make(Plan(customers=300)), tmp_path / "files")
    workspace = Workspace(tmp_path / "home")
    paths = [path for pattern in OF_DEMO for path in sorted((tmp_path / "files").glob(pattern))]
    import_many(workspace.home, [(path, {"source_system": path.parent.name}) for path in paths])
    workspace.check_quality()
    known = checked(workspace)
    assert {
        "revenue_by_channel",
        "customer_revenue",
        "net_cash",
        "won_value",
        "outstanding_days",
        "revenue_change",
    } <= known


@pytest.mark.xdist_group("online retail")  # one process, so that the file is loaded once
def test_shop(shop: Workspace) -> None:
    known = checked(shop)
    assert {"revenue_by_country", "revenue_by_buyer", "revenue_change", "order_value", "net_retention"} <= known


def test_pipeline_and_receivables(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    sales = [
        real_data(f"crm_sales_opportunities/{name}.csv")
        for name in ("accounts", "products", "sales_teams", "sales_pipeline")
    ]
    invoices = sorted(real_data("ibm_accounts_receivable").glob("*.csv"))
    pipeline, receivables = Workspace(tmp_path / "pipeline"), Workspace(tmp_path / "receivables")
    pipeline.import_files(*sales)
    receivables.import_files(*invoices)
    assert {"won_value", "win_rate_by_segment"} <= checked(pipeline)
    assert {"outstanding_days", "late_invoices_by_segment"} <= checked(receivables)
