"""`analyse`, `findings` and `answer`, with a drawer of one small method."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call

from leitstand.analysis import registry
from leitstand.analysis.contract import Candidate, Evidence, FindingType, Method, Sight, TooLittle
from leitstand.analysis.run.sight import StoreSight
from leitstand.cli.findings import print_finding, print_findings
from leitstand.cli.output import Page
from leitstand.foundation.text import Text
from leitstand.jobs import analysing
from leitstand.store.database import engine

WORDS = Text(de="Probe", en="trial")
HIGHER = FindingType(
    title=WORDS,
    sentences={
        "": Text(
            de="{metric} liegt seit {since} um {effect} höher.", en="{metric} has been {effect} higher since {since}."
        )
    },
    variant=lambda one: "",
    tested=True,
    actionable=0.5,
)


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    """Whether the last year is above the first: sure, as the test's shop is made."""
    yield TooLittle("nps", {}, Text(de="Antworten", en="answers"), 50, 0)
    yield Candidate("higher", "orders", 0.0, "count", Evidence("series", {"value": []}, "count", WORDS), p=0.9)
    series = sight.series("revenue_net")
    if series is None or series.periods[0].start > date(2010, 12, 31):
        return
    middle = date(2011, 1, 1)
    later = series.values[[period.start >= middle for period in series.periods]]
    effect = float(later.mean() - series.values[: -len(later)].mean())
    course = {"day": [str(period.start) for period in series.periods], "value": series.values.tolist()}
    yield Candidate("higher", "revenue_net", effect, "currency", Evidence("series", course, "currency", WORDS),
                    since=middle, low=effect - 1, high=effect + 1, p=1e-6, good=True)  # fmt: skip


@pytest.fixture(autouse=True)
def _drawer(monkeypatch: pytest.MonkeyPatch) -> None:
    methods = {"try": Method(WORDS, WORDS, "", WORDS, "", ("higher",), look)}
    monkeypatch.setattr(registry, "methods", lambda: methods)
    monkeypatch.setattr(registry, "types", lambda: {"higher": HIGHER})
    few = partial(StoreSight, only=["revenue_net", "orders"])  # all of them take seconds
    monkeypatch.setattr(analysing, "StoreSight", few)


SHAPE = {"id", "type", "metric", "dims", "since", "until", "effect", "ci_low", "ci_high", "unit", "money_per_year",
         "money_kind", "p_adjusted", "status", "sentence", "drivers", "evidence"}  # fmt: skip


def test_from_a_file_to_an_answer(call: Call, shop: Path) -> None:
    call("import", shop)
    told = call("findings", "--json").json
    (one,) = told["findings"]
    assert one.keys() >= SHAPE and one["status"] == "new"
    assert (one["metric"], one["since"], one["money_kind"]) == ("revenue_net", "2011-01-01", "revenue")
    assert one["effect"] == pytest.approx(12 + 5 / 12) and one["money_per_year"] == pytest.approx(12 * one["effect"])
    assert one["sentence"] == {
        "de": "Nettoumsatz liegt seit 01/2011 um 12,42\xa0£ höher.",
        "en": "Net revenue has been £12.42 higher since 2011-01.",
    }
    assert (told["tests_made"], told["expected_false"], told["calm"]) == (2, 0.05, ["orders"])
    assert told["too_little_data"][0]["metric"] == "nps"

    assert call("findings", "--json").json == told, "the same version is not analysed again"
    assert call("analyse", "--json").json["findings"][0]["status"] == "ongoing"

    seen = call("findings")
    assert "Net revenue has been £12.42 higher" in seen.out and one["id"] in seen.out and "▁" in seen.out
    assert "Calm: Orders." in seen.out and "Too few data: Net promoter score" in seen.out
    german = call("--lang", "de", "findings")
    assert "1 Auffälligkeit" in german.out and "weiterhin" in german.out and "Umsatz" in german.out
    full = call("findings", one["id"])
    assert "95% interval" in full.out and "Chance" in full.out

    answered = call("answer", one["id"], "lasting", "--note", "new prices")
    assert answered.code == 0 and "stays so" in answered.out
    call("analyse")
    assert "All calm" in call("findings").out
    (kept,) = call("findings", "--all", "--json").json["findings"]
    assert (kept["status"], kept["answer"]["note"]) == ("answered", "new prices")


