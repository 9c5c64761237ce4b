"""Classifies bank lines and matches them to invoices, keeps the result, and shows what other rules would change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any

from leitstand.control import database
from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import LeitstandError, UnknownId, UnusableInput, full_disk_told
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.banking import plan, rules
from leitstand.jobs.banking.lines import METHODS, Line, Part
from leitstand.jobs.banking.plan import Plan
from leitstand.jobs.importing import WAIT, mend
from leitstand.jobs.links import Links
from leitstand.jobs.own import keep
from leitstand.store.contract import OWN
from leitstand.store.database import engine
from leitstand.store.ingest.writer import opened

DECISIONS, STATE = "cash_decisions", "cash_state"
METHOD = 2  # one more whenever the same rules would come to another result
SAMPLES = 10
CENT = Decimal("0.01")
_READ = ("cash_movement", "invoice", "order", "payment", "customer")
_KEPT = (
    "cash_id", "part", "amount", "class", "category", "rule_id", "invoice_id", "customer_key", "discount_amount",
    "transfer_cash_id",
)  # fmt: skip

Stored = Mapping[str, Mapping[str, Any]]


@full_disk_told()
def classify(home: Home) -> Plan:
    """Classifies all bank lines by the rules in force and keeps what changed. Raises HomeBusy, StoreDamaged."""
    links = Links.of(home)
    with opened(home, wait=WAIT) as store:
        mend(links, store)
        version = engine.read(home)
        made = _planned(links, version.con, rules.own(links.alias))
        found, kept = _rows(made), _kept(version.con)
        if {tuple(row.values()) for row in found} != kept:
            currencies = {line.cash_id: line.currency for line in made.lines}
            told = [row | {"currency": currencies[row["cash_id"]]} for row in found]
            keep(links, store, "cash", "snapshot", {"cash_assignment": told})
        ledger.set_setting(links.alias, STATE, _state(links, version.con))
    return made


def classify_quietly(home: Home) -> None:
    """After an import, which must not seem to fail because of this; does nothing where nothing changed since."""
    with suppress(LeitstandError):
        version = engine.read(home)
        if not version.con.execute("SELECT count(*) FROM cash_movement").fetchone()[0]:
            return
        links = Links.of(home)
        if ledger.setting(links.alias, STATE) != _state(links, version.con):
            classify(home)


def summary(home: Home, made: Plan) -> dict[str, Any]:
    """What the lines are, as plain dictionaries; the unclassified amount is always among it.

    Keys: lines, currency, without_rate, amount, invoices_paid, discount, unclassified (lines, amount, share), found
    (one per rule or method), samples (the largest unclassified lines). Amounts are absolute, in the reporting currency;
    lines in another currency without a rate (without_rate: how many) are in none of them.
    """
    links = Links.of(home)
    titles = _titles(rules.in_force(rules.own(links.alias)))
    groups: dict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    discount = Decimal(0)
    for line in made.lines:
        default = Part(line.amount, line.class_ or "operating", line.category or "", "source")
        for part in made.parts.get(line.cash_id, [default] if line.category else []):
            groups[(part.rule, part.class_, part.category)].append(_in_base(line, part.amount))
            discount += _in_base(line, part.discount or Decimal(0))
    moved = [line for line in made.lines if made.category(line) not in ("transfer", "duplicate")]
    total, unknown = _total(moved), _total(made.unclassified)
    every = [part for parts in made.parts.values() for part in parts]
    return {
        "lines": len(made.lines),
        "currency": links.currency,
        "without_rate": sum(line.base is None for line in made.lines),
        "amount": total,
        "invoices_paid": len({part.invoice for part in every if part.invoice is not None}),
        "discount": discount.quantize(CENT),
        "unclassified": {
            "lines": len(made.unclassified), "amount": unknown, "share": float(unknown / total) if total else 0.0,
        },
        "found": [
            {
                "rule": rule, "title": titles.get(rule, Text(de=rule, en=rule)).as_dict(), "class": class_,
                "category": category, "parts": len(amounts),
                "amount_in": _sum(amounts, 1), "amount_out": _sum(amounts, -1),
            }
            for (rule, class_, category), amounts in sorted(groups.items(), key=lambda one: (-len(one[1]), one[0]))
        ],
        "samples": [sample(line) for line in made.unclassified[:SAMPLES]],
    }  # fmt: skip


def preview(home: Home, stored: Stored) -> dict[str, Any]:
    """What classifying by these rules of the company would change; nothing is kept.

    Keys: changes (one per rule and category before and after: lines, amount, samples), unclassified_before and _after.
    Amounts as in `summary`.
    """
    links = Links.of(home)
    version = engine.read(home)
    before = _planned(links, version.con, rules.own(links.alias))
    after = _planned(links, version.con, stored)
    titles = _titles(rules.in_force(stored))
    groups: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line in after.lines:
        was, now = before.parts.get(line.cash_id), after.parts.get(line.cash_id)
        if was != now:
            rule = now[0].rule if now else ""
            groups[(rule, before.category(line) or "", after.category(line) or "")].append(line)
    return {
        "changes": [
            {
                "rule": rule, "title": titles.get(rule, Text(de=rule, en=rule)).as_dict(), "from": was, "to": now,
                "lines": len(found), "amount": _total(found), "samples": [sample(line) for line in found[:3]],
            }
            for (rule, was, now), found in sorted(groups.items())
        ],
        "unclassified_before": _total(before.unclassified),
        "unclassified_after": _total(after.unclassified),
    }  # fmt: skip


def own_rules(home: Home) -> Stored:
    """What the company says about rules (see rules.own)."""
    return rules.own(Links.of(home).alias)


def keep_rules(home: Home, stored: Stored) -> None:
    """From now on the company's rules are these; `classify` applies them."""
    rules.keep(Links.of(home).alias, stored)


