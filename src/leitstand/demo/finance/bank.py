"""Writes down what the bank's statements say: names, accounts and reference texts of every line."""

from __future__ import annotations

import numpy as np
import pandas as pd

from leitstand.demo.finance.accounts import BANK, SAVINGS
from leitstand.demo.finance.bookkeeping import bills_paid_on
from leitstand.demo.finance.workdays import workday
from leitstand.demo.world import END, World

COMPANY = "Lindqvist & Moor Handels GmbH"
_FUNDS = (("Techniker Krankenkasse", 0.45), ("AOK Rheinland/Hamburg", 0.35), ("BARMER", 0.20))
_PROVIDERS = {
    "paypal": "PayPal Europe S.a.r.l. et Cie S.C.A", "credit_card": "Stripe Payments Europe Ltd",
    "amazon": "Amazon Payments Europe S.C.A.",
}  # fmt: skip
_PAYOUT = {
    "paypal": "PayPal Auszahlung", "credit_card": "STRIPE PAYOUT", "amazon": "AMAZON EU Settlement Auszahlung"
}  # fmt: skip
_ACCOUNTS_OF = {  # beginning of the posting's text → other side
    "Auszahlung Gehälter": ("Gehaltsempfänger laut Datei", "LOHN / GEHALT"),
    "Lohnsteuer Finanzamt": ("Finanzamt Hamburg-Mitte", "Lohnsteuer St.-Nr. 48/733/00912"),
    "Umsatzsteuer": ("Finanzamt Hamburg-Mitte", "Umsatzsteuer St.-Nr. 48/733/00912"),
    "Körperschaftsteuer": ("Finanzamt Hamburg-Mitte", "Körperschaftsteuer St.-Nr. 48/733/00912"),
    "Gewerbesteuer": ("Finanzamt Hamburg-Mitte", "Gewerbesteuer St.-Nr. 48/733/00912"),
    "Investition": ("Maschinenbau Alster GmbH", "Investition Anlage Rechnung"),
    "Darlehen": ("Hansebank AG", "Darlehen 4711-0815 Zins und Tilgung"),
    "Kontokorrentkredit Auszahlung": ("Hansebank AG", "Kontokorrentkredit Darlehen Auszahlung"),
    "Kontokorrentkredit Zinsen": ("Hansebank AG", "Zinsen Kontokorrentkredit"),
    "Gewinnausschüttung": ("Karin Lindqvist und Jan Moor", "Gewinnausschüttung Gesellschafter"),
    "Sonstiges": ("M. Hansen", "wie besprochen"),
}  # fmt: skip


def iban(bank_code: str, number: int) -> str:
    """A German IBAN with its valid check digits."""
    digits = f"{bank_code}{number:010}"
    return f"DE{98 - int(digits + '131400') % 97:02}{digits}"


OWN = {BANK: iban("20050999", 1274001200), SAVINGS: iban("20050999", 1274001210)}
"""The company's own accounts."""


def lines(
    world: World, paid: pd.DataFrame, activity: pd.DataFrame, bill: pd.DataFrame, other: pd.DataFrame
) -> pd.DataFrame:
    """Every line of both own accounts in order of day: day, account, cents, name, iban, purpose, end_to_end.

    other: entries that are neither customers' payments nor payouts nor bills. A line of several direct debits has its
    items in the table of payments, by transfer_id.
    """
    found = pd.concat(
        [_receipts(world, paid), _payouts(activity), _bills(bill), _others(other), _moves(other)], ignore_index=True
    )
    found = found[found["day"] < pd.Timestamp(END)]
    found["iban"] = found["iban"].where(found["iban"] != "", found["name"].map(_ibans(found["name"])))
    found[["end_to_end", "purpose"]] = found[["end_to_end", "purpose"]].fillna("")
    found["transfer_id"] = found["transfer_id"].fillna(-1).astype("int64")
    found = found.sort_values(["day", "account", "name", "purpose", "cents"], kind="stable", ignore_index=True)
    return found.reset_index(names="line_id")


def _ibans(names: pd.Series) -> dict[str, str]:
    """An account for every other side, by its place among the names."""
    known = sorted(set(names[names != ""]))
    return {name: iban("10020030", 5_000_000 + 7919 * place) for place, name in enumerate(known)}


def names(world: World) -> pd.Series:
    """Person → name as the bank has it."""
    persons = world.tables["persons"].set_index("person_id")
    return persons["company"].where(persons["kind"] == "company", persons["first"] + " " + persons["last"])


def _receipts(world: World, paid: pd.DataFrame) -> pd.DataFrame:
    rows = paid[paid["paid_on"] < pd.Timestamp(END)].copy()
    rows["word"] = _wording(world, rows)
    keyed = rows.groupby("transfer_id", sort=False)
    found = keyed.agg(
        day=("paid_on", "first"),
        cents=("cents", "sum"),
        kind=("kind", "first"),
        person_id=("person_id", "first"),
        number=("number", "first"),
        purpose=("word", " ".join),
    )
    found = found.reset_index()
    debit = found["kind"].eq("debit")
    found["name"] = found["person_id"].map(names(world)).where(~debit, "")
    known = world.tables["persons"]["person_id"]
    accounts = pd.Series([iban("30050110", 10_000 + int(one)) for one in known], known)
    found["iban"] = found["person_id"].map(accounts).where(~debit, "")
    found["end_to_end"] = found["number"].where(found["kind"].isin(["bounced", "refund"]), "")
    found["purpose"] = found["purpose"].where(~debit, "SEPA-Sammellastschrift Einzug")
    return found.assign(account=BANK).drop(columns=["person_id", "number"])


