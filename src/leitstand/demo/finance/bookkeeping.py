"""Enters invoices, payments, bills, wages and all else into the books, a line of a posting batch each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from leitstand.demo.finance.accounts import BANK, COLLECTIVE, NO_AUTOMATIC, PROVIDERS, REVENUE, SKONTO, TRANSIT
from leitstand.demo.finance.costs import MONTHS
from leitstand.demo.finance.postings import entries, net_of
from leitstand.demo.finance.workdays import workday, workday_before
from leitstand.demo.world import END

LIFE_MONTHS = 60
"""Over how many months equipment is written off."""
EQUIPMENT = ((8, 24_000_00, "Packtische"), (17, 18_500_00, "Regallager"), (32, 115_000_00, "Röstanlage"))
"""Month (counted from 0), net price in cents for the standard company and name of equipment bought."""


def sales(invoice: pd.DataFrame, credit: pd.DataFrame) -> pd.DataFrame:
    """Invoices and credit notes by VAT rate: on the customer's account, or a day's total by way of payment.

    The tax that is taken out of each posting is rounded by itself, so each month ends with the cents by which that
    differs from the invoices.
    """
    found = []
    for documents, number, word, sign in (
        (invoice, "number", "Rechnung", 1), (credit, "credit_number", "Gutschrift", -1),
    ):  # fmt: skip
        together = documents["method"].isin(list(COLLECTIVE))
        single = documents[~together]
        daily = documents[together].groupby(["issued_on", "method"], as_index=False)[
            [f"gross_{rate}" for rate in REVENUE]
        ].sum()  # fmt: skip
        daily["debtor"] = daily["method"].map(COLLECTIVE)
        daily[number] = "TA-" + daily["issued_on"].dt.strftime("%Y%m%d")
        for rate, account in REVENUE.items():
            for rows, text in ((single, word), (daily, f"Tagesabschluss {word}en")):
                found.append(
                    entries(rows["issued_on"], rows["debtor"], account, sign * rows[f"gross_{rate}"],
                            document=rows[number], text=text)
                )  # fmt: skip
    lines = pd.concat(found, ignore_index=True)
    return pd.concat([lines, _rounding(lines, invoice, credit)], ignore_index=True)


def _rounding(lines: pd.DataFrame, invoice: pd.DataFrame, credit: pd.DataFrame) -> pd.DataFrame:
    found = []
    for rate, tax_account in ((19, 1776), (7, 1771)):
        own = lines[lines["contra"] == REVENUE[rate]]
        sign = np.where(own["side"] == "S", 1, -1)
        booked = pd.Series(sign * net_of(own["cents"].to_numpy(), np.array(rate)), own.index)
        month = own["day"].dt.to_period("M")
        right = sum(
            (sign * rows[f"net_{rate}"].groupby(rows["issued_on"].dt.to_period("M")).sum().reindex(MONTHS, fill_value=0)
             for rows, sign in ((invoice, 1), (credit, -1))),
            pd.Series(0, MONTHS),
        )  # fmt: skip
        differs = booked.groupby(month).sum().reindex(MONTHS, fill_value=0) - right
        found.append(
            entries(_last_days(), REVENUE[rate], tax_account, differs.to_numpy(), key=NO_AUTOMATIC,
                    document="RD-" + MONTHS.strftime("%Y%m"), text=f"Rundungsdifferenz USt {rate} %")
        )  # fmt: skip
    return pd.concat(found)


def _last_days() -> pd.DatetimeIndex:
    return MONTHS.end_time.normalize()


def receipts(paid: pd.DataFrame) -> pd.DataFrame:
    """What customers paid over the bank, and the discount they took."""
    done = paid[paid["paid_on"] < pd.Timestamp(END)].copy()
    done["document"] = done["credit_number"].fillna(done["number"])
    debit = done[done["kind"].eq("debit")].groupby(["paid_on", "debtor"], as_index=False)["cents"].sum()
    debit = debit.assign(kind="debit", document="TA-" + debit["paid_on"].dt.strftime("%Y%m%d"))
    rows = pd.concat([done[~done["kind"].eq("debit")], debit])
    text = rows["kind"].map(
        {"transfer": "Zahlungseingang", "part": "Teilzahlung", "debit": "Lastschrifteinzug",
         "bounced": "Rücklastschrift", "refund": "Auszahlung Gutschrift"}
    )  # fmt: skip
    found = [entries(rows["paid_on"], BANK, rows["debtor"], rows["cents"], document=rows["document"], text=text)]
    for rate, account in SKONTO.items():
        found.append(
            entries(done["paid_on"], account, done["debtor"], done[f"skonto_{rate}"], document=done["document"],
                    text="Skonto")
        )  # fmt: skip
    return pd.concat(found)


def providers(activity: pd.DataFrame) -> pd.DataFrame:
    """A day's payments, refunds and fees at each provider, and its payouts over the transit account to the bank."""
    found = []
    day = activity["at"].dt.normalize()
    for method, account in PROVIDERS.items():
        own = activity["method"] == method
        fee_account = 4760 if method == "amazon" else 4970
        for kind, text in (("payment", "Kundenzahlungen"), ("refund", "Rückzahlungen")):
            gross = activity["gross"].where(own & activity["kind"].eq(kind)).groupby(day).sum().astype("int64")
            found.append(
                entries(gross.index, account, COLLECTIVE[method], gross.to_numpy(),
                        document="TA-" + pd.DatetimeIndex(gross.index).strftime("%Y%m%d"), text=text)
            )  # fmt: skip
        fee = activity["fee"].where(own).groupby(day).sum().astype("int64")
        found.append(
            entries(fee.index, fee_account, account, fee.to_numpy(), text="Gebühren", cost_center="Vertrieb",
                    document="TA-" + pd.DatetimeIndex(fee.index).strftime("%Y%m%d"))
        )  # fmt: skip
        out = activity[own & activity["kind"].eq("payout")]
        there = out[out["arrives_on"] < pd.Timestamp(END)]
        found += [
            entries(
                out["at"].dt.normalize(), account, TRANSIT, out["gross"], document=out["number"], text="Auszahlung"
            ),
            entries(there["arrives_on"], BANK, TRANSIT, -there["gross"], document=there["number"], text="Auszahlung"),
        ]
    return pd.concat(found)


