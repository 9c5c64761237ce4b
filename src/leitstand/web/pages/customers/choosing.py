"""Which customers a list shows, in which order: what the fields above it say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from leitstand.analysis.customers.segments import SEGMENTS
from leitstand.control.account.models import Role
from leitstand.foundation.numbers import format_number
from leitstand.foundation.segment import NONE
from leitstand.foundation.text import Text
from leitstand.jobs.customer_book import AT_RISK
from leitstand.web.contract import may
from leitstand.web.naming import value_name
from leitstand.web.persons import Persons

if TYPE_CHECKING:
    import pandas as pd

Mask = Callable[[Any], Any]
FALLEN = 5
"""Points within thirty days from which on a customer's status is said to fall."""
MOST_OWNERS = 60

KINDS = {"person": Text(de="Privat", en="Private"), "company": Text(de="Geschäftlich", en="Business")}


def _worth(limit: float, table: pd.DataFrame) -> pd.Series:
    return table.value >= limit


BANDS: Mapping[str, tuple[Text, Mapping[str, tuple[Text, Mask]]]] = {
    "status": (
        Text(de="Kundenstatus", en="Health score"),
        {
            "low": (Text(de="unter 40", en="below 40"), lambda t: t.score < 40),
            "middle": (Text(de="40 bis 70", en="40 to 70"), lambda t: (t.score >= 40) & (t.score < 70)),
            "high": (Text(de="70 und mehr", en="70 and more"), lambda t: t.score >= 70),
            "falling": (Text(de="fällt", en="falling"), lambda t: t.score <= t.score_before - FALLEN),
        },
    ),
    "value": (
        Text(de="Erwarteter Wert", en="Expected value"),
        {
            str(limit): (
                Text(de=f"ab {format_number(limit, 'de')}", en=f"from {format_number(limit, 'en')}"),
                partial(_worth, limit),
            )
            for limit in (100, 500, 1000, 5000)
        },
    ),
    "active": (
        Text(de="Noch aktiv", en="Still active"),
        {
            "unlikely": (Text(de="unter 25 %", en="below 25%"), lambda t: t.alive < 0.25),
            "open": (Text(de="25 bis 75 %", en="25 to 75%"), lambda t: (t.alive >= 0.25) & (t.alive < 0.75)),
            "likely": (Text(de="75 % und mehr", en="75% and more"), lambda t: t.alive >= 0.75),
        },
    ),
    "nps": (
        Text(de="Weiterempfehlung", en="Recommendation"),
        {
            "detractor": (Text(de="Unzufriedene (0–6)", en="Detractors (0–6)"), lambda t: t.nps <= 6),
            "passive": (Text(de="Passive (7–8)", en="Passives (7–8)"), lambda t: (t.nps >= 7) & (t.nps <= 8)),
            "promoter": (Text(de="Begeisterte (9–10)", en="Promoters (9–10)"), lambda t: t.nps >= 9),
        },
    ),
    "open": (
        Text(de="Offen", en="Open"),
        {
            "tickets": (Text(de="Anfragen", en="Tickets"), lambda t: t.open_tickets > 0),
            "invoices": (Text(de="Rechnungen", en="Invoices"), lambda t: t.open_invoices > 0),
            "overdue": (Text(de="überfällige Rechnungen", en="Overdue invoices"), lambda t: t.overdue_amount > 0),
        },
    ),
}  # fmt: skip
"""Field → its title, and choice → (word, who is meant)."""

RISK = Text(de="Gefährdete und lange Stille", en="At risk and long silent")
SORTS: Mapping[str, str] = {
    "customer": "number", "region": "region_nuts", "segment": "rfm", "status": "score", "value": "value",
    "active": "alive", "nps": "nps", "tickets": "open_tickets", "invoices": "open_amount", "order": "last_order",
}  # fmt: skip
"""Word in the address → column."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for. sort: a key of SORTS, with "-" for the greatest first."""

    given: Mapping[str, str]
    sort: str
    at: int


def read(given: Mapping[str, str]) -> Choice:
    """The fields of the address; what makes no sense is left out."""
    sort = given.get("sort", "-value")
    at = given.get("at", "1")
    fields = {
        name: value for name in ("words", "rfm", "region", "kind", "owner", *BANDS) if (value := given.get(name, ""))
    }
    return Choice(
        fields, sort if sort.removeprefix("-") in SORTS else "-value", max(int(at), 1) if at.isdecimal() else 1
    )


