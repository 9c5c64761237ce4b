"""Unknown tables are understood by name, type and content, or the user is asked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pyarrow as pa
import pytest

from leitstand.foundation.errors import LeitstandError, UnknownId, UnusableInput
from leitstand.foundation.schema import table
from leitstand.sources.contract import ROW, RawTable
from leitstand.sources.mapping import Mapping, apply, propose, shape
from leitstand.sources.mapping.names import ALIASES, COLUMNS, VALUES
from leitstand.sources.mapping.spec import known_targets
from leitstand.sources.mapping.topics import TOPICS
from leitstand.sources.recognise import GENERIC, NotUnderstood, stage
from leitstand.sources.values.kinds import ARROW


def raw(header: str, *rows: str, name: str = "export.csv") -> RawTable:
    """A table written with semicolons, as a reader hands it over."""
    cells = [row.split(";") for row in rows]
    columns = {h: pa.array([row[i] or None for row in cells], pa.string()) for i, h in enumerate(header.split(";"))}
    return RawTable(name, pa.table({ROW: pa.array(range(2, len(rows) + 2), pa.int64()), **columns}))


ORDERS = raw(
    "Bestellnr;Bestelldatum;Kundennr;Artikel;Menge;Einzelpreis;Betrag;E-Mail",
    "B1;01.03.2024;K1;A7;2;1.234,50;2.469,00;anna@example.org",
    "B1;01.03.2024;K1;A8;1;5,00;5,00;anna@example.org",
    "B2;31.02.2024;K2;A8;1;5,00;5,00;ben@example.org",
)
UNDERSTOOD = [
    (ORDERS, "order_line", 8),
    (raw("Order No.;Order Date;Total Price;Customer Email", "1;2024-01-01;5.50;a@example.org"), "order", 4),
    (raw("Rechnungsnr;Rechnungsdatum;Fälligkeit;Kundennr;Betrag", "R1;01.02.2024;01.03.2024;K1;1,50"), "invoice", 5),
    (raw("InvoiceNo;InvoiceDate;StockCode;Quantity;UnitPrice", "1;2024-01-01;A;2;3.50"), "order_line", 5),
    (raw("Zahlungsdatum;Rechnungsnummer;Zahlbetrag;Zahlungsart", "01.02.2024;R1;1,50;PayPal"), "payment", 4),
    (raw("Id;StageName;Amount;CloseDate;CreatedDate;OwnerId", "6;Closed Won;1.5;2024-03-01;2024-01-01;5"), "deal", 6),
    (raw("Ticket-ID;Erstellt am;Status;Priorität", "1;01.02.2024 10:00;offen;hoch"), "ticket", 4),
    (raw("Kundennummer;Name;PLZ;Ort;E-Mail;Branche", "K1;Maier;01234;Ort;a@example.org;Bau"), "customer", 6),
    (
        raw("Buchungstag;Auftraggeber/Empfänger;Betrag;Währung;Kategorie", "01.02.2024;X;-5,00;EUR;Miete"),
        "cash_movement",
        5,
    ),
    (raw("Datum;Kostenart;Betrag;Kanal", "01.02.2024;Werbung;5,00;Suche"), "cost", 4),
    (raw("Date;Default channel group;Sessions;Total users", "20240101;Organic;5;4"), "web_aggregate", 4),
    (raw("answered_at;score;customer_id;comment", "2024-01-01;9;K1;gut"), "survey_answer", 4),
    (raw("status_id;status_type;status_published;num_reactions", "1_2;photo;4/22/2018 6:00;5"), "social_post", 4),
    (raw("Artikelnummer;Bezeichnung;Warengruppe;Listenpreis", "A1;Tasse;Küche;5,50"), "product", 4),
    (raw("Gutschriftsnr;Gutschriftsdatum;Bestellnr;Betrag;Grund", "G1;01.02.2024;B1;5,50;defekt"), "refund", 5),
    (raw("Session ID;Session start;Device category;Pageviews", "s1;2024-01-01 10:00;mobile;4"), "web_session", 4),
    (raw("Lead ID;Lead Source;Created Date;Email", "1;Messe;2024-01-01;a@example.org"), "lead", 4),
]


@pytest.mark.parametrize(("one", "main", "mapped"), UNDERSTOOD, ids=[main for _, main, _ in UNDERSTOOD])
def test_usual_exports_need_no_question(one: RawTable, main: str, mapped: int) -> None:
    proposal = propose(one)
    assert (proposal.main, proposal.missing, proposal.rivals) == (main, (), ())
    assert proposal.confident
    assert len(proposal.mapping.targets) == mapped


@pytest.mark.parametrize(("one", "main", "mapped"), UNDERSTOOD, ids=[main for _, main, _ in UNDERSTOOD])
def test_rows_of_a_proposal_fit_the_schema_and_are_accounted_for(one: RawTable, main: str, mapped: int) -> None:
    staged = apply(propose(one).mapping, one)
    assert main in staged.tables
    for name, rows in staged.tables.items():
        for column in (column for column in rows.column_names if column != ROW):
            assert rows[column].type == ARROW[table(name).column(column).type], f"{name}.{column}"
    loaded = {row for rows in staged.tables.values() for row in rows[ROW].to_pylist()}
    rejected = {reject.row for reject in staged.rejects}
    assert loaded | rejected == set(one.rows[ROW].to_pylist())
    assert not loaded & rejected


def test_one_file_fills_several_tables() -> None:
    staged = apply(propose(ORDERS).mapping, ORDERS)
    assert set(staged.tables) == {"order", "order_line", "customer", "customer_vault", "product"}
    (order,) = staged.tables["order"].to_pylist()
    assert order == {
        ROW: 2,
        "order_id": "B1",
        "ordered_at": dt.datetime(2024, 2, 29, 23),
        "customer_key": "K1",
        "document_kind": "order",
        "status": "placed",
        "net_amount": Decimal("2474"),
    }
    lines = staged.tables["order_line"].to_pylist()
    assert [(line["order_id"], line["product_id"], line["net_amount"]) for line in lines] == [
        ("B1", "A7", Decimal(2469)),
        ("B1", "A8", Decimal(5)),
    ]
    (vault,) = staged.tables["customer_vault"].to_pylist()
    assert (vault["customer_key"], vault["email"]) == ("K1", "anna@example.org")
    (reject,) = staged.rejects
    assert (reject.row, reject.column, reject.value) == (4, "Bestelldatum", "31.02.2024")
    assert staged.controls is not None
    assert sum(staged.controls["order_line.net_amount"].to_pylist()) == Decimal(2479)


def test_line_amount_from_quantity_and_price_and_orders_without_number() -> None:
    one = raw("Datum;Artikel;Menge;Preis;E-Mail", *["01.02.2024;A1;3;1,50;a@example.org"] * 2)
    staged = apply(propose(one).mapping, one)
    assert staged.tables["order_line"]["net_amount"].to_pylist() == [Decimal("4.5")] * 2
    assert staged.controls is not None
    assert staged.controls["order_line.net_amount"].to_pylist() == [Decimal("4.5")] * 2
    orders = staged.tables["order"]["order_id"].to_pylist()
    assert len(set(orders)) == 2
    assert staged.tables["order_line"]["order_id"].to_pylist() == orders
    assert all("example.org" not in order for order in orders)
    assert staged.tables["customer"]["customer_key"].to_pylist() == ["a@example.org"]


def test_a_total_belongs_to_the_line_only_if_the_numbers_say_so() -> None:
    header = "Order ID;Order date;Product;Quantity;Price;Total"
    of_line = propose(raw(header, "1;2024-01-01;A;2;5.00;10.00", "1;2024-01-01;B;1;3.00;3.00"))
    of_order = propose(raw(header, "1;2024-01-01;A;2;5.00;13.00", "1;2024-01-01;B;1;3.00;13.00"))
    assert of_line.mapping.columns["Total"] == "order_line.net_amount"
    assert of_order.mapping.columns["Total"] == "order.gross_amount"


def test_what_is_not_understood_is_not_loaded() -> None:
    one = raw("Bestellnr;Bestelldatum;Betrag;Krankenkasse", "B1;01.02.2024;5,00;AOK")
    _, staged, info = stage(one, {})
    assert info["unmapped"] == ["Krankenkasse"]
    assert "AOK" not in str([rows.to_pylist() for rows in staged.tables.values()])


@pytest.mark.parametrize(
    "one",
    [
        raw("Datum;Betrag;Kunde", "01.02.2024;5,00;K1"),
        raw("foo;bar", "x;y"),
        raw("Bestellnr;Bestelldatum", "B1;01.02.2024"),
        raw("Bestellnr;Bestelldatum;Betrag", "B1;gestern;viel"),
    ],
    ids=["several", "nothing", "missing", "unreadable"],
)
def test_doubt_never_raises_and_never_loads_silently(one: RawTable) -> None:
    proposal = propose(one)
    assert not proposal.confident
    with pytest.raises(NotUnderstood) as caught:
        stage(one, {})
    assert caught.value.proposal.explanation.de
    assert caught.value.details["mapping_file"]
    filled = Mapping.from_toml(proposal.draft)
    assert set(filled.columns) == set(one.header)


def test_a_doubtful_extra_column_is_left_out_and_does_not_stop_the_rest() -> None:
    one = raw("Bestellnr;Bestelldatum;Betrag;Lieferlannd", "B1;01.02.2024;5,00;Österreich")
    proposal = propose(one)
    assert proposal.confident
    assert proposal.unmapped == ("Lieferlannd",)
    assert Mapping.from_toml(proposal.draft).columns["Lieferlannd"] == "order.country"


def test_only_proven_writing_is_remembered() -> None:
    header = "Bestellnr;Bestelldatum;Betrag"
    whole = propose(raw(header, "B1;2024-02-01;5")).mapping
    proven = propose(raw(header, "B1;01/13/2024;5,50")).mapping
    assert (whole.decimal, whole.date_order) == (None, None)
    assert (proven.decimal, proven.date_order) == (",", "mdy")


def test_an_empty_table_is_understood_by_its_headings() -> None:
    _, staged, _ = stage(raw("Bestellnr;Bestelldatum;Betrag"), {})
    assert staged.tables["order"].num_rows == 0
    assert not staged.rejects


def test_headings_that_differ_only_in_case_stay_apart() -> None:
    one = raw("datum;DATUM;wert", "01.02.2024;B7;5,00")
    columns = {"datum": "order.ordered_at", "DATUM": "order.order_id", "wert": "order.net_amount"}
    staged = apply(Mapping("shop", columns), one)
    assert staged.tables["order"]["order_id"].to_pylist() == ["B7"]


def test_an_email_column_is_known_by_its_content() -> None:
    one = raw(
        "Bestellnr;Bestelldatum;Betrag;Feld 7", "B1;01.02.2024;5,00;a@example.org", "B2;01.02.2024;6,00;b@example.org"
    )
    assert propose(one).mapping.columns["Feld 7"] == "customer_vault.email"


def test_words_of_closed_lists_and_stages() -> None:
    one = raw(
        "Deal ID;Stage;Amount;Create date",
        "1;Gewonnen;5;2024-01-02",
        "2;Angebot;6;2024-01-02",
        "3;closedlost;7;2024-01-02",
    )
    staged = apply(propose(one).mapping, one)
    assert staged.tables["deal"]["outcome"].to_pylist() == ["won", "open", "lost"]
    assert any("Angebot" in note.de for note in staged.notes)


def test_preview_shows_the_first_rows_as_read() -> None:
    (first, *_) = propose(ORDERS).preview
    assert first["order_line.net_amount"] == "2469.0000"
    assert propose(ORDERS).preview[2]["order.ordered_at"] is None


def test_mapping_file_goes_back_and_forth() -> None:
    mapping = Mapping(
        'shop "Nord"',
        {'Preis "netto" = 5': "order_line.net_amount", "Straße\\Ort": "customer_vault.street", "Notiz": ""},
        currency="EUR",
        zone="Europe/Vienna",
        delivery="upsert",
        date_order="mdy",
        decimal=",",
    )
    assert Mapping.from_toml(mapping.to_toml()) == mapping
    assert Mapping.from_dict(mapping.as_dict()) == mapping


@pytest.mark.parametrize(
    ("text", "error", "word"),
    [
        ('[columns]\n"A" = "order.orderd_at"', UnknownId, "order.ordered_at"),
        ('[columns]\n"A" = "order.order_id"\n"B" = "order.order_id"', UnusableInput, "B"),
        ('[columns]\n"A" = ', UnusableInput, "TOML"),
        ('zone = "Europe/Berlin"', UnusableInput, "[columns]"),
        ('zone = "Europe/Berln"\n[columns]\n"A" = "order.order_id"', UnknownId, "Europe/Berlin"),
        ('delivery = "sometimes"\n[columns]\n"A" = "order.order_id"', UnknownId, "append"),
        ('delivry = "append"\n[columns]\n"A" = "order.order_id"', UnknownId, "delivery"),
        ('currency = 5\n[columns]\n"A" = "order.order_id"', UnusableInput, "currency"),
    ],
)
def test_a_wrong_mapping_file_says_what_is_wrong(text: str, error: type[LeitstandError], word: str) -> None:
    with pytest.raises(error) as caught:
        Mapping.from_toml(text)
    assert word in caught.value.describe("de")
    assert word in caught.value.describe("en")


def test_a_remembered_mapping_is_used_before_any_guess() -> None:
    one = raw("foo;bar", "B1;01.02.2024")
    text = 'source_system = "shop"\ncurrency = "CHF"\n[columns]\n"foo" = "order.order_id"\n"bar" = "order.ordered_at"\n'
    for remembered in (text, Mapping.from_toml(text).as_dict()):
        connector, staged, info = stage(one, {"mappings": {shape(one): remembered}})
        assert (connector, info["source_system"], info["currency"]) == (GENERIC, "shop", "CHF")
        assert staged.tables["order"]["currency"].to_pylist() == ["CHF"]


def test_shape_depends_on_the_headings_alone() -> None:
    assert shape(raw("a;b", "1;2")) == shape(raw("b;a", "3;4")) != shape(raw("a;c", "1;2"))


def test_a_named_connector_must_exist_and_fit() -> None:
    with pytest.raises(UnknownId):
        stage(ORDERS, {"connector": "online_retial"})
    with pytest.raises(UnusableInput):
        stage(ORDERS, {"connector": "online_retail"})
    assert stage(ORDERS, {"connector": GENERIC})[0] == GENERIC


def test_words_point_only_to_what_the_data_model_has() -> None:
    assert {f"{name}.{column}" for name, columns in COLUMNS.items() for column in columns} <= known_targets()
    essential = {target for topic in TOPICS for group in topic.essential for target in group}
    assert essential <= known_targets()
    listed = {value for topic in TOPICS for name in topic.tables for c in table(name).columns for value in c.values}
    assert set(VALUES) <= listed
    assert {name for topic in TOPICS for name in topic.tables} <= set(ALIASES)


@pytest.mark.parametrize("heading", ["Vertriebsweg", "Absatzkanal", "Verkaufskanal", "Vertriebskanal"])
def test_the_sales_channel_by_its_german_names(heading: str) -> None:
    one = raw(f"Bestellnr;Bestelldatum;Betrag;{heading}", "B1;01.02.2024;5,00;Telefon")
    assert propose(one).mapping.columns[heading] == "order.channel"
    assert apply(propose(one).mapping, one).tables["order"]["channel"].to_pylist() == ["phone"]


@pytest.mark.parametrize(
    ("headings", "targets"),
    [
        ("Erste Antwort am", "first_response_at"),
        ("Erste Antwort Datum", "first_response_at"),
        ("Gelöst am", "last_solved_at"),
        ("Solved at", "last_solved_at"),
        ("Closed", "last_solved_at"),
        ("Erstmals gelöst am", "first_solved_at"),
        ("First solved at;Solved at", "first_solved_at;last_solved_at"),
        ("Gelöst am;Geschlossen am", "first_solved_at;last_solved_at"),
    ],
)
def test_when_a_ticket_was_answered_and_solved(headings: str, targets: str) -> None:
    one = raw(f"Ticketnr;Erstellt am;{headings};Status", f"1{';01.02.2024 10:00' * (headings.count(';') + 2)};offen")
    columns = propose(one).mapping.columns
    assert [columns.get(heading) for heading in headings.split(";")] == [f"ticket.{t}" for t in targets.split(";")]


@pytest.mark.parametrize(
    ("heading", "scores", "instrument", "scale"),
    [
        ("NPS", "0 7 10", "nps", (0, 10)),
        ("NPS (0-10)", "9 3", "nps", (0, 10)),
        ("Weiterempfehlung", "9 3", "nps", (0, 10)),
        ("Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", "9 10", "nps", (0, 10)),
        ("Zufriedenheit", "1 5 4", "csat", (1, 5)),
        ("CSAT", "5 2", "csat", (1, 5)),
        ("CES", "7 1", "ces", (1, 7)),
    ],
)
def test_answers_to_known_questions_get_their_scale(
    heading: str, scores: str, instrument: str, scale: tuple[int, int]
) -> None:
    one = raw(f"Antwortnr;Beantwortet am;{heading}", *[f"{s}{i};01.02.2024;{s}" for i, s in enumerate(scores.split())])
    proposal = propose(one)
    assert proposal.confident
    staged = apply(proposal.mapping, one)
    (survey,) = staged.tables["survey"].to_pylist()
    assert (survey["instrument"], survey["scale_min"], survey["scale_max"]) == (instrument, *scale)
    assert survey["reverse"] is False
    (invite,) = staged.tables["survey_invite"].to_pylist()
    assert invite["survey_id"] == survey["survey_id"]
    assert set(staged.tables["survey_answer"]["invite_id"].to_pylist()) == {invite["invite_id"]}
    assert Mapping.from_toml(proposal.mapping.to_toml()) == proposal.mapping


@pytest.mark.parametrize(
    ("heading", "scores"), [("NPS", "1 5 3"), ("NPS", "11 9"), ("CSAT", "9 10"), ("Score", "9 10")]
)
def test_a_scale_that_nothing_proves_is_not_invented(heading: str, scores: str) -> None:
    one = raw(f"Antwortnr;Beantwortet am;{heading}", *[f"{i};01.02.2024;{s}" for i, s in enumerate(scores.split())])
    mapping = propose(one).mapping
    assert mapping.constants == {}
    staged = apply(mapping, one)
    assert "survey" not in staged.tables
    assert any("survey.scale_max" in note.de for note in staged.notes)


def test_instruments_in_a_column_are_surveys_of_their_own() -> None:
    one = raw("Antwortnr;Beantwortet am;Umfrageart;Wert",
              "1;01.02.2024;NPS;9", "2;01.02.2024;CSAT;5", "3;01.02.2024;NPS;3", "4;01.02.2024;CES;2")  # fmt: skip
    staged = apply(propose(one).mapping, one)
    surveys = {row["survey_id"]: row for row in staged.tables["survey"].to_pylist()}
    assert {(s["instrument"], s["scale_min"], s["scale_max"]) for s in surveys.values()} == {
        ("nps", 0, 10),
        ("csat", 1, 5),
        ("ces", None, None),
    }
    invited = staged.tables["survey_invite"].to_pylist()
    invites = {row["invite_id"]: surveys[row["survey_id"]]["instrument"] for row in invited}
    asked = [invites[row["invite_id"]] for row in staged.tables["survey_answer"].to_pylist()]
    assert asked == ["nps", "csat", "nps", "ces"]


ANSWERS = raw("Tag;Punkte", "01.02.2024;4")
ANSWERED = '[columns]\n"Tag" = "survey_answer.answered_at"\n"Punkte" = "survey_answer.score"\n[constants]\n'


@pytest.mark.parametrize(
    "constants",
    [
        '"survey.instrument" = "csat"\n"survey.scale_max" = 6',
        'survey.instrument = "csat"\nsurvey.scale_max = 6',
    ],
)
def test_constants_hold_for_every_row(constants: str) -> None:
    mapping = Mapping.from_toml(ANSWERED + constants)
    assert mapping.constants == {"survey.instrument": "csat", "survey.scale_max": 6}
    (survey,) = apply(mapping, ANSWERS).tables["survey"].to_pylist()
    assert (survey["instrument"], survey["scale_max"]) == ("csat", 6)


@pytest.mark.parametrize(
    ("line", "error", "word"),
    [
        ('"survey.instrment" = "nps"', UnknownId, "survey.instrument"),
        ('"survey.instrument" = "npx"', UnusableInput, "npx"),
        ('"survey.scale_max" = "many"', UnusableInput, "many"),
        ('"order.channel" = "web"', UnusableInput, "order.channel"),
        ('"survey_answer.score" = 3', UnusableInput, "Punkte"),
        ('"survey.scale_max" = [1]', UnusableInput, "[constants]"),
    ],
)
def test_a_wrong_constant_says_what_is_wrong(line: str, error: type[LeitstandError], word: str) -> None:
    with pytest.raises(error) as caught:
        apply(Mapping.from_toml(ANSWERED + line), ANSWERS)
    assert word in caught.value.describe("de")
    assert word in caught.value.describe("en")


SHOPIFY = raw(
    "Name;Email;Financial Status;Currency;Subtotal;Shipping;Taxes;Total;Created at;Lineitem quantity;Lineitem name;"
    "Lineitem price;Lineitem sku;Billing Name;Id;Source",
    "#1001;a@example.org;paid;EUR;25.00;4.90;4.77;29.90;2024-02-01 09:30:00 +0100;1;Tea;5.00;T1;Anna;77;web",
    "#1001;a@example.org;;;;;;;2024-02-01 09:30:00 +0100;2;Pot;10.00;Z1;;;",
    "#1002;b@example.org;paid;EUR;5.00;0.00;0.95;5.00;2024-02-02 09:30:00 +0100;1;Tea;5.00;T1;Ben;78;web",
    "#1003;b@example.org;paid;EUR;5.00;0.00;0.95;5.00;2024-02-02 09:30:00 +0100;1;Tea;5.00;T1;Ben;79;web",
)


def test_orders_told_in_the_first_of_their_lines() -> None:
    proposal = propose(SHOPIFY)
    assert proposal.confident
    columns = proposal.mapping.columns
    assert (columns["Name"], columns["Total"]) == ("order.order_id", "order.gross_amount")
    staged = apply(proposal.mapping, SHOPIFY)
    assert not staged.rejects
    orders = staged.tables["order"].to_pylist()
    assert [(o["order_id"], o["gross_amount"], o["customer_key"]) for o in orders] == [
        ("#1001", Decimal("29.9"), "a@example.org"),
        ("#1002", Decimal(5), "b@example.org"),
        ("#1003", Decimal(5), "b@example.org"),
    ]
    lines = staged.tables["order_line"]
    assert lines["net_amount"].to_pylist() == [Decimal(5), Decimal(20), Decimal(5), Decimal(5)]
    assert lines["currency"].to_pylist() == ["EUR"] * 4, "the second line has it from the first"
    assert staged.controls is not None
    assert sum(v for v in staged.controls["order.gross_amount"].to_pylist() if v) == Decimal("39.9"), "as in the file"


def test_the_order_outlives_its_first_line() -> None:
    broken = SHOPIFY.rows.set_column(10, "Lineitem quantity", pa.array(["one", "2", "1", "1"]))
    staged = apply(propose(SHOPIFY).mapping, RawTable("orders.csv", broken))
    assert [reject.row for reject in staged.rejects] == [2]
    first = staged.tables["order"].to_pylist()[0]
    assert (first["order_id"], first["gross_amount"], first["status"]) == ("#1001", Decimal("29.9"), "paid")


def test_preview_shows_days_as_written() -> None:
    assert propose(ORDERS).preview[0]["order.ordered_at"] == "01.03.2024"
    ticket = raw("Ticket-ID;Erstellt am;Status", "1;01.07.2024 00:30;offen")
    assert propose(ticket).preview[0]["ticket.created_at"] == "01.07.2024 00:30"


def test_ambiguous_days_are_told_and_settled_by_the_mapping() -> None:
    one = raw("Bestellnr;Bestelldatum;Storniert am;Betrag", "B1;03/04/2024;2024-05-01;5,00")
    proposal = propose(one)
    assert proposal.mapping.date_order is None
    staged = apply(proposal.mapping, one)
    assert staged.tables["order"]["ordered_at"].to_pylist() == [dt.datetime(2024, 4, 2, 22)]
    (told,) = [note for note in staged.notes if "date_order" in note.de]
    assert "Bestelldatum" in told.de, "and not the column that can be read in one way only"
    settled = apply(Mapping.from_toml('date_order = "mdy"\n' + proposal.mapping.to_toml()), one)
    assert settled.tables["order"]["ordered_at"].to_pylist() == [dt.datetime(2024, 3, 3, 23)]
    assert not [note for note in settled.notes if "date_order" in note.de]


def test_a_given_mapping_comes_before_a_connector_that_knows_the_file() -> None:
    header = "InvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;CustomerID;Country"
    known = raw(header, "1;A;Mug;2;12/1/2010 8:26;3.5;17850;United Kingdom")
    assert stage(known, {})[0] == "online_retail"
    text = '[columns]\n"StockCode" = "product.sku"\n"Description" = "product.name"\n"Coutry" = "order.country"\n'
    connector, staged, info = stage(known, {"mapping": text, "source_system": "erp"})
    assert (connector, set(staged.tables), info["mapping"]["source_system"]) == (GENERIC, {"product"}, "erp")
    assert any("'Country'" in note.en for note in staged.notes), "a heading that is not there names the closest"
    with pytest.raises(UnusableInput):
        stage(known, {"mapping": text, "connector": "online_retail"})
    with pytest.raises(UnusableInput, match="no column of the mapping"):
        stage(ORDERS, {"mapping": text})
