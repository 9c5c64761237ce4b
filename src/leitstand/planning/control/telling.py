"""Puts a signal into one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from leitstand.foundation.numbers import format_value
from leitstand.foundation.period import period_of
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.registry import find
from leitstand.planning.control.signals import Signal

SAID: Mapping[str, Text] = {
    "far_outside": Text(
        de="{metric}: {value} im {month} statt geplanter {plan}, weit außerhalb dessen, was Zufall erklärt.",
        en="{metric}: {value} in {month} instead of the planned {plan}, far outside what chance explains.",
    ),
    "two_of_three": Text(
        de="{metric}: zwei von drei Monaten seit {month} außerhalb des Korridors, zuerst {value} statt {plan}.",
        en="{metric}: two of three months since {month} outside the corridor, first {value} instead of {plan}.",
    ),
    "run_on_one_side": Text(
        de="{metric}: seit {month} acht Monate nacheinander auf derselben Seite des Plans.",
        en="{metric}: since {month} eight months in a row on the same side of the plan.",
    ),
    "guardrail": Text(
        de="{metric} leidet, seit die Maßnahme {about} läuft: {value} im {month}, zu erwarten war {plan}.",
        en="{metric} suffers since action {about} runs: {value} in {month}, expected was {plan}.",
    ),
}


def sentence(signal: Signal, findings: Mapping[str, Text], currency: str | None = None) -> Text:
    """What happened. findings: sentences of the special causes, which speak for themselves."""
    if signal.rule == "special_cause":
        return findings[signal.about]
    said = {language: _filled(signal, language, currency) for language in LANGUAGES}
    return Text(de=said["de"], en=said["en"])


def _filled(signal: Signal, language: Language, currency: str | None) -> str:
    one = find(signal.metric)
    segment = f" ({signal.segment})" if signal.segment else ""
    value, plan = (
        "–" if number is None else format_value(number, one.unit, currency, language, short=True)
        for number in (signal.value, signal.plan)
    )
    return SAID[signal.rule].get(language).format(
        metric=one.title.get(language) + segment, value=value, plan=plan, about=signal.about,
        month=period_of(signal.since, "month").label(language),
    )  # fmt: skip