def test_new_targets_are_looked_at(call: Call, shop: Path) -> None:
    call("import", shop)
    assert call("findings", "--json").json["findings"][0]["status"] == "new"
    call("compare", "revenue_net", "--set-target", "500", "--period", "2011-11")
    assert call("findings", "--json").json["findings"][0]["status"] == "ongoing", "it is analysed again"
    assert call("findings", "--json").json["findings"][0]["status"] == "ongoing"


def test_what_is_kept_needs_no_engine(call: Call, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("import", shop)
    told = call("findings", "--json").json

    def shut(_: Any) -> None:
        raise AssertionError("the engine was opened")

    monkeypatch.setattr(engine, "read", shut)
    assert call("findings", "--json").json == told
    assert call("answer", told["findings"][0]["id"], "temporary").code == 0


def told(**more: Any) -> dict[str, Any]:
    """A finding as it is kept."""
    return {
        "id": "3f9c21ab", "status": "answered", "type": "higher", "metric": "win_rate", "dims": {}, "effect": 0.02,
        "ci_low": 0.01, "ci_high": 0.03, "unit": "ratio", "p_adjusted": 0.01, "money_per_year": -54_400.0,
        "money_low": -60_000.0, "money_high": -50_000.0, "money_kind": "liquidity", "money_once": True, "good": True,
        "currency": "EUR", "sentence": {"de": "Satz.", "en": "Sentence."}, "part_of": None, "against": [],
        "unchecked": [], "evidence": {"kind": "table", "columns": {}}, "answer": {"kind": "lasting", "note": ""},
        "drivers": [{"title": {"de": "Web", "en": "Web"}, "metric": None, "value": 0.013, "unit": "ratio",
                     "words": "made_up_of"}], **more,
    }  # fmt: skip


def test_changes_of_shares_are_told_in_points_and_what_comes_once_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    print_finding(told(), Page("de"))
    seen = capsys.readouterr().out
    assert "+1,0\xa0PP … +3,0\xa0PP" in seen and "Web: +1,3\xa0PP" in seen
    assert "Einmalig" in seen and "−54.400\xa0€ Liquidität (−60.000\xa0€ bis −50.000\xa0€)" in seen
    assert "bleibt so" in seen
    print_finding(told(metric="units_sold"), Page("en"))
    assert "+1.0% … +3.0%" in capsys.readouterr().out
    print_findings({"findings": [told(status="new")]}, Page("de"))
    assert "−54.400\xa0€*\xa0Liquidität" in (listed := capsys.readouterr().out) and "* einmalig" in listed


def test_money_that_may_be_a_gain_or_a_loss_has_no_sign(capsys: pytest.CaptureFixture[str]) -> None:
    one = told(money_per_year=1706.0, money_low=-3302.0, money_high=6714.0, money_kind="revenue", status="new")
    print_findings({"findings": [one]}, Page("de"))
    listed = capsys.readouterr().out
    assert "unklar" in listed and "1.706" not in listed and "einmalig" not in listed
    print_finding(one, Page("en"))
    assert "unclear: −€3,302 to +€6,714 revenue" in capsys.readouterr().out


def test_nothing_loaded(call: Call) -> None:
    told = call("analyse")
    assert told.code == 0 and "too few data" in told.out.lower()


def test_unknown_ids(call: Call, shop: Path) -> None:
    assert call("answer", "nonsense", "temporary").code == 2
    assert call("findings", "nonsense").code == 2
    assert call("findings", "--check-story").code == 2


def test_a_method_that_fails_is_named(call: Call, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(sight: Any) -> list[Candidate]:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(registry, "methods", lambda: {"bad": Method(WORDS, WORDS, "", WORDS, "", ("higher",), broken)})
    call("import", shop)
    assert "Failed: bad" in call("analyse").out
    assert json.loads(call("findings", "--json").out)["failed"].keys() == {"bad"}
