"""What the accounts department exports: DATEV batches, debtors, trial balance, open items and invoices."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

from leitstand.demo.files.exports import german
from leitstand.demo.finance.accounts import COLLECTIVE
from leitstand.demo.finance.bank import COMPANY, names
from leitstand.demo.finance.postings import fiscal_year
from leitstand.demo.world import END, World

_BATCH = (
    "Umsatz (ohne Soll/Haben-Kz)", "Soll/Haben-Kennzeichen", "WKZ Umsatz", "Kurs", "Basis-Umsatz", "WKZ Basis-Umsatz",
    "Konto", "Gegenkonto (ohne BU-Schlüssel)", "BU-Schlüssel", "Belegdatum", "Belegfeld 1", "Belegfeld 2", "Skonto",
    "Buchungstext", "Postensperre", "Diverse Adressnummer", "Geschäftspartnerbank", "Sachverhalt", "Zinssperre",
    "Beleglink", *(f"Beleginfo - {what} {place}" for place in range(1, 9) for what in ("Art", "Inhalt")),
    "KOST1 - Kostenstelle", "KOST2 - Kostenstelle",
)  # fmt: skip
_DEBTOR = (
    "Konto", "Name (Adressattyp Unternehmen)", "Unternehmensgegenstand", "Name (Adressattyp natürl. Person)",
    "Vorname (Adressattyp natürl. Person)", "Name (Adressattyp keine Angabe)", "Adressattyp", "Kurzbezeichnung",
    "EU-Land", "EU-UStID", "Anrede", "Titel/Akad. Grad", "Adelstitel", "Namensvorsatz", "Adressart", "Straße",
    "Postfach", "Postleitzahl", "Ort", "Land", "Versandzusatz", "Adresszusatz", "Abweichende Anrede",
    "Abw. Zustellbezeichnung 1", "Abw. Zustellbezeichnung 2", "Kennz. Korrespondenzadresse", "Adresse Gültig von",
    "Adresse Gültig bis", "Telefon", "Bemerkung (Telefon)", "Telefon GL", "Bemerkung (Telefon GL)", "E-Mail",
    "Bemerkung (E-Mail)", "Internet",
)  # fmt: skip
_STATEMENT = ("Stichtag", "Konto", "Bezeichnung", "EB-Wert", "Soll Monat", "Haben Monat", "Saldo", "S/H")
_WAYS = {"paypal": "PayPal", "credit_card": "Kreditkarten", "amazon": "Amazon", "direct_debit": "Lastschrift"}


def write(world: World, folder: Path) -> None:
    """DATEV batches per fiscal year, names of accounts, debtors; trial balance, open items and the list of invoices."""
    _batches(world.tables["entries"], folder)
    _labels(world.tables["accounts"], folder / "EXTF_Sachkontenbeschriftungen.csv")
    _debtors(world, folder / "EXTF_Debitoren.csv")
    _trial_balance(world.tables["trial_balances"], folder / "Summen_und_Saldenliste.xlsx")
    _open_items(world, folder / "Offene_Posten_Debitoren.xlsx")
    _invoices(world.tables["invoices"], folder / "Rechnungsausgangsbuch.csv")


def _batches(entries: pd.DataFrame, folder: Path) -> None:
    for begins, rows in entries.groupby(fiscal_year(entries["day"])):
        table = pd.DataFrame("", rows.index, list(_BATCH))
        table["Umsatz (ohne Soll/Haben-Kz)"] = rows["cents"].map(_comma)
        table["Soll/Haben-Kennzeichen"] = _quoted(rows["side"])
        table["WKZ Umsatz"] = '"EUR"'
        table["Konto"], table["Gegenkonto (ohne BU-Schlüssel)"] = (
            rows["account"].astype(str),
            rows["contra"].astype(str),
        )
        table["BU-Schlüssel"] = _quoted(rows["key"])
        table["Belegdatum"] = rows["day"].dt.strftime("%d%m")
        table["Belegfeld 1"], table["Buchungstext"] = _quoted(rows["document"]), _quoted(rows["text"])
        table["KOST1 - Kostenstelle"] = _quoted(rows["cost_center"])
        first, last = rows["day"].min(), rows["day"].max()
        head = _head(21, "Buchungsstapel", 13, begins, f"{first:%Y%m%d};{last:%Y%m%d}", f"Stapel {begins}")
        _extf(table, head, folder / f"EXTF_Buchungsstapel_{begins}.csv")


def _head(category: int, name: str, version: int, begins: int, span: str, title: str) -> str:
    """The first line of a DATEV file; the fiscal year begins in October, accounts have four digits, chart SKR03."""
    return (
        f'"EXTF";700;{category};"{name}";{version};{END.year}1005083000000;;"RE";"";"";1001;4711;{begins}1001;4;'
        f'{span};"{title}";"";1;0;0;"EUR";;"";;;"03";;;"";""'
    )


def _extf(table: pd.DataFrame, head: str, path: Path) -> None:
    """Texts are quoted, amounts and accounts are not; in the bytes of Windows, as DATEV wants them."""
    lines = [";".join(cells) for cells in zip(*(table[name] for name in table.columns), strict=True)]
    text = "\r\n".join([head, ";".join(table.columns), *lines, ""])
    path.write_bytes(text.encode("cp1252", "replace"))


def _quoted(texts: pd.Series) -> pd.Series:
    return ('"' + texts.fillna("").astype(str).str.replace('"', '""') + '"').where(texts.fillna("") != "", "")


def _comma(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"


def _labels(accounts: pd.DataFrame, path: Path) -> None:
    table = pd.DataFrame(
        {
            "Konto": accounts["account"].astype(str), "Kontenbeschriftung": _quoted(accounts["label"].str[:40]),
            "Sprach-ID": '"de-DE"',
        }
    )  # fmt: skip
    _extf(table, _head(20, "Kontenbeschriftungen", 2, END.year - 1, ";", "Sachkonten"), path)


def _debtors(world: World, path: Path) -> None:
    own = world.tables["records"][world.tables["records"]["system"] == "erp"].reset_index(drop=True)
    table = pd.DataFrame("", own.index, list(_DEBTOR))
    firm = own["company"].notna()
    vat_id = own["vat_id"].fillna("")
    table["Konto"] = own["source_id"].astype(str)
    table["Name (Adressattyp Unternehmen)"] = _quoted(own["name"].where(firm))
    table["Name (Adressattyp natürl. Person)"] = _quoted(own["last"].where(~firm))
    table["Vorname (Adressattyp natürl. Person)"] = _quoted(own["first"].where(~firm))
    table["Adressattyp"] = firm.map({True: "2", False: "1"})
    table["EU-Land"], table["EU-UStID"] = _quoted(vat_id.str[:2]), _quoted(vat_id.str[2:])
    for heading, name in (
        ("Straße", "street"), ("Postleitzahl", "zip"), ("Ort", "city"), ("Land", "country"), ("Telefon", "phone"),
        ("E-Mail", "email"),
    ):  # fmt: skip
        table[heading] = _quoted(own[name])
    together = pd.DataFrame("", range(len(COLLECTIVE)), list(_DEBTOR))
    together["Konto"] = [str(account) for account in COLLECTIVE.values()]
    together["Name (Adressattyp keine Angabe)"] = [f'"Sammeldebitor {_WAYS[method]}"' for method in COLLECTIVE]
    together["Land"] = '"DE"'
    head = _head(16, "Debitoren/Kreditoren", 5, END.year - 1, ";", "Debitoren")
    _extf(pd.concat([table, together]), head, path)


def _trial_balance(rows: pd.DataFrame, path: Path) -> None:
    """All months below each other: opening value of the fiscal year, debit and credit of the month, balance with S
    (debit) or H (credit)."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": datetime(END.year, END.month, END.day)})
        bold, date = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet("SuSa")
        sheet.set_column(0, 0, 12, date)
        sheet.set_column(2, 2, 44)
        sheet.set_column(3, 6, 15, book.add_format({"num_format": "#,##0.00"}))
        sheet.write_column(0, 0, [COMPANY, "Summen- und Saldenliste nach Monaten, SKR03, Beträge in EUR"], bold)
        sheet.write_row(3, 0, _STATEMENT, bold)
        sheet.write_column(4, 0, rows["day"].tolist(), date)
        for place, name in enumerate(("account", "label"), start=1):
            sheet.write_column(4, place, rows[name].tolist())
        for place, name in enumerate(("opening", "debit", "credit"), start=3):
            sheet.write_column(4, place, (rows[name] / 100).tolist())
        sheet.write_column(4, 6, (rows["closing"].abs() / 100).tolist())
        sheet.write_column(4, 7, np.where(rows["closing"] >= 0, "S", "H").tolist())


