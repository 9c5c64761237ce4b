"""Who deals with the company: its customers, people and firms, its own staff and the campaigns it ran."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.master import campaigns, names, towns, workforce
from leitstand.demo.world import END, FIRST_DAY, World

COMPANIES, LARGE = 0.05, 8
"""Share of companies among the customers, and how many of them are large."""
LONG_AGO = date(2021, 3, 1)
"""Since when the oldest customers buy."""
_CHANNELS = {
    "person": (("organic", 0.34), ("paid_search", 0.22), ("paid_social", 0.13), ("referral", 0.09), ("direct", 0.10),
               ("marketplace", 0.12)),
    "company": (("field", 0.55), ("organic", 0.22), ("paid_search", 0.14), ("referral", 0.09)),
}  # fmt: skip


def stage(world: World) -> None:
    """Adds `persons`, `employees` and `campaigns`."""
    world.tables["employees"] = workforce.employees(world)
    world.tables["campaigns"] = campaigns.campaigns(world)
    world.tables["persons"] = _persons(world)


def _persons(world: World) -> pd.DataFrame:
    many = world.plan.customers
    companies = round(many * COMPANIES)
    dice = world.dice("persons")
    is_company = np.arange(many) < companies
    table = pd.DataFrame({"person_id": np.arange(1, many + 1), "kind": np.where(is_company, "company", "person")})
    table["joined_on"] = _joined(dice, many)
    table["first"], table["last"] = _names(dice, many)
    _live_somewhere(table, dice)
    _households(table, dice)
    table["birth_date"] = pd.Series(_born(dice, many)).where(~is_company)
    _firms(table, dice, companies)
    table["email"] = _emails(table, dice)
    table["phone"] = _phones(dice, many)
    table["large"] = table.person_id <= min(LARGE, companies // 4)
    for kind, known in _CHANNELS.items():
        channels, shares = zip(*known, strict=True)
        table.loc[table.kind == kind, "channel"] = dice.choice(channels, (table.kind == kind).sum(), p=shares)
    table.loc[table.large, "channel"] = "field"
    table.loc[table.large, "joined_on"] = pd.Timestamp(2022, 5, 1)
    return table[
        ["person_id", "kind", "first", "last", "company", "email", "phone", "street", "zip", "city", "state", "nuts",
         "country", "vat_id", "birth_date", "large", "segment", "industry_nace", "size_band", "joined_on", "channel"]
    ]  # fmt: skip


def _joined(dice: np.random.Generator, many: int) -> npt.NDArray[np.datetime64]:
    """A third were customers before the first day; of the rest more come each year, most before Christmas."""
    before, after = (FIRST_DAY - LONG_AGO).days, (END - FIRST_DAY).days
    days = np.arange(after)
    month = (np.datetime64(FIRST_DAY) + days).astype("datetime64[M]").astype(int) % 12
    pull = (1 + 0.10 * days / 365) * np.array([0.9, 0.9, 1, 0.95, 0.9, 0.8, 0.75, 0.8, 1, 1.1, 1.6, 1.5])[month]
    new = dice.choice(days, many, p=pull / pull.sum())
    old = -dice.integers(1, before, many)
    offset = np.where(dice.random(many) < 0.33, old, new)
    return (np.datetime64(FIRST_DAY) + offset).astype("datetime64[ns]")


def _names(dice: np.random.Generator, many: int) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """First and last names, the common ones more often; one in thirty has a double name."""

    def some(known: tuple[str, ...]) -> npt.NDArray[np.object_]:
        frequent = 1 / (np.arange(len(known)) + 40.0)
        return np.array(known, object)[dice.choice(len(known), many, p=frequent / frequent.sum())]

    first, last, second = some(names.FIRST), some(names.LAST), some(names.LAST)
    double = (dice.random(many) < 1 / 30) & (last != second)
    return first, np.where(double, last + "-" + second, last)


def _live_somewhere(table: pd.DataFrame, dice: np.random.Generator) -> None:
    """Adds the address. Nobody shares first name, last name and postcode with another customer."""
    place = towns.drawn(dice, len(table))
    for _ in range(20):
        again = pd.DataFrame({"first": table["first"], "last": table["last"], "place": place}).duplicated().to_numpy()
        if not again.any():
            break
        place[again] = towns.drawn(dice, int(again.sum()))
    street = np.array(names.STREETS, object)[dice.integers(len(names.STREETS), size=len(table))]
    number = dice.integers(1, 140, len(table)).astype(str).astype(object)
    letter = np.where(dice.random(len(table)) < 0.08, dice.choice(["a", "b", "c"], len(table)), "").astype(object)
    table["street"] = street + " " + number + letter
    known = pd.DataFrame([(code, town.city, town.state, town.nuts) for town, code in towns.PLACES])
    for column, at in (("zip", 0), ("city", 1), ("state", 2), ("nuts", 3)):
        table[column] = known[at].to_numpy()[place]
    table["country"] = table.nuts.str[:2]


def _households(table: pd.DataFrame, dice: np.random.Generator) -> None:
    """Two in a hundred live with another customer: same last name and address, another person all the same."""
    people = table.index[table.kind == "person"].to_numpy()
    chosen = dice.permutation(people)[: 2 * (len(people) // 100)]
    one, other = np.split(chosen, 2)
    differ = table["first"].to_numpy()[one] != table["first"].to_numpy()[other]
    columns = ["last", "street", "zip", "city", "state", "nuts", "country"]
    table.loc[other[differ], columns] = table.loc[one[differ], columns].to_numpy()


def _born(dice: np.random.Generator, many: int) -> npt.NDArray[np.object_]:
    age = np.clip(dice.normal(46, 14, many), 18, 88)
    return (np.datetime64(FIRST_DAY) - (age * 365.25).astype(int)).astype("datetime64[D]").astype(object)


def _firms(table: pd.DataFrame, dice: np.random.Generator, companies: int) -> None:
    """Adds firm, VAT id and what the company's own sales staff note of a firm; people get their own segments."""
    many = len(table)
    kinds = np.array(list(names.BRANCHES), object)
    segment = dice.choice(kinds, companies, p=[0.42, 0.22, 0.14, 0.12, 0.10])
    last = table["last"].to_numpy()
    taken: set[str] = set()
    firms: list[str | None] = [None] * many
    for at in range(companies):
        branch = names.BRANCHES[segment[at]]
        form = names.LEGAL_FORMS[dice.choice(len(names.LEGAL_FORMS), p=[0.5, 0.16, 0.06, 0.12, 0.08, 0.08])]
        choices = [f"{last[at]} {word}" for word in dice.permutation(branch)]
        choices += [f"{last[at]} & {names.LAST[(at * 7) % len(names.LAST)]} {branch[0]}"]
        found = next((name for name in choices if name not in taken), f"{choices[0]} {table.city[at]}")
        taken.add(found)
        firms[at] = f"{found} {form}"
    table["company"] = firms
    digits = dice.choice(90_000_000, companies, replace=False) + 10_000_000
    table["vat_id"] = [vat_id(int(number)) for number in digits] + [None] * (many - companies)
    austrian = (table.country == "AT") & (table.kind == "company")
    table.loc[austrian, "vat_id"] = [f"ATU{int(number):08}" for number in digits[: austrian.sum()]]
    people = np.where(dice.random(many) < 0.3, "Genießer", "Haushalt")
    table["segment"] = [*segment, *people[companies:]]
    table["industry_nace"] = [names.NACE[one] for one in segment] + [None] * (many - companies)
    bands = dice.choice(["1-9", "10-49", "50-249"], companies, p=[0.5, 0.38, 0.12]).astype(object)
    bands[: min(LARGE, companies // 4)] = "250+"
    table["size_band"] = [*bands, *[None] * (many - companies)]


def vat_id(number: int) -> str:
    """A German VAT id of eight digits with its valid check digit (ISO 7064, MOD 11,10)."""
    product = 10
    for digit in f"{number:08}":
        total = (int(digit) + product) % 10 or 10
        product = 2 * total % 11
    check = 11 - product
    return f"DE{number:08}{0 if check == 10 else check}"


def _emails(table: pd.DataFrame, dice: np.random.Generator) -> list[str]:
    """One address each; an address that is taken gets the number of its owner."""
    domains = dice.choice(names.MAIL_DOMAINS, len(table), p=[0.12, 0.3, 0.24, 0.14, 0.12, 0.08])
    style = dice.integers(0, 4, len(table))
    found: list[str] = []
    taken: set[str] = set()
    rows = zip(table.person_id, table["first"], table["last"], table.company, domains, style, strict=True)
    for number, first, last, company, domain, how in rows:
        one, other = names.plain(first), names.plain(last)
        local = (f"{one}.{other}", f"{one[0]}.{other}", f"{one}{other}", f"{other}.{one}")[how]
        if company is not None:
            local, domain = ("einkauf", "info", f"{one}.{other}", "buero")[how], f"{names.plain(company)[:40]}.example"
        address = f"{local}@{domain}"
        address = f"{local}{number}@{domain}" if address in taken else address
        taken.add(address)
        found.append(address)
    return found


def _phones(dice: np.random.Generator, many: int) -> list[str]:
    """Mobile numbers in the international way of writing, each once."""
    numbers = dice.choice(9_000_000, many, replace=False) + 1_000_000
    prefixes = dice.choice(["151", "157", "160", "170", "172", "176"], many)
    digits = np.where(np.isin(prefixes, ["160", "170", "172"]), "", "2")
    return [f"+49{prefix}{extra}{number}" for prefix, extra, number in zip(prefixes, digits, numbers, strict=True)]
