"""Ratings after late parcels are one matter, whatever survey and point they show in."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.analysis.run.plain import PlainSight

from leitstand.analysis.contract import Candidate
from leitstand.analysis.methods.satisfaction.late_parcels_rated import METHOD

WORSE = {("csi", "overall"): 0.5, ("csi", "delivery"): 1.4, ("csi", "price"): 0.0, ("nps", "overall"): 1.5}
TOP = {"csi": 5.0, "nps": 10.0}


class Sight(PlainSight):
    """400 customers with one parcel each, every third late, who answer two surveys a week later."""

    def rows(self, table: str, columns: Any) -> pd.DataFrame:
        late = np.arange(400) % 3 == 0
        arrived = pd.Timestamp(date(2025, 3, 10))
        if table == "shipment":
            promised = np.where(late, arrived - pd.Timedelta(days=4), arrived)
            return pd.DataFrame({"order.customer_key": range(400), "promised_on": pd.to_datetime(promised),
                                 "delivered_on": arrived})  # fmt: skip
        dice, asked = np.random.default_rng(4), []
        for (instrument, item), points in WORSE.items():
            top = TOP[instrument]
            score = np.clip(dice.normal(0.8 * top, 0.6, 400) - points * late, 1, top)
            asked.append(pd.DataFrame({
                "customer_key": range(400), "answered_on": arrived + pd.Timedelta(days=7), "instrument": instrument,
                "item_key": item, "score": score, "quality": (score - 1) / (top - 1), "low": 1.0, "high": top,
            }))  # fmt: skip
        return pd.concat(asked, ignore_index=True)


def test_the_point_that_suffers_most_tells_it_and_names_the_others() -> None:
    found = [one for one in METHOD.look(Sight()) if isinstance(one, Candidate)]
    assert len(found) == len(WORSE), "every test is handed over"
    assert len({one.matter for one in found}) == 1
    first = found[0]
    assert (first.metric, first.dims) == ("csi", {"survey_item": "delivery"})
    assert first.effect == pytest.approx(-1.4, abs=0.2)
    assert [driver.value for driver in first.drivers] == pytest.approx([-1.5, -0.5], abs=0.25)
    assert all("price" not in driver.title.en.lower() for driver in first.drivers)
