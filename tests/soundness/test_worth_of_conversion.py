"""A change of the website's conversion was valued with the orders of field sales, which are three times as large."""

from __future__ import annotations

import pytest

from leitstand.analysis.run.worth import PATHS


def test_conversion_is_valued_by_what_web_orders_bring() -> None:
    year = {"sessions": 91_072.0, "revenue_per_session": 18.36681, "conversion_rate": 0.1872365, "aov": 135.6631}
    kind, path = PATHS["conversion_rate"]
    # 91,072 visits × 1,672,701.87 € / 17,052 visits that ordered, for one whole unit of the rate
    assert kind == "revenue" and path(year.__getitem__) == pytest.approx(91_072 * 1_672_701.87 / 17_052, rel=1e-4)  # type: ignore[arg-type]
