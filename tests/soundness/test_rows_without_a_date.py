"""Rows without any date belong to the total of everything, and to no period."""

from __future__ import annotations

from datetime import date

from leitstand.metrics import worked
from leitstand.metrics.compute.answer import WITHOUT_DAY, Ask, answer

PAYMENTS = [{"payment_id": 1, "amount": 60, "method": "cash"}, {"payment_id": 2, "amount": 40, "method": "wallet"}]


def test_they_count_in_the_total_only() -> None:
    facts = worked.facts({"payment": PAYMENTS})
    total = answer(facts, "payment_amount", Ask("total"))[0]
    assert (total.value, total.n, total.note) == (100, 2, WITHOUT_DAY)
    assert [one.value for one in answer(facts, "payment_amount", Ask("month"))] == [None]
    assert [one.value for one in answer(facts, "payment_amount", Ask("total", start=date(2024, 1, 1)))] == [None]


def test_a_table_with_dates_leaves_its_undated_rows_out_as_ever() -> None:
    facts = worked.facts({"payment": [*PAYMENTS, {"payment_id": 3, "amount": 7, "paid_at": "2024-03-05"}]})
    assert answer(facts, "payment_amount", Ask("total"))[0].value == 7


def test_other_tables_dates_do_not_make_them_vanish() -> None:
    facts = worked.facts({"payment": PAYMENTS, "order": [{"order_id": 1, "ordered_at": "2024-03-05"}]})
    assert answer(facts, "payment_amount", Ask("total"))[0].value == 100
