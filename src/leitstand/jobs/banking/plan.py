"""Decides what every bank line is, the surest evidence first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.jobs.banking import lines as reading
from leitstand.jobs.banking import pairs
from leitstand.jobs.banking.invoices import Book
from leitstand.jobs.banking.lines import Line, Part
from leitstand.jobs.banking.rules import Rule, pattern

Parts = dict[int, list[Part]]
"""Key of a movement → its parts; movements that are not in it stay as their source has them."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What all lines are."""

    lines: list[Line]
    parts: Parts

    def category(self, line: Line) -> str | None:
        """What the line (its first part) is; None where nobody knows."""
        parts = self.parts.get(line.cash_id)
        return parts[0].category if parts else line.category

    @property
    def unclassified(self) -> list[Line]:
        """Lines of unknown category, the largest first."""
        unknown = [line for line in self.lines if self.category(line) is None]
        return sorted(unknown, key=lambda line: (-abs(line.amount if line.base is None else line.base), line.cash_id))


def make(alias: str, connection: Any, rules: Sequence[Rule], decisions: Mapping[str, Mapping[str, str]]) -> Plan:
    """The parts of all movements of the published version; the same data and rules give the same parts.

    In this order: decisions of people, duplicates, own transfers, invoice and order numbers, the company's rules,
    customer with the amount of an invoice, the category the source gave, the product's rules, a customer's name.
    """
    every = reading.read(alias, connection)
    parts: Parts = {
        line.cash_id: [Part(line.amount, found["class"], found["category"], "decision")]
        for line in every
        if (found := decisions.get(str(line.cash_id)))
    }
    parts |= pairs.duplicates(_open(every, parts))
    parts |= pairs.transfers(_open(every, parts))
    book = Book.read(alias, connection)
    billed = [line for line in _open(every, parts) if line.category in (None, "customer_receipt", "refund")]
    _each(parts, billed, book.by_number)
    spans = _spans(every)
    _by_rules(parts, _open(every, parts), [rule for rule in rules if rule.own], spans)
    _each(parts, _open(billed, parts), book.by_customer_amount)
    unknown = [line for line in _open(every, parts) if line.category is None]
    _by_rules(parts, unknown, [rule for rule in rules if not rule.own], spans)
    _name_customers(parts, every, book)
    return Plan(every, parts)


def _open(lines: Iterable[Line], parts: Parts) -> list[Line]:
    return [line for line in lines if line.cash_id not in parts]


def _each(parts: Parts, lines: Iterable[Line], find: Callable[[Line], list[Part]]) -> None:
    for line in lines:
        if found := find(line):
            parts[line.cash_id] = found


def _by_rules(parts: Parts, lines: list[Line], rules: Sequence[Rule], spans: Mapping[str, tuple[date, date]]) -> None:
    """The first rule that fits decides. All lines at once: line by line takes twenty times as long."""
    for rule in rules:
        if not lines:
            return
        words = pa.array([line.words for line in lines])
        hit = pc.match_substring_regex(words, pattern(rule.words))
        if rule.without:
            hit = pc.and_not(hit, pc.match_substring_regex(words, pattern(rule.without)))
        left = []
        for line, found in zip(lines, hit.to_pylist(), strict=True):
            if found and rule.fits(line.amount):
                parts[line.cash_id] = [_ruled(line, rule, spans)]
            else:
                left.append(line)
        lines = left


def _ruled(line: Line, rule: Rule, spans: Mapping[str, tuple[date, date]]) -> Part:
    """Money from a provider whose own account is loaded for that time was earned there: here it only arrives."""
    first, last = spans.get(reading.account_of(rule.provider), (date.max, date.min))
    if rule.provider and first <= line.booked_on <= last + timedelta(days=pairs.DAYS):
        return Part(line.amount, "transfer", "transfer", rule.id)
    return Part(line.amount, rule.class_, rule.category, rule.id)


def _spans(lines: Iterable[Line]) -> dict[str, tuple[date, date]]:
    """Account → first and last day it has movements on; lines that name no account belong to none."""
    days = defaultdict(list)
    for line in lines:
        if line.account:
            days[line.account].append(line.booked_on)
    return {account: (min(found), max(found)) for account, found in days.items()}


def _name_customers(parts: Parts, lines: Iterable[Line], book: Book) -> None:
    """Says which customer paid or was paid back where only the name tells; unknown money from a customer is a receipt.

    Money to somebody who is a customer too may be anything, so there a rule must have said that it is a refund.
    """
    for line in lines:
        first, *rest = parts.get(line.cash_id) or [Part(line.amount, "operating", "customer_receipt", "customer_name")]
        unknown = line.cash_id not in parts and line.category is None and line.amount > 0
        ruled = line.cash_id in parts and first.category in ("customer_receipt", "refund") and first.customer is None
        if (unknown or ruled) and (customer := book.by_name(line)) is not None:
            parts[line.cash_id] = [replace(first, customer=customer), *rest]
