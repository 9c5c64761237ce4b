"""What a report says: complete in both languages, honest without data, no person in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args

import pytest
from tests.reporting import invented

from leitstand.foundation.segment import Segment
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.reporting.blocks import Change, Course, Range
from leitstand.reporting.building import built, sections, told
from leitstand.reporting.contract import ReportKind

KINDS: tuple[ReportKind, ...] = get_args(ReportKind)


def texts_of(thing: Any) -> Iterator[Text]:
    """All texts inside."""
    if isinstance(thing, Text):
        yield thing
    elif is_dataclass(thing) and not isinstance(thing, type):
        for one in fields(thing):
            yield from texts_of(getattr(thing, one.name))
    elif isinstance(thing, dict):
        for one in thing.values():
            yield from texts_of(one)
    elif isinstance(thing, list | tuple):
        for one in thing:
            yield from texts_of(one)


@pytest.mark.parametrize("kind", KINDS)
def test_every_section_of_the_kind_is_there_in_its_order(kind: ReportKind) -> None:
    report = built(invented.brief(kind))
    assert [one.id for one in report.sections] == [name for name, one in sections().items() if kind in one.kinds]


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_missing_in_either_language(kind: ReportKind) -> None:
    for report in (built(invented.brief(kind)), built(invented.nothing(kind))):
        found = list(texts_of(report))
        assert len(found) > 10
        assert [one for one in found if bool(one.de) != bool(one.en) or "{" in one.de + one.en] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_are_those_of_the_brief(language: Language) -> None:
    report = told(built(invented.brief("monthly")), language)
    figures = next(one for one in report["sections"] if one["id"] == "figures")["blocks"][0]
    rows = [[cell.get("value") for cell in row["cells"]] for row in figures["rows"]]
    assert [row[1] for row in rows] == [invented.REVENUE, invented.NPS]
    changes = [cell["written"] for cell in figures["rows"][0]["cells"]]
    assert ("▲\xa0+33,8\u202f%" if language == "de" else "▲\xa0+33.8%") in changes
    assert json.loads(json.dumps(report)) == report


def test_the_headline_says_what_is_clear_and_what_is_not() -> None:
    headline = built(invented.brief("monthly")).headline
    assert headline.de == (
        "September 2026: Nettoumsatz 266.167\xa0€, +13,7\u202f% zum Vorjahr; "
        "Weiterempfehlungswert (NPS) 17,5\xa0Punkte, kein klarer Unterschied zum Vorjahr."
    )
    assert built(invented.brief("quarterly")).headline.en.startswith("Q3 2026: Net revenue €266,167")


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_of_a_person_stands_nowhere(kind: ReportKind) -> None:
    for language in LANGUAGES:
        report = json.dumps(told(built(invented.brief(kind)), language))
        assert invented.PERSON not in report and ("Region Nord" in report or "Region north" in report)


def test_without_data_it_says_what_is_missing_and_invents_nothing() -> None:
    report = built(invented.nothing("monthly"))
    assert [one.id for one in report.sections] == ["summary", "data"]
    assert report.headline.en == "September 2026: there are no figures for this period yet."
    assert "Online Retail" in json.dumps(told(report, "en"))


def test_money_whose_sign_is_unclear_is_no_amount() -> None:
    report = told(built(invented.brief("monthly")), "en")
    points = [
        point
        for block in next(one for one in report["sections"] if one["id"] == "attention")["blocks"]
        if block["block"] == "points"
        for point in block["points"]
    ]
    by_name = {point["text"].split(": ")[-1]: point for point in points}
    assert by_name["f1 fell"]["worth"]["value"] == -41000.0 and by_name["f1 fell"]["of"] == "revenue per year"
    assert by_name["f2 fell"]["of"] == "revenue, once"
    assert by_name["f3 fell"]["worth"] is None
    assert by_name["f3 fell"]["notes"][-1] == "Worth per year unclear: −€60,000 to +€9,000 revenue"


def test_an_unfinished_period_and_a_segment_are_said() -> None:
    basis = built(invented.brief("quarterly", as_of=invented.period("monthly").start, where=Segment.parse(
        ["country=DE|FR", "channel!=web"]))).basis  # fmt: skip
    assert basis.en == "Data as of 2026-09-01 · 63 of 92 days · only Country DE or FR, Channel not web"
    assert basis.de.startswith("Datenstand 01.09.2026 · 63 von 92 Tagen · nur Land DE oder FR")


def test_one_unit_behind_both_ends_of_a_range() -> None:
    assert Range(0.171, 0.18, "ratio").written("de") == "17,1 bis 18,0\u202f%"
    assert Range(0.171, 0.18, "ratio").written("en") == "17.1% to 18.0%"
    assert Range(None, 1.0, "ratio").written("en") == ""
    assert Change(-8749.07, None, "currency", "EUR").written("en") == "▼\xa0−€8,749"
    assert Course([1.0, None, 3.0]).written("en") == "▁ █"


def test_a_review_that_was_signed_on_earlier_data_says_so() -> None:
    for as_of, told_so in (("2026-10-01", False), ("2026-09-30", True)):
        report = told(built(invented.brief("monthly", review=invented.REVIEW | {"as_of": as_of})), "en")
        last = next(one for one in report["sections"] if one["id"] == "decisions")["blocks"][-1]["text"]
        assert last.startswith("Signed by Anna on 2026-10-05.") and ("data as of 2026-09-30" in last) == told_so
