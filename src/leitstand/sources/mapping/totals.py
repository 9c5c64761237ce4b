"""Decides what the total of an order says: net of VAT, or with VAT in it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

import pyarrow as pa

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.sources.mapping.levels import level
from leitstand.sources.mapping.spec import RATES, Constant
from leitstand.sources.values import MONEY

_UNIT = Decimal("0.0001")


def add_net(read: dict[str, pa.Array], constants: Mapping[str, Constant]) -> dict[str, pa.Array]:
    """The columns and, where the mapping gives a tax rate (0.19) and no column the net amount, gross / (1 + rate).

    Raises UnusableInput for a rate that is none, or for which there is no gross amount.
    """
    found = dict(read)
    for target in RATES & constants.keys():
        name = target.split(".")[0]
        gross, net = f"{name}.gross_amount", f"{name}.net_amount"
        rate = _rate(target, constants[target])
        if gross not in read:
            raise _wrong(f"{target} braucht eine Spalte für {gross}", f"{target} needs a column for {gross}")
        if net not in read:
            parts = [None if one is None else (one / (1 + rate)).quantize(_UNIT, ROUND_HALF_UP)
                     for one in read[gross].to_pylist()]  # fmt: skip
            found[net] = pa.array(parts, MONEY)
    return found


def notes(targets: Mapping[str, str], found: Mapping[str, pa.Array]) -> list[Text]:
    """How the totals of orders were taken. targets: target → heading; found: all columns, read or made."""
    if any(target.startswith("order_line.") for target in targets) or "order.tax_amount" in found:
        return []
    net, gross = targets.get("order.net_amount"), targets.get("order.gross_amount")
    if gross and "order.net_amount" not in found:
        return [_only_gross(gross)]
    return [_taken_as_net(net)] if net and not gross and level(net) is None else []


def _rate(target: str, value: Constant) -> Decimal:
    try:
        rate = Decimal(str(value))
        valid = 0 <= rate < 1
    except ArithmeticError:  # no number, or NaN
        valid = False
    if not valid:
        raise _wrong(
            f"„{value}“ ist kein Steuersatz für {target} (19 % ist 0.19)",
            f"'{value}' is no tax rate for {target} (19% is 0.19)",
        )
    return rate


def _wrong(de: str, en: str) -> UnusableInput:
    return UnusableInput(
        Text(de=f"Die Zuordnung ist nicht verwendbar: {de}.", en=f"The mapping cannot be used: {en}."),
        Text(de="Bitte ändern Sie den Abschnitt [constants].", en="Please change the section [constants]."),
    )


def _only_gross(heading: str) -> Text:
    return Text(
        de=f"„{heading}“ enthält die Umsatzsteuer; der Nettoumsatz lässt sich daraus allein nicht berechnen. Ergänzen "
        'Sie eine Spalte mit der Steuer, oder schreiben Sie unter [constants] zum Beispiel "order.tax_rate" = 0.19.',
        en=f"'{heading}' has VAT in it; net revenue cannot be computed from it alone. Add a column with the tax, or "
        'write for example "order.tax_rate" = 0.19 under [constants].',
    )


def _taken_as_net(heading: str) -> Text:
    return Text(
        de=f"„{heading}“ wurde als Betrag ohne Umsatzsteuer gelesen; ordnen Sie die Spalte order.gross_amount zu, wenn "
        "die Steuer enthalten ist.",
        en=f"'{heading}' was taken as net of VAT; map it to order.gross_amount if VAT is in it.",
    )
