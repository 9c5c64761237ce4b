"""Runs the analysis over the published version and keeps what it finds, so that it can be answered and followed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal

from leitstand.analysis import registry
from leitstand.analysis.run.machine import run
from leitstand.analysis.run.sight import StoreSight
from leitstand.control.finding import services as kept
from leitstand.foundation.home import Home
from leitstand.jobs.links import Links
from leitstand.jobs.targets import company_targets
from leitstand.jobs.wording import texts
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.store.database import engine

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of one company's data. All answers have the shape of `leitstand findings --json`."""

    home: Home
    facts: StoreFacts

    def run(self) -> dict[str, Any]:
        """Looks at everything anew and keeps what it finds, the best first."""
        links = Links.of(self.home)

        def wording(table: str) -> pd.DataFrame:
            return texts(links, table)

        with self.facts.kept() as own:
            result = run(
                StoreSight(own, wording, kept.baselines(links.alias), targets_of=partial(company_targets, self.home))
            ).as_dict()
        found = result.pop("findings")
        kept.keep(links.alias, _version(self.home), self.facts.as_of, result, found)
        return _told(links.alias)

    def findings(self) -> dict[str, Any]:
        """What was found in the published version; the analysis runs where it has not yet."""
        alias = Links.of(self.home).alias
        return self.run() if kept.latest(alias, _version(self.home)) is None else _told(alias)

    def answer(self, finding_id: str, kind: Literal["temporary", "lasting"], note: str = "") -> dict[str, Any]:
        """Says that a finding passes by itself, or that it will last: then only what comes after it is looked at.

        Answers the finding. Raises UnknownId.
        """
        alias = Links.of(self.home).alias
        kept.answer(alias, finding_id, kind, note)
        return next(one for one in kept.findings(alias) if one["id"] == finding_id)


def _told(alias: str) -> dict[str, Any]:
    """The last run with all findings, those that are gone at the end."""
    last = kept.latest(alias)
    summary: Mapping[str, Any] = last.summary if last else {}
    return {"findings": kept.findings(alias), **summary}


def _version(home: Home) -> str:
    """Changes with the data, the program and its methods."""
    path = engine.published(home)
    drawer: Sequence[str] = [version("leitstand"), *sorted(registry.methods()), *sorted(registry.types())]
    return f"{path.stem if path else ''} {hashlib.sha256(' '.join(drawer).encode()).hexdigest()[:12]}"
