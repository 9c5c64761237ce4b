"""Looks which single points customers' overall judgement goes along with most, and how well these are rated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.satisfaction.drivers import Drivers, Item, drivers, needed, usable
from leitstand.analysis.satisfaction.items import METRICS, OVERALL, name_of
from leitstand.foundation.period import add_months
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "invite_id": "answer", "customer_key": "customer", "answered_on": "day", "instrument": "instrument",
    "item_key": "item", "quality": "rating", "importance": "importance",
}  # fmt: skip
MONTHS = 24
QUADRANTS = {
    "fix_first": Text(de="zuerst verbessern", en="fix first"),
    "keep": Text(de="halten", en="keep"),
    "low_priority": Text(de="nachrangig", en="low priority"),
    "overkill": Text(de="womöglich mehr als nötig", en="possible overkill"),
}
KINDS = {
    "basic": Text(de="Basisfaktor: schadet, wenn es fehlt", en="basic factor: hurts where it is missing"),
    "performance": Text(de="Leistungsfaktor", en="performance factor"),
    "excitement": Text(de="Begeisterungsfaktor", en="excitement factor"),
    "unclear": Text(de="Art unklar", en="kind unclear"),
}


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    rows = sight.rows("answer_score", list(COLUMNS)).rename(columns=COLUMNS)
    since = add_months((sight.as_of + timedelta(days=1)).replace(day=1), -MONTHS)
    rows = rows[(rows.day >= str(since)) & (rows.day <= str(sight.as_of))].dropna(subset=["rating", "answer", "item"])
    for instrument, own in rows[rows.instrument.isin(list(METRICS))].groupby("instrument"):
        table = own.pivot_table(index="answer", columns="item", values="rating")
        if OVERALL in table and table.shape[1] > 2:
            yield _looked_at(METRICS[str(instrument)], own, table)


def _looked_at(metric: str, own: pd.DataFrame, table: pd.DataFrame) -> Candidate | TooLittle:
    ratings, overall = table.drop(columns=OVERALL), table[OVERALL].to_numpy(float)
    person = own.customer.fillna(own.answer).groupby(own.answer).first()
    stated = own.groupby("item").importance.mean()
    found = drivers(ratings, overall, person.loc[table.index].to_numpy(), stated)
    if found is None:
        seen = usable(ratings, overall)
        what = Text(de="vollständige Antworten mit Gesamturteil", en="complete answers with an overall judgement")
        return TooLittle(metric, {}, what, needed(seen.shape[1]), len(seen))
    best, second = found.items[:2]
    return Candidate(
        type="satisfaction_driver",
        metric=metric,
        effect=best.importance,
        unit="ratio",
        low=best.importance_bounds[0],
        high=best.importance_bounds[1],
        figures={
            "item": Figure(name_of(best.name), "text"),
            "second": Figure(name_of(second.name), "text"),
            "second_share": Figure(second.importance, "ratio"),
            "rating": Figure(100 * best.performance, "score"),
            "answers": Figure(found.answers, "count"),
            "first": Figure(found.first, "ratio"),
            "stated": Figure(_stated(found), "text"),
        },
        evidence=_evidence(found),
        drivers=[_driver(metric, one) for one in found.items],
        against=[
            Text(
                de="Wer zufrieden ist, bewertet gern alles gut: Die Punkte färben aufeinander ab.",
                en="Who is content tends to rate everything well: the points colour each other.",
            )
        ],
        unchecked=[
            Text(
                de="ob das Gesamturteil steigt, wenn der Punkt besser wird",
                en="whether the overall judgement rises when the point gets better",
            )
        ],
        matter=f"drivers of {metric}",
    )


def _stated(found: Drivers) -> Text:
    """What customers themselves say is most important, where it is something else."""
    asked = [one for one in found.items if one.stated is not None]
    most = max(asked, key=lambda one: one.stated or 0.0, default=None)
    if most is None or most is found.items[0]:
        return Text(de="", en="")
    name = name_of(most.name)
    return Text(
        de=f" Gefragt, was ihnen wichtig ist, nennen sie zuerst „{name.de}“.",
        en=f" Asked what is important to them, they name '{name.en}' first.",
    )


def _driver(metric: str, one: Item) -> Driver:
    name, place, kind = name_of(one.name), QUADRANTS[one.quadrant], KINDS[one.kind]
    title = Text(de=f"{name.de}: {place.de} ({kind.de})", en=f"{name.en}: {place.en} ({kind.en})")
    return Driver(
        title, one.importance, "ratio", "went_along_with", metric, {"survey_item": one.name}, *one.importance_bounds
    )


def _evidence(found: Drivers) -> Evidence:
    title = Text(de="Bewertung (0 bis 100) und Gewicht im Gesamturteil", en="Rating (0 to 100) and weight overall")
    items = found.items
    columns: dict[str, Sequence[Any]] = {
        "label": [name_of(one.name) for one in items],
        "x": [100 * one.performance for one in items],
        "y": [100 * one.importance for one in items],
        "x_low": [100 * one.performance_bounds[0] for one in items],
        "x_high": [100 * one.performance_bounds[1] for one in items],
        "y_low": [100 * one.importance_bounds[0] for one in items],
        "y_high": [100 * one.importance_bounds[1] for one in items],
        "penalty": [one.penalty for one in items],
        "reward": [one.reward for one in items],
        "stated": [one.stated for one in items],
        "x_title": [Text(de="Bewertung", en="Rating")] * len(items),
        "y_title": [Text(de="Gewicht in %", en="Weight in %")] * len(items),
    }
    return Evidence("points", columns, "score", title)


METHOD = Method(
    title=Text(de="Treiber der Zufriedenheit", en="Satisfaction drivers"),
    question=Text(
        de="Womit geht das Gesamturteil der Kundinnen und Kunden am stärksten einher?",
        en="What does the overall judgement of customers go along with most?",
    ),
    formula="Shapley values of R² of the overall judgement on all items (LMG) over 24 months, intervals bootstrapped "
    "by customer; quadrants at the means of rating and weight; penalty–reward contrasts with dummies for bad and top "
    "ratings",
    misleads=Text(
        de="Zufriedene bewerten alles besser; ein Punkt, der nie schlecht war, scheint unwichtig",
        en="content people rate everything better; a point that was never bad seems unimportant",
    ),
    reference="Lindeman, Merenda & Gold (1980); Brandt (1987); Martilla & James (1977)",
    finds=("satisfaction_driver",),
    look=look,
    needs=("survey_answer", "survey", "survey_invite"),
)
