"""Shows targets to a person: how far, by what, how likely, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leitstand.foundation.numbers import format_change, format_day, format_number, format_percent, format_value
from leitstand.foundation.text import Language, Text

if TYPE_CHECKING:
    from leitstand.cli.output import Cell, Page

BAR = 24
LANGUAGES: tuple[Language, ...] = ("de", "en")


def show_target(found: Mapping[str, Any], page: Page) -> None:
    """Headline, how likely, drivers, months."""
    from datetime import date

    language = page.language
    start, end = (format_day(date.fromisoformat(found[side]), language) for side in ("from", "by"))
    page.say(f"{found['title'][language]}, {start} – {end}", "strong")
    _levels(found, page)
    page.blank()
    page.say(_verdict(found, language), "good" if found["feasible"] else "watch")
    for line in (*_odds(found, language), *_week(found, language)):
        page.say(line)
    _drivers(found, page)
    _months(found, page)
    page.blank()
    for note in _notes(found):
        page.say(f"· {note.get(language)}", "quiet")


def bar(value: float, low: float, high: float) -> str:
    """Where a value stands between two ends.

    >>> bar(5, 0, 10)
    '████████████░░░░░░░░░░░░'
    """
    share = (value - low) / (high - low) if high != low else 0.0
    full = round(min(max(share, 0.0), 1.0) * BAR)
    return "█" * full + "░" * (BAR - full)


def number(value: float | None, unit: str, currency: str | None, language: Language) -> str:
    return "–" if value is None else format_value(value, unit, currency, language, short=True)


def _levels(found: Mapping[str, Any], page: Page) -> None:
    """Last year, baseline, target, and what is reached with which probability, as bars on one scale."""
    from leitstand.cli.output import Cell, Column

    rows: list[tuple[Text, float | None, str]] = [
        (Text(de="Letzte zwölf Monate", en="Last twelve months"), found["last_year"], ""),
        (Text(de="Ohne neue Maßnahmen", en="Without new action"), found["baseline"], ""),
        (Text(de="Ihr Wunsch", en="Your wish"), found["target"], "strong"),
        (Text(de="Zusage (80 % wahrscheinlich)", en="Commitment (80% likely)"), found["p80"], ""),
        (Text(de="Ziel (50 % wahrscheinlich)", en="Target (50% likely)"), found["p50"], ""),
        (Text(de="Ehrgeizig (20 % wahrscheinlich)", en="Stretch (20% likely)"), found["p20"], ""),
        (Text(de="Größtes Erreichbares", en="Largest reachable"), found["reachable"], ""),
    ]
    known = [value for _, value, _ in rows if value is not None]
    low, high = min(known), max(known)
    low -= 0.25 * (high - low)
    language = page.language
    table: list[list[str | Cell]] = [
        [Cell(name.get(language), style), Cell(number(value, found["unit"], found["currency"], language), style),
         _beside(found, value, language), bar(value, low, high)]
        for name, value, style in rows if value is not None
    ]  # fmt: skip
    columns = [
        Column("", flexible=True, least=24),
        Column(Text(de="Wert", en="Value").get(language), number=True),
        Column(Text(de="zu ohne", en="on baseline").get(language), number=True, rank=1),
        Column("", rank=2),
    ]
    page.table(columns, table)


def _beside(found: Mapping[str, Any], value: float, language: Language) -> str:
    base = found["baseline"]
    if value == base:
        return ""
    ratio = value / base - 1 if base > 0 else None
    return format_change(value - base, ratio, found["unit"], found["currency"], language)


def _verdict(found: Mapping[str, Any], language: Language) -> str:
    names = [one["title"] for one in found["drivers"] if one["binding"]]
    de, en = ", ".join(one["de"] for one in names), ", ".join(one["en"] for one in names)
    reach = {each: number(found["reachable"], found["unit"], found["currency"], each) for each in LANGUAGES}
    if found["expected"]:
        return Text(
            de="Das ist auch ohne neue Maßnahmen zu erwarten.", en="This is to be expected without new action too."
        ).get(language)
    if found["feasible"]:
        return Text(
            de="Der Wunsch ist mit realistischen Bewegungen der Treiber zu schaffen.",
            en="The wish can be met by realistic movements of the drivers.",
        ).get(language)
    return Text(
        de=f"So weit kommen die Treiber realistisch nicht. Das größte Erreichbare ist {reach['de']}; "
        f"es hängt an: {de}.",
        en=f"The drivers do not realistically reach so far. The largest reachable value is {reach['en']}; "
        f"what binds: {en}.",
    ).get(language)


def _odds(found: Mapping[str, Any], language: Language) -> list[str]:
    with_, without = _chance(found["probability"], language), _chance(found["probability_without"], language)
    lines = [Text(
        de=f"Wahrscheinlichkeit, den Wunsch zu erreichen: {with_}, ohne neue Maßnahmen {without}.",
        en=f"Probability of reaching the wish: {with_}, without new action {without}.",
    )]  # fmt: skip
    if found["last_year"] is not None:
        growth, base = (
            {each: _moved(found, found[side], found[name], each) for each in LANGUAGES}
            for side, name in (("target", "growth_on_last_year"), ("baseline", "baseline_growth"))
        )
        lines.append(Text(
            de=f"Zum Vorjahr wären das {growth['de']}; ohne neue Maßnahmen kämen {base['de']}.",
            en=f"On last year that would be {growth['en']}; without new action {base['en']} would come.",
        ))  # fmt: skip
    return [line.get(language) for line in lines]


def _moved(found: Mapping[str, Any], value: float, ratio: float | None, language: Language) -> str:
    return format_change(value - found["last_year"], ratio, found["unit"], found["currency"], language)


def _chance(share: float, language: Language) -> str:
    from leitstand.analysis.outlook import likely

    words = likely(share).value
    return words.get(language) if isinstance(words, Text) else str(words)


def _week(found: Mapping[str, Any], language: Language) -> list[str]:
    week = found["per_week"]
    if not week:
        return []
    needed, without = (number(week[name], found["unit"], found["currency"], language) for name in ("needed", "without"))
    count = format_number(week["weeks"], language, 0)
    return [Text(
        de=f"Ab jetzt nötig je Woche: {needed} ({count} Wochen); ohne neue Maßnahmen kämen {without}.",
        en=f"Needed per week from now: {needed} ({count} weeks); without new action {without} would come.",
    ).get(language)]  # fmt: skip


def _drivers(found: Mapping[str, Any], page: Page) -> None:
    from leitstand.cli.output import Cell, Column

    language = page.language

    def say(de: str, en: str) -> str:
        return Text(de=de, en=en).get(language)

    product = found["operator"] == "product"
    columns = [Column(say("Treiber", "Driver"), flexible=True, least=20), Column(say("Ohne", "Without"), number=True),
               Column(say("Ziel", "Target"), number=True), Column(say("Änderung", "Change"), number=True),
               Column(say("Anteil des Möglichen", "Share of what is possible"), rank=2),
               Column(say("Grenze", "Bound"), number=True, rank=1),
               Column(say("Grenze durch", "Bound by"), flexible=True, least=20, rank=3)]  # fmt: skip
    rows: list[list[str | Cell]] = []
    for one in found["drivers"]:
        up = one["to"] >= one["from"]
        end = one["high"] if up else one["low"]
        part = one["factor"] - 1 if product else None
        money = found["currency"] if one["unit"].startswith("currency") else None
        change = format_percent(part, language, signed=True) if part is not None else format_change(
            one["contribution"], None, found["unit"], found["currency"], language
        )  # fmt: skip
        rows.append([
            one["title"][language], number(one["from"], one["unit"], money, language),
            Cell(number(one["to"], one["unit"], money, language), "strong"), change,
            bar(abs(one["to"] - one["from"]), 0.0, abs(end - one["from"])), number(end, one["unit"], money, language),
            one["bound"][language],
        ])  # fmt: skip
    page.blank()
    page.table(columns, rows)


def _months(found: Mapping[str, Any], page: Page) -> None:
    from leitstand.cli.output import Cell, Column, sparkline

    language, months = page.language, found["months"]
    columns = [Column(Text(de="Monat", en="Month").get(language)),
               Column(Text(de="Ohne", en="Without").get(language), number=True),
               Column(Text(de="Ziel", en="Target").get(language), number=True)]  # fmt: skip
    rows: list[list[str | Cell]] = [
        [_month(one["month"], language), number(one["baseline"], found["unit"], found["currency"], language),
         Cell(number(one["target"], found["unit"], found["currency"], language), "strong")]
        for one in months
    ]  # fmt: skip
    page.blank()
    page.say(f"{sparkline([one['target'] for one in months])}  "
             + Text(de="Monatsziele", en="Targets by month").get(language))  # fmt: skip
    page.table(columns, rows)


def _month(month: str, language: Language) -> str:
    return f"{month[5:]}/{month[:4]}" if language == "de" else month


def _notes(found: Mapping[str, Any]) -> Sequence[Text]:
    from leitstand.metrics.registry import find

    notes = [Text(
        de="Dass nur ein Teil des Geplanten eintritt, ist eingerechnet (ohne eigene Erfahrung rund ein Drittel).",
        en="That only part of what is planned comes about is counted in (about a third without own experience).",
    )]  # fmt: skip
    if found["moves_with"]:
        whole = find(found["moves_with"]).title
        notes.append(Text(
            de=f"Die Treiber ergeben {whole.de}; der übrige Teil geht im selben Verhältnis mit.",
            en=f"The drivers make up {whole.en}; the rest is taken to move along in proportion.",
        ))  # fmt: skip
    if found["note"]:
        notes.append(Text(de=found["note"]["de"], en=found["note"]["en"]))
    return notes


def show_together(found: Mapping[str, Any], page: Page) -> None:
    """Goals, drivers and what holds them, of several goals at once."""
    from leitstand.cli.output import Cell, Column

    language = page.language

    def say(de: str, en: str) -> str:
        return Text(de=de, en=en).get(language)

    def shown(one: Mapping[str, Any], value: float | None) -> str:
        return number(value, one["unit"], found["currency"], language)

    page.say(say("Alle Ziele zugleich sind zu schaffen." if found["feasible"] else
                 "Alle Ziele zugleich sind nicht zu schaffen; so weit kommen sie:",
                 "All goals can be met at once." if found["feasible"] else
                 "All goals cannot be met at once; this is how far they get:"),
             "good" if found["feasible"] else "watch")  # fmt: skip
    number_ = {"number": True}
    page.table(
        [Column(say("Kennzahl", "Metric"), flexible=True), Column(say("Ohne", "Without"), **number_),
         Column(say("Wunsch", "Wish"), **number_), Column(say("Erreichbar", "Reached"), **number_)],
        [[one["title"][language], shown(one, one["baseline"]), shown(one, one["target"]),
          Cell(shown(one, one["reached"]), "good" if one["met"] else "watch")]
         for one in (*found["goals"], *found["guardrails"])],
    )  # fmt: skip
    page.blank()
    page.table(
        [Column(say("Treiber", "Driver"), flexible=True), Column(say("Ohne", "Without"), **number_),
         Column(say("Ziel", "Target"), **number_), Column(say("Änderung", "Change"), **number_),
         Column(say("Kosten", "Cost"), **number_)],
        [[one["title"][language], shown(one, one["from"]), Cell(shown(one, one["to"]), "strong"),
          format_percent(one["factor"] - 1, language, signed=True),
          number(one["cost"], "currency", found["currency"], language) if one["cost"] else "–"]
         for one in found["drivers"]],
    )  # fmt: skip
    if found["binding"]:
        page.say(say("Es binden: ", "What binds: ") + ", ".join(found["binding"]), "quiet")


STATES = {
    "open": Text(de="offen", en="open"), "reached": Text(de="erreicht", en="reached"),
    "missed": Text(de="verfehlt", en="missed"), "dropped": Text(de="fallen gelassen", en="dropped"),
}  # fmt: skip


def show_goals(found: Mapping[str, Any], page: Page) -> None:
    """Goals, then plan values that belong to none: actual, plan, outlook side by side."""
    if not found["goals"] and not found["plan"]:
        page.say(Text(de="Noch ist kein Ziel gesetzt.", en="No goal is set yet."))
        page.say(Text(de="Zum Beispiel: leitstand goal set revenue_net --increase 10%",
                      en="Such as: leitstand goal set revenue_net --increase 10%"), "quiet")  # fmt: skip
        return
    if found["goals"]:
        page.say(Text(de="Ziele", en="Goals"), "strong")
        _goals(found["goals"], page)
    if found["plan"]:
        page.blank()
        page.say(Text(de="Planwerte ohne Ziel", en="Plan values without a goal"), "strong")
        _goals(found["plan"], page)


def _goals(rows: Sequence[Mapping[str, Any]], page: Page) -> None:
    from datetime import date

    from leitstand.cli.output import Cell, Column

    language = page.language

    def say(de: str, en: str) -> str:
        return Text(de=de, en=en).get(language)

    columns = [Column(say("Kennzahl", "Metric"), flexible=True, least=16), Column(say("Ziel", "Target"), number=True),
               Column(say("bis", "by")), Column(say("Ist", "Actual"), number=True),
               Column(say("Plan bisher", "Plan so far"), number=True), Column(say("Ausblick", "Outlook"), number=True),
               Column(say("Wahrsch.", "Odds"), number=True), Column("ID", rank=1)]  # fmt: skip
    table: list[list[str | Cell]] = []
    for one in rows:
        shown = {name: number(one.get(name), one["unit"], one["currency"], language)
                 for name in ("target", "actual", "plan", "outlook")}  # fmt: skip
        sign = {"at_or_above": "≥ ", "at_or_below": "≤ "}.get(one["kind"], "")
        odds = one.get("probability_now")
        title = " · ".join(filter(None, (one["title"][language], one["segment"])))
        table.append([
            title if one["state"] == "open" else f"{title} ({STATES[one['state']].get(language)})",
            sign + shown["target"], format_day(date.fromisoformat(str(one["by"])), language),
            Cell(shown["actual"], _side(one)), shown["plan"], shown["outlook"],
            "–" if odds is None else _chance(odds, language), one["id"] or "",
        ])  # fmt: skip
    page.table(columns, table)
    for one in rows:
        if reason := one.get("reason"):
            page.say(f"· {one['title'][language]}: {reason[language]}", "quiet")


def _side(one: Mapping[str, Any]) -> str:
    """Ahead of the plan or behind it."""
    actual, plan = one.get("actual"), one.get("plan")
    if actual is None or plan is None:
        return ""
    above = one["kind"] in ("at_or_above", "increase_to")
    return "good" if (actual >= plan) == above or actual == plan else "watch"
