"""Writes a lesson down: where, what, how much of the hoped-for, how sure, what else changed, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from leitstand.advice.contract import Design
from leitstand.foundation.numbers import format_change, format_number, format_percent, format_value
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.planning.effects.contract import GRADES, TITLES, Verdict

Next = Literal["repeat", "adapt", "stop", "unclear"]

NEXT: Mapping[Next, Text] = {
    "repeat": Text(de="Wiederholen.", en="Do it again."),
    "adapt": Text(de="Anpassen und noch einmal prüfen.", en="Adapt it and check again."),
    "stop": Text(de="Nicht wiederholen.", en="Do not do it again."),
    "unclear": Text(de="Beim nächsten Mal so anlegen, dass sich eine lohnende Wirkung sehen lässt.",
                    en="Next time set it up so that an effect worth having can be seen."),
}  # fmt: skip
REPEAT, STOP = 0.8, 0.4
"""Chance of an effect worth having above which to repeat, below which to stop."""


@dataclass(frozen=True, slots=True)
class SideEffect:
    """A guardrail over the window against the year before. good: None where that cannot be said."""

    metric: Text
    before: float
    after: float
    unit: str
    good: bool | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be told. context: metric and where. dose: how many, for how long. unit: of the effect (`relative`:
    percent of the level). seen: smallest effect that would have been seen. broken: an assumption that failed."""

    title: Text
    context: Text
    dose: Text
    design: Design
    verdict: Verdict
    estimate: float
    low: float
    high: float
    unit: str
    currency: str
    relative: bool = False
    minimum: float | None = None
    seen: float | None = None
    share: float | None = None
    side_effects: Sequence[SideEffect] = ()
    broken: Text | None = None


def next_step(verdict: Verdict, estimate: float, se: float, minimum: float, better: int = 1) -> Next:
    """Repeat, adapt or stop by the chance that the effect is worth having; unclear where the check could not tell.

    better: 1 where more is good, −1 where less is.
    """
    from scipy.stats import norm

    if verdict == "harmed":
        return "stop"
    if verdict == "undecided" or se <= 0:
        return "unclear"
    chance = float(norm.cdf((better * estimate - minimum) / se))
    return "repeat" if chance > REPEAT else "stop" if chance < STOP else "adapt"


def told(one: Outcome, step: Next) -> Text:
    """The lesson in both languages."""
    return Text(**{language: _told(one, step, language) for language in LANGUAGES})


def _told(one: Outcome, step: Next, language: Language) -> str:
    result = _result(one).get(language).format(
        effect=effect_words(one, language), minimum=_amount(one, one.minimum, language),
        seen=_amount(one, one.seen, language),
    )  # fmt: skip
    if one.broken is not None and one.verdict == "undecided" and one.design != "before_after":
        result += one.broken.get(language)
    parts = [
        f"{one.title.get(language)} ({one.context.get(language)}; {one.dose.get(language)}): {result}",
        _of_hoped(one, language),
        Text(de=f"Nachweis {GRADES[one.design]}: {TITLES[one.design].de}.",
             en=f"Proof {GRADES[one.design]}: {TITLES[one.design].en}.").get(language),
        _beside(one, language),
        NEXT[step].get(language),
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def _result(one: Outcome) -> Text:
    match one.verdict:
        case "worked":
            return Text(de="hat gewirkt, {effect}.", en="it worked, {effect}.")
        case "harmed":
            return Text(de="hat geschadet, {effect}.", en="it did harm, {effect}.")
        case "no_effect":
            return Text(de="keine lohnende Wirkung, {effect}; ab {minimum} hätte sie sich gelohnt.",
                        en="no effect worth having, {effect}; from {minimum} on it would have paid.")  # fmt: skip
    if one.design == "before_after":
        return Text(de="nicht zurechenbar, {effect}.", en="not attributable, {effect}.")
    if one.broken is not None:
        return Text(de="nicht entschieden, {effect}, denn: ", en="undecided, {effect}, for: ")
    if one.seen is None:
        return Text(de="nicht entschieden, {effect}.", en="undecided, {effect}.")
    return Text(de="nicht entschieden, {effect}; sehen ließe sich eine Wirkung erst ab {seen}.",
                en="undecided, {effect}; an effect could be seen only from {seen} on.")  # fmt: skip


def effect_words(one: Outcome, language: Language) -> str:
    """+5,3 PP (95 %: −1,0 bis +9,2)."""
    low, high = (_amount(one, end, language, signed=True) for end in (one.low, one.high))
    to = Text(de="bis", en="to").get(language)
    percent = Text(de="95 %", en="95%").get(language)
    return f"{_amount(one, one.estimate, language, signed=True)} ({percent}: {low} {to} {high})"


def amount(value: float | None, unit: str, relative: bool, currency: str, language: Language, signed: bool) -> str:
    """A size of an effect as people write it. relative: percent of the level; a share else in percentage points."""
    if value is None:
        return Text(de="offen", en="open").get(language)
    if relative:
        return format_percent(value, language, signed=signed)
    if unit == "ratio":
        words = format_change(value, None, "ratio", None, language)
        return words if signed else words.lstrip("+")
    return format_value(value, unit, currency, language, signed=signed)


def _amount(one: Outcome, value: float | None, language: Language, signed: bool = False) -> str:
    known = value if value is not None and isfinite(value) else None
    return amount(known, one.unit, one.relative, one.currency, language, signed)


def _of_hoped(one: Outcome, language: Language) -> str:
    if one.share is None or one.verdict not in ("worked", "harmed"):
        return ""
    share = format_number(one.share * 100, language)
    return Text(de=f"Das sind {share} % dessen, was erhofft war.", en=f"That is {share}% of what was hoped for.").get(
        language
    )


def _beside(one: Outcome, language: Language) -> str:
    if not one.side_effects:
        return ""
    said = [
        f"{each.metric.get(language)} {format_value(each.before, each.unit, one.currency, language, short=True)} → "
        f"{format_value(each.after, each.unit, one.currency, language, short=True)}"
        + Text(de=" (schlechter)", en=" (worse)").get(language)
        * (each.good is False)
        for each in one.side_effects
    ]
    head = Text(de="Nebenbei, gegen das Vorjahr: ", en="Beside it, against the year before: ").get(language)
    return head + ", ".join(said) + "."
