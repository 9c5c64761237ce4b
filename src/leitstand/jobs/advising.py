"""What is advised for a company: the rules over its findings, with what own results say of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from leitstand.advice import machine, registry
from leitstand.advice.contract import Rule
from leitstand.advice.expecting import own_pace
from leitstand.advice.situation import Seen
from leitstand.analysis.contract import Dims
from leitstand.analysis.run import gate
from leitstand.analysis.run.sight import StoreSight
from leitstand.control.finding import services as kept
from leitstand.control.finding.models import Run
from leitstand.control.ledger import services as ledger
from leitstand.control.plan import actions, decisions
from leitstand.control.plan.lessons import lessons
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.home import Home
from leitstand.foundation.segment import within
from leitstand.foundation.text import Text
from leitstand.jobs.analysing import Analysis
from leitstand.jobs.links import Links
from leitstand.jobs.processes import processes
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.scope import whole
from leitstand.planning.lessons import records

KEPT = "advice"
"""Setting under which what was worked out last is kept."""


@dataclass(frozen=True, slots=True)
class Advising:
    """The recommendations of one company, as `Workspace.advice` gives them.

    >>> workspace.advice.recommendations()
    []
    """

    home: Home
    facts: StoreFacts

    def recommendations(self, everything: bool = False, own_results: bool = True) -> list[dict[str, Any]]:
        """The advice of now, best first (`leitstand recommend --json`), each with status (open, accepted, rejected) and
        `said`, what a person said to it last. everything: also rejected ones whose evidence is unchanged. own_results:
        False to see the order without what own actions taught.
        """
        told, _ = self.told(own_results)
        return told if everything else [one for one in told if one["status"] != "rejected"]

    def told(self, own_results: bool = True) -> tuple[list[dict[str, Any]], dict[str, str]]:
        """All of it, and the rules that failed with the reason. What was worked out is kept until something it rests on
        changes: the data, the findings and their answers, the lessons or the rules."""
        alias, found = Links.of(self.home).alias, Analysis(self.home, self.facts).findings()["findings"]
        learnt = lessons(alias) if own_results else []
        rules = registry.rules(self.home.path)
        key = _key(self.home, found, learnt, kept.latest(alias))
        known = ledger.setting(alias, KEPT, {}) if own_results else {}
        if known.get("key") != key:
            known = {"key": key} | self._worked_out(found, learnt, rules)
            if own_results:
                ledger.set_setting(alias, KEPT, known)
        return self._answered(alias, known["told"]), known["failed"]

    def kept(self) -> list[dict[str, Any]]:
        """The advice that was worked out last with its answers, without looking whether something changed since."""
        alias = Links.of(self.home).alias
        return self._answered(alias, ledger.setting(alias, KEPT, {}).get("told", ()))

    def _answered(self, alias: str, told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those that lie inside the scope, with what people said to them."""
        said = decisions.newest(alias)
        places = {one["recommendation"]: one["id"] for one in actions.actions(alias) if one["state"] != "dropped"}
        return [_with_answer(one, said, places) for one in told if within(self.facts.scope, one["dims"])]

    def _worked_out(self, found: Sequence[Mapping[str, Any]], learnt: Sequence[Mapping[str, Any]],
                    rules: Mapping[str, Rule]) -> dict[str, Any]:  # fmt: skip
        with situation(whole(self.facts), found) as (sight, seen):
            advised, failed = machine.recommend(
                seen, rules, records(learnt, self.facts.as_of), partial(_pace, sight), sight.has
            )
        return {"told": [machine.as_dict(one, self.facts.currency) for one in advised], "failed": failed}

    def recommendation(self, identity: str) -> dict[str, Any]:
        """One of them, also a rejected one. Raises UnknownId."""
        return self.one_of(self.recommendations(everything=True), identity)

    @staticmethod
    def one_of(told: Sequence[dict[str, Any]], identity: str) -> dict[str, Any]:
        """Raises UnknownId."""
        for one in told:
            if one["id"] == identity:
                return one
        raise UnknownId(Text(de="Die Empfehlung", en="recommendation"), identity, [one["id"] for one in told])


@contextmanager
def situation(facts: StoreFacts, found: Sequence[Mapping[str, Any]]) -> Iterator[tuple[StoreSight, Seen]]:
    """What the rules look at, with the sight behind it. found: findings as they are kept."""
    with facts.kept() as own:
        sight = StoreSight(own, only=())  # the rules ask for a few numbers, not for all
        yield sight, Seen(sight, found, partial(processes, own, None, None))


def _key(home: Home, found: Sequence[Mapping[str, Any]], learnt: Sequence[Mapping[str, Any]],
         run: Run | None) -> str:  # fmt: skip
    """Changes with everything that recommendations rest on."""
    files = [*Path(registry.__file__).parent.rglob("*.py"), *(home.path / registry.OWN).glob("*.py")]
    told = [
        run and [run.id, run.version],
        [(one["id"], one["status"]) for one in found],
        [(one["id"], one["at"]) for one in learnt],
        [(path.name, path.stat().st_mtime_ns) for path in sorted(files)],
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _pace(sight: StoreSight, metric: str, dims: Dims) -> float | None:
    return own_pace(gate.series_of(sight, metric, dims))


def stamp(alias: str) -> str:
    """Changes whenever advice was worked out anew; "" where it never was."""
    return str(ledger.setting(alias, KEPT, {}).get("key", ""))


def evidence_of(told: Mapping[str, Any]) -> str:
    """A hash of the findings that a recommendation rests on."""
    findings: Sequence[str] = sorted(one["finding"] for one in told["evidence"])
    return hashlib.sha256(json.dumps([told["rule"], told["dims"], findings]).encode()).hexdigest()[:16]


def unchanged(now: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    """Whether it still rests on the same findings, with a gap within the interval of the earlier one."""
    if evidence_of(now) != evidence_of(earlier) or (now["gap"] is None) != (earlier["gap"] is None):
        return False
    return now["gap"] is None or bool(earlier["gap"]["ci_low"] <= now["gap"]["change"] <= earlier["gap"]["ci_high"])


def _with_answer(told: dict[str, Any], said: Mapping[str, Mapping[str, Any]],
                 places: Mapping[str, str]) -> dict[str, Any]:  # fmt: skip
    answer = said.get(told["id"])
    status = "accepted" if told["id"] in places else "open"
    if answer is not None and answer["kind"] == "rejected" and unchanged(told, answer["body"]):
        status = "rejected"
    last = None if answer is None else {name: answer[name] for name in ("kind", "reason", "at", "by")}
    return told | {"status": status, "said": last, "action_id": places.get(told["id"])}
