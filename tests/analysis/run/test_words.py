"""Sentences say the computed figures, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.analysis.run.plain import FACT, SHIFT, candidate

from leitstand.analysis import registry
from leitstand.analysis.contract import Figure
from leitstand.analysis.run.words import sentence, written
from leitstand.foundation.text import Text


def test_a_loss_is_told_without_a_sign() -> None:
    said = sentence(candidate(effect=-1234.4), SHIFT, "EUR")
    assert said.de == "Nettoumsatz liegt seit 03/2025 um 1.234\xa0€ niedriger."
    assert said.en == "Net revenue has been €1,234 lower since 2025-03."


def test_a_gain_in_a_segment_with_its_interval() -> None:
    one = candidate(effect=50.0, low=40.0, high=60.5, dims={"category": "Tee", "channel": "web"})
    said = sentence(one, SHIFT, "EUR")
    assert said.de.endswith("liegt seit 03/2025 um 50,00\xa0€ höher (40,00\xa0€ bis 60,50\xa0€).")
    assert said.de.startswith("Nettoumsatz (Warengruppe Tee, Kanal web)") or "Tee" in said.de
    assert " (" in said.en and "Tee" in said.en


def test_the_interval_of_a_loss_is_told_in_its_direction() -> None:
    kind = replace(SHIFT, variant=lambda one: "up")
    said = sentence(candidate(effect=-50.0, low=-60.0, high=-40.0), kind, "EUR")
    assert "(40,00\xa0€ bis 60,00\xa0€)" in said.de


def test_a_change_of_a_share_is_told_in_points_and_a_share_in_percent() -> None:
    one = candidate("on_time_rate", -0.251, unit="ratio")
    assert "25,1\xa0PP" in sentence(one, SHIFT, "EUR").de and "25.1\xa0pp" in sentence(one, SHIFT, "EUR").en
    share = candidate("on_time_rate", 0.93, p=None, unit="ratio")
    assert "93.0%" in sentence(share, FACT, "EUR").en
    relative = candidate("revenue_net", 0.08, unit="ratio", low=0.07, high=0.09)
    assert "8.0% higher" in sentence(relative, SHIFT, "EUR").en


@pytest.mark.parametrize(
    ("figure", "german", "english"),
    [
        (Figure(1, "days"), "1\xa0Tag", "1\xa0day"),
        (Figure(3, "days"), "3\xa0Tage", "3\xa0days"),
        (Figure(-2.5, "points", signed=True), "−2,5\xa0Punkte", "−2.5\xa0points"),
        (Figure(date(2025, 9, 1), "day"), "09/2025", "2025-09"),
        (Figure(date(2025, 9, 17), "day"), "17.09.2025", "2025-09-17"),
        (Figure(date(2026, 4, 1), "until"), "03/2026", "2026-03"),
        (Figure(Text(de="Montag", en="Monday"), "text"), "Montag", "Monday"),
        (Figure("Eilbote", "text"), "Eilbote", "Eilbote"),
    ],
)
def test_figures(figure: Figure, german: str, english: str) -> None:
    assert (written(figure, "EUR", "de"), written(figure, "EUR", "en")) == (german, english)


def test_a_place_without_a_figure_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        sentence(candidate(effect=1.0), SHIFT, "EUR")


def test_nobody_wants_fractions_of_things_that_are_counted() -> None:
    assert [written(Figure(value, "count"), "EUR", "de") for value in (83.4, 151.2, 4.4)] == ["83", "151", "4,4"]
    assert written(Figure(50.2, "people", signed=True), "EUR", "en") == "+50"
    assert written(Figure(14.7, "units"), "EUR", "en") == "14.7"


def test_prices_that_changed_alike_need_no_interval() -> None:
    figures = {"products": Figure(35, "count")}
    alike = candidate("net_price_per_unit", 0.08, None, unit="ratio", low=0.0799, high=0.0802, figures=figures)
    apart = replace(alike, low=0.05, high=0.11)
    kind = registry.types()["price_change"]
    assert "8,0\u202f% höher (35 Produkte, gleiches Sortiment)" in sentence(alike, kind, "EUR").de
    assert "(95% interval 5.0% to 11.0%, 35 products, same mix)" in sentence(apart, kind, "EUR").en
