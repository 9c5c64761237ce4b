"""The books of a company for Python and the command line: months reconciled, signed off, and what its accounts hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from leitstand.control.closing import services as closing
from leitstand.foundation.home import Home
from leitstand.foundation.period import parse_day
from leitstand.foundation.text import Language
from leitstand.jobs import account_list, reconciling
from leitstand.jobs.links import Links
from leitstand.jobs.reconciling import Month
from leitstand.metrics.compute.facts import StoreFacts


@dataclass(frozen=True, slots=True)
class Books:
    """Months are given as a day in them, or as "2024-03"."""

    home: Home
    facts: StoreFacts

    def months(self, month: str | date | None = None) -> list[Month]:
        """The months with books, oldest first, or only one of them; `as_dict` is the shape of `reconcile --json`."""
        return reconciling.reconcile(self.home, self.facts, None if month is None else _day(month))

    def changed(self) -> list[Month]:
        """The months that come out otherwise than they were signed, oldest first."""
        if all(one.reopened_at for one in closing.history(Links.of(self.home).alias)):
            return []  # without reckoning anything: every import asks
        return [one for one in self.months() if one.state == "changed"]

    def sign(self, month: str | date, note: str = "", by: str = "") -> Month:
        """Signs a month off with its figures of now. by: default whoever runs the program.

        Raises UnusableInput: no books, or signed already.
        """
        return reconciling.sign(self.home, self.facts, _day(month), note, by)

    def reopen(self, month: str | date, reason: str, by: str = "") -> Month:
        """Takes the signature of a month back. Raises UnusableInput without a reason or a signature."""
        return reconciling.reopen(self.home, self.facts, _day(month), reason, by)

    def write_accounts(self, path: str | Path, language: Language = "en") -> int:
        """Writes the accounts and what they hold as a workbook to correct and import; answers how many they are."""
        return account_list.write_account_list(self.facts, Path(path), language)


def _day(month: str | date) -> date:
    return parse_day(month) if isinstance(month, str) else month
