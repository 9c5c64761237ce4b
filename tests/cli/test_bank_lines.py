"""`leitstand classify` speaks in titles and tells a script nobody's name unless it is asked to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

OWN = "DE89370400440532013000"
STATEMENT = "\n".join([
    "Auftragskonto;Buchungstag;Valutadatum;Buchungstext;Verwendungszweck;Beguenstigter/Zahlungspflichtiger;"
    "Kontonummer/IBAN;Betrag;Waehrung;Info",
    f"{OWN};12.03.24;12.03.24;U;Umsatzsteuer 02/2024;Finanzamt Musterstadt;DE02300209000106531065;-400,00;EUR;gebucht",
    f"{OWN};18.03.24;18.03.24;U;Qwertz;Xaver Ybbs;DE02700202700010108669;-10,00;EUR;gebucht",
    "",
])  # fmt: skip
TOLD = ("Xaver", "Ybbs", "Qwertz", "DE0270", "37040044")
ADD = ("--add", "xaver", "--words", "xaver", "--category", "rent", "--preview")


def test_titles_for_people_and_identities_only_where_asked(call: Any, tmp_path: Path) -> None:
    (tmp_path / "bank.csv").write_text(STATEMENT, encoding="cp1252")
    assert call("import", tmp_path / "bank.csv").code == 0

    shown = call("--lang", "de", "classify").out
    assert "Steuern und Zoll" in shown and "Laufendes Geschäft" in shown and "operating" not in shown
    assert "1 Zeile." in shown and "18.03.2024" in shown and "Xaver Ybbs" in shown and "Qwertz" in shown
    tried = call("--lang", "de", "classify", *ADD).out
    assert "1 Zeile, 10,00: ohne Zweck → Miete" in tried and "Xaver Ybbs" in tried
    assert "Miete (rent)" in call("--lang", "de", "classify", "--rules").out

    plain = call("classify", "--json").json
    (line,) = plain["samples"]
    assert line == {"cash_id": line["cash_id"], "booked_on": "2024-03-18", "amount": -10, "currency": "EUR"}
    assert plain["found"][0]["category"] == "tax"
    (change,) = call("classify", *ADD, "--json").json["changes"]
    assert change["samples"] == plain["samples"]
    for words in (("classify",), ("classify", *ADD)):
        asked = call(*words, "--json", "--show-identities").out
        assert all(word in asked for word in TOLD), words
    assert not any(word in call("classify", "--csv").out for word in TOLD)

    absent = call("--lang", "de", "classify", "--import", tmp_path / "absent.toml")
    assert absent.code == 2 and "gibt es nicht" in absent.err and "Errno" not in absent.err