def chosen(persons: Persons, choice: Choice) -> pd.DataFrame:
    """The lines of the book that are meant, in order."""
    table, given = persons.table, choice.given
    if words := given.get("words"):
        found = [key for key in persons.find(words) if key in table.index]
        table = table.loc[found]
    if rfm := given.get("rfm"):
        table = table[table.rfm.isin(AT_RISK if rfm == "risk" else [rfm])]
    if region := given.get("region"):
        table = table[table.region_nuts.isna() if region == NONE else table.region_nuts == region]
    if kind := given.get("kind"):
        table = table[table.customer_type == kind]
    if owner := given.get("owner"):
        table = table[_owned(persons, table, owner)]
    for name, (_, choices) in BANDS.items():
        meant = choices.get(given.get(name, ""))
        if meant:
            table = table.loc[meant[1](table).fillna(False).astype(bool)]
    column = SORTS[choice.sort.removeprefix("-")]
    return table.sort_values(column, ascending=not choice.sort.startswith("-"), na_position="last", kind="stable")


def _owned(persons: Persons, table: pd.DataFrame, owner: str) -> pd.Series:
    if owner == NONE:
        return table.owner.isna()
    key = persons.company.user.employee_key if owner == "me" else int(owner) if owner.isdecimal() else None
    return (table.owner == (-1 if key is None else key)).fillna(False).astype(bool)


def fields(persons: Persons, choice: Choice) -> list[dict[str, Any]]:
    """The fields above the list: name, title and what can be chosen, each with whether it is."""
    regions = sorted(persons.table.region_nuts.dropna().unique())
    offered: list[tuple[str, Text, list[tuple[str, Text]]]] = [
        ("rfm", Text(de="Gruppe", en="Group"), [("risk", RISK), *SEGMENTS.items()]),
        ("kind", Text(de="Art", en="Kind"), list(KINDS.items())),
        ("region", Text(de="Region", en="Region"), [(one, value_name("region", one)) for one in regions]),
        ("owner", Text(de="Verantwortlich", en="Owner"), _owners(persons)),
        *((name, title, [(word, text) for word, (text, _) in choices.items()])
          for name, (title, choices) in BANDS.items()),
    ]  # fmt: skip
    return [
        {"name": name, "title": title,
         "choices": [{"word": word, "text": text, "chosen": choice.given.get(name) == word} for word, text in choices]}
        for name, title, choices in offered if choices
    ]  # fmt: skip


def _owners(persons: Persons) -> list[tuple[str, Text]]:
    """Oneself, the people one may know by name, and nobody."""
    user = persons.company.user
    found = [("me", Text(de="ich", en="me"))] if user.employee_key is not None else []
    if may(user.role, Role.MANAGER):
        keys = [int(key) for key in persons.table.owner.dropna().unique()]
        names = persons.employees(keys)
        known = sorted((name, key) for key, name in names.items() if key != user.employee_key)
        found += [(str(key), Text(de=name, en=name)) for name, key in known[:MOST_OWNERS]]
    return [*found, (NONE, Text(de="niemand", en="nobody"))]


def heads(choice: Choice) -> Sequence[dict[str, Any]]:
    """The heads of the table: word, title, whether and how it sorts, and what a click asks for."""
    titles = {
        "customer": Text(de="Kund:in", en="Customer"), "region": Text(de="Region", en="Region"),
        "segment": Text(de="Gruppe", en="Group"), "status": Text(de="Status", en="Health"),
        "value": Text(de="Wert 12 Monate", en="Value 12 months"), "active": Text(de="Noch aktiv", en="Still active"),
        "nps": Text(de="NPS", en="NPS"), "tickets": Text(de="Anfragen", en="Tickets"),
        "invoices": Text(de="Offene Rechnungen", en="Open invoices"), "order": Text(de="Letzter Kauf", en="Last order"),
    }  # fmt: skip
    words = ("customer", "segment", "region")
    return [
        {
            "word": word, "title": title, "number": word not in words,
            "sorted": {word: "ascending", f"-{word}": "descending"}.get(choice.sort, ""),
            "next": word if choice.sort == f"-{word}" or (word in words and choice.sort != word) else f"-{word}",
        }
        for word, title in titles.items()
    ]  # fmt: skip
