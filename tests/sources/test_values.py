"""Cells are read exactly, or said to be bad."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal

import pyarrow as pa
import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from leitstand.sources import values
from leitstand.sources.values import DateStyle, NumberStyle, Parsed

POINT, COMMA = NumberStyle("."), NumberStyle(",")


def one(parsed: Parsed) -> object:
    """The single value, or 'bad'."""
    return "bad" if parsed.bad[0].as_py() else parsed.values[0].as_py()


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("12,50", COMMA, "12.5"),
        ("1.234,56", COMMA, "1234.56"),
        ("1.234.567", COMMA, "1234567"),
        ("1'234,5", COMMA, "1234.5"),
        ("1 234,5", COMMA, "1234.5"),
        ("1\u00a0234,5 €", COMMA, "1234.5"),
        ("1,234.56", POINT, "1234.56"),
        (".5", POINT, "0.5"),
        ("5.", POINT, "5"),
        ("+3", POINT, "3"),
        ("12,50-", COMMA, "-12.5"),
        ("(12,50)", COMMA, "-12.5"),
        ("\u2212 7", POINT, "-7"),
        ("-$5.00", POINT, "-5"),
        ("EUR 5", POINT, "5"),
        ("12,5 %", COMMA, "0.125"),
        ("0.00005", POINT, "0.0001"),
        ("-0.00005", POINT, "-0.0001"),
        ("0.00004999", POINT, "0"),
        ("1.5E+3", POINT, "1500"),
        ("99999999999999.9999", POINT, "99999999999999.9999"),
        ("00000000000000000001", POINT, "1"),
        ("12,50", POINT, "bad"),
        ("12.50", COMMA, "bad"),
        ("1,23,456", POINT, "bad"),
        ("100000000000000", POINT, "bad"),
        ("99999999999999.99995", POINT, "bad"),
        ("--3", POINT, "bad"),
        ("-(3)", POINT, "bad"),
        ("(3", POINT, "bad"),
        ("3 4", POINT, "bad"),
        ("NaN", POINT, "bad"),
        ("inf", POINT, "bad"),
        ("1e999", POINT, "bad"),
        ("n/a", POINT, "bad"),
        ("%", POINT, "bad"),
        ("-", POINT, "bad"),
        ("١٢", POINT, "bad"),
    ],
)
def test_decimal(text: str, style: NumberStyle, expected: str) -> None:
    found = one(values.to_decimal(pa.array([text, "x"]), style))
    assert found == ("bad" if expected == "bad" else Decimal(expected))


@given(st.lists(st.decimals(-(10**14) + 1, 10**14 - 1, places=4), max_size=30))
def test_decimal_reads_back_what_was_written(amounts: list[Decimal]) -> None:
    german = pa.array([f"{amount:,.4f}".translate(str.maketrans(",.", ".,")) for amount in amounts], pa.string())
    assert values.to_decimal(german, COMMA).values.to_pylist() == amounts
    plain = pa.array([str(amount) for amount in amounts], pa.string())
    assert values.to_decimal(plain, POINT).values.to_pylist() == amounts


@given(st.lists(st.one_of(st.none(), st.text(max_size=12)), max_size=20))
def test_no_text_breaks_a_reader(cells: list[str | None]) -> None:
    array = pa.array(cells, pa.string())
    filled = values.as_text(array).is_valid().to_pylist()
    readers = [
        values.to_decimal(array),
        values.to_number(array),
        values.to_integer(array),
        values.to_boolean(array),
        values.to_date(array),
        values.to_instant(array, "Europe/Berlin"),
        values.to_code(array),
        values.to_country(array),
    ]
    for parsed in readers[:6]:
        ok = parsed.values.is_valid().to_pylist()
        assert [a or b for a, b in zip(ok, parsed.bad.to_pylist(), strict=True)] == filled
    assert all(len(parsed.values) == len(parsed.bad) == len(cells) for parsed in readers)


def test_typed_numbers_are_read_by_their_shortest_text() -> None:
    parsed = values.to_decimal(pa.array([2.55, 0.1 + 0.2, float("nan"), 1e20, None]), COMMA)
    assert parsed.values.to_pylist() == [Decimal("2.55"), Decimal("0.3"), None, None, None]
    assert parsed.bad.to_pylist() == [False, False, True, True, False]
    assert values.to_decimal(pa.array([3, None])).values.to_pylist() == [Decimal(3), None]


@pytest.mark.parametrize(
    ("cells", "decimal", "ambiguous"),
    [
        (["1.234", "5"], ".", True),
        (["1.234", "5,5"], ",", False),
        (["1,234"], ".", True),
        (["1,234", "0.5"], ".", False),
        (["1.234.567"], ",", False),
        (["0,125"], ",", False),
        (["7", "8"], ".", False),
    ],
)
def test_number_style(cells: list[str], decimal: str, ambiguous: bool) -> None:
    style = values.number_style(pa.array(cells))
    assert (style.decimal, style.ambiguous) == (decimal, ambiguous)
    assert bool(style.note) == ambiguous


def test_integer_and_number() -> None:
    assert [one(values.to_integer(pa.array([cell]))) for cell in ("12", "12.0", "12.5", "x")] == [12, 12, "bad", "bad"]
    assert [one(values.to_number(pa.array([cell]))) for cell in ("12.5", "5 %", "1e30", "inf")] == [
        12.5,
        0.05,
        1e30,
        "bad",
    ]


def test_boolean_code_text_country() -> None:
    assert values.to_boolean(pa.array(["Ja", "nein", "1", "FALSE", None])).values.to_pylist() == [
        True,
        False,
        True,
        False,
        None,
    ]
    assert one(values.to_boolean(pa.array(["vielleicht"]))) == "bad"
    assert values.to_code(pa.array(["007", "17850.0", " A1 ", ""])).values.to_pylist() == ["007", "17850", "A1", None]
    assert values.to_code(pa.array([17850.0, None])).values.to_pylist() == ["17850", None]
    assert values.to_text(pa.array(["n/a", " \u00a0", "NULL"])).values.to_pylist() == ["n/a", None, "NULL"]
    names = ["Deutschland", "germany", "DE", "EIRE", "Channel Islands", "Unspecified", None]
    assert values.to_country(pa.array(names)).values.to_pylist() == [
        "DE",
        "DE",
        "DE",
        "IE",
        "Channel Islands",
        None,
        None,
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_country_by_its_name_and_code(language: str) -> None:
    names = {code: name for code, name in Locale(language).territories.items() if code in ISO.split()}
    assert values.to_country(pa.array(list(names.values()))).values.to_pylist() == list(names)
    assert values.to_country(pa.array([code.lower() for code in names])).values.to_pylist() == list(names)


ISO = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UK", "GB"), ("U.K.", "GB"), ("Great Britain", "GB"), ("Vereinigtes Königreich", "GB"), ("USA", "US"),
        ("U.S.A.", "US"), ("RSA", "ZA"), ("Hong Kong", "HK"), ("Czech Republic", "CZ"), ("Turkey", "TR"),
        ("Tuerkei", "TR"), ("Iran, Islamic Republic of", "IR"), ("Korea, Republic of", "KR"), ("Saint Lucia", "LC"),
        ("Korea, Democratic People's Republic of", "KP"), ("Congo, Democratic Republic of the", "CD"),
        ("Bosnia and Herzegovina", "BA"), ("DEU", "DE"), ("GBR", "GB"), ("Congo, Dem. Rep.", "Congo, Dem. Rep."),
        ("European Community", "European Community"), ("Channel Islands", "Channel Islands"), ("EU", "EU"),
    ],
)  # fmt: skip
def test_usual_variants_of_country_names(name: str, code: str) -> None:
    assert values.to_country(pa.array([name])).values.to_pylist() == [code]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-02-29", "2024-02-29"),
        ("29.2.2024", "2024-02-29"),
        ("1.3.24", "2024-03-01"),
        ("1.3.70", "1970-03-01"),
        ("20240105", "2024-01-05"),
        ("2024/1/5", "2024-01-05"),
        ("2024-01-05T23:59:59Z", "2024-01-05"),
        ("31.02.2024", "bad"),
        ("29.02.2023", "bad"),
        ("00.01.2024", "bad"),
        ("2024-13-01", "bad"),
        ("0000-01-01", "bad"),
        ("morgen", "bad"),
        ("45292", "bad"),
    ],
)
def test_date(text: str, expected: str) -> None:
    found = one(values.to_date(pa.array([text])))
    assert found == ("bad" if expected == "bad" else dt.date.fromisoformat(expected))


@pytest.mark.parametrize(
    ("cells", "order", "ambiguous", "first"),
    [
        (["3/4/2024", "13/4/2024"], "dmy", False, dt.date(2024, 4, 3)),
        (["3/4/2024", "4/13/2024"], "mdy", False, dt.date(2024, 3, 4)),
        (["3/4/2024", "5/6/2024"], "dmy", True, dt.date(2024, 4, 3)),
        (["3.4.2024", "5.6.2024"], "dmy", False, dt.date(2024, 4, 3)),
        (["4/4/2024"], "dmy", False, dt.date(2024, 4, 4)),
    ],
)
def test_date_order_is_decided_per_column(cells: list[str], order: str, ambiguous: bool, first: dt.date) -> None:
    style = values.date_style(pa.array(cells))
    assert (style.order, style.ambiguous) == (order, ambiguous)
    parsed = values.to_date(pa.array(cells))
    assert parsed.values[0].as_py() == first
    assert bool(parsed.notes) == ambiguous


def test_excel_serial_numbers_only_where_the_column_says_so() -> None:
    excel = DateStyle(excel=True)
    assert one(values.to_date(pa.array(["45292"]), excel)) == dt.date(2024, 1, 1)
    assert one(values.to_instant(pa.array([45292.5]), "UTC", excel)) == dt.datetime(2024, 1, 1, 12)
    assert one(values.to_date(pa.array(["60000000"]), excel)) == "bad"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-07-01 12:00", "2024-07-01T10:00"),
        ("1.7.2024, 12:00 Uhr", "2024-07-01T10:00"),
        ("2024-07-01", "2024-06-30T22:00"),
        ("2024-07-01T12:00:00+02:00", "2024-07-01T10:00"),
        ("2024-07-01T12:00:00.123456789Z", "2024-07-01T12:00:00.123456"),
        ("2024-07-01 1:05 PM", "2024-07-01T11:05"),
        ("2024-07-01 12:05 am", "2024-06-30T22:05"),
        ("2024-03-31 02:30", "bad"),
        ("2024-10-27 02:30", "2024-10-27T00:30"),
        ("2024-07-01 24:00", "bad"),
        ("2024-07-01 13:05 PM", "bad"),
        ("2024-07-01 12:60", "bad"),
    ],
)
def test_instant_in_berlin(text: str, expected: str) -> None:
    found = one(values.to_instant(pa.array([text]), "Europe/Berlin"))
    assert found == ("bad" if expected == "bad" else dt.datetime.fromisoformat(expected))


def test_times_that_came_twice_are_noted_unless_they_say_which() -> None:
    parsed = values.to_instant(
        pa.array(["2024-10-27 02:30", "2024-10-27T02:30:00+02:00", "2024-10-28 02:30"]), "Europe/Berlin"
    )
    (note,) = parsed.notes
    assert note.en.startswith("1 times")


def test_typed_times() -> None:
    naive = pa.array([dt.datetime(2024, 7, 1, 12), dt.datetime(2024, 3, 31, 2, 30), None])
    parsed = values.to_instant(naive, "Europe/Berlin")
    assert parsed.values.to_pylist() == [dt.datetime(2024, 7, 1, 10), None, None]
    assert parsed.bad.to_pylist() == [False, True, False]
    aware = pa.array([dt.datetime(2024, 7, 1, 12, tzinfo=dt.UTC)])
    assert values.to_instant(aware, "Europe/Berlin").values.to_pylist() == [dt.datetime(2024, 7, 1, 12)]
    assert values.to_date(naive).values[0].as_py() == dt.date(2024, 7, 1)


def test_half_a_million_cells_take_well_under_two_seconds() -> None:
    amounts = pa.array([f"{place % 99_991 / 100:.2f}" for place in range(540_000)])
    begin = time.process_time()
    assert not values.to_decimal(amounts).bad.true_count
    assert time.process_time() - begin < 2
