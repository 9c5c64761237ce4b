"""Charts of what forecast, why, customers and process answer; each name says what is drawn, "" is the answer itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from leitstand.foundation.numbers import format_day, format_number, format_percent, format_value
from leitstand.foundation.text import Text
from leitstand.reporting.charts.contract import Chart

if TYPE_CHECKING:
    from leitstand.analysis.outlook import Outlook

Told = Mapping[str, Any]

MADE_OF = Text(de="Woraus sich die Veränderung zusammensetzt", en="What the change is made up of")
PRICES_OF = Text(de="Preis, Menge und Sortiment", en="Price, volume and mix of products")
BRIDGE = Text(de="Umsatzbrücke der Kund:innen", en="Revenue bridge of the customers")
SEGMENTS = Text(de="Auffälligste Teilgruppen: Beitrag zur Veränderung", en="Most telling segments: part of the change")
PRICES = {
    "volume": Text(de="Menge", en="Volume"),
    "price": Text(de="Preise", en="Prices"),
    "mix": Text(de="Andere Zusammensetzung", en="Mix of products"),
    "new": Text(de="Neue Produkte", en="New products"),
    "lost": Text(de="Weggefallene Produkte", en="Products no longer sold"),
    "other": Text(de="Beträge ohne Menge", en="Amounts without units"),
}
MOST_STEPS = 12


def of_forecast(found: Outlook, title: str) -> Chart:
    """History and forecast with the ranges of 80 and 95 %. title: the metric and its cell, in the reader's language."""
    from leitstand.analysis.outlook import LONGEST_COURSE, figure

    history, ahead = found.history[-LONGEST_COURSE:], found.forecast
    last = history[-1][1]  # the forecast begins where the past ends, so that no gap is seen between them

    def joined(values: Sequence[float]) -> list[float | None]:
        known = [float(figure(float(value), found.unit).value) for value in values]  # type: ignore[arg-type]
        return [*[None] * (len(history) - 1), last, *known]

    columns: dict[str, Sequence[Any]] = {
        "day": [period.start.isoformat() for period in (*(period for period, _ in history), *found.periods)],
        "value": [*(value for _, value in history), *[None] * len(found.periods)],
        "forecast": joined(ahead.value.tolist()),
    }
    columns |= {name: joined(getattr(ahead, name).tolist()) for name in ("low95", "high95", "p10", "p90")}
    low, high = (columns[name][-1] for name in ("p10", "p90"))

    def written(value: float, language: Any) -> str:
        return format_value(value, found.unit, found.currency, language, short=True)

    until = found.periods[-1]
    said = Text(
        de=f"{title}: {until.label('de')} voraussichtlich {written(columns['forecast'][-1], 'de')}, "
        f"mit 80 % Wahrscheinlichkeit {written(low, 'de')} bis {written(high, 'de')}",
        en=f"{title}: {written(columns['forecast'][-1], 'en')} expected in {until.label('en')}, "
        f"with 80% probability {written(low, 'en')} to {written(high, 'en')}",
    )
    ranges = Text(
        de="dunkles Band: 80-%-Bereich, helles Band: 95-%-Bereich", en="dark band: 80% range, light band: 95%"
    )
    return Chart("series", columns, found.unit, said, ranges, found.currency)


def of_change(found: Told) -> dict[str, Chart]:
    """What the change is made up of, prices and volumes, the bridge of the customers, the most telling segments.

    found: the shape of `leitstand why --json`.
    """
    drawn = {}
    if found["operator"]:
        drawn["parts"] = _waterfall(found, list(_leaves(found["parts"])), MADE_OF)
    if found["price_volume"]:
        named = [(PRICES[name], amount) for name, amount in found["price_volume"].items()]
        drawn["prices"] = _waterfall(found, named, PRICES_OF)
    if found["bridge"]:
        drawn["bridge"] = _waterfall(found, [(one["title"], one["contribution"]) for one in found["bridge"]], BRIDGE)
    if found["segments"]:
        rows = found["segments"][:MOST_STEPS]
        columns = {"label": [one["title"] for one in rows], "value": [one["contribution"] for one in rows]}
        drawn["segments"] = _chart(found, "bars", columns, SEGMENTS)
    first = next(iter(drawn), "")
    return {"" if name == first else name: chart for name, chart in drawn.items()}


def _leaves(parts: Sequence[Told]) -> Iterator[tuple[Any, float]]:
    for one in parts:
        if one["parts"]:
            yield from _leaves(one["parts"])
        else:
            yield one["title"], one["contribution"]


