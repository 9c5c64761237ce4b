"""Which accounts of the charts SKR03 and SKR04 hold costs of customer work or revenue, and what the tax keys mean."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

COSTS: dict[str, dict[range, str]] = {
    "03": {
        range(4600, 4630): "acquisition_media",  # advertising
        range(4700, 4760): "fulfilment",  # packing, outgoing freight, transport insurance
        range(4760, 4780): "acquisition_sales_staff",  # sales commissions
        range(4790, 4800): "service",  # warranty
    },
    "04": {
        range(6600, 6610): "acquisition_media",
        range(6700, 6770): "fulfilment",
        range(6770, 6780): "acquisition_sales_staff",
        range(6790, 6800): "service",
    },
}
REVENUE = {"03": range(8000, 9000), "04": range(4000, 5000)}
_FULL, _REDUCED, _OLD = "39", "28", "57"  # second digit of the tax key: output tax, input tax


def kind(chart: str, account: str | None, length: int) -> str | None:
    """Cost type, "revenue", or None. length: digits of a general ledger account; longer ones are persons' accounts."""
    if not account or not account.isascii() or not account.isdigit() or len(account) > length:
        return None
    number = int(account.zfill(length)[:4])
    if number in REVENUE[chart]:
        return "revenue"
    return next((name for numbers, name in COSTS[chart].items() if number in numbers), None)


def tax_rate(key: str | None, day: dt.date) -> Decimal | None:
    """The tax inside the amount by its tax key, such as 0.19; None for a key that is not known."""
    if not key or not key.strip("0"):
        return Decimal(0)
    if not key.isascii() or not key.isdigit() or len(key) > 2:
        return None
    correction, tax = divmod(int(key), 10)
    if correction not in (0, 2, 4, 8):  # 9x: reverse charge, whose tax is not in the amount
        return Decimal(0) if correction == 9 else None
    lowered = dt.date(2020, 7, 1) <= day <= dt.date(2020, 12, 31)
    if str(tax) in _FULL:
        return Decimal("0.16") if lowered else Decimal("0.19")
    if str(tax) in _REDUCED:
        return Decimal("0.05") if lowered else Decimal("0.07")
    if str(tax) in _OLD:
        return Decimal("0.16")
    return Decimal(0) if tax in (0, 1) else None


def reverses(key: str | None) -> bool:
    """Whether the key makes the posting a reversal (Generalumkehr), which turns its direction."""
    return bool(key) and len(key or "") == 2 and (key or "")[0] in "28"
