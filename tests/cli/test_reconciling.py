"""`leitstand reconcile` on a small company: one month of orders, postings, trial balance and bank."""

from __future__ import annotations

from pathlib import Path
from typing import Any

HEAD = '"EXTF";700;21;"Buchungsstapel";13;;;"RE";"";"";1;1;20240101;4;;;"B";"";1;0;0;"EUR";;"";;;"03";;;"";""'
FILES = {
    "EXTF_Buchungsstapel.csv": (
        HEAD,
        "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Konto;Gegenkonto (ohne BU-Schlüssel);"
        "BU-Schlüssel;Belegdatum;Belegfeld 1;Buchungstext;KOST1 - Kostenstelle",
        "119,00;S;EUR;10001;8400;;0503;RE-1;Rechnung;",
        "5,95;S;EUR;8736;10001;;1503;RE-1;Skonto;",
        "113,05;S;EUR;1200;10001;;1503;RE-1;Zahlung;",
        "23,80;S;EUR;4610;1200;9;2003;ER-7;Messe;VTR",
    ),
    "susa.csv": (
        "Summen- und Saldenliste März 2024;;;;;",
        "Konto;Beschriftung;EB-Wert;Soll Monat;Haben Monat;Saldo",
        "1200;Bank;0,00;113,05;23,80;89,25 S",
        "4610;Messen;0,00;20,00;0,00;20,00 S",
        "8400;Erlöse 19 % USt;0,00;0,00;100,00;100,00 H",
        "8736;Gewährte Skonti 19 % USt;0,00;5,00;0,00;5,00 S",
    ),
    "Bestellungen.csv": (
        "Bestellnummer;Bestelldatum;Kundennummer;Bruttobetrag;MwSt;Nettobetrag",
        "B-1;04.03.2024;K-1;119,00;19,00;100,00",
        "B-2;14.02.2024;K-2;11,90;1,90;10,00",
    ),
}


def write(path: Path, *lines: str) -> Path:
    path.write_bytes("\r\n".join([*lines, ""]).encode("cp1252"))
    return path


def test_from_the_first_import_to_a_month_reopened(call: Any, tmp_path: Path) -> None:
    empty = call("reconcile")
    assert empty.code == 0 and "No books are loaded" in empty.out
    assert call("reconcile", "--json").json == []
    assert call("import", *(write(tmp_path / name, *lines) for name, lines in FILES.items())).code == 0

    (month,) = call("reconcile", "--json").json
    assert (month["month"], month["books"], month["remainder"], month["state"]) == ("2024-03", 95, 0, "open")
    assert {step["id"]: step["amount"] for step in month["steps"]} == {
        "orders_gross": 119,
        "vat": -19,
        "deductions": -5,
    }
    assert (month["cash"]["operating_cash_flow"], month["cash"]["bank"]) == (89.25, None)
    assert any("No invoices" in text["en"] for text in month["missing"])
    shown = call("--lang", "de", "reconcile", "--month", "2024-03").out
    assert "Bestellungen brutto" in shown and "119,00" in shown and "= Umsatz laut Büchern" in shown
    assert "03/2024" in call("--lang", "de", "reconcile").out
    assert "2024-03,revenue,remainder,Rest,Remainder,0.00,open" in call("reconcile", "--csv").out

    late = (*FILES["EXTF_Buchungsstapel.csv"][:2], "11,90;S;EUR;10002;8400;;2503;RE-2;R;")
    assert "Signed by" in call("reconcile", "--sign", "2024-03", "--note", "checked").out
    assert call("reconcile", "--sign", "2024-03").code == 2
    added = call("import", write(tmp_path / "EXTF_2.csv", *late))
    assert added.code == 0 and "The signed month 2024-03 has other figures now" in added.err
    # the trial balance says 95 as before; that the postings are 10 more shows as a step
    (month,) = call("reconcile", "--month", "2024-03", "--json").json
    assert month["state"] == "changed" and month["signed"]["note"] == "checked"
    assert {one["id"]: (one["old"], one["new"]) for one in month["changes"] if one["id"].startswith("revenue")} == {
        "revenue.trial_balance": (None, -10), "revenue.remainder": (0, 10),
    }  # fmt: skip
    assert "Changed since signed" in call("reconcile", "--month", "2024-03").out
    assert call("reconcile", "--reopen", "2024-03").code == 2
    again = call("reconcile", "--reopen", "2024-03", "--reason", "late invoice", "--json").json[0]
    assert again["state"] == "open" and again["reopened"][0]["reason"] == "late invoice"
    assert "signed month" not in call("import", tmp_path / "EXTF_2.csv").err

    absent = call("--lang", "de", "reconcile", "--month", "2031-06")
    assert absent.code == 2 and "Für 06/2031 gibt es keine Bücher" in absent.err
    assert "von 03/2024 bis 03/2024" in absent.err

    written = call("reconcile", "--accounts", tmp_path / "liste.xlsx")
    assert written.code == 0 and (tmp_path / "liste.xlsx").exists()
    assert call("reconcile", "--accounts", "x.xlsx", "--sign", "2024-03").code == 2
    refused = call("reconcile", "--accounts", tmp_path / "liste.csv")
    assert refused.code == 2 and "does not end in .xlsx" in refused.err and not (tmp_path / "liste.csv").exists()