def purchases(bill: pd.DataFrame, sold: pd.Series) -> pd.DataFrame:
    """Suppliers' bills, their payment, and each month the stock that was sold or laid in."""
    text = bill["supplier"].str[:24] + " " + bill["text"]
    own = {"document": bill["number"], "text": text.str[:60]}
    found = [
        entries(bill["day"], bill["account"], bill["creditor"], bill["gross"], key=bill["key"],
                cost_center=bill["cost_center"], **own)
    ]  # fmt: skip
    goods = bill[bill["account"].isin([3300, 3400])]
    bought = goods["net"].groupby(goods["day"].dt.to_period("M")).sum().reindex(MONTHS, fill_value=0)
    change = (sold - bought).to_numpy()
    found.append(entries(_last_days(), 3960, 3980, change, document="BV-" + MONTHS.strftime("%Y%m"),
                         text="Bestandsveränderung"))  # fmt: skip
    paid = bill.assign(paid_on=bills_paid_on(bill))
    paid = paid[paid["paid_on"] < pd.Timestamp(END)]
    found.append(entries(paid["paid_on"], paid["creditor"], BANK, paid["gross"], document=paid["number"],
                         text="Zahlung " + paid["supplier"].str[:40]))  # fmt: skip
    return pd.concat(found)


def bills_paid_on(bill: pd.DataFrame) -> pd.DatetimeIndex:
    """The day on which the bank pays each bill."""
    return pd.DatetimeIndex(workday(bill["day"] + pd.to_timedelta(bill["pay_days"], unit="D")))


def equipment(scale: float) -> pd.DataFrame:
    """Equipment bought over the years, paid at once, and a month's depreciation of what there is."""
    value = np.full(len(MONTHS), first_value(scale))
    found = []
    for place, price, name in EQUIPMENT:
        if place >= len(MONTHS):
            break
        net = round(price * scale / 100) * 100
        gross = net + round(net * 0.19)
        day = workday([MONTHS[place].start_time + pd.Timedelta(days=16)])
        value[place:] += net
        found.append(entries(day, 420, BANK, gross, key="9", document=f"AN-{place + 1:03}", text="Investition " + name))
    found.append(
        entries(_last_days(), 4830, 420, value // LIFE_MONTHS, document="AfA-" + MONTHS.strftime("%Y%m"),
                text="Abschreibung", cost_center="Verwaltung")
    )  # fmt: skip
    return pd.concat(found)


