"""Decides between two columns that a heading could be, by the other columns and by the numbers."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.sources import values
from leitstand.sources.mapping.levels import level
from leitstand.sources.mapping.match import Guess, Styles


def settle(found: list[Guess], columns: dict[str, pa.Array], styles: Styles) -> list[Guess]:
    """The guesses without those that the rest of the file refutes. columns: heading → its first cells."""
    return _net_unless_said(_level_of_total(_first_or_last_solved(found), columns, styles))


def _first_or_last_solved(found: list[Guess]) -> list[Guess]:
    """'Solved at' is when a ticket was solved last, unless another column ('Closed at') says that."""
    first, last = "ticket.first_solved_at", "ticket.last_solved_at"
    doubtful = _headings(found, first) & _headings(found, last)
    wrong = last if _headings(found, last) - doubtful else first
    return [guess for guess in found if guess.heading not in doubtful or guess.target != wrong]


def _level_of_total(found: list[Guess], columns: dict[str, pa.Array], styles: Styles) -> list[Guess]:
    """In a file of order lines 'Total' is the line's if it is quantity × price in most rows, else the order's.

    It is the order's too where some lines have none: it then stands only in the first line of each order.
    """
    headings = {guess.target: guess.heading for guess in found}
    doubtful = _headings(found, "order.gross_amount") & _headings(found, "order_line.net_amount")
    factors = ("order_line.quantity", "order_line.unit_price")
    if not doubtful or not all(target in headings for target in factors):
        return found
    quantity, price = (values.to_number(columns[headings[target]], styles.number).values for target in factors)
    product = pc.multiply(quantity, price)
    for heading in doubtful:
        total = values.to_number(columns[heading], styles.number).values
        off = pc.abs(pc.subtract(product, total))
        of_line = (pc.mean(pc.less(off, 0.01).cast(pa.int8())).as_py() or 0.0) > 1 / 2  # a cent
        of_line &= not pc.any(pc.and_(pc.is_valid(product), pc.is_null(total))).as_py()
        wrong = "order.gross_amount" if of_line else "order_line.net_amount"
        found = [guess for guess in found if (guess.heading, guess.target) != (heading, wrong)]
    return found


def _net_unless_said(found: list[Guess]) -> list[Guess]:
    """'Total' of an order is taken as net, unless its heading, a tax or a net column beside it says otherwise."""
    lines = any(guess.target.startswith("order_line.") for guess in found)
    gross = _headings(found, "order.gross_amount")
    if lines or _headings(found, "order.tax_amount") or _headings(found, "order.net_amount") or any(map(level, gross)):
        return found
    return [replace(guess, target="order.net_amount") if guess.target == "order.gross_amount" else guess
            for guess in found]  # fmt: skip


def _headings(found: list[Guess], target: str) -> set[str]:
    return {guess.heading for guess in found if guess.target == target}
