"""What the bank and the payment providers hand out: statements as CAMT.053 and the providers' reports."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd

from leitstand.demo.files.amazon import settlements
from leitstand.demo.finance.bank import COMPANY, OWN, names
from leitstand.demo.world import World

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">'
    "<BkToCstmrStmt><GrpHdr><MsgId>{id}</MsgId><CreDtTm>{day}T20:00:00+01:00</CreDtTm></GrpHdr>\n"
)
_BALANCE = (
    "<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>{amount}<Dt><Dt>{day}</Dt></Dt></Bal>\n"
)  # fmt: skip


def write(world: World, folder: Path) -> None:
    """A CAMT.053 file per own account, PayPal's and Stripe's report and Amazon's settlements."""
    lines, balances = world.tables["bank_lines"], world.tables["bank_balances"]
    details = _details(world.tables["bank_items"])
    for account, iban in OWN.items():
        own, known = (rows[rows["account"] == account] for rows in (lines, balances))
        text = _statements(own, known, iban, details)
        (folder / f"{iban}.camt053.xml").write_text(text, encoding="utf-8", newline="\n")
    activity = world.tables["payouts"]
    _paypal(activity[activity["method"] == "paypal"], names(world), folder / "paypal_aktivitaeten.csv")
    _stripe(activity[activity["method"] == "credit_card"], folder / "stripe_balance_history.csv")
    settlements(activity[activity["method"] == "amazon"], folder / "amazon_abrechnungen.txt")


def _statements(lines: pd.DataFrame, balances: pd.DataFrame, own: str, details: dict[int, str]) -> str:
    """A statement per day on which something was booked, as banks deliver them."""
    found = [_HEAD.format(id=f"M{own[-6:]}{len(lines)}", day=f"{balances['day'].max():%Y-%m-%d}")]
    by_day = dict(iter(lines.groupby("day")))
    for place, (day, opening, closing) in enumerate(
        zip(balances["day"], balances["opening"], balances["closing"], strict=True), start=1
    ):
        text = f"{day:%Y-%m-%d}"
        found.append(
            f"<Stmt><Id>{text}-{own[-4:]}</Id><ElctrncSeqNb>{place}</ElctrncSeqNb>"
            f"<Acct><Id><IBAN>{own}</IBAN></Id><Ccy>EUR</Ccy><Ownr><Nm>{escape(COMPANY)}</Nm></Ownr></Acct>\n"
        )
        found += [
            _BALANCE.format(kind=kind, amount=_amount(cents), day=text)
            for kind, cents in (("OPBD", opening), ("CLBD", closing))
        ]
        found += [_entry(row, text, details) for row in by_day[day].itertuples()]
        found.append("</Stmt>\n")
    return "".join([*found, "</BkToCstmrStmt></Document>\n"])


def _amount(cents: int) -> str:
    return f'<Amt Ccy="EUR">{euro(abs(cents))}</Amt><CdtDbtInd>{"CRDT" if cents >= 0 else "DBIT"}</CdtDbtInd>'


