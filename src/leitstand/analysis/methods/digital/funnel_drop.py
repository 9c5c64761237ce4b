"""Looks at which step to the purchase most visits are lost, and in which part of them more than elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from leitstand.analysis.contract import Candidate, Driver, Evidence, Figure, Method, Sight, TooLittle
from leitstand.analysis.digital.funnel import LEAST, Weakness, named, steps_of, weaknesses
from leitstand.foundation.period import add_months
from leitstand.foundation.text import Text
from leitstand.metrics.registry import dimension

METRIC = "funnel_step_conversion"
DIMENSIONS = {"device": "web_session.device", "traffic_channel": "web_session.channel_group"}
"""Dimension → column, seen from funnel_passage."""
MOST = 3


def look(sight: Sight) -> Iterator[Candidate | TooLittle]:
    columns = ["funnel_step", "went_on", "web_session.started_on", *DIMENSIONS.values()]
    passages = sight.rows("funnel_passage", columns)
    end = (sight.as_of + timedelta(days=1)).replace(day=1)
    passages = passages[passages["web_session.started_on"].between(str(add_months(end, -12)), str(sight.as_of))]
    passages = passages.rename(columns={column: name for name, column in DIMENSIONS.items()})
    steps = steps_of(passages)
    if not steps or steps[-1].entered < LEAST:
        what = Text(de="Besuche an der letzten Stufe", en="visits at the last step")
        yield TooLittle(METRIC, {}, what, LEAST, steps[-1].entered if steps else 0)
        return
    worst = max(steps, key=lambda step: step.left)
    weak = [one for one in weaknesses(passages, list(DIMENSIONS)) if one.difference.high < 0][:MOST]
    yield Candidate(
        type="funnel_drop",
        metric=METRIC,
        dims={"funnel_step": worst.name},
        effect=worst.share_left,
        unit="ratio",
        since=add_months(end, -12),
        figures={
            "step": Figure(named(worst.name), "text"),
            "left": Figure(worst.left, "count"),
            "entered": Figure(worst.entered, "count"),
            "where": Figure(_where(weak), "text"),
        },
        evidence=Evidence(
            "funnel",
            {
                "step": [named(step.name) for step in steps],
                "entered": [step.entered for step in steps],
                "left": [step.left for step in steps],
            },
            "count",
            Text(de="Besuche je Stufe, letzte zwölf Monate", en="Visits by step, last twelve months"),
        ),
        drivers=[_driver(one) for one in weak],
        unchecked=[
            Text(
                de="ob in den Teilgruppen andere Besucher kommen",
                en="whether other visitors come in these segments",
            )
        ],
    )


def _where(weak: list[Weakness]) -> Text:
    if not weak:
        return Text(de="", en="")
    first, step = weak[0], named(weak[0].step)
    return Text(
        de=f" Mehr als anderswo gehen verloren bei {first.value} ({step.de}).",
        en=f" More than elsewhere are lost at {first.value} ({step.en}).",
    )


def _driver(one: Weakness) -> Driver:
    title, step = dimension(one.dimension).title, named(one.step)
    return Driver(
        Text(de=f"{title.de} {one.value}: {step.de}", en=f"{title.en} {one.value}: {step.en}"),
        one.difference.effect,
        "ratio",
        "went_along_with",
        METRIC,
        {one.dimension: one.value, "funnel_step": one.step},
        one.difference.low,
        one.difference.high,
    )


METHOD = Method(
    title=Text(de="Absprung im Kauftrichter", en="Drop-off in the purchase funnel"),
    question=Text(
        de="Wo gehen die meisten Besuche auf dem Weg zum Kauf verloren?",
        en="Where are most visits lost on the way to a purchase?",
    ),
    formula="visits that do not reach the next step, last twelve months; segments beside the rest with Newcombe's "
    "interval",
    misleads=Text(
        de="Teilgruppen unterscheiden sich darin, wer kommt und wozu: das ist kein Beweis für einen Fehler dort",
        en="segments differ in who comes and what for: this is no proof of a fault there",
    ),
    reference="Newcombe (1998)",
    finds=("funnel_drop",),
    look=look,
    needs=("web_event",),
)
