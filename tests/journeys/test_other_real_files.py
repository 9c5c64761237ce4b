"""The other real files: cohort purchases, pipeline, receivables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from leitstand.workspace import Workspace


def loaded(folder: Path, *files: Path) -> Workspace:
    workspace = Workspace(folder / "home")
    for outcome in workspace.import_files(*files):
        assert outcome.error is None and outcome.rejected == 0
    return workspace


def total(workspace: Workspace, metric: str) -> float:
    return float(workspace.show(metric, "total").value[0])


@pytest.mark.parametrize(
    ("name", "rows", "customers", "dollars"),
    [("CDNOW_master.txt", 69_659, 23_570, 2_500_315.63), ("CDNOW_sample.txt", 6_919, 2_357, 244_091.94)],
)
def test_cdnow(
    name: str, rows: int, customers: int, dollars: float, real_data: Callable[[str], Path], tmp_path: Path
) -> None:
    workspace = loaded(tmp_path, real_data(f"cdnow/{name}"))
    assert total(workspace, "order_count") == rows
    assert total(workspace, "active_customers") == customers
    assert total(workspace, "revenue_net") == pytest.approx(dollars, abs=0.005)
    assert workspace.values("revenue_net", "total")[0].currency == "USD"


def test_pipeline(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    files = [
        real_data(f"crm_sales_opportunities/{name}.csv")
        for name in ("accounts", "products", "sales_teams", "sales_pipeline")
    ]
    workspace = loaded(tmp_path, *files)
    assert total(workspace, "deals_won") == 4_238
    assert total(workspace, "won_amount") == 10_005_534
    pipeline, teams = pd.read_csv(files[3]), pd.read_csv(files[2])
    closed = pipeline[pipeline.deal_stage.isin(["Won", "Lost"])].merge(teams)
    expected = closed.groupby("regional_office").deal_stage.apply(lambda stage: (stage == "Won").mean())
    found = workspace.show("win_rate", "total", by=["team"])
    assert {row.dims["team"]: round(row.value, 9) for row in found.itertuples()} == expected.round(9).to_dict()


def test_the_variant_with_american_dates_is_the_same(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    workspace = loaded(tmp_path, real_data("crm_sales_opportunities/variant_us_dates/sales_pipeline.csv"))
    whole = loaded(tmp_path / "iso", real_data("crm_sales_opportunities/sales_pipeline.csv"))
    for metric in ("deals_won", "won_amount"):
        assert workspace.show(metric, "month").value.tolist() == whole.show(metric, "month").value.tolist()


def test_receivables(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    file = real_data("ibm_accounts_receivable/WA_Fn-UseC_-Accounts-Receivable.csv")
    workspace = loaded(tmp_path, file)
    assert total(workspace, "invoice_amount") == pytest.approx(147_703.18, abs=0.005)
    frame = pd.read_csv(file)
    assert total(workspace, "invoice_late_share") == pytest.approx((frame.DaysLate > 0).mean(), abs=1e-9)
    assert round(total(workspace, "invoice_late_share"), 3) == 0.356
    assert total(workspace, "days_late_mean") == pytest.approx(frame.DaysLate.mean(), abs=1e-9)
    weighted = (frame.InvoiceAmount * frame.DaysLate).sum() / frame.InvoiceAmount.sum()
    assert total(workspace, "days_delinquent") == pytest.approx(weighted, abs=1e-9)
