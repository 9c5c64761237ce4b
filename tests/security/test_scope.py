"""Somebody with an area sees the numbers and rows of that area and no others, whatever they ask."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from leitstand.analysis.run.sight import StoreSight
from leitstand.foundation.home import Home
from leitstand.foundation.period import Grain
from leitstand.foundation.segment import Condition, Segment
from leitstand.metrics.catalogued import catalogue
from leitstand.metrics.compute import answer as answering
from leitstand.metrics.compute import cube
from leitstand.metrics.compute.answer import Ask, answer, dimensions_of, in_scope
from leitstand.metrics.compute.compare import compare
from leitstand.metrics.compute.facts import StoreFacts
from leitstand.metrics.compute.latest import latest
from leitstand.metrics.compute.rows import rows
from leitstand.metrics.compute.scope import OutOfScope, customers_within, whole
from leitstand.metrics.registry import metrics
from leitstand.store.database import engine
from leitstand.workspace import Workspace

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
COUNTRIES = Segment.parse(["country=DE|AT"])
OTHERS = Segment.parse(["country!=DE|AT"])
QUESTIONS = 8


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    sys.path.insert(0, str(BENCHMARKS))
    import company

    made = Home(tmp_path_factory.mktemp("company"))
    company.make(made, 0.0005)
    return made


@pytest.fixture(scope="module")
def every(home: Home) -> StoreFacts:
    return StoreFacts(engine.read(home))


@pytest.fixture(scope="module")
def limited(home: Home) -> StoreFacts:
    return StoreFacts(engine.read(home), scope=COUNTRIES)


def questions(facts: StoreFacts) -> Iterator[tuple[str, Ask]]:
    """Metrics that can be split by country, asked at random."""
    dice = random.Random(6)
    able = [name for name in cube.answerable(facts, "month") if "country" in dimensions_of(name)]
    assert len(able) > 20
    grains: tuple[Grain, ...] = ("month", "quarter", "year", "total")
    for _ in range(QUESTIONS):
        name = dice.choice(able)
        by = tuple(dice.sample(sorted(dimensions_of(name)), dice.choice((0, 0, 1))))
        segment = Segment((Condition("country", ("DE", "FR")),)) if dice.random() < 0.3 else Segment()
        grain = dice.choice([one for one in grains if one in metrics()[name].grains])
        yield name, Ask(grain, by, segment, intervals=False)


def test_a_limited_question_is_the_question_about_that_area(every: StoreFacts, limited: StoreFacts) -> None:
    told = 0
    for name, ask in questions(limited):
        found = answer(limited, name, ask)
        where = Segment((*ask.segment.conditions, *COUNTRIES.conditions))
        expected = answer(every, name, Ask(ask.grain, ask.by, where, intervals=ask.intervals))
        shapes = [[(one.period, one.dims, one.value, one.n, one.status) for one in values]
                  for values in (found, expected)]  # fmt: skip
        assert [each[:2] for each in shapes[0]] == [each[:2] for each in shapes[1]], (name, ask)
        for one, other in zip(*shapes, strict=True):
            assert one[3:] == other[3:], (name, ask)
            assert one[2] == other[2] or one[2] == pytest.approx(other[2], rel=1e-9), (name, ask)
        told += sum(one.value is not None for one in found)
    assert told > 20


def test_areas_that_make_up_the_company_add_up(home: Home, every: StoreFacts, limited: StoreFacts) -> None:
    rest = StoreFacts(engine.read(home), scope=OTHERS)
    for name in ("revenue_net", "orders", "gross_margin", "refunds"):
        if name not in metrics() or not in_scope(limited, name):
            continue
        parts = [answer(one, name, Ask("year")) for one in (limited, rest)]
        for total, one, other in zip(answer(every, name, Ask("year")), *parts, strict=True):
            assert (one.value or 0) + (other.value or 0) == pytest.approx(total.value)
            assert 0 < (one.n or 0) < total.n
    assert in_scope(limited, "revenue_net") and in_scope(limited, "orders")


def test_all_ways_to_many_numbers_are_limited_alike(every: StoreFacts, limited: StoreFacts) -> None:
    ids = ["revenue_net", "active_customers"]
    where = {name: answer(every, name, Ask("month", segment=COUNTRIES, intervals=False)) for name in ids}
    table = cube.catalogue(limited, "month", ids, intervals=False, dimensions=["country"])
    newest = latest(limited, ids, "month")
    for name in ids:
        assert [one.value for one in table[name, ()]] == pytest.approx([one.value for one in where[name]])
        assert {one.dims["country"] for one in table[name, ("country",)]} <= {"DE", "AT", "(other)"}
        assert newest[name].value in [one.value for one in where[name]]
    series = StoreSight(limited).series("revenue_net")
    assert series is not None and set(series.values) <= {one.value for one in where["revenue_net"]}


def test_copies_of_the_facts_keep_the_area(limited: StoreFacts) -> None:
    day = limited.as_of.replace(day=1)
    with limited.kept() as own:
        copies = [own, limited.at(day), limited.known_on(day), own.at(day).known_on(day)]
        assert {one.scope for one in copies} == {COUNTRIES}
        assert len(rows(own, "order", ["order_id"])) == len(rows(limited, "order", ["order_id"]))


def test_rows_outside_do_not_come(every: StoreFacts, limited: StoreFacts) -> None:
    frame = rows(limited, "order", ["order_id", "country", "customer.country"])
    seen = frame.country.fillna(frame["customer.country"])
    assert set(seen) == {"DE", "AT"} and len(frame) < len(rows(every, "order", ["order_id"]))
    assert list(frame.columns) == ["order_id", "country", "customer.country"]
    lines = rows(limited, "order_line", ["order.country"])
    assert set(lines["order.country"].dropna()) <= {"DE", "AT"}


def test_customers_of_an_area(every: StoreFacts, limited: StoreFacts) -> None:
    inside = customers_within(limited)
    table = rows(every, "customer", ["customer_key", "country"])
    assert customers_within(every) is None
    assert inside == set(table[table.country.isin(["DE", "AT"])].customer_key)
    assert inside and len(inside) < len(table)


def test_what_cannot_be_limited_is_refused(home: Home, limited: StoreFacts) -> None:
    unable = [
        name for name in cube.answerable(StoreFacts(limited.backend), "month") if "country" not in dimensions_of(name)
    ]
    assert unable
    for name in unable[:20]:
        with pytest.raises(OutOfScope):
            answer(limited, name, Ask("month"))
    assert not set(unable) & set(cube.answerable(limited, "month"))
    assert not any(one["available"] for one in catalogue(limited) if one["id"] in unable)
    with pytest.raises(OutOfScope):
        rows(limited, "product", ["name"])
    with pytest.raises(OutOfScope):
        whole(limited)
    workspace = Workspace(home.path, scope=COUNTRIES)
    for refused in (lambda: workspace.books, workspace.quality, workspace.links, workspace.analysis.run,
                    workspace.advice.recommendations):  # fmt: skip
        with pytest.raises(OutOfScope):
            refused()


def test_a_company_target_is_not_set_beside_the_number_of_an_area(limited: StoreFacts) -> None:
    class Target:
        value, kind = 5.0, "at_or_above"

    values = answer(limited, "orders", Ask("year"))
    asked: list[tuple[str, str]] = []
    start = values[0].period.start

    def targets(metric: str, grain: str) -> dict[tuple[object, str], Target]:
        asked.append((metric, grain))
        return {(start, ""): Target(), (values[1].period.start, "country=DE|AT"): Target()}

    compare(limited, "orders", Ask("year"), values, ["target"], targets)  # type: ignore[arg-type]
    assert [one.comparisons[0].value for one in values[:2]] == [None, 5.0]
    assert asked


def test_an_area_of_a_few_people_shows_nothing(every: StoreFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    orders = rows(every, "order", ["customer_key", "region_nuts", "customer.region_nuts"])
    orders["region"] = orders.region_nuts.fillna(orders["customer.region_nuts"])
    counts = orders.dropna(subset=["customer_key"]).groupby("region").customer_key.nunique()
    few = min(counts.index, key=lambda name: (counts[name], name))
    monkeypatch.setattr(answering, "SMALLEST_GROUP", int(counts[few]) + 1)
    narrow = StoreFacts(every.backend, scope=Segment((Condition("region", (str(few),)),)))
    (one,) = answer(narrow, "orders", Ask("total"))
    assert (one.status, one.value) == ("small_group", None)
