"""Intervals of the parts of a change, and what lies in one segment only."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from leitstand.analysis.explain.parts import Forest, Part, parts_of, unsure
from leitstand.analysis.explain.resampling import GROUPS, resampled
from leitstand.analysis.explain.why import as_dict, why
from leitstand.foundation.period import period_of
from leitstand.metrics.compute import crowds
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.question import Question
from leitstand.metrics.worked import facts

MONTHS = (3, 4)
CUSTOMERS = {3: 400, 4: 520}


def orders() -> list[dict[str, Any]]:
    """In April more customers than in March, who spend as much as ever: 50, give or take 30."""
    dice = np.random.default_rng(7)
    return [
        {"order_id": number, "customer_key": who, "ordered_at": f"2024-0{month}-{1 + who % 28:02}",
         "channel": "web" if who % 2 else "store", "net_amount": float(50 + 30 * dice.choice([-1, 1]))}
        for number, (month, who) in enumerate((month, who) for month in MONTHS for who in range(CUSTOMERS[month]))
    ]  # fmt: skip


@pytest.fixture(scope="module")
def shop() -> StoreFacts:
    told = orders()
    customers = [{"customer_key": who, "customer_type": "company"} for who in range(max(CUSTOMERS.values()))]
    lines = [{"order_id": one["order_id"], "product_id": 1 + one["order_id"] % 5, "quantity": 1, "line_type": "goods",
              "net_amount": one["net_amount"]} for one in told]  # fmt: skip
    heads = [{name: one[name] for name in ("order_id", "customer_key", "ordered_at", "channel")} for one in told]
    return facts({"customer": customers, "order": heads, "order_line": lines})


def forest(shop: StoreFacts) -> Forest:
    march, april = (period_of(date(2024, month, 1), "month") for month in MONTHS)
    return Forest(shop, april, march)


def flat(parts: list[Part]) -> dict[str, Part]:
    return {one.id: one for part in parts for one in (part, *flat(list(part.parts)).values())}


def test_groups_of_customers_add_up_to_all(shop: StoreFacts) -> None:
    one = forest(shop)
    question = Question((one.against, one.period), intervals=False)
    found = crowds.amounts(shop, ["sales_amount", "active_customer_count", "order_count"], question, GROUPS)
    assert found["active_customer_count"].sum(axis=1).tolist() == [400, 520]
    assert found["order_count"].sum(axis=1).tolist() == [400, 520]
    assert found["sales_amount"].sum(axis=1) == pytest.approx(
        [sum(row["net_amount"] for row in orders() if row["ordered_at"][6] == month) for month in "34"]
    )
    # the same customers are in the same group in both periods
    assert (found["order_count"][1] >= found["order_count"][0]).all()


def test_what_is_clear_has_a_sign_and_what_chance_makes_has_none(shop: StoreFacts) -> None:
    one = forest(shop)
    root = one.grown("revenue_net")
    assert root is not None
    parts = parts_of(root, resampled(one, root))
    found = flat(parts)
    more, value = found["active_customers"], found["aov_identified"]
    assert more.low is not None and more.high is not None and 0 < more.low < more.contribution < more.high
    assert value.unclear and unsure(parts[0]) and not unsure(more)
    # the mean order of 400 and of 520 customers: its standard error in money, by hand
    spread = 460 * 30 * np.sqrt(1 / 400 + 1 / 520)
    assert value.high is not None and value.low is not None
    assert (value.high - value.low) / (2 * 1.645) == pytest.approx(spread, rel=0.25)


def test_parts_without_a_clear_direction_lose_their_sign_in_the_words(shop: StoreFacts) -> None:
    found = as_dict(why(shop, "revenue_net", "2024-04", "2024-03"))
    assert "Order value of known customers ±" in found["sentence"]["en"]
    assert "Active customers +" in found["sentence"]["en"]
    assert any("90% interval" in note["en"] for note in found["notes"])
    assert sum(one["contribution"] for one in found["parts"]) == pytest.approx(found["change"])


def test_only_one_segment(shop: StoreFacts) -> None:
    found = as_dict(why(shop, "revenue_net", "2024-04", "2024-03", where=["channel=web"]))
    own = [row for row in orders() if row["channel"] == "web"]
    before, after = (sum(row["net_amount"] for row in own if row["ordered_at"][6] == month) for month in "34")
    assert (found["before"], found["after"]) == (pytest.approx(before), pytest.approx(after))
    assert sum(one["contribution"] for one in found["parts"]) == pytest.approx(after - before)
    assert sum(found["price_volume"].values()) == pytest.approx(after - before)
    assert found["where"] == "channel=web" and "(channel=web)" in found["sentence"]["en"]


def rare() -> StoreFacts:
    """Persons buy twelve sorts at prices that never change; of all but one sort too few in a month to be shown."""
    sold = [(month, who, 1 + (who + month) % 12 if who < 40 else 13) for month in MONTHS for who in range(80)]
    heads = [{"order_id": at, "customer_key": who, "ordered_at": f"2024-0{month}-05"}
             for at, (month, who, _) in enumerate(sold)]  # fmt: skip
    lines = [{"order_id": at, "product_id": sort, "quantity": month, "line_type": "goods",
              "net_amount": 10.0 * sort * month} for at, (month, _, sort) in enumerate(sold)]  # fmt: skip
    customers = [{"customer_key": who, "customer_type": "person"} for who in range(80)]
    return facts({"customer": customers, "order": heads, "order_line": lines,
                  "product": [{"product_id": sort, "name": f"Sorte {sort}"} for sort in range(1, 14)]})  # fmt: skip


def test_prices_are_compared_product_by_product_however_few_bought_them() -> None:
    found = as_dict(why(rare(), "revenue_net", "2024-04", "2024-03"))["price_volume"]
    assert found["price"] == pytest.approx(0)
    assert (found["new"], found["lost"]) == (0, 0)
    assert found["volume"] > 0


def test_what_is_about_nobody_has_no_intervals() -> None:
    """A table of posts knows neither customers nor visitors (it crashed: why er_reach)."""
    posts = [
        {"post_id": number, "platform": "instagram", "published_at": f"2024-0{month}-{1 + number % 28:02}"}
        for number, month in enumerate((3,) * 20 + (4,) * 30)
    ]
    told = as_dict(why(facts({"social_post": posts}), "posts", "2024-04", "previous"))
    assert told["change"] == 10 and all(one["low90"] is None for one in told["parts"])
