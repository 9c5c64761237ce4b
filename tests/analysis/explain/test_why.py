"""Why a number changed: parts, mix, segments, what happened around it, and one paragraph of words in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from leitstand.analysis.explain.events import Happening, closest, happenings, holidays, news
from leitstand.analysis.explain.parts import REMAINDER, Grown, parts_of
from leitstand.analysis.explain.spans import parse_period
from leitstand.analysis.explain.why import as_dict, why
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.period import period_of
from leitstand.foundation.text import Text
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.worked import facts

RATES = {("2023", "desktop"): 0.30, ("2023", "mobile"): 0.10, ("2024", "desktop"): 0.34, ("2024", "mobile"): 0.12}
VISITS = {("2023", "desktop"): 300, ("2023", "mobile"): 100, ("2024", "desktop"): 100, ("2024", "mobile"): 300}


def sessions() -> list[dict[str, Any]]:
    """The second quarters of two years: every device converts better, but most visits are mobile now."""
    return [
        {"started_at": f"{year}-0{4 + number % 3}-{1 + number % 28:02}", "device": device, "country": "DE",
         "visitor_id": f"{device}{number}", "converted": number < round(RATES[year, device] * count)}
        for (year, device), count in VISITS.items()
        for number in range(count)
    ] + [{"started_at": day, "device": "mobile"} for day in ("2023-01-01", "2024-06-30")]  # fmt: skip


def lines() -> Iterator[dict[str, Any]]:
    """Four kinds of tea, dearer by a tenth from March on; cups as ever."""
    for month in range(1, 7):
        for product in range(1, 9):
            tea = product <= 4
            price = (5 + product) * (1.1 if tea and month >= 3 else 1.0)
            yield {"order_id": month, "product_id": product, "line_type": "goods", "quantity": 2,
                   "net_amount": round(2 * price, 2)}  # fmt: skip


@pytest.fixture(scope="module")
def web() -> StoreFacts:
    happened = [{"occurred_at": "2024-04-03", "title": "Relaunch", "kind": "Website"},
                {"occurred_at": "2023-01-02", "title": "Lange her", "kind": "Messe"}]  # fmt: skip
    return facts({"web_session": sessions(), "business_event": happened,
                  "campaign": [{"name": "Frühling", "start": "2024-05-01", "end": "2024-05-31"}]})  # fmt: skip


def test_the_reversal_is_named_as_mix(web: StoreFacts) -> None:
    found = as_dict(why(web, "conversion_rate", "2024-Q2", "2023-Q2"))
    assert found["before"] == pytest.approx(100 / 400, abs=0.001) and found["after"] == pytest.approx(0.175, abs=0.001)
    assert found["mix_by"] == ["device"] and found["reversal"]
    assert found["mix"] < 0 < found["rate"] and found["mix"] + found["rate"] == pytest.approx(found["change"])
    assert sum(one["contribution"] for one in found["parts"]) == pytest.approx(found["change"], rel=1e-9)
    assert "although it rose in every segment by Device: the mix moved to Device Phone" in found["sentence"]["en"]
    assert "obwohl er in jeder Teilgruppe nach Gerät stieg" in found["sentence"]["de"]
    assert found["events"][0]["title"]["en"] == "Relaunch (Website)"
    assert "Lange her (Messe)" not in [one["title"]["de"] for one in found["events"]]


def test_asked_segments_add_up(web: StoreFacts) -> None:
    found = why(web, "conversion_rate", "2024-Q2", "year_before", ["device"])
    assert sum(one.contribution or 0 for one in found.segments) == pytest.approx(found.change, rel=1e-9)
    assert {one.dims["device"] for one in found.segments} == {"desktop", "mobile"}
    visits = why(web, "sessions", "2024-Q2", "2023-Q2", ["device"])
    assert sum(one.contribution or 0 for one in visits.segments) == visits.change


def test_a_default_period_and_wrong_ones(web: StoreFacts) -> None:
    assert why(web, "sessions").after.period == period_of(date(2024, 4, 1), "quarter")
    for metric, period, against in (("sessions", "2030", "year_before"), ("sessions", "2024-Q5", "previous"),
                                    ("orders", None, "previous"), ("nonsense", None, "previous")):  # fmt: skip
        with pytest.raises(LeitstandError):
            why(web, metric, period, against)
    with pytest.raises(LeitstandError):
        why(web, "sessions", "2024-Q2", "2023-Q2", ["category"])


def test_periods_are_read_as_people_write_them() -> None:
    assert parse_period("2026-Q3") == period_of(date(2026, 7, 1), "quarter")
    assert parse_period("2026-09") == period_of(date(2026, 9, 1), "month")
    assert parse_period("2026-W01").start == date(2025, 12, 29)
    assert parse_period("2025-10..2026-09").days == 365
    for wrong in ("2026-Q7", "2026-W60", "..", "2026-09..2025-01", "gestern"):
        with pytest.raises(LeitstandError):
            parse_period(wrong)


def test_what_an_identity_leaves_over_is_a_part_of_its_own() -> None:
    one, two = Grown("orders", "x/orders", 1, 10, 12), Grown("aov", "x/aov", 1, 5, 5)
    parts = parts_of(Grown("revenue_net", "x", 1, 50, 63, "product", parts=(one, two)))
    assert [part.id for part in parts] == ["orders", "aov", REMAINDER]
    assert sum(part.contribution for part in parts) == pytest.approx(13)


def test_price_changes_are_found() -> None:
    orders = [{"order_id": month, "ordered_at": f"2024-{month:02}-10"} for month in range(1, 7)]
    products = [{"product_id": number, "category_l1": "Tee" if number <= 4 else "Tassen"} for number in range(1, 9)]
    told = facts({"order": orders, "order_line": list(lines()), "product": products})
    (found,) = (one for one in happenings(told) if one.kind == "price")
    assert (found.on, found.title.en) == (date(2024, 3, 1), "Prices of Tee +10.0%")


def test_the_closest_come_first() -> None:
    onset = date(2024, 7, 1)
    days = (-80, -3, 5, 30)
    happened = [Happening(onset + timedelta(day), "event", Text(de=str(day), en=str(day))) for day in days]
    long_ago = Happening(onset - timedelta(200), "campaign", Text(de="lang", en="long"), onset - timedelta(2))
    found = closest([*happened, long_ago], onset, 60)
    assert [one.days for one in found] == [-2, -3, 5, 30]
    assert [round(one.closeness, 3) for one in found] == [0.967, 0.95, 0.917, 0.5]


def test_what_happens_every_year_is_no_news() -> None:
    fair = [Happening(date(year, 3, 12), "event", Text(de=f"Messe {year}", en=f"Fair {year}")) for year in (2023, 2024)]
    outage = Happening(date(2024, 3, 20), "event", Text(de="Störung", en="Outage"))
    assert news([*fair, outage], 366) == [fair[0], outage]
    assert news([*fair, outage], 91) == [*fair, outage]


def test_easter_in_one_of_the_periods() -> None:
    march, before = period_of(date(2024, 3, 1), "month"), period_of(date(2023, 3, 1), "month")
    (found,) = holidays(march, before)  # 31 March 2024, 9 April 2023
    assert found.on == date(2024, 3, 31)
    assert not holidays(period_of(date(2024, 1, 1), "year"), period_of(date(2023, 1, 1), "year"))