def _waterfall(found: Told, steps: Sequence[tuple[Any, float]], title: Text) -> Chart:
    moved = [(name, amount) for name, amount in steps if amount]
    columns = {
        "label": [_period(found["against"]), *(name for name, _ in moved), _period(found["period"])],
        "value": [found["before"], *(amount for _, amount in moved), found["after"]],
        "total": [True, *[False] * len(moved), True],
    }
    return _chart(found, "waterfall", columns, title)


def _period(period: Told) -> dict[str, str]:
    return {"de": period["de"], "en": period["en"]}


def _chart(found: Told, kind: str, columns: dict[str, Any], title: Text) -> Chart:
    from leitstand.metrics.registry import find

    name, period, against = found["title"], found["period"], found["against"]
    said = Text(de=f"{name['de']}: {title.de}", en=f"{name['en']}: {title.en}")
    spans = Text(de=f"{period['de']} gegen {against['de']}", en=f"{period['en']} against {against['en']}")
    direction = find(found["metric"]).direction
    return Chart(kind, columns, found["unit"], said, spans, found["currency"], direction, changes=True)


def of_process(one: Told) -> Chart:
    """Where the cases of a process wait, in working days. one: an entry of `leitstand process --json`."""
    from leitstand.analysis.process.naming import name_of
    from leitstand.analysis.process.office import HOURS_A_DAY

    steps = [step for step in one["steps"] if step["waiting"]][:MOST_STEPS]
    name, worst, share = name_of(one["process"]), name_of(one["bottleneck"]["activity"]), one["bottleneck"]["share"]
    title = Text(
        de=f"{name.de}: Vor „{worst.de}“ warten Vorgänge am längsten, {format_percent(share, 'de')} der ganzen Zeit",
        en=f"{name.en}: cases wait longest before '{worst.en}', {format_percent(share, 'en')} of all the time",
    )
    cases, since, until = one["cases"], date.fromisoformat(one["since"]), date.fromisoformat(one["until"])
    spans = Text(
        de=f"Arbeitstage Wartezeit je Schritt; {format_number(cases, 'de')} Vorgänge, "
        f"{format_day(since, 'de')} – {format_day(until, 'de')}",
        en=f"working days of waiting by step; {format_number(cases, 'en')} cases, "
        f"{format_day(since, 'en')} – {format_day(until, 'en')}",
    )
    columns: dict[str, Sequence[Any]] = {
        "label": [name_of(step["activity"]) for step in steps],
        "value": [float(round(step["waiting"] / HOURS_A_DAY)) for step in steps],
    }
    return Chart("bars", columns, "days", title, spans)


def of_customers(found: Told) -> dict[str, Chart]:
    """Revenue of the segments, and how many of the customers stay. found: the shape of `leitstand customers --json`."""
    number, day = found["customers"], date.fromisoformat(str(found["as_of"]))
    counted = Text(
        de=f"{format_number(number, 'de')} Kunden, Bestellungen bis {format_day(day, 'de')}",
        en=f"{format_number(number, 'en')} customers, orders up to {format_day(day, 'en')}",
    )
    rows = found["segments"]
    columns: dict[str, Sequence[Any]] = {
        "label": [_counted(one) for one in rows],
        "value": [one["revenue_last_year"] for one in rows],
    }
    title = Text(
        de="Umsatz der letzten zwölf Monate nach Kundensegment", en="Revenue of the last twelve months by segment"
    )
    drawn = {"": Chart("bars", columns, "currency", title, counted, found["currency"])}
    if survival := found["retention"]["survival"]:
        columns = {
            "label": [_after(one["months"]) for one in survival],
            "value": [one["share"] for one in survival],
            "low": [one["low"] for one in survival],
            "high": [one["high"] for one in survival],
        }
        title = Text(de="So viele Kunden kaufen noch regelmäßig", en="So many customers still buy regularly")
        drawn["staying"] = Chart("bars", columns, "ratio", title, counted)
    return drawn


def _counted(one: Told) -> Text:
    title, count = one["title"], one["customers"]
    return Text(de=f"{title['de']} ({format_number(count, 'de')})", en=f"{title['en']} ({format_number(count, 'en')})")


def _after(months: int) -> Text:
    return Text(
        de="nach 1 Monat" if months == 1 else f"nach {months} Monaten",
        en="after 1 month" if months == 1 else f"after {months} months",
    )