def euro(cents: int) -> str:
    """Cents as an amount with two decimals; exact, where a binary number might not be."""
    sign, rest = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{rest // 100}.{rest % 100:02}"


def _entry(row: object, day: str, details: dict[int, str]) -> str:
    cents, transfer = row.cents, row.transfer_id  # type: ignore[attr-defined]
    inside = details.get(transfer) if row.kind == "debit" else None  # type: ignore[attr-defined]
    if inside is None:
        inside = _detail(cents, row.name, row.iban, row.purpose, row.end_to_end)  # type: ignore[attr-defined]
    return (
        f"<Ntry>{_amount(cents)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt>"
        f"<ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{row.line_id:09}</AcctSvcrRef>"  # type: ignore[attr-defined]
        f"<BkTxCd><Prtry><Cd>{_CODES.get(row.kind, 'NTRF+166')}</Cd></Prtry></BkTxCd>"  # type: ignore[attr-defined]
        f"<NtryDtls>{inside}</NtryDtls></Ntry>\n"
    )


_CODES = {"debit": "NDDT+192", "bounced": "NRTI+109", "refund": "NTRF+116", "bill": "NTRF+116", "other": "NTRF+116"}


def _detail(cents: int, name: str, iban: str, purpose: str, end_to_end: str) -> str:
    side = "Dbtr" if cents >= 0 else "Cdtr"
    account = f"<{side}Acct><Id><IBAN>{iban}</IBAN></Id></{side}Acct>" if iban else ""
    return (
        f"<TxDtls><Refs><EndToEndId>{escape(end_to_end or 'NOTPROVIDED')}</EndToEndId></Refs>"
        f'<Amt Ccy="EUR">{euro(abs(cents))}</Amt>'
        f"<RltdPties><{side}><Pty><Nm>{escape(name)}</Nm></Pty></{side}>{account}</RltdPties>"
        f"<RmtInf><Ustrd>{escape(purpose)}</Ustrd></RmtInf></TxDtls>"
    )


def _details(items: pd.DataFrame) -> dict[int, str]:
    """What is inside the lines of several direct debits, by transfer_id."""
    texts = [
        _detail(cents, name, "", f"{number} Lindmoor", number)
        for cents, name, number in zip(items["cents"], items["name"], items["number"], strict=True)
    ]
    return dict(pd.Series(texts).groupby(items["transfer_id"].to_numpy()).sum())


def _paypal(rows: pd.DataFrame, people: pd.Series, path: Path) -> None:
    net = rows["gross"] - rows["fee"]
    code = "LM" + rows["activity_id"].astype(str).str.zfill(12)
    known = rows["person_id"].map(people).fillna("")
    kind = rows["kind"].map(
        {"payment": "PayPal Express-Zahlung", "refund": "Rückzahlung", "payout": "Allgemeine Abbuchung"}
    )
    table = pd.DataFrame(
        {
            "Datum": rows["at"].dt.strftime("%d.%m.%Y"), "Uhrzeit": rows["at"].dt.strftime("%H:%M:%S"),
            "Zeitzone": "Europe/Berlin", "Name": known, "Typ": kind, "Status": "Abgeschlossen", "Währung": "EUR",
            "Brutto": _comma(rows["gross"]), "Gebühr": _comma(-rows["fee"]), "Netto": _comma(net),
            "Transaktionscode": code, "Rechnungsnummer": rows["order_number"],
            "Auswirkung auf Guthaben": np.where(net > 0, "Haben", "Soll"),
        }
    )  # fmt: skip
    table.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n", quoting=1)


def _comma(cents: pd.Series) -> pd.Series:
    return cents.map(lambda one: euro(one).replace(".", ","))


def _stripe(rows: pd.DataFrame, path: Path) -> None:
    at = rows["at"].dt.tz_localize("Europe/Berlin", ambiguous="NaT", nonexistent="shift_forward")
    # the hour that comes twice in autumn counts as winter time
    at = at.dt.tz_convert("UTC").dt.tz_localize(None).fillna(rows["at"] - pd.Timedelta(hours=1))
    number = rows["activity_id"].astype(str).str.zfill(8)
    prefix = rows["kind"].map({"payment": "ch_", "refund": "re_", "payout": "po_"})
    table = pd.DataFrame(
        {
            "id": "txn_" + number, "Type": rows["kind"].map({"payment": "charge"}).fillna(rows["kind"]),
            "Source": prefix + number, "Amount": rows["gross"].map(euro), "Fee": rows["fee"].map(euro),
            "Net": (rows["gross"] - rows["fee"]).map(euro), "Currency": "eur",
            "Created (UTC)": at.dt.strftime("%Y-%m-%d %H:%M"), "Available On (UTC)": at.dt.strftime("%Y-%m-%d %H:%M"),
            "Description": np.where(rows["kind"] == "payout", "STRIPE PAYOUT", "Bestellung " + rows["order_number"]),
        }
    )  # fmt: skip
    table.to_csv(path, index=False, lineterminator="\n")