def _open_items(world: World, path: Path) -> None:
    """What debtors owe on the last day."""
    invoice = world.tables["invoices"]
    own = invoice[invoice["open"] > 0].sort_values(["debtor", "issued_on"], kind="stable")
    last = pd.Timestamp(END) - pd.Timedelta(days=1)
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": datetime(END.year, END.month, END.day)})
        bold, date = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet(f"OPOS {last:%d.%m.%Y}")
        sheet.set_column(0, 7, 16)
        sheet.write_column(0, 0, [COMPANY, f"Offene-Posten-Liste Debitoren zum {last:%d.%m.%Y}"], bold)
        sheet.write_row(3, 0, ("Konto", "Name", "Rechnungsnummer", "Rechnungsdatum", "Fällig am", "Betrag",
                               "Offener Betrag", "Mahnstufe"), bold)  # fmt: skip
        people = own["person_id"].map(names(world))
        for place, cells in enumerate((own["debtor"], people, own["number"])):
            sheet.write_column(4, place, cells.tolist())
        for place, days in enumerate((own["issued_on"], own["due_on"]), start=3):
            sheet.write_column(4, place, days.tolist(), date)
        for place, amounts in enumerate((own["gross"] / 100, own["open"] / 100, own["dunning"]), start=5):
            sheet.write_column(4, place, amounts.tolist())


def _invoices(invoice: pd.DataFrame, path: Path) -> None:
    table = pd.DataFrame(
        {
            "Rechnungsnummer": invoice["number"], "Bestellnummer": invoice["order_number"],
            "Debitor": invoice["customer"], "Rechnungsdatum": invoice["issued_on"],
            "Fälligkeitsdatum": invoice["due_on"],
            "Nettobetrag": invoice["net"] / 100, "Bruttobetrag": invoice["gross"] / 100,
            "Offener Betrag": invoice["open"] / 100, "Gutgeschrieben": invoice["credited"] / 100,
            "Bezahlt am": invoice["paid_on"], "Mahnstufe": invoice["dunning"], "Währung": "EUR",
        }
    )  # fmt: skip
    german(table, path, "cp1252")
