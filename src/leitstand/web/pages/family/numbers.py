"""What a family's page says: its headline, its parts, and which of them can be answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.numbers import format_number
from leitstand.foundation.registry import things
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.registry import dimension, metrics
from leitstand.metrics.registry import family as family_of
from leitstand.web import ready
from leitstand.web.cards import Card, card, cards
from leitstand.web.company import Company
from leitstand.web.course import course
from leitstand.web.pages.family.contract import Family, Part, Piece
from leitstand.web.pages.family.making import quiet
from leitstand.web.split import split
from leitstand.web.state import State
from leitstand.web.timeline import happenings
from leitstand.web.told import kind_of, open_findings
from leitstand.web.words import FAMILIES

TILES = 6
TRIED = 3
"""Leading metrics that are asked for a number before the page says that there is none."""
HAPPENED = 6
"""Events told beside the course; all of them stand on the time axis."""
MANY = {
    "risk": (Text(de="ein Risiko", en="one risk"), Text(de="Risiken", en="risks")),
    "bottleneck": (Text(de="ein Engpass", en="one bottleneck"), Text(de="Engpässe", en="bottlenecks")),
    "chance": (Text(de="eine Chance", en="one opportunity"), Text(de="Chancen", en="opportunities")),
}
NO_NUMBER = Text(de="noch keine Zahl", en="no number yet")
CALM = Text(de="Keine offenen Auffälligkeiten", en="No open findings")


@cache
def families() -> dict[str, Family]:
    """Id → family of the drawer, in the order of the product."""
    found = cast("dict[str, Family]", things("leitstand.web.pages.family.families", "FAMILY"))
    return {one: found[one] for one in FAMILIES}


@dataclass(frozen=True, slots=True)
class Block:
    """A part as the page shows it. pieces: None while it is not worked out yet. address: of where it leads."""

    id: str
    part: Part
    pieces: Sequence[Piece] | None
    address: str = ""


def headline(lead: Card | None, family: str, findings: Sequence[Mapping[str, Any]], period: Text) -> Text:
    """ "September 2026: net revenue €266,167, +13.7% on last year. Two risks, one opportunity." """
    counts = Counter(kind_of(one) for one in findings)
    return Text(**{say: f"{_lead(lead, family, period, say)}. {_attention(counts, say)}." for say in LANGUAGES})


def _lead(lead: Card | None, family: str, period: Text, say: Language) -> str:
    if lead is None or lead.written is None:
        return f"{FAMILIES[family].get(say)} {period.get(say)}: {NO_NUMBER.get(say)}"
    moved = f", {lead.change.get(say)} {lead.against.get(say)}" if lead.change and lead.against else ""
    return f"{lead.title.get(say)} {period.get(say)}: {lead.written.get(say)}{moved}"


def _attention(counts: Mapping[str, int], say: Language) -> str:
    said = [
        MANY[kind][0].get(say) if counts[kind] == 1 else f"{format_number(counts[kind], say)} {MANY[kind][1].get(say)}"
        for kind in MANY if counts.get(kind)
    ]  # fmt: skip
    found = ", ".join(said) or CALM.get(say)
    return f"{found[0].upper()}{found[1:]}"


def findings_of(company: Company, family: str) -> list[dict[str, Any]]:
    """The open findings about metrics of the family, best first."""
    return [one for one in open_findings(company) if _family(one["metric"]) == family]


def _family(metric: str) -> str:
    from leitstand.metrics.registry import area

    return family_of(metric) if metric in metrics() else area(metric)


def lead_of(company: Company, family: str) -> str:
    """The metric that leads the family, "" where none has data."""
    return next(iter(company.leads(family, 1)), "")


def tiles(company: Company, state: State, family: str) -> list[Card]:
    return cards(company, state, company.leads(family, TILES))


def main(company: Company, state: State, family: str) -> list[Piece]:
    """The lead metric's course with forecast, target and events."""
    lead = lead_of(company, family)
    own = {one for one in metrics() if family_of(one) == family}
    drawn = quiet(course, company, lead, state.where, own) if lead else None
    if drawn is None:
        return []
    first = str(drawn.columns["day"][0])
    happened = [one for one in happenings(company, own) if one.day.isoformat() >= first]
    return [Piece(None, drawn, metric=lead, happened=happened[::-1][:HAPPENED])]


def splitting(company: Company, family: str) -> tuple[str, list[tuple[str, Text]]]:
    """The metric of the breakdown, and the dimensions by which it can be split."""
    one = families()[family]
    metric = next((name for name in one.splits if company.has(name)), "")
    known = company.catalogue[metric]["dimensions"] if metric else ()
    return metric, [(name, dimension(name).title) for name in one.by if name in known]


def breakdown(company: Company, state: State, family: str, by: str) -> list[Piece]:
    metric, offered = splitting(company, family)
    name = by if by in dict(offered) else next((one for one, _ in offered), "")
    found = quiet(split, company, state, metric, name) if name else None
    return [Piece(None, split=found, metric=metric)] if found else []


def blocks(company: Company, state: State, family: str, by: str, everything: bool) -> list[Block]:
    """The parts of the page in order. everything: also what takes longer; else what is not known yet is left to the
    page to ask for."""
    found = []
    for name, part in parts(company, family, by).items():
        now = everything or ready.known(company, *_key(state, family, name, by))
        found.append(Block(name, part, build(company, state, family, name, by) if now else None))
    return [one for one in found if one.pieces is None or one.pieces]


def parts(company: Company, family: str, by: str) -> dict[str, Part]:
    """All parts whose metrics have data: those that every family has, then its own."""
    usual = {
        "tiles": Part(
            Text(de="Kennzahlen", en="Metrics"), lambda own, state: [Piece(cards=tiles(own, state, family))], wide=True
        ),
        "course": Part(Text(de="Verlauf", en="Course"), lambda own, state: main(own, state, family), wide=True),
        "split": Part(
            Text(de="Aufteilung", en="Breakdown"), lambda own, state: breakdown(own, state, family, by)
        ),
    }  # fmt: skip
    own = {name: one for name, one in families()[family].parts.items() if all(company.has(need) for need in one.needs)}
    return usual | own


def build(company: Company, state: State, family: str, name: str, by: str) -> Sequence[Piece]:
    """The pieces of one part; from now on it counts as known. Raises KeyError for a part that is not there."""
    try:
        pieces = parts(company, family, by)[name].builds(company, state)
    except LeitstandError as error:  # what cannot be limited to the person's area
        return [Piece(note=error.message)]
    ready.note(company, *_key(state, family, name, by))
    return pieces


def _key(state: State, family: str, name: str, by: str) -> tuple[Any, ...]:
    return "family", family, name, by if name == "split" else "", state.period, state.comparison, tuple(state.where)


def lacking(company: Company, family: str) -> dict[str, Any]:
    """What the family cannot answer yet: metrics with the tables that are missing and who delivers them, and the parts
    of the page that stay away for it."""
    told = next(one for one in company.remember("family.answerable", company.workspace.answerable)
                if one["family"] == family)  # fmt: skip
    away = [one for one in families()[family].parts.values()
            if one.lacks and not all(company.has(need) for need in one.needs)]  # fmt: skip
    return {**told, "away": away}


def lead_card(company: Company, state: State, family: str) -> Card | None:
    """The card of the first leading metric that has a number in the period; else of the first."""
    found = [card(company, state, one) for one in company.leads(family, 1)]
    if found and not found[0].known:
        found += [card(company, state, one) for one in company.leads(family, TRIED)[1:]]
    return next((one for one in found if one.known), next(iter(found), None))
