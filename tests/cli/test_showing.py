"""What the command line shows of metrics: tables, JSON, CSV, comparisons, definitions."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from leitstand.cli import main
from leitstand.cli.question import after

pytestmark = pytest.mark.xdist_group("showing")  # one process, so that the home is filled once

VALUE_FIELDS = {
    "metric",
    "period_start",
    "period_end",
    "dims",
    "numerator",
    "denominator",
    "value",
    "n",
    "ci_low",
    "ci_high",
    "status",
    "complete",
    "unit",
    "currency",
    "definition",
    "note",
    "comparisons",
}
METRIC_FIELDS = {
    "id", "kind", "family", "title", "unit", "direction", "additive", "grains", "dimensions", "fed_by", "available",
}  # fmt: skip
MONTH = sum(10 + customer for customer in range(12))  # 186


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, shop_text: str) -> Path:
    """One home with the small shop in it, for all tests here: they only read, or set targets."""
    folder = tmp_path_factory.mktemp("filled")
    file = folder / "shop.csv"
    file.write_text(shop_text)
    assert main(["import", str(file), "--home", str(folder / "home"), "--json"]) == 0
    return folder / "home"


@pytest.fixture(autouse=True)
def in_filled_home(filled: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("LEITSTAND_HOME", str(filled))


def test_values_have_the_documented_shape(call) -> None:  # type: ignore[no-untyped-def]
    answer = call("show", "revenue_net", "--json")
    assert answer.code == 0
    assert len(answer.json) == 24
    assert set(answer.json[0]) >= VALUE_FIELDS
    assert [one["value"] for one in answer.json[:2]] == [MONTH, MONTH]
    assert answer.json[-1]["value"] == MONTH + 12 + 5
    assert answer.json[0]["currency"] == "GBP"
    assert answer.out.startswith('[\n  {\n    "metric"')


def test_the_last_day_is_included(call) -> None:  # type: ignore[no-untyped-def]
    def sums(*argv: str) -> list[float]:
        return [one["value"] for one in call("show", "revenue_net", "--json", "--grain", "total", *argv).json]

    assert sums("--from", "2011-12-31", "--to", "2011-12-31") == [5]
    assert sums("--from", "2010-03", "--to", "2010-03") == [MONTH]
    assert sums("--from", "2010", "--to", "2010") == [12 * MONTH]
    assert [str(after(text)) for text in ("2011-03-31", "2011-12", "2011")] == [
        "2011-04-01",
        "2012-01-01",
        "2012-01-01",
    ]


def test_as_of_hides_later_days(call) -> None:  # type: ignore[no-untyped-def]
    found = call("show", "revenue_net", "--json", "--as-of", "2010-03").json
    assert [one["period_start"] for one in found] == ["2010-01-01", "2010-02-01", "2010-03-01"]


@pytest.mark.parametrize(
    "by", [["--by", "country", "channel"], ["--by", "country", "--by", "channel"], ["--by", "country,channel"]]
)
def test_splits_can_be_written_in_three_ways(call, by: list[str]) -> None:  # type: ignore[no-untyped-def]
    found = call("show", "revenue_net", "--json", "--grain", "total", *by).json
    assert {tuple(one["dims"]) for one in found} == {("country", "channel")}


def test_conditions_filter(call) -> None:  # type: ignore[no-untyped-def]
    found = call("show", "order_count", "--json", "--grain", "year", "--where", "country=DE").json
    assert [one["n"] for one in found] == [144, 144]


@pytest.mark.parametrize(("columns", "language"), [("80", "de"), ("120", "en")])
@pytest.mark.parametrize(
    "argv",
    [
        ("show", "revenue_net", "--compare", "previous_year", "previous_period", "target"),
        ("show", "aov", "--by", "country", "--grain", "quarter"),
        ("compare", "revenue_net"), ("metrics", "--available"), ("metrics", "revenue_net"), ("sources",),
        ("sources", "online_retail"), ("overview",), ("loads",),
    ],
)  # fmt: skip
def test_tables_fit_the_terminal(call, argv: tuple[str, ...], language: str, columns: str,  # type: ignore[no-untyped-def]
                                 monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", columns)
    answer = call(*argv, "--lang", language)
    assert answer.code == 0
    assert answer.err == ""
    assert max(map(len, answer.out.splitlines())) <= int(columns)
    assert "\x1b" not in answer.out, "no colour where nobody looks"
    assert "…" not in answer.out.replace("… ", ""), "nothing is cut"


def test_numbers_dates_and_words_are_of_the_language(call) -> None:  # type: ignore[no-untyped-def]
    german, english = (call("show", "revenue_net", "--grain", "year", "--lang", one).out for one in ("de", "en"))
    assert "2.232,00\xa0£" in german
    assert "Datenstand 31.12.2011 · Quelle online_retail" in german
    assert "£2,232.00" in english
    assert "Data as of 2011-12-31 · source online_retail" in english


def test_unfinished_periods_say_how_far_they_are(call) -> None:  # type: ignore[no-untyped-def]
    out = call("show", "revenue_net", "--grain", "year", "--as-of", "2011-01-15", "--lang", "de").out
    assert "15 von 365 Tagen" in out


def test_changes_say_better_or_worse(call) -> None:  # type: ignore[no-untyped-def]
    out = call("show", "revenue_net", "--compare", "previous_year", "--from", "2011-02", "--to", "2011-02").out
    row = next(line for line in out.splitlines() if line.startswith("2011-02"))
    assert "▲ +6.5% better" in row  # 186 → 198


def test_only_the_last_periods_are_shown(call) -> None:  # type: ignore[no-untyped-def]
    out = call("show", "revenue_net", "--grain", "week").out
    assert "--all" in out
    assert len(out.splitlines()) < 35
    assert len(call("show", "revenue_net", "--grain", "week", "--all").out.splitlines()) > 100


def test_no_data_says_what_would_feed_it(call) -> None:  # type: ignore[no-untyped-def]
    answer = call("show", "receivables_amount", "--lang", "de")
    assert answer.code == 0
    assert "Keine Daten" in answer.out
    assert "ibm_accounts_receivable" in answer.out
    assert "leitstand import" in answer.out


def test_csv_is_rfc_4180_with_numbers_as_numbers(call) -> None:  # type: ignore[no-untyped-def]
    out = call("show", "revenue_net", "--grain", "year", "--by", "country", "--csv").out
    assert out.count("\r\n") == out.count("\n")
    rows = list(csv.DictReader(out.splitlines()))
    assert {row["dim_country"] for row in rows} >= {"DE"}
    assert float(rows[0]["value"]) == 12 * MONTH


def test_catalogue_has_the_documented_shape(call) -> None:  # type: ignore[no-untyped-def]
    found = call("metrics", "--json").json
    assert all(set(one) >= METRIC_FIELDS for one in found)
    by_id = {one["id"]: one for one in found}
    assert by_id["order_count"]["kind"] == "measure"
    assert by_id["revenue_net"]["available"] is True
    assert "online_retail" in by_id["revenue_net"]["fed_by"]
    assert set(by_id["revenue_net"]["title"]) == {"de", "en"}
    cash = call("metrics", "--family", "cash", "--json").json
    assert {one["family"] for one in cash} == {"cash"}
    assert all(one["available"] for one in call("metrics", "--available", "--json").json)
    assert {one["id"] for one in call("metrics", "--search", "Bestellwert", "--json").json} >= {"aov"}
    assert call("metrics", "--family", "csah").code == 2


def test_definition_card(call) -> None:  # type: ignore[no-untyped-def]
    out = call("metrics", "revenue_net", "--lang", "de").out
    for word in ("Nettoumsatz", "Formel", "Vorbehalt", "Rechenbeispiel", "60,00\xa0€", "Definition"):
        assert word in out
    data = call("metrics", "revenue_net", "--json").json
    assert data["formula"]["en"].startswith("Sum of order lines")
    assert data["examples"][0]["value"] == 60
    calculation = data["examples"][0]["sum"]
    assert calculation["de"] in out and calculation["en"] not in out
    assert calculation["en"] in call("metrics", "revenue_net", "--lang", "en").out


def test_sources_say_what_they_feed(call) -> None:  # type: ignore[no-untyped-def]
    found = {one["id"]: one for one in call("sources", "--json").json}
    assert "revenue_net" in found["online_retail"]["metrics"]
    assert found["online_retail"]["currency"] == "GBP"
    assert call("sources", "online_retial").code == 2


def test_targets_are_set_and_compared(call) -> None:  # type: ignore[no-untyped-def]
    said = call("compare", "revenue_net", "--set-target", "200", "--period", "2011-12", "--lang", "de")
    assert said.code == 0
    assert "12/2011: mindestens 200,00\xa0£" in said.out
    (value,) = call("compare", "revenue_net", "--json").json
    assert value["period_start"] == "2011-12-01"
    by_kind = {one["kind"]: one for one in value["comparisons"]}
    assert by_kind["target"]["value"] == 200
    assert by_kind["previous_year"]["change"] == 12 + 5
    assert call("compare", "revenue_net", "--set-target", "1").code == 2
    assert call("compare", "revenue_net", "--period", "2011-12").code == 2


def test_overview_names_families_with_data(call) -> None:  # type: ignore[no-untyped-def]
    out = call("overview", "--lang", "de").out
    assert "Umsatzwachstum" in out
    assert "Nettoumsatz" in out
    assert "Ohne Daten:" in out
    (revenue, *_) = call("overview", "--json").json
    assert revenue["family"] == "revenue"
    assert revenue["metrics"][0]["metric"] == "revenue_net"
    rows = list(csv.DictReader(call("overview", "--csv").out.splitlines()))
    assert rows[0]["metric"] == "revenue_net"


def test_home_may_stand_before_or_after_the_verb(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for argv in (("--home", tmp_path / "other", "loads", "--json"), ("loads", "--json", "--home", tmp_path / "other")):
        assert call(*argv).json == []


def test_tree_takes_a_metric_apart(call, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    root = call("metrics", "aov", "--tree", "--json").json
    parts = {part["id"] for branch in root["branches"] for part in branch["parts"]}
    assert {"units_per_order", "net_price_per_unit"} <= parts
    assert "Menge je Bestellung (units_per_order)" in call("metrics", "aov", "--tree", "--lang", "de").out
    assert call("metrics", "--tree").code == 2


def test_competitor_template_is_written_once(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "competitors.xlsx"
    assert call("compare", "er_followers", "--template", file).code == 0
    assert file.read_bytes().startswith(b"PK")
    assert call("compare", "er_followers", "--template", file).code == 2
