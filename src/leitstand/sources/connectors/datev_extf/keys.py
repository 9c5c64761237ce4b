"""What the tax keys (BU-Schlüssel) of DATEV's postings mean."""

from __future__ import annotations

from typing import NamedTuple

from leitstand.sources.layouts.charts import Tax

_PLAIN = {
    0: None, 1: None,
    2: Tax("output", 7), 3: Tax("output", 19), 5: Tax("output", 16),
    7: Tax("input", 16), 8: Tax("input", 7), 9: Tax("input", 19),
}  # fmt: skip
_ABROAD = {  # 1x: within the European Union
    0: None, 1: None,
    2: Tax("output", 7), 3: Tax("output", 19), 5: Tax("output", 16),
    7: Tax("acquisition", 16), 8: Tax("acquisition", 7), 9: Tax("acquisition", 19),
}  # fmt: skip
_REVERSE = {1: Tax("reverse", 7), 4: Tax("reverse", 19)}
"""9x: the customer owes the tax. The others of this group are not deducted, so the amount is all there is."""


class TaxKey(NamedTuple):
    """A tax key taken apart.

    tax: of the posting; None: none by key. by_itself: whether automatic accounts take out their tax. reversal: the
    posting takes an earlier one back (Generalumkehr).
    """

    tax: Tax | None = None
    by_itself: bool = True
    reversal: bool = False


def tax_key(code: str | None) -> TaxKey | None:
    """The meaning of a tax key; None for one that is not known."""
    code = (code or "").lstrip("0")
    if not code:
        return TaxKey()
    if not code.isascii() or not code.isdigit() or len(code) > 2:
        return None
    group, digit = divmod(int(code), 10)
    if group == 9:
        return TaxKey(_REVERSE.get(digit), by_itself=False)
    known = _ABROAD if group == 1 else _PLAIN
    if group not in (0, 1, 2, 4, 8) or digit not in known:
        return None
    # 4: automatic accounts as if they were none; 2: reversal; 8: both. A key of its own leaves nothing to do by itself
    tax = known[digit]
    return TaxKey(tax, by_itself=group not in (4, 8) and digit == 0 and group != 1, reversal=group in (2, 8))
