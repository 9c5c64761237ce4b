"""Says what an account of the books holds and which tax it takes out, by the charts of accounts SKR03 and SKR04."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from leitstand.foundation.text import Text

TaxKind = Literal["output", "input", "acquisition", "reverse"]
ChartName = Literal["SKR03", "SKR04"]
GUESSED = Text(
    de="Die Datei nennt keinen Kontenrahmen; nach den Konten ist es {chart}.",
    en="The file names no chart of accounts; by its accounts it is {chart}.",
)
_DIGITS = 4  # of an account in the published charts; companies may append zeros


class Tax(NamedTuple):
    """A tax of so many percent. output, input: it is inside the amount. acquisition, reverse: it is not, the company
    owes and deducts it itself."""

    kind: TaxKind
    percent: int

    @property
    def inside(self) -> bool:
        return self.kind in ("output", "input")

    @property
    def lowered(self) -> Tax:
        """The same in the second half of 2020."""
        return self._replace(percent={19: 16, 7: 5}.get(self.percent, self.percent))


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart of accounts.

    kinds, costs, automatic: account number → kind of account, cost type of customer work, tax it takes out by itself.
    tax: where a tax is booked (one account; for tax that is not inside the amount: deducted on, owed on).
    discount: tax → account of discounts taken for early payment.
    """

    name: ChartName
    kinds: Mapping[int, str]
    costs: Mapping[int, str]
    automatic: Mapping[int, Tax]
    tax: Mapping[Tax, Sequence[str]]
    discount: Mapping[Tax, Sequence[str]]

    def kind(self, account: str, length: int = _DIGITS) -> str | None:
        """Kind of a general ledger account (see ACCOUNT_KINDS); None where the chart does not say."""
        return self.kinds.get(number(account, length))

    def cost_type(self, account: str, length: int = _DIGITS) -> str | None:
        return self.costs.get(number(account, length))

    def automatic_tax(self, account: str, length: int = _DIGITS) -> Tax | None:
        return self.automatic.get(number(account, length))


@cache
def chart(name: ChartName) -> Chart:
    """A chart by its name."""
    read = tomllib.loads((Path(__file__).parent / f"{name.lower()}.toml").read_text("utf-8"))
    return Chart(
        name,
        _by_account(read["kinds"]),
        _by_account(read["costs"]),
        {account: _tax(words) for account, words in _by_account(read["automatic"]).items()},
        {_tax(words): accounts for words, accounts in read["tax"].items()},
        {_tax(words): accounts for words, accounts in read["discount"].items()},
    )


def guess(accounts: Iterable[str], length: int = _DIGITS) -> ChartName:
    """The chart that general ledger accounts are of: revenue is 8… in SKR03; cost is 5… and 6… in SKR04 only."""
    classes = [number(account, length) // 1000 for account in accounts]
    return "SKR04" if classes.count(5) + classes.count(6) > classes.count(8) else "SKR03"


def number(account: str, length: int) -> int:
    """The account as the published charts number it; −1 for what is no number of the general ledger.

    length: digits of a general ledger account; what is longer is a person's account.
    """
    if not (account.isascii() and account.isdigit()) or len(account) > length:
        return -1
    return int(account.zfill(length)[:_DIGITS])


def padded(account: str | None, length: int = _DIGITS) -> str | None:
    """The account with the zeros in front that table programs and DATEV leave out."""
    return account.zfill(length) if account and account.isascii() and account.isdigit() else account


def is_person(account: str | None, length: int) -> bool:
    """Whether it is an account of a debtor or creditor: one digit longer than those of the general ledger."""
    return bool(account) and (account or "").isascii() and (account or "").isdigit() and len(account or "") > length


def is_debtor(account: str | None, length: int) -> bool:
    """Persons' accounts beginning with 1 to 6 are debtors, with 7 to 9 creditors."""
    return is_person(account, length) and (account or "")[0] in "123456"


def _by_account(read: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Account number → word; the narrower range is written over the wider one."""
    ranges = [(*_bounds(text), word) for word, texts in read.items() for text in texts]
    ranges.sort(key=lambda one: one[0] - one[1])
    return {account: word for first, last, word in ranges for account in range(first, last + 1)}


def _bounds(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last or first)


def _tax(words: str) -> Tax:
    kind, percent = words.split()
    return Tax(kind, int(percent))  # type: ignore[arg-type]


def account_rows(accounts: Iterable[str], of: Chart, length: int) -> Iterator[dict[str, Any]]:
    """Rows of ledger_account for general ledger accounts, without repetition and in order; persons' are left out."""
    for account in sorted(set(accounts)):
        if not is_person(account, length):
            yield {
                "account": account,
                "kind": of.kind(account, length),
                "cost_type": of.cost_type(account, length),
                "chart": of.name,
            }