def first_value(scale: float) -> int:
    """Equipment on the first day, in cents."""
    return round(120_000 * scale) * 100


def payroll(budget: pd.Series, employees: pd.DataFrame) -> pd.DataFrame:
    """Salaries as totals of teams: gross and the company's share of social security, then who gets what of it."""
    weight = employees.groupby("team")["fte"].sum()
    weight = weight / weight.sum()
    month, first = MONTHS, MONTHS.start_time.normalize()
    bonus = np.where(month.month == 11, 1.5, 1.0) / (12.5 / 12)
    payday = workday_before(first + pd.Timedelta(days=27))
    document = "LG-" + month.strftime("%Y%m")
    found = []
    social = np.zeros(len(budget), "int64")
    tax, net = social.copy(), social.copy()
    for team, share in weight.items():
        gross = np.rint(budget.to_numpy() * bonus * share / 1.21).astype("int64")
        own = np.rint(gross * 0.21).astype("int64")
        held, withheld = np.rint(gross * 0.20).astype("int64"), np.rint(gross * 0.16).astype("int64")
        more = {"document": document, "cost_center": str(team)}
        found += [
            entries(payday, 4120, 1740, gross, text=f"Gehälter {team}", **more),
            entries(payday, 4130, 1742, own, text=f"Sozialabgaben {team}", **more),
        ]
        social += own + held
        tax += withheld
        net += gross - held - withheld
        found.append(entries(payday, 1740, 1742, held, text=f"Sozialabgaben Arbeitnehmer {team}", **more))
        found.append(entries(payday, 1740, 1741, withheld, text=f"Lohnsteuer {team}", **more))
    due = workday(first + pd.DateOffset(months=1) + pd.Timedelta(days=9))
    found += [
        entries(payday, 1740, BANK, net, document=document, text="Auszahlung Gehälter"),
        entries(payday, 1742, BANK, social, document=document, text="Beiträge Krankenkassen"),
        _before_end(entries(due, 1741, BANK, tax, document=document, text="Lohnsteuer Finanzamt")),
    ]
    return pd.concat(found)


def income_taxes(revenue: int) -> pd.DataFrame:
    """Quarterly prepayments of corporation tax and trade tax. revenue: cents of all months."""
    amount = round(revenue / len(MONTHS) * 3 * 0.04 * 0.15 / 100) * 100
    found = []
    for account, months, day, text in (
        (2200, (3, 6, 9, 12), 9, "Körperschaftsteuer Vorauszahlung"),
        (4320, (2, 5, 8, 11), 14, "Gewerbesteuer Vorauszahlung"),
    ):
        due = workday([one.start_time + pd.Timedelta(days=day) for one in MONTHS if one.month in months])
        found.append(
            entries(due, account, BANK, amount, text=text, document="ST-" + pd.DatetimeIndex(due).strftime("%Y%m"))
        )
    return pd.concat(found)


def loan(opening: int) -> pd.DataFrame:
    """The bank's loan, paid back by one hundredth of its first amount a month, with interest. opening: cents."""
    pays = opening // 100
    left = opening - pays * np.arange(len(MONTHS))
    day = workday_before(_last_days())
    interest = np.rint(left * 0.042 / 12).astype("int64")
    document = "DL-" + MONTHS.strftime("%Y%m")
    return pd.concat(
        [
            entries(day, 650, BANK, pays, document=document, text="Darlehen Tilgung"),
            entries(day, 2120, BANK, interest, document=document, text="Darlehen Zinsen"),
        ]
    )


def value_added_tax(found: pd.DataFrame) -> pd.DataFrame:
    """The VAT of each month, paid to the tax office on the tenth of the next. found: all postings so far."""
    own = found[found["account"].isin([1571, 1576, 1771, 1776])]
    owed = -own["cents"].groupby(own["day"].dt.to_period("M")).sum().reindex(MONTHS, fill_value=0)
    due = workday(MONTHS.start_time + pd.DateOffset(months=1) + pd.Timedelta(days=9))
    return _before_end(
        entries(due, 1780, BANK, owed.to_numpy(), document="UV-" + MONTHS.strftime("%Y%m"),
                text="Umsatzsteuer " + MONTHS.strftime("%m/%Y"))
    )  # fmt: skip


def _before_end(found: pd.DataFrame) -> pd.DataFrame:
    return found[found["day"] < pd.Timestamp(END)]
