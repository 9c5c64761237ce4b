"""Looks through everything that has a name, in both languages, whatever the case and the umlauts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from leitstand.control.account.models import Role
from leitstand.control.plan import actions
from leitstand.foundation.text import Text
from leitstand.metrics.registry import area, family, find, measures, metrics
from leitstand.web.company import Company
from leitstand.web.contract import Request, may
from leitstand.web.persons import Persons, folded
from leitstand.web.registry import pages
from leitstand.web.words import FAMILIES

MOST = 8
"""Hits of one kind that are shown."""


@dataclass(frozen=True, slots=True)
class Hit:
    """title, sub: what it is. name, given: of its address. text: what is looked through, folded."""

    title: Text
    sub: Text | None
    name: str
    given: Mapping[str, Any]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind; found: how many there are, also beyond those shown. more: name of the page that shows all."""

    title: Text
    hits: Sequence[Hit]
    found: int
    more: str = ""


def search(request: Request, words: str) -> list[Group]:
    """What the words are about, kind by kind; nothing for fewer than two signs."""
    asked = folded(words).split()
    if sum(len(one) for one in asked) < 2:
        return []
    company = request.company
    found = [
        _customers(request, words),
        _group(Text(de="Kennzahlen", en="Metrics"), _metrics(company), asked),
        _group(Text(de="Auffälligkeiten", en="Findings"), _findings(company), asked),
        _group(Text(de="Maßnahmen", en="Actions"), _actions(company), asked),
        _group(Text(de="Seiten", en="Pages"), _pages(Role(request.user.role)), asked),
    ]
    return [one for one in found if one.found]


def _group(title: Text, hits: Iterable[Hit], asked: Sequence[str]) -> Group:
    there = [hit for hit in hits if hit.name.partition(".")[0] in pages()]
    ranked = [(rank, place) for place, hit in enumerate(there) if (rank := fit(hit, asked)) is not None]
    return Group(title, [there[place] for _, place in sorted(ranked)[:MOST]], len(ranked))


def fit(hit: Hit, asked: Sequence[str]) -> int | None:
    """0 where a title begins with the words, 1 where it holds them, 2 where only what belongs to it does; else None."""
    if not all(word in hit.text for word in asked):
        return None
    titles = [folded(hit.title.de), folded(hit.title.en)]
    if any(one.startswith(" ".join(asked)) for one in titles):
        return 0
    return 1 if any(all(word in one for word in asked) for one in titles) else 2


def _customers(request: Request, words: str) -> Group:
    title = Text(de="Kund:innen", en="Customers")
    if request.company.empty or not may(request.user.role, Role.EMPLOYEE):
        return Group(title, [], 0)
    persons = Persons(request.company)
    keys = persons.find(words)
    rows = persons.named(persons.rows(persons.table.loc[keys[:MOST]]), "search", "search") if keys else []
    hits = []
    for one in rows:
        name = Text(de=one["name"], en=one["name"]) if one["name"] else one["label"]
        hits.append(Hit(name, one["label"] if one["name"] else None, "person", {"key": one["key"]}))
    return Group(title, hits, len(keys), "customers")


def _metrics(company: Company) -> Iterator[Hit]:
    if company.empty:
        return
    known = _named_metrics()
    for identity, entry in company.catalogue.items():
        if identity in known and entry["available"]:
            yield known[identity]


@cache
def _named_metrics() -> dict[str, Hit]:
    found = {}
    for identity in (*sorted(metrics()), *sorted(measures())):
        one = find(identity)
        belongs = FAMILIES.get(family(identity) if identity in metrics() else area(identity))
        question = getattr(one, "question", None)
        text = [one.title.de, one.title.en, identity.replace("_", " ")]
        text += [question.de, question.en] if question else []
        found[identity] = Hit(one.title, belongs, "metric", {"identity": identity}, folded(" ".join(text)))
    return found


def _findings(company: Company) -> Iterator[Hit]:
    for one in company.findings()["findings"]:
        if one["status"] != "gone":
            title = Text(**one["sentence"])
            text = folded(f"{title.de} {title.en} {' '.join(filter(None, one['dims'].values()))}")
            yield Hit(title, None, "finding", {"identity": one["id"]}, text)


def _actions(company: Company) -> Iterator[Hit]:
    for one in company.inside(actions.actions(company.alias)):
        title = Text(**one["title"]) if isinstance(one["title"], Mapping) else Text(de=one["title"], en=one["title"])
        yield Hit(title, None, "plan.action", {"identity": one["id"]}, folded(f"{title.de} {title.en}"))


def _pages(role: Role) -> Iterator[Hit]:
    for page_id, page in pages().items():
        if page.place is not None and may(role, page.role):
            text = folded(f"{page.title.de} {page.title.en} {page.summary.de} {page.summary.en}")
            yield Hit(page.title, page.summary, page_id, {}, text)
            for title, name, given in page.parts():
                yield Hit(title, page.title, name, given, folded(f"{title.de} {title.en}"))
