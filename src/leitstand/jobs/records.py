"""Counts in each source system which customer records are there twice, and which still show an old address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import SequenceMatcher
from typing import Any

from leitstand.analysis.quality.results import DUPLICATE_RECORDS, OUTDATED_RECORDS, rule_of
from leitstand.control.identity.spelling import Spelled
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.store.contract import OWN

LATELY = 365
"""Days: an address that somebody ordered from so recently is no old one."""
ALIKE = 0.8
"""Streets spelled more alike than this are one street with a slip in it."""

RULES = {
    DUPLICATE_RECORDS: {"field": "customer_key", "expression": "the customer has another record in the system"},
    OUTDATED_RECORDS: {"field": "street", "expression": "more speaks for another address of the customer"},
}

Count = tuple[str, int, int]
"""Rule, records checked, records that failed."""


@dataclass(frozen=True, slots=True)
class Known:
    """One customer record. customer: stands for everybody with whom it is one. market: a marketplace made it.

    ordered: lately somebody ordered under it.
    """

    system: str
    customer: int
    spelled: Spelled
    market: bool = False
    ordered: bool = False

    @property
    def placed(self) -> bool:
        return bool(self.spelled.street and self.spelled.zip)


def used(connection: Any, as_of: date) -> tuple[set[int], set[int]]:
    """Keys of records under which orders came from marketplaces only, and those under which some came lately."""
    rows = connection.execute(
        f"""SELECT customer_key, bool_and(channel IS NOT DISTINCT FROM 'marketplace'),
        coalesce(bool_or(ordered_on > DATE '{as_of.isoformat()}' - {LATELY}
            AND status IS DISTINCT FROM 'cancelled'), false)
        FROM "order" WHERE valid_to IS NULL AND customer_key IS NOT NULL GROUP BY customer_key"""
    ).fetchall()
    return {key for key, market, _ in rows if market}, {key for key, _, lately in rows if lately}


def counts(records: Iterable[Known]) -> list[Count]:
    """What is there twice and what is outdated in each system, by rule.

    Records that a marketplace made are left out: nobody can merge or correct them. Their addresses count as evidence.
    """
    customers: dict[int, list[Known]] = defaultdict(list)
    for one in records:
        customers[one.customer].append(one)
    checked: dict[str, int] = defaultdict(int)
    failed: dict[str, int] = defaultdict(int)
    for same in customers.values():
        seen: set[str] = set()
        for one in same:
            if one.market:
                continue
            twice = rule_of(DUPLICATE_RECORDS, one.system)
            checked[twice] += 1
            failed[twice] += one.system in seen
            seen.add(one.system)
            old = outdated(one, same)
            if old is not None:
                checked[rule_of(OUTDATED_RECORDS, one.system)] += 1
                failed[rule_of(OUTDATED_RECORDS, one.system)] += old
    return [(rule, checked[rule], failed[rule]) for rule in sorted(checked)]


def outdated(one: Known, same: Sequence[Known]) -> bool | None:
    """Whether more speaks for another address of the customer than for this one; None where that cannot be said.

    It can where two other systems agree on an address, or one from which the customer lately ordered. Only addresses
    are compared: people use several mail boxes and numbers side by side, but live in one place.
    """
    if not one.placed:
        return None
    others = [other for other in same if other.system != one.system and other.placed]
    best = max((_weight(_agreeing(other, others)) for other in others), default=0)
    return None if best < 2 else best > _weight([one, *_agreeing(one, others)])


def _agreeing(one: Known, others: Sequence[Known]) -> list[Known]:
    return [other for other in others if not _elsewhere(one.spelled, other.spelled)]


def _weight(agreeing: Sequence[Known]) -> int:
    """How many systems have an address, one more where it was lately ordered from."""
    return len({one.system for one in agreeing}) + any(one.ordered for one in agreeing)


def _elsewhere(one: Spelled, other: Spelled) -> bool:
    """Whether two addresses are clearly two places; a slip in the street, number or postcode makes no other place."""
    alike = one.street == other.street or SequenceMatcher(None, one.street, other.street).ratio() > ALIKE
    return not (alike and (one.zip == other.zip or (one.number and one.number == other.number)))


def changed(facts: StoreFacts, found: Sequence[Count]) -> list[Count]:
    """The counts that differ from the last ones kept; a system that is gone counts nothing any more."""
    kept = facts.backend.con.execute(
        """SELECT rule_id, arg_max(n_checked, run_at), arg_max(n_failed, run_at) FROM dq_result
        WHERE valid_to IS NULL AND source_system = ? AND run_on <= ? AND split_part(rule_id, ':', 1) IN (?, ?)
        GROUP BY rule_id""",
        [OWN, facts.as_of, DUPLICATE_RECORDS, OUTDATED_RECORDS],
    ).fetchall()
    gone = {rule for rule, checked, _ in kept if checked} - {rule for rule, _, _ in found}
    return sorted({*found} - {*kept}) + [(rule, 0, 0) for rule in sorted(gone)]


def rows(found: Sequence[Count], as_of: date) -> dict[str, list[dict[str, Any]]]:
    """The counts as rows of `dq_rule` and `dq_result`.

    The rules bear no dimension: the check `customer_twice` counts the same records for the metric, which must not count
    them again.
    """
    noon = datetime.combine(as_of, time(12))  # the same day in every zone a company reports in
    return {
        "dq_rule": [
            {"rule_id": rule, "object": "customer", **RULES[rule.partition(":")[0]], "weight": 1.0}
            for rule, _, _ in found
        ],
        "dq_result": [
            {"rule_id": rule, "run_at": noon, "run_on": as_of, "n_checked": checked, "n_failed": failed}
            for rule, checked, failed in found
        ],
    }
