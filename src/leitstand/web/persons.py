"""The customers one signed-in person may see, and who they are where that may be seen; every look at a name is kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from leitstand.control.account import services as accounts
from leitstand.control.account.models import Role, User
from leitstand.control.account.views import Kind
from leitstand.control.identity import decisions
from leitstand.control.identity import services as identity
from leitstand.foundation.text import Text
from leitstand.jobs.customer_book import Book, book
from leitstand.jobs.timeline import Timeline, plain, timeline
from leitstand.metrics.compute.scope import customers_within
from leitstand.web.company import Company
from leitstand.web.guard import missing

if TYPE_CHECKING:
    import pandas as pd

FOUND_BY = ("name", "email")
MOST_FOUND = 500

_known: dict[tuple[str, str], Known] = {}
_making = Lock()


@dataclass(frozen=True)
class Persons:
    """company: as the person who looks may see it."""

    company: Company

    @cached_property
    def book(self) -> Book:
        """All customers of the company: their figures do not depend on who looks."""
        whole = self._whole
        made: Book = whole.remember(
            "persons.book", lambda: book(whole.facts, decisions.origins(whole.alias, "customer"))
        )
        return made

    @cached_property
    def timeline(self) -> Timeline:
        """What happened with all customers; ask it only about those of `table`."""
        whole = self._whole
        made: Timeline = whole.remember("persons.timeline", lambda: timeline(whole.facts))
        return made

    @cached_property
    def _whole(self) -> Company:
        return Company(self.company.home, User(email="", role=Role.ANALYST), self.company.alias)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The book's lines of the customers inside the scope. Raises LeitstandError where they cannot be told."""
        table, inside = self.book.table, self.inside
        if inside is None:
            return table
        limited: pd.DataFrame = self.company.remember("persons.table", lambda: table[table.index.isin(list(inside))])
        return limited

    @cached_property
    def inside(self) -> frozenset[int] | None:
        """Keys of the customers inside the scope; None: all. Raises LeitstandError where they cannot be told."""
        if not self.company.scope.conditions:
            return None
        keys: frozenset[int] | None = self.company.remember(
            "persons.inside", lambda: customers_within(self.company.facts)
        )
        return keys

    def row(self, key: int) -> dict[str, Any]:
        """The line of one customer with its `key`; None for what is missing. Raises Http404 outside the scope."""
        if self.company.empty or key not in self.table.index:
            raise missing("customer")
        return self.rows(self.table.loc[[key]])[0]

    def rows(self, table: pd.DataFrame) -> list[dict[str, Any]]:
        """Lines of the book as plain values, with the `key` and the `label` that anybody may see."""
        keys = [int(key) for key in table.index]
        return [
            {"key": key, **row, "label": label(row["number"], key)} for key, row in zip(keys, plain(table), strict=True)
        ]

    def sees(self, row: Mapping[str, Any]) -> bool:
        """Whether the name and contact data of this customer may be shown."""
        return self.company.sees_names(row["owner"])

    def records(self, key: int) -> list[int]:
        """All keys under which sources know a customer, the one that holds first."""
        return [key, *self.book.records.get(key, ())]

    def contacts(self, key: int) -> Sequence[int]:
        """The people to talk to at a customer."""
        return self.book.contacts.get(key, ())

    def named(self, rows: Sequence[dict[str, Any]], page: str, kind: Kind = "view") -> list[dict[str, Any]]:
        """The rows with a `name` for those that may be seen by name; the look is kept."""
        seen = {one["key"]: self.records(one["key"]) for one in rows if self.sees(one)}
        names = identity.reveal(
            self.company.alias, "customer", [record for records in seen.values() for record in records], ["name"]
        )
        found = {
            key: name
            for key, records in seen.items()
            if (name := next((names[one]["name"] for one in records if one in names), None))
        }
        if found:
            accounts.viewed(self.company.alias, self.company.user, kind, found, page=page)
        return [{**one, "name": found.get(one["key"])} for one in rows]

    def employees(self, keys: Iterable[int | None]) -> dict[int, str]:
        """Names of employees, for those who see names at all."""
        if self.company.user.role not in (Role.EMPLOYEE, Role.MANAGER, Role.ADMINISTRATOR):
            return {}
        asked = {key for key in keys if key is not None}
        names = identity.reveal(self.company.alias, "employee", asked, ["name"]) if asked else {}
        return {key: fields["name"] for key, fields in names.items()}

    def find(self, words: str) -> list[int]:
        """Customers inside the scope by number, and by name or mail address where this person may see it.

        The best first: a number that is meant exactly, then numbers that begin so, then names.
        """
        asked = folded(words)
        if not asked or self.company.empty:
            return []
        numbers, plain = self.book.numbers, words.strip().casefold()
        exact = [numbers[plain]] if plain in numbers else []
        begun = [key for number, key in numbers.items() if plain in number] if len(plain) >= 2 else []
        found = dict.fromkeys([*exact, *begun[:MOST_FOUND], *self._by_name(asked)])
        index = self.table.index
        return [key for key in found if key in index]

    def _by_name(self, asked: str) -> list[int]:
        user = self.company.user
        if user.role in (Role.VIEWER, Role.ANALYST) or len(asked) < 2:
            return []
        found = _names(self.company).holding(asked.split())
        holds = {record: key for key, records in self.book.records.items() for record in records} if found else {}
        keys = list(dict.fromkeys(holds.get(one, one) for one in found))
        if user.role == Role.EMPLOYEE:
            owners = self.table.owner
            known = owners.reindex(keys).dropna()
            keys = [int(str(key)) for key, owner in known.items() if self.company.sees_names(int(owner))]
        return keys


@dataclass(frozen=True)
class Known:
    """Names and mail addresses of all customers, spelled alike; held in the process only, never written."""

    lines: Sequence[str]
    keys: Sequence[int]

    def holding(self, words: Sequence[str]) -> list[int]:
        """Keys whose name or address holds all words."""
        found = []
        for line, key in zip(self.lines, self.keys, strict=True):
            if all(word in line for word in words):
                found.append(key)
                if len(found) == MOST_FOUND:
                    break
        return found


def _names(company: Company) -> Known:
    """Made anew with each version of the data: whoever was erased is gone with it."""
    key = str(company.home.path), company.version
    with _making:
        if key not in _known:
            fields = identity.everything(company.alias, "customer", FOUND_BY)
            lines = [folded(" ".join(one.values())) for one in fields.values()]
            _known.clear()
            _known[key] = Known(lines, list(fields))
    return _known[key]


def label(number: str | None, key: int) -> Text:
    """What a customer is called where the name is not shown."""
    shown = number or f"#{key % 10**6:06}"
    return Text(de=f"Kund:in {shown}", en=f"Customer {shown}")


def folded(words: str) -> str:
    """The same for spellings that differ in case, accents and umlauts only.

    >>> folded("Müller & Söhne") == folded("MUELLER & Soehne") == folded("Muller & Sohne")
    True
    """
    plain = unicodedata.normalize("NFKD", words.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    for two, one in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        plain = plain.replace(two, one)
    return " ".join(plain.split())
