"""How much of a change of revenue comes from prices, from quantities, and from what was bought instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leitstand.analysis.explain.mix import mix_and_rate

Sold = Mapping[Any, tuple[float, float]]
"""Product → (revenue, units)."""


@dataclass(frozen=True, slots=True)
class PriceVolumeMix:
    """Parts of a change of revenue; they add up to it.

    volume: more or fewer units at the mean price. mix: dearer or cheaper products than before. price: the products' own
    prices. new, lost: products that were sold in one of the periods only. other: amounts without units.
    """

    price: float
    volume: float
    mix: float
    new: float
    lost: float
    other: float
    prices: Mapping[Any, float]
    """Product → its part of `price`."""


def price_volume_mix(before: Sold, after: Sold) -> PriceVolumeMix:
    """Splits a change of revenue exactly over the products sold in both periods, the others as lines of their own.

    Idea: revenue = units × mean price, and the mean price is a rate over products. Formula: volume = ΔU·P̄; price and
    mix = Ū·(rate and mix of the mean price), bars for means of both periods. When it misleads: products are compared
    under one number; a successor under a new number is "new", not a price rise. Reference: as mix_and_rate.

    >>> parts = price_volume_mix({"tea": (100.0, 10)}, {"tea": (132.0, 12), "mug": (20.0, 2)})
    >>> parts.price, parts.volume, parts.mix, parts.new
    (11.0, 21.0, 0.0, 20.0)
    """
    both = [product for product in before if product in after and before[product][1] > 0 and after[product][1] > 0]
    kept0, kept1 = ({product: side[product] for product in both} for side in (before, after))
    (sold0, bare0), (sold1, bare1) = _with_units(before), _with_units(after)
    new, other = sold1 - sum(one for one, _ in kept1.values()), bare1 - bare0
    lost = sum(one for one, _ in kept0.values()) - sold0
    if not both:
        return PriceVolumeMix(0.0, 0.0, 0.0, new, lost, other, {})
    units0, units1 = (sum(units for _, units in side.values()) for side in (kept0, kept1))
    mean0, mean1 = (sum(one for one, _ in side.values()) for side in (kept0, kept1))
    mean0, mean1, units = mean0 / units0, mean1 / units1, (units0 + units1) / 2
    parts = mix_and_rate(kept0, kept1)
    prices = {product: units * one.rate for product, one in parts.items()}
    return PriceVolumeMix(
        price=sum(prices.values()),
        volume=(units1 - units0) * (mean0 + mean1) / 2,
        mix=units * sum(one.mix for one in parts.values()),
        new=new,
        lost=lost,
        other=other,
        prices=prices,
    )


def _with_units(side: Sold) -> tuple[float, float]:
    """Revenue of what has units, and of the rest."""
    sold = sum(revenue for revenue, units in side.values() if units > 0)
    return sold, sum(revenue for revenue, _ in side.values()) - sold
