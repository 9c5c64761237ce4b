"""What programs can ask: each answer as plain values, limited to what the user may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from leitstand.control.account.models import Role
from leitstand.control.plan import actions, lessons
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.period import parse_grain
from leitstand.foundation.text import Text
from leitstand.metrics.compute.answer import default_grain
from leitstand.metrics.compute.comparison import KINDS
from leitstand.metrics.registry import find
from leitstand.web.company import Company
from leitstand.web.contract import may
from leitstand.web.state import parse_period, period_word

MOST_VALUES = 5000
"""Of one answer."""
NO_DATA = Text(de="Es sind noch keine Daten geladen.", en="No data are loaded yet.")


def metric_list(company: Company, family: str | None = None, available: bool | None = None) -> list[dict[str, Any]]:
    """The catalogue: id, family, titles, unit, direction, grains, dimensions, whether there are data."""
    told = company.catalogue.values() if not company.empty else []
    return [
        one for one in told
        if family in (None, one["family"]) and available in (None, bool(one["available"])) and one["kind"] != "measure"
    ]  # fmt: skip


def metric(company: Company, identity: str) -> dict[str, Any]:
    """One entry of the catalogue. Raises UnknownId, UnusableInput."""
    find(identity)
    needs_data(company)
    return company.catalogue[identity]


def values(company: Company, identity: str, grain: str | None = None, by: Sequence[str] = (),
           where: Sequence[str] = (), start: date | None = None, end: date | None = None,
           compare: Sequence[str] = (), language: str = "en") -> list[dict[str, Any]]:  # fmt: skip
    """A metric per period and cell (docs/reference/shapes.md). Raises UnknownId, UnusableInput."""
    find(identity)
    needs_data(company)
    unknown = [kind for kind in compare if kind.partition(":")[0] not in KINDS]
    if unknown:
        raise UnknownId(Text(de="Die Vergleichsart", en="comparison"), unknown[0], KINDS)
    if start is not None and end is not None and end <= start:
        raise UnusableInput(
            Text(de="Das Ende liegt nicht nach dem Anfang.", en="The end is not after the start."),
            Text(de="`end` ist der Tag nach dem letzten.", en="`end` is the day after the last one."),
        )
    chosen = parse_grain(grain) if grain else default_grain(identity)
    found = company.values(identity, chosen, tuple(where), by=tuple(by), start=start, end=end, compare=tuple(compare))
    if len(found) > MOST_VALUES:
        raise UnusableInput(
            Text(de=f"Das wären {len(found)} Werte, mehr als {MOST_VALUES}.",
                 en=f"That would be {len(found)} values, more than {MOST_VALUES}."),
            Text(de="Fragen Sie einen kürzeren Zeitraum oder weniger Dimensionen.",
                 en="Ask for a shorter time or fewer dimensions."),
        )  # fmt: skip
    return [one.as_dict("de" if language == "de" else "en") for one in found]


def findings(company: Company, status: str | None = None) -> list[dict[str, Any]]:
    """What was found, best first, without what is gone unless asked for."""
    return [
        one for one in company.findings()["findings"]
        if (one["status"] == status if status else one["status"] != "gone")
    ]  # fmt: skip


def finding(company: Company, identity: str) -> dict[str, Any]:
    """Raises UnknownId."""
    found = company.finding(identity)
    if found is None:
        known = [one["id"] for one in findings(company)]
        raise UnknownId(Text(de="Die Auffälligkeit", en="finding"), identity, known)
    return found


def why(company: Company, metric: str, period: str | None = None, against: str = "year_before",
        where: Sequence[str] = ()) -> dict[str, Any]:  # fmt: skip
    """Why a metric changed (docs/reference/shapes.md). period: 2026-09, 2026-Q3, 2026 … against: previous, year_before
    or a period. Raises UnknownId, UnusableInput."""
    find(metric)
    needs_data(company)
    chosen = period_word(parse_period(period)) if period else None
    if against not in ("previous", "year_before"):
        against = period_word(parse_period(against))

    def compute() -> dict[str, Any]:
        return company.workspace.analysis.why(metric, chosen, against, where=tuple(where))

    found: dict[str, Any] = company.remember("why", compute, metric, chosen, against, tuple(where))
    return found


def recommendations(company: Company, status: str | None = None) -> list[dict[str, Any]]:
    """The advice, best first, without what was rejected unless asked for."""
    return [
        _without_customers(company, one) for one in company.recommendations()
        if (one["status"] == status if status else one["status"] != "rejected")
    ]  # fmt: skip


def recommendation(company: Company, identity: str) -> dict[str, Any]:
    """Raises UnknownId."""
    told = {one["id"]: one for one in company.recommendations()}
    if identity not in told:
        raise UnknownId(Text(de="Die Empfehlung", en="recommendation"), identity, told)
    return _without_customers(company, told[identity])


def _without_customers(company: Company, one: dict[str, Any]) -> dict[str, Any]:
    """Who is affected is only for those who may look at single customers."""
    if may(company.user.role, Role.EMPLOYEE):
        return one
    return {**one, "affected": {**one["affected"], "keys": []}}


def goals(company: Company) -> list[dict[str, Any]]:
    """The goals with what is likely now."""
    return company.goal_standing()


def action_list(company: Company) -> list[dict[str, Any]]:
    """The actions; whoever sees a part of the company sees those of that part."""
    return company.inside(actions.actions(company.alias))


def lesson_list(company: Company) -> list[dict[str, Any]]:
    """What finished actions taught."""
    return [one for one in lessons.lessons(company.alias) if company.sees(one["situation"].get("dims", {}))]


def needs_data(company: Company) -> None:
    """Raises UnusableInput where nothing was loaded yet."""
    if company.empty:
        raise UnusableInput(NO_DATA, Text(de="Laden Sie zuerst Dateien.", en="Import files first."))
