"""Warns of numbers that are made of rows which cannot be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from leitstand.foundation.numbers import format_number
from leitstand.foundation.period import Period
from leitstand.foundation.text import Text
from leitstand.metrics.compute.echoes import Silence, silence
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.registry import measures
from leitstand.store.contract import OWN
from leitstand.store.quality import machine
from leitstand.store.quality.contract import Check


@dataclass(frozen=True, slots=True)
class Doubt:
    """A check that found rows which make numbers wrong. days: when they happened, with their number. counted: whether
    the number may be told; in a scope not, it is one of the whole company."""

    check: Check
    days: tuple[tuple[date, int], ...]
    counted: bool = True

    def warning(self, period: Period) -> Text | None:
        """How many of the rows lie in a period; None where none does."""
        count = sum(number for day, number in self.days if period.start <= day < period.end)
        if not count:
            return None
        title = self.check.title
        if not self.counted:
            return title
        return Text(
            de=f"{format_number(count, 'de')} × {title.de}",
            en=f"{format_number(count, 'en')} × {title.en}",
        )


def doubts(facts: StoreFacts, identity: str) -> list[Doubt]:
    """The doubts about the tables that a metric or measure is made of, from the checks' kept results."""
    read = tables_read(facts, identity)
    return [_doubt(facts, check_id) for check_id in _failing(facts) if machine.find(check_id).table in read]


def silences(facts: StoreFacts, identity: str) -> list[Silence]:
    """What was left out of these tables, because another system tells of the same events itself."""
    found = []
    for name in sorted(tables_read(facts, identity) & facts.echoes.keys()):
        if ("silence", name) not in facts.doubted:
            facts.doubted["silence", name] = silence(facts.backend.con, facts.echoes[name])
        found.append(facts.doubted["silence", name])
    return found


def tables_read(facts: StoreFacts, identity: str) -> set[str]:
    """The canonical tables that a metric or measure is made of."""
    behind = {measures()[leaf].table for leaf in leaves_of(identity)}
    return {table for name in behind for one in facts.canonical(name) for table in facts.alternatives(one)}


def _failing(facts: StoreFacts) -> Iterable[str]:
    """Ids of the checks that make numbers wrong and found rows at their last run."""
    if "dq_result" not in facts.systems:
        return []
    if "failing checks" not in facts.doubted:
        found = facts.backend.con.execute(
            """SELECT rule_id FROM dq_result WHERE valid_to IS NULL AND source_system = ?
            GROUP BY rule_id HAVING arg_max(n_failed, run_at) > 0 ORDER BY rule_id""",
            [OWN],
        ).fetchall()
        known = machine.checks()
        facts.doubted["failing checks"] = [
            check_id for (check_id,) in found if check_id in known and known[check_id].severity == "wrong_number"
        ]
    return list(facts.doubted["failing checks"])


def _doubt(facts: StoreFacts, check_id: str) -> Doubt:
    if ("doubt", check_id) not in facts.doubted:
        check = machine.find(check_id)
        days = machine.failing_days(facts.backend.con, check_id, facts.until(check.table))
        facts.doubted["doubt", check_id] = Doubt(check, tuple(days), not facts.scope.conditions)
    found: Doubt = facts.doubted["doubt", check_id]
    return found
