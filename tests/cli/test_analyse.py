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
from leitstand.foundation.text import Text
from leitstand.jobs import analysing

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