def _wording(world: World, rows: pd.DataFrame) -> np.ndarray:
    """How the payer refers to the invoice: mostly right, sometimes with blanks, a digit short, or not at all."""
    dice = world.dice("wording")
    number = rows["number"]
    year, running = number.str[3:7], number.str[8:]
    style = dice.integers(0, 4, len(rows))
    plain = np.select(
        [style == 0, style == 1, style == 2],
        ["Rechnung " + number, "Rg.Nr. " + number + " Kd.Nr. " + rows["debtor"].astype(str), number + " Lindmoor"],
        number,
    )
    word = np.select(
        [rows["wording"].eq("spaced"), rows["wording"].eq("name"), rows["wording"].eq("typo")],
        ["RE " + year + " " + running, "Danke für Kaffee und Tee", "RE-" + year + "-" + running.str[1:]],
        plain,
    )
    kind = rows["kind"]
    return np.select(
        [kind.eq("part"), kind.eq("bounced"), kind.eq("refund"), kind.eq("debit")],
        [word + " Teilzahlung", "Rücklastschrift " + number + " mangels Deckung",
         "Erstattung Gutschrift " + rows["credit_number"].fillna("") + " zu " + number, number + " Lindmoor"],
        word,
    )  # fmt: skip


def items(world: World, paid: pd.DataFrame) -> pd.DataFrame:
    """The direct debits inside collective lines: transfer_id, cents, name, number."""
    own = paid[paid["kind"].eq("debit") & (paid["paid_on"] < pd.Timestamp(END))]
    return own[["transfer_id", "cents", "number"]].assign(name=own["person_id"].map(names(world)))


def _payouts(activity: pd.DataFrame) -> pd.DataFrame:
    rows = activity[activity["kind"] == "payout"]
    return pd.DataFrame(
        {
            "day": rows["arrives_on"], "account": BANK, "cents": -rows["gross"], "kind": "payout",
            "name": rows["method"].map(_PROVIDERS), "iban": "", "end_to_end": rows["number"],
            "purpose": rows["method"].map(_PAYOUT) + " " + rows["at"].dt.strftime("%d.%m.%Y"),
        }
    )  # fmt: skip


def _bills(bill: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "day": bills_paid_on(bill), "account": BANK, "cents": -bill["gross"], "kind": "bill",
            "name": bill["supplier"], "iban": "", "end_to_end": bill["number"],
            "purpose": bill["text"] + " " + bill["number"],
        }
    )  # fmt: skip


def _others(other: pd.DataFrame) -> pd.DataFrame:
    """Wages, taxes, interest, owners: postings of one document and day leave the bank as one line."""
    own = other[(other["account"].eq(BANK) | other["contra"].eq(BANK)) & ~_is_move(other)]
    sign = np.where(own["account"].eq(BANK), 1, -1) * np.where(own["side"].eq("S"), 1, -1)
    rows = own.assign(cents=sign * own["cents"], begin=own["text"].map(_begin))
    rows = rows.groupby(["day", "document", "begin"])["cents"].sum().reset_index()
    social = rows[rows["begin"] == "Beiträge Krankenkassen"]
    rows = rows[rows["begin"] != "Beiträge Krankenkassen"]
    rows = rows.assign(name=rows["begin"].map(lambda one: _ACCOUNTS_OF[one][0]),
                       word=rows["begin"].map(lambda one: _ACCOUNTS_OF[one][1]))  # fmt: skip
    rows = pd.concat([rows, _to_funds(social)])
    return pd.DataFrame(
        {
            "day": rows["day"], "account": BANK, "cents": rows["cents"], "kind": "other", "name": rows["name"],
            "iban": "", "end_to_end": rows["document"],
            "purpose": rows["word"] + " " + pd.to_datetime(rows["day"]).dt.strftime("%m/%Y"),
        }
    )  # fmt: skip


def _to_funds(social: pd.DataFrame) -> pd.DataFrame:
    """Social security goes to several health insurers; the last gets what rounding leaves."""
    whole = social["cents"].to_numpy()
    parts = [np.rint(whole * share).astype("int64") for _, share in _FUNDS[:-1]]
    parts.append(whole - sum(parts, np.zeros_like(whole)))
    word = "Beiträge Sozialversicherung Betriebs-Nr. 48773310"
    return pd.concat(
        [social.assign(cents=part, name=fund, word=word) for (fund, _), part in zip(_FUNDS, parts, strict=True)]
    )


def _begin(text: str) -> str:
    return next((known for known in ("Beiträge Krankenkassen", *_ACCOUNTS_OF) if text.startswith(known)), text)


def _is_move(other: pd.DataFrame) -> pd.Series:
    return other["account"].eq(SAVINGS) & other["contra"].eq(BANK)


def _moves(other: pd.DataFrame) -> pd.DataFrame:
    """A transfer between the own accounts is a line on both."""
    own = other[_is_move(other)]
    cents = np.where(own["side"].eq("S"), 1, -1) * own["cents"]
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "day": workday(own["day"]), "account": account, "cents": sign * cents, "kind": "move",
                    "name": COMPANY, "iban": OWN[there], "end_to_end": own["document"],
                    "purpose": "Umbuchung Tagesgeldkonto",
                }
            )
            for account, there, sign in ((SAVINGS, BANK, 1), (BANK, SAVINGS, -1))
        ]
    )  # fmt: skip
