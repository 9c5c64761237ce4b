"""A point on which the overall judgement hangs got worse: repair it before anything that is to delight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.customers import listed
from leitstand.advice.reading.figures import figures_of
from leitstand.advice.reading.findings import found_in, gap_of, words, worsened
from leitstand.advice.reading.parcels import late_parcels
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "csi"
RATERS = Text(de="Antworten zu diesem Punkt im Jahr", en="answers on this point in a year")
LATE = Text(de="Kundinnen und Kunden mit verspätetem Paket in den letzten 90 Tagen",
            en="customers with a late parcel in the last 90 days")  # fmt: skip


def look(situation: Situation) -> Iterator[Advice]:
    weights = _weights(situation)
    fallen = [one for one in worsened(situation, {LEVER}) if "survey_item" in one.dims]
    for one in fallen:
        level = situation.level(LEVER, one.dims)
        if _weighty(weights, one) and level is not None:
            yield _advice(one, [one.id], gap_of(one), Affected(level.n, RATERS), weights)
    worse = found_in(situation, {"delay_aftermath"}, good=False) or worsened(situation, {"on_time_rate"})
    for one in found_in(situation, {"rated_after_late_parcel"}, {LEVER}, good=False):
        told = any(other.dims == one.dims for other in fallen)
        gap = _gap_of_late(situation, one) if worse and not told and _weighty(weights, one) else None
        if gap is not None:
            parcels = late_parcels(situation, {}, situation.as_of - timedelta(days=90))
            concerned = listed(
                LATE, "customer", parcels.sort_values("delivered").customer.drop_duplicates(keep="last")[::-1]
            )
            yield _advice(one, [one.id, worse[0].id], gap, concerned, weights)


def _weights(situation: Situation) -> dict[str, float]:
    """Item → its weight in the overall judgement."""
    drivers = [each for one in found_in(situation, {"satisfaction_driver"}, {LEVER}) for each in one.drivers]
    return {dims["survey_item"]: value for _, dims, value, _ in drivers if value is not None and "survey_item" in dims}


def _weighty(weights: dict[str, float], one: Found) -> bool:
    item = one.dims.get("survey_item")
    return item in weights and weights[item] > 1 / len(weights)


def _gap_of_late(situation: Situation, one: Found) -> Gap | None:
    """Points lost by those concerned, on the scale of the index, × share of the parcels that come late."""
    scales = situation.rows("survey", ["instrument", "scale_min", "scale_max"])
    scales = scales[scales.instrument == "csi"]
    on_time = situation.level("on_time_rate")
    if scales.empty or on_time is None:
        return None
    share = (1 - on_time.value) * 100 / float((scales.scale_max - scales.scale_min).mean())
    return gap_of(one, share)


def _advice(one: Found, findings: list[str], gap: Gap, affected: Affected, weights: dict[str, float]) -> Advice:
    item = words(one, "item") if "item" in one.figures else Text(de=one.dims["survey_item"], en=one.dims["survey_item"])
    own = {"item": Figure(item, "text"), "weight": Figure(weights[one.dims["survey_item"]], "ratio")}
    return Advice(one.dims, findings, gap, affected, figures_of(one) | own)


DRIVERS = Found("d1", "satisfaction_driver", LEVER, 0.4, "ratio", drivers=[
    (LEVER, {"survey_item": "delivery"}, 0.4, ""), (LEVER, {"survey_item": "service"}, 0.35, ""),
    (LEVER, {"survey_item": "price"}, 0.25, ""),
])  # fmt: skip
FELL = Found("f1", "level_shift", LEVER, -6.0, "score", {"survey_item": "delivery"}, since=date(2026, 2, 1),
             low=-9.0, high=-3.0, good=False)  # fmt: skip

RULE = Rule(
    title=Text(de="Erst die Grundlagen in Ordnung bringen", en="Repair the basics first"),
    pattern=Text(
        de="Ein Punkt, an dem das Gesamturteil überdurchschnittlich hängt, wird schlechter bewertet, oder Pakete "
        "kommen später und die Betroffenen bewerten ihn schlechter",
        en="a point that weighs more than average in the overall judgement is rated worse, or parcels come later and "
        "those concerned rate it worse",
    ),
    guard=Text(
        de="nicht, wenn der Punkt im Gesamturteil wenig zählt; nicht, solange sich die Pünktlichkeit nicht "
        "verschlechtert hat",
        en="not where the point counts for little; not while deliveries have not got later",
    ),
    problem=Text(
        de="{finding} „{item}“ macht {weight} dessen aus, womit das Gesamturteil einhergeht.",
        en="{finding} '{item}' makes {weight} of what the overall judgement goes along with.",
    ),
    diagnosis=Text(
        de="Eine Grundleistung wurde nicht erbracht; was fehlt, verärgert mehr, als ein Extra erfreut. Der "
        "Zusammenhang ist in der Umfrage gemessen, nicht durch einen Versuch bewiesen.",
        en="A basic service was not delivered; what is missing annoys more than an extra delights. The relation is "
        "measured within the survey, not proven by an experiment.",
    ),
    action=Text(
        de="Die Leitung Kundenerlebnis hält Vorhaben zur Begeisterung an, bis „{item}“ wieder auf dem alten Stand ist, "
        "und benennt bis Ende der Woche eine verantwortliche Person. Erster Schritt: zehn Betroffene anrufen, die "
        "häufigste Ursache abstellen, den Stand jede Woche im Team zeigen.",
        en="The head of customer experience stops projects meant to delight until '{item}' is back at its old level, "
        "and names one person in charge by the end of the week. First step: call ten of those concerned, remove the "
        "most frequent cause, show the state to the team every week.",
    ),
    kind="process",
    lever=LEVER,
    effort="M",
    grade="B",
    source="Albayrak & Caber (2013); Lin et al. (2017)",
    owner=Text(de="Leitung Kundenerlebnis", en="Head of customer experience"),
    check=Check(
        LEVER,
        ("interrupted_time_series", "before_after"),
        26,
        Text(
            de="Bewertung des Punktes und Anteil Unzufriedener in den zwei folgenden Wellen",
            en="rating of the point and share of dissatisfied people in the two waves that follow",
        ),
    ),
    guardrails=("dissatisfied_share", "survey_response_rate"),
    look=look,
    fires=Example(
        findings=[FELL, DRIVERS],
        levels={(LEVER, (("survey_item", "delivery"),), 0): Level(66.0, 800, 64.0, 68.0)},
    ),
    silent=Example(
        findings=[
            DRIVERS,
            # late parcels have always annoyed; nothing has got worse
            Found("r1", "rated_after_late_parcel", LEVER, -1.0, "points", {"survey_item": "delivery"}, good=False),
        ]
    ),
    needs=("survey_answer",),
)
