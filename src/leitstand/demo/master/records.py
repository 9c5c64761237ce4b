"""How each system of the invented company knows a customer: under its own number, with its own mistakes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.master import variants
from leitstand.demo.master.variants import some
from leitstand.demo.world import END, FIRST_DAY, Truth, World

DUPLICATES, STALE = 0.03, 0.04
"""Share of customers that shop and CRM know twice, and of CRM records that nobody has kept up to date."""
WELL_KEPT = 0.1
"""Of these shares, what is left in the twin without the story: it keeps its records as a careful company does."""
LAST_DEBTOR = 68_999
_PRIVATE_IN_CRM = 0.15
_COLUMNS = ["system", "source_id", "person_id", "name", "first", "last", "company", "email", "phone", "street", "zip",
            "city", "country", "vat_id", "customer_number", "created_at", "stale", "duplicate"]  # fmt: skip
FOLDERS = {"marketplace": "shop"}
"""System → folder in which its records lie, where that is another one."""


def stage(world: World) -> None:
    """Adds `records`, and to `orders` the number of the customer in the shop."""
    persons = world.tables["persons"]
    accounts = _shop(world, persons)
    found = [accounts, _marketplace(world, persons), _erp(world, persons), _crm(world, persons),
             _helpdesk(world, persons), _newsletter(world, persons), _survey(world, persons)]  # fmt: skip
    records = pd.concat([one for one in found if len(one)], ignore_index=True)
    world.tables["records"] = records[_COLUMNS]
    _name_buyers(world, records)
    _tell(world, records)


def links(world: World) -> pd.DataFrame:
    """system (folder), source_id, person_id: who is behind each record, the truth that a matching is tested against."""
    records = world.tables["records"]
    system = records.system.replace(FOLDERS)
    return pd.DataFrame({"system": system, "source_id": records.source_id, "person_id": records.person_id})


def _copied(persons: pd.DataFrame, system: str, who: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """The chosen persons as they are, as records of a system that nothing has gone wrong with yet."""
    columns = ["person_id", "first", "last", "company", "email", "phone", "street", "zip", "city", "country", "vat_id"]
    found = persons.loc[who, columns].reset_index(drop=True)
    created = persons.joined_on[who].reset_index(drop=True)
    return found.assign(system=system, created_at=created, stale=False, duplicate=False, customer_number=None)


def _named(records: pd.DataFrame) -> pd.DataFrame:
    records["name"] = records.company.where(records.company.notna(), records["first"] + " " + records["last"])
    return records


def _numbered(records: pd.DataFrame, dice: np.random.Generator, prefix: str, start: int, step: int) -> None:
    """Numbers in the order in which the records were made, with gaps as real ones have."""
    order = np.argsort(records.created_at.to_numpy(), kind="stable")
    number = np.empty(len(records), np.int64)
    number[order] = start + np.cumsum(dice.integers(1, step + 1, len(records)))
    records["source_id"] = [f"{prefix}{one}" for one in number]


def _kept(world: World, share: float) -> float:
    return share if world.plan.story else share * WELL_KEPT


def _twice(records: pd.DataFrame, dice: np.random.Generator, persons: pd.DataFrame, part: float) -> pd.DataFrame:
    """The records, a part of them a second time: made later, with the other e-mail address or a slip in the name."""
    again = records[dice.random(len(records)) < part].copy()
    mail = variants.second_mail(persons).to_numpy()[again.person_id - 1]
    other = dice.random(len(again)) < 0.6
    again["email"] = np.where(other, mail, again.email)
    again["phone"] = persons.phone.to_numpy()[again.person_id - 1]
    again["last"] = some(again["last"], dice, 0.25, variants.typo)
    again["company"] = some(again.company, dice, 0.8, variants.firm)
    again["street"] = some(again.street, dice, 0.4, variants.short_street)
    since = again.created_at.where(again.created_at > pd.Timestamp(FIRST_DAY), pd.Timestamp(FIRST_DAY))
    share = dice.uniform(0.1, 0.9, len(again))
    again["created_at"] = (since + (pd.Timestamp(END) - since) * share).dt.floor("D")
    again["duplicate"] = True
    return pd.concat([records, again], ignore_index=True)


def _shop(world: World, persons: pd.DataFrame) -> pd.DataFrame:
    """Everybody with an account in the shop; those who only buy on the marketplace have none."""
    dice, orders = world.dice("shop records"), world.tables["orders"]
    elsewhere = persons.person_id.isin(orders.person_id[orders.channel == "marketplace"])
    own = persons.person_id.isin(orders.person_id[orders.channel != "marketplace"])
    found = _copied(persons, "shop", (own | ~elsewhere).to_numpy())
    found["phone"] = found.phone.mask(dice.random(len(found)) < 0.25)
    found["vat_id"] = found.vat_id.mask(dice.random(len(found)) < 0.3)
    found["street"] = some(found.street, dice, 0.12, variants.short_street)
    found = _twice(found, dice, persons, _kept(world, DUPLICATES))
    found["phone"] = some(found.phone, dice, 0.6, variants.phone)
    _numbered(found, dice, "L-", 20_000, 3)
    found["customer_number"] = found.source_id
    return _named(found)


def _marketplace(world: World, persons: pd.DataFrame) -> pd.DataFrame:
    """Buyers on the marketplace: real address, but an e-mail address that the marketplace made up for the deal."""
    dice, orders = world.dice("marketplace records"), world.tables["orders"]
    found = _copied(
        persons, "marketplace", persons.person_id.isin(orders.person_id[orders.channel == "marketplace"]).to_numpy()
    )
    alias = dice.choice(1 << 40, len(found), replace=False)
    found["email"] = [f"{number:010x}@kaeufer.marktplatz.example" for number in alias]
    found["phone"] = found.phone.mask(dice.random(len(found)) < 0.5)
    found["last"] = some(found["last"], dice, 0.05, variants.spelled)
    found["street"] = some(found.street, dice, 0.3, variants.short_street)
    _numbered(found, dice, "M-", 700_000, 9)
    found["customer_number"] = found.source_id
    return _named(found)


def _erp(world: World, persons: pd.DataFrame) -> pd.DataFrame:
    """Debtors: whoever was invoiced by name, as the accounts department typed them in, often without e-mail."""
    dice, orders = world.dice("erp records"), world.tables["orders"]
    billed = orders.person_id[orders.payment_method.isin(["invoice", "direct_debit"]) & (orders.status != "cancelled")]
    found = _copied(persons, "erp", persons.person_id.isin(billed).to_numpy())
    firms = found.company.notna()
    found["email"] = found.email.mask(dice.random(len(found)) < np.where(firms, 0.2, 0.35))
    found["phone"] = found.phone.mask(dice.random(len(found)) < 0.5)
    _renamed(found, dice, typos=0.02, umlauts=0.25, streets=0.5)
    moved = (dice.random(len(found)) < 0.03) & (found.email.notna() | found.phone.notna()).to_numpy()
    variants.elsewhere(found, moved, dice)
    found["phone"] = some(found.phone, dice, 0.9, variants.phone)
    _numbered(found, dice, "", 10_000, 3 if len(found) < 20_000 else 1)
    found["customer_number"] = found.source_id
    return _named(found[found.source_id.astype(int) <= LAST_DEBTOR].reset_index(drop=True))


def _crm(world: World, persons: pd.DataFrame) -> pd.DataFrame:
    """All companies and some private customers; some twice, some as they were years ago."""
    dice = world.dice("crm records")
    companies = (persons.kind == "company").to_numpy()
    found = _copied(persons, "crm", companies | (dice.random(len(persons)) < _PRIVATE_IN_CRM))
    found["vat_id"] = found.vat_id.mask(dice.random(len(found)) < 0.5)
    found["phone"] = found.phone.mask(dice.random(len(found)) < 0.15)
    _renamed(found, dice, typos=0.02, umlauts=0.1, streets=0.3)
    found = _twice(found, dice, persons, _kept(world, DUPLICATES))
    old = (dice.random(len(found)) < _kept(world, STALE)) & ~found.duplicate.to_numpy()
    variants.elsewhere(found, old, dice)
    gone = old & (dice.random(len(found)) < 0.4)
    second = variants.second_mail(persons).to_numpy()[found.person_id - 1]
    found["phone"] = np.where(gone, persons.phone.to_numpy()[found.person_id - 1], found.phone)
    found["email"] = np.where(gone, second, found.email)
    found["stale"] = old
    found["phone"] = some(found.phone, dice, 0.8, variants.phone)
    _numbered(found, dice, "", 48_200_100_000, 900)
    return _named(found)


def _renamed(records: pd.DataFrame, dice: np.random.Generator, typos: float, umlauts: float, streets: float) -> None:
    """Slips of whoever typed them in, umlauts spelled out, streets shortened, firms under other names, new surnames."""
    people = records.company.isna()
    married = people & (dice.random(len(records)) < 0.01) & records.email.notna()
    records["last"] = np.where(
        married, records["last"] + "-" + records["last"].shift(7, fill_value="Behrens"), records["last"]
    )
    for column in ("first", "last"):
        records[column] = some(some(records[column], dice, typos, variants.typo), dice, umlauts, variants.spelled)
    records["street"] = some(
        some(records.street, dice, streets, variants.short_street), dice, umlauts, variants.spelled
    )
    records["company"] = some(records.company, dice, 0.35, variants.firm)


def _known(world: World, table: str) -> npt.NDArray[np.bool_]:
    """Which persons a table is about; nobody where it does not exist."""
    rows = world.tables.get(table)
    persons = world.tables["persons"].person_id
    return persons.isin(rows.person_id if rows is not None else []).to_numpy()


def _helpdesk(world: World, persons: pd.DataFrame) -> pd.DataFrame:
    """Whoever wrote or called: name and e-mail address, some from another mailbox with a phone number below."""
    dice = world.dice("helpdesk records")
    found = _copied(persons, "helpdesk", _known(world, "tickets"))
    other = dice.random(len(found)) < 0.06
    found["phone"] = found.phone.where(other | (dice.random(len(found)) < 0.25))
    found["email"] = np.where(other, variants.second_mail(persons).to_numpy()[found.person_id - 1], found.email)
    found["first"] = some(found["first"], dice, 0.1, variants.spelled)
    found["last"] = some(found["last"], dice, 0.1, variants.spelled)
    found["company"] = some(found.company, dice, 0.3, variants.firm)
    found["phone"] = some(found.phone, dice, 0.9, variants.phone)
    found[["street", "zip", "city", "vat_id"]] = None
    _numbered(found, dice, "", 9_000_000, 12)
    return _named(found)


def _newsletter(world: World, persons: pd.DataFrame) -> pd.DataFrame:
    """Readers, by e-mail address alone; a few read in the mailbox that no other system knows."""
    dice = world.dice("newsletter records")
    found = _copied(persons, "newsletter", _known(world, "consents"))
    other = dice.random(len(found)) < 0.015
    found["email"] = np.where(other, variants.second_mail(persons).to_numpy()[found.person_id - 1], found.email)
    return _by_mail(found)


def _survey(world: World, persons: pd.DataFrame) -> pd.DataFrame:
    """Who was asked, by the e-mail address of the shop."""
    return _by_mail(_copied(persons, "survey", _known(world, "invites")))


def _by_mail(records: pd.DataFrame) -> pd.DataFrame:
    records["source_id"] = records.email
    records[["first", "last", "company", "phone", "street", "zip", "city", "country", "vat_id", "name"]] = None
    return records


def _name_buyers(world: World, records: pd.DataFrame) -> None:
    """Orders of the marketplace bear its number; of two accounts in the shop people use now this one, now that one."""
    orders = world.tables["orders"]
    dice = world.dice("accounts used")
    numbers = records.set_index("person_id")
    first = numbers[(numbers.system == "shop") & ~numbers.duplicate]
    second = numbers[(numbers.system == "shop") & numbers.duplicate]
    market = numbers[numbers.system == "marketplace"]
    usual = orders.person_id.map(first.source_id)
    since = orders.person_id.map(second.created_at)
    later = since.notna() & (orders.ordered_at >= since) & (dice.random(len(orders)) < 0.5)
    number = usual.where(~later, orders.person_id.map(second.source_id))
    orders["customer_number"] = number.where(orders.channel != "marketplace", orders.person_id.map(market.source_id))


def _tell(world: World, records: pd.DataFrame) -> None:
    """How many duplicates and stale records there are."""
    for system in ("shop", "crm"):
        own = records[records.system == system]
        pairs = own[own.duplicate]
        world.told(
            Truth(
                f"duplicates_{system}", "duplicates", "duplicate_rate", {"system": system}, None, None,
                float(len(pairs) / len(own)), "share of records", {"records": len(own), "duplicates": len(pairs)},
            )
        )  # fmt: skip
    crm = records[records.system == "crm"]
    stale = crm[crm.stale]
    share = float(len(stale) / len(crm))
    more = {"source_ids": stale.source_id.tolist()}
    world.told(Truth("stale_crm", "stale", "contact_age_p90", {"system": "crm"}, None, None, share, "share", more))
