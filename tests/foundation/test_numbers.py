"""Numbers as people write them, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leitstand.foundation.numbers import (
    format_change,
    format_estimate,
    format_number,
    format_percent,
    format_range,
    format_value,
    ranging,
)

NB, THIN = "\xa0", "\u202f"


@pytest.mark.parametrize(
    ("value", "unit", "currency", "de", "en"),
    [
        (1234.5, "currency", "EUR", f"1.234,50{NB}€", "€1,234.50"),
        (-1234.567, "currency", "GBP", f"−1.234,57{NB}£", "−£1,234.57"),
        (-0.001, "currency", "EUR", f"0,00{NB}€", "€0.00"),
        (0.0421, "ratio", None, f"4,2{THIN}%", "4.2%"),
        (0.0042, "ratio", None, f"0,42{THIN}%", "0.42%"),
        (-0.5, "ratio", None, f"−50,0{THIN}%", "−50.0%"),
        (3.44, "days", None, f"3,4{NB}Tage", f"3.4{NB}days"),
        (1, "days", None, f"1{NB}Tag", f"1{NB}day"),
        (2.5, "hours", None, f"2,5{NB}Std.", f"2.5{NB}h"),
        (4.123, "score", None, "4,12", "4.12"),
        (1234567, "count", None, "1.234.567", "1,234,567"),
        (42.34, "points", None, f"42,3{NB}Punkte", f"42.3{NB}points"),
        (12.5, "currency_per_day", "USD", f"12,50{NB}$/Tag", "$12.50/day"),
    ],
)
def test_values_read_as_people_write_them(value: float, unit: str, currency: str | None, de: str, en: str) -> None:
    assert format_value(value, unit, currency, "de") == de
    assert format_value(value, unit, currency, "en") == en


def test_short_form_says_millions() -> None:
    assert format_value(1_843_200, "currency", "EUR", "de", short=True) == f"1,84{NB}Mio.{NB}€"
    assert format_value(1_843_200, "currency", "EUR", "en", short=True) == "€1.84M"
    assert format_value(41_234.56, "currency", "EUR", "de", short=True) == f"41.235{NB}€"
    assert format_value(12.34, "currency", "EUR", "de", short=True) == f"12,34{NB}€"


def test_changes_have_a_sign_and_ratios_change_in_points() -> None:
    assert format_change(0.012, 0.2, "ratio", None, "de") == f"+1,2{NB}PP"
    assert format_change(-0.012, -0.2, "ratio", None, "en") == f"−1.2{NB}pp"
    assert format_change(12, 0.042, "currency", "EUR", "de") == f"+4,2{THIN}%"
    assert format_change(-12, None, "currency", "EUR", "en") == "−€12.00"
    assert format_change(0, 0, "currency", "EUR", "en") == "0.0%"


@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_written_numbers_can_be_read_back(value: float) -> None:
    german = format_number(value, "de", 2, at_least=2).replace(".", "").replace(",", ".").replace("−", "-")
    english = format_number(value, "en", 2, at_least=2).replace(",", "").replace("−", "-")
    assert float(german) == float(english) == pytest.approx(value, abs=0.0051)


@given(st.floats(-10, 10, allow_nan=False))
def test_signs_are_true_signs(value: float) -> None:
    text = format_percent(value, "de", signed=True)
    assert "-" not in text
    assert text.startswith("−") == (round(value * 100, 2 if abs(value) < 0.01 else 1) < 0)


def test_short_form_has_no_digits_that_nobody_reads() -> None:
    assert format_value(1370.17, "milliseconds", None, "de", short=True) == f"1.370{NB}ms"
    assert format_value(483.79, "people", None, "de", short=True) == "484"
    assert format_value(83.42, "count", None, "de", short=True) == "83,4"
    assert format_value(4.827, "units", None, "de", short=True) == "4,83"
    assert format_value(483.79, "count", None, "de") == "483,79"


def test_an_estimate_has_three_digits_and_no_cents() -> None:
    assert format_estimate(43_836.12, "EUR", "de") == "43.800\xa0€"
    assert format_estimate(-429.39, "EUR", "en", signed=True) == "−€429"
    assert format_estimate(0.0, "EUR", "en") == "€0"


def test_an_interval_says_a_shared_unit_once() -> None:
    assert format_range(0.173, 0.19, "ratio", None, "de") == "17,3 bis 19,0\u202f%"
    assert format_range(-1.3, 34.6, "points", None, "en") == "−1.3 to 34.6\xa0points"
    assert ranging("€0.6M", "€1.2M", "en") == "€0.6M to €1.2M"


def test_a_short_change_has_no_cents_and_no_hundredths() -> None:
    assert format_change(0.79, None, "points", None, "de", short=True) == "+0,8\xa0Punkte"
    assert format_change(2906.52, None, "currency", "EUR", "de", short=True) == "+2.907\xa0€"
