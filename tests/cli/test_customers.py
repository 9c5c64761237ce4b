"""`leitstand customers` over a shop whose customers are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from leitstand.jobs.customers import Customers
from leitstand.jobs.scores import score
from leitstand.workspace import Workspace

HEADER = "order number,order date,customer number,sku,quantity,net amount"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty customers order for two years at paces of their own, and after each order one in eight leaves for good."""
    folder = tmp_path_factory.mktemp("shop")
    dice = np.random.default_rng(11)
    rows = [HEADER]
    for customer in range(80):
        pace, day, number = dice.gamma(3, 15) + 5, dice.uniform(0, 300), 0
        while day < 730 and (number == 0 or dice.random() > 1 / 8):
            when = date(2023, 1, 1) + timedelta(days=int(day))
            rows.append(f"{customer}-{number},{when},K-{customer},TEA,1,{20 + customer}.00")
            day, number = day + 1 + dice.exponential(pace), number + 1
    (folder / "orders.csv").write_text("\n".join(rows))
    Workspace(folder / "home").import_files(folder / "orders.csv")
    return folder / "home"


def test_the_summary(shop: Path, call: Callable[..., Any]) -> None:
    said = call("--home", shop, "customers").out
    assert "80 customers" in said
    assert "Staying:" in said and "the ten largest customers" in said and "Model:" in said


def test_the_summary_as_data(shop: Path, call: Callable[..., Any]) -> None:
    found = call("--home", shop, "customers", "--json").json
    assert sum(one["customers"] for one in found["segments"]) == found["customers"] == 80
    shares = [one["share"] for one in found["retention"]["survival"]]
    assert shares == sorted(shares, reverse=True) and 0 < shares[-1] < shares[0] <= 1
    assert found["concentration"]["last_year"]["half"] < found["concentration"]["last_year"]["customers"]
    assert set(found["model"]) >= {"bg_nbd", "gamma_gamma", "holdout", "used"}


def test_the_model_up_to_a_day(shop: Path, call: Callable[..., Any]) -> None:
    model = call("--home", shop, "customers", "--model", "--until", "2024-06-30", "--time-unit", "month", "--json").json
    found = model["model"]
    assert (found["until"], found["time_unit"], found["customers"]) == ("2024-06-30", "month", 80)
    assert set(found["bg_nbd"]) == {"r", "alpha", "a", "b", "ll"}
    assert found["holdouts"]["bg_nbd"]["end"] > "2024-12"


def test_the_list_holds_those_who_left_and_no_names(shop: Path, call: Callable[..., Any]) -> None:
    found = call("--home", shop, "customers", "--list", "--top", "5", "--json").json
    assert 0 < len(found) <= 5
    assert all(one["p_alive"] < 0.5 and one["source_id"].startswith("K-") for one in found)
    assert [one["value_at_stake"] for one in found] == sorted((one["value_at_stake"] for one in found), reverse=True)
    assert "fields" not in found[0]


def test_scores_are_kept_once_and_metrics_read_them(shop: Path) -> None:
    home = Workspace(shop).home
    assert score(home) == 80
    assert score(home) == 0
    workspace = Workspace(shop)
    expected = Customers(workspace.facts).outlook.value.mean()
    assert workspace.values("clv_predicted", "total")[0].value == pytest.approx(expected, rel=1e-3)


def test_without_orders_there_is_a_word(tmp_path: Path, call: Callable[..., Any]) -> None:
    answer = call("--home", tmp_path / "empty", "customers")
    assert answer.code == 2 and "orders" in answer.err
