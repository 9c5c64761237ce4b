"""Shows the definition of a metric: what it answers, how it is computed, when it misleads, an example by hand."""

from __future__ import annotations

from typing import Any

from leitstand.cli.output import Cell, Page
from leitstand.foundation.numbers import format_value
from leitstand.foundation.period import GRAIN_NAMES
from leitstand.foundation.text import Language, Text
from leitstand.metrics.catalogued import entry
from leitstand.metrics.compute.definition import fingerprint
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.contract import Example, Metric
from leitstand.metrics.registry import FAMILIES, dimension, find, measures
from leitstand.workspace import Workspace

DIRECTIONS: dict[str, Text] = {
    "up": Text(de="▲ mehr ist besser", en="▲ more is better"),
    "down": Text(de="▼ weniger ist besser", en="▼ less is better"),
    "context": Text(de="■ für sich weder gut noch schlecht", en="■ neither good nor bad in itself"),
}
UNITS: dict[str, Text] = {
    "currency": Text(de="Betrag", en="amount of money"),
    "currency_per_day": Text(de="Betrag je Tag", en="amount per day"),
    "count": Text(de="Anzahl", en="count"),
    "ratio": Text(de="Prozent", en="percent"),
    "points": Text(de="Punkte", en="points"),
    "days": Text(de="Tage", en="days"),
    "hours": Text(de="Stunden", en="hours"),
    "minutes": Text(de="Minuten", en="minutes"),
    "milliseconds": Text(de="Millisekunden", en="milliseconds"),
    "months": Text(de="Monate", en="months"),
    "score": Text(de="Wert", en="score"),
    "per_thousand": Text(de="je 1.000", en="per 1,000"),
    "units": Text(de="Stück", en="units"),
    "people": Text(de="Personen", en="people"),
}


def as_data(workspace: Workspace, identity: str) -> dict[str, Any]:
    """The catalogue entry with the definition; the shape of `leitstand metrics ID --json`."""
    one = find(identity)
    data = {**entry(workspace.facts, identity), "definition": fingerprint(identity), "measures": leaves_of(identity)}
    if isinstance(one, Metric):
        data |= {
            "question": one.question.as_dict(),
            "formula": one.formula.as_dict(),
            "caveat": one.caveat.as_dict(),
            "source": one.source,
            "min_sample": one.min_sample,
            "former_ids": list(one.former_ids),
            "examples": [
                {"sum": each.calculation.as_dict(), "value": each.value, "start": each.start, "end": each.end}
                for each in one.examples
            ],
        }
    return data


def print_card(workspace: Workspace, identity: str, language: Language) -> None:
    """The definition card."""
    one, data, page = find(identity), as_data(workspace, identity), Page(language)
    page.say(one.title.get(language), "strong")
    if isinstance(one, Metric):
        page.say(one.question)
    page.blank()
    page.facts(facts_of(one, data, language))
    if isinstance(one, Metric):
        page.blank()
        page.say(Text(de="Rechenbeispiel", en="Worked example"), "strong")
        for example in one.examples:
            page.say(worked(example, one, language), indent=2)
    if data["available"]:
        page.blank()
        page.say(f"→ leitstand show {identity}")


def facts_of(one: Any, data: dict[str, Any], language: Language) -> list[tuple[Text, str | Cell]]:
    kind = Text(de="Messgröße", en="measure") if data["kind"] == "measure" else Text(de="Kennzahl", en="metric")
    available = Text(de="ja", en="yes") if data["available"] else Text(de="nein", en="no")
    facts: list[tuple[Text, str | Cell]] = [
        (Text(de="ID", en="Id"), f"{data['id']} ({kind.get(language)})"),
        (Text(de="Familie", en="Family"), FAMILIES[data["family"]].get(language)),
    ]
    if isinstance(one, Metric):
        facts += [
            (Text(de="Formel", en="Formula"), one.formula.get(language)),
            (Text(de="Vorbehalt", en="Caveat"), one.caveat.get(language)),
        ]
    titles = [f"{dimension(name).title.get(language)} ({name})" for name in data["dimensions"]]
    grains = ", ".join(GRAIN_NAMES[grain].get(language) for grain in data["grains"])
    made_of = ", ".join(f"{measures()[name].title.get(language)} ({name})" for name in dict.fromkeys(data["measures"]))
    facts += [
        (Text(de="Einheit", en="Unit"), UNITS[one.unit].get(language)),
        (Text(de="Richtung", en="Direction"), DIRECTIONS[one.direction].get(language)),
        (Text(de="Besteht aus", en="Made of"), made_of),
        (Text(de="Gliederung", en="Dimensions"), ", ".join(titles) or "–"),
        (Text(de="Zeiträume", en="Periods"), grains),
        (Text(de="Gespeist von", en="Fed by"), ", ".join(data["fed_by"]) or "–"),
        (Text(de="Hat Daten", en="Has data"), available.get(language)),
    ]
    if isinstance(one, Metric):
        if one.min_sample > 1:
            least = Text(de=f"{one.min_sample} Fälle", en=f"{one.min_sample} cases").get(language)
            facts.append((Text(de="Braucht mindestens", en="Needs at least"), least))
        facts.append((Text(de="Herkunft", en="Source"), one.source))
    facts.append((Text(de="Definition", en="Definition"), data["definition"]))
    return facts


def worked(example: Example, one: Metric, language: Language) -> str:
    """100 − 10 = 90."""
    if example.value is None:
        result = Text(de="zu wenig Daten", en="not enough data").get(language)
    else:
        result = format_value(example.value, one.unit, "EUR", language)
    return f"{example.calculation.get(language)} → {result}"