def in_force(stored: Stored) -> list[rules.Rule]:
    """All rules in the order in which they are tried."""
    return rules.in_force(stored)


def decide(home: Home, cash_id: int, category: str | None, class_: str | None = None) -> None:
    """Lays down what one line is, whatever the rules say; None: the rules decide again. Raises UnknownId."""
    links = Links.of(home)
    version = engine.read(home)
    known = "SELECT count(*) FROM cash_movement WHERE valid_to IS NULL AND cash_id = ?"
    if not version.con.execute(known, [cash_id]).fetchone()[0]:
        raise UnusableInput(
            Text(de=f"Die Kontobewegung {cash_id} gibt es nicht.", en=f"There is no cash movement {cash_id}."),
            Text(
                de="`leitstand classify` zeigt die Nummern der Zeilen, die niemand zuordnen konnte.",
                en="`leitstand classify` shows the numbers of the lines that could not be classified.",
            ),
        )
    if category is not None and category not in rules.CATEGORIES and class_ is None:
        raise UnknownId(Text(de="Den Zweck", en="category"), category, rules.CATEGORIES)
    with database.together(links.alias):  # somebody else may be deciding another line
        decisions = dict(ledger.setting(links.alias, DECISIONS, {}))
        decisions.pop(str(cash_id), None)
        if category is not None:
            decisions[str(cash_id)] = {"category": category, "class": class_ or rules.CATEGORIES[category][0]}
        ledger.set_setting(links.alias, DECISIONS, decisions)


def sample(line: Line) -> dict[str, Any]:
    """A line as somebody can recognise it."""
    return {
        "cash_id": line.cash_id, "booked_on": line.booked_on, "amount": line.amount, "currency": line.currency,
        "account": line.account, "counterparty": line.other, "purpose": line.purpose,
    }  # fmt: skip


def _planned(links: Links, connection: Any, stored: Stored) -> Plan:
    return plan.make(links.alias, connection, rules.in_force(stored), ledger.setting(links.alias, DECISIONS, {}))


def _rows(made: Plan) -> list[dict[str, Any]]:
    """The rows of cash_assignment, their columns as _KEPT."""
    return [
        dict(zip(_KEPT, (
            cash_id, number, part.amount, part.class_, part.category, part.rule, part.invoice, part.customer,
            part.discount, part.transfer,
        ), strict=True))
        for cash_id, parts in sorted(made.parts.items())
        for number, part in enumerate(parts, start=1)
    ]  # fmt: skip


def _kept(connection: Any) -> set[tuple[Any, ...]]:
    columns = ", ".join(f'"{name}"' for name in _KEPT)
    query = f"SELECT {columns} FROM cash_assignment WHERE valid_to IS NULL AND source_system = '{OWN}'"
    return set(connection.execute(query).fetchall())


def _state(links: Links, connection: Any) -> str:
    """Changes whenever rows, rules or decisions do that the result depends on."""
    told = [
        connection.execute(
            f'SELECT count(*), max(valid_from)::VARCHAR, max(valid_to)::VARCHAR FROM "{name}"'
        ).fetchone()
        for name in _READ
    ]
    decisions = sorted(ledger.setting(links.alias, DECISIONS, {}).items())
    return f"{METHOD} {rules.digest(rules.in_force(rules.own(links.alias)))} {told} {decisions}"


def _titles(known: Sequence[rules.Rule]) -> dict[str, Text]:
    source = {"source": Text(de="Vom Quellsystem benannt", en="Named by the source")}
    return source | METHODS | {rule.id: rule.title for rule in known}


def _in_base(line: Line, amount: Decimal) -> Decimal:
    """A part of the line's amount in the reporting currency, not rounded; nothing where no rate is known."""
    if line.base is None:
        return Decimal(0)
    return amount if line.base == line.amount else line.base * amount / line.amount


def _total(lines: Sequence[Line]) -> Decimal:
    return sum((abs(line.base) for line in lines if line.base is not None), Decimal(0)).quantize(CENT)


def _sum(amounts: Sequence[Decimal], sign: int) -> Decimal:
    return sum((amount for amount in amounts if amount * sign > 0), Decimal(0)).quantize(CENT)
