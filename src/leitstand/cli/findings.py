"""Shows to a person what the analysis found: one line each, or one finding in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from leitstand.analysis.contract import Figure
from leitstand.analysis.run.words import DIFFERENCE, written
from leitstand.cli.output import Cell, Column, Page, sparkline
from leitstand.cli.verb import Say
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.numbers import FIXED_SPACE, format_day, format_number, format_percent, format_value
from leitstand.foundation.period import parse_day
from leitstand.foundation.text import Language, Text
from leitstand.metrics.registry import find

TOP = 10
COURSE = 24  # values of a sparkline
STATUS = {
    "new": Text(de="neu", en="new"),
    "ongoing": Text(de="weiterhin", en="ongoing"),
    "answered": Text(de="beantwortet", en="answered"),
    "gone": Text(de="nicht mehr", en="gone"),
}
KIND = {
    "revenue": Text(de="Umsatz", en="revenue"),
    "gross_margin": Text(de="Rohertrag", en="gross margin"),
    "liquidity": Text(de="Liquidität", en="liquidity"),
}
UNCLEAR = Text(de="unklar", en="unclear")
ONCE_MARK = "*"
ANSWERS = {
    "temporary": Text(de="geht vorüber", en="passes by itself"),
    "lasting": Text(de="bleibt so", en="stays so"),
}
WORDS = {
    "made_up_of": Text(de="besteht aus", en="made up of"),
    "went_along_with": Text(de="ging einher mit", en="went along with"),
    "caused": Text(de="verursacht durch", en="caused by"),
}


def still_there(found: Mapping[str, Any]) -> dict[str, Any]:
    """The same without the findings that are gone."""
    return {**found, "findings": [one for one in found["findings"] if one["status"] != "gone"]}


def one_of(found: Sequence[dict[str, Any]], identity: str) -> dict[str, Any]:
    """Raises UnknownId."""
    for one in found:
        if one["id"] == identity:
            return one
    raise UnknownId(Text(de="Die Auffälligkeit", en="finding"), identity, [one["id"] for one in found])


def print_findings(found: Mapping[str, Any], page: Page, everything: bool = False) -> None:
    """How it looks on the whole, the findings, and what else was looked at."""
    rows = [one for one in found["findings"] if everything or one["status"] in ("new", "ongoing")]
    shown = rows if everything else rows[:TOP]
    _head(found, rows, page)
    if shown:
        page.table(_columns(page.language), [_row(one, page.language) for one in _nested(shown)])
    if any(one.get("money_once") and not _open(one) for one in shown):
        page.say(Text(de="* einmalig, nicht jedes Jahr wieder", en="* once, not every year again"), "quiet")
    if len(rows) > len(shown):
        more = len(rows) - len(shown)
        page.say(Text(de=f"{more} weitere: --all", en=f"{more} more: --all"), "quiet")
    _foot(found, page, everything)


def _head(found: Mapping[str, Any], rows: Sequence[dict[str, Any]], page: Page) -> None:
    if not found.get("tests_made") and not found["findings"]:
        page.say(Text(de="Es gibt noch zu wenig Daten für eine Auswertung.",
                      en="There are too few data for an analysis yet."), "strong")  # fmt: skip
    elif not rows:
        page.say(Text(de="Alles ruhig: nichts fällt auf.", en="All calm: nothing stands out."), "good")
    else:
        count = len(rows)
        page.say(Text(de="1 Auffälligkeit" if count == 1 else f"{count} Auffälligkeiten",
                      en="1 finding" if count == 1 else f"{count} findings"), "strong")  # fmt: skip
    if "as_of" in found:
        day = parse_day(found["as_of"])
        tests, false = found["tests_made"], found["expected_false"]
        german = f"Datenstand {format_day(day, 'de')} · {format_number(tests, 'de')} Tests"
        english = f"Data as of {format_day(day, 'en')} · {format_number(tests, 'en')} tests"
        if false:
            german += f" · etwa {format_number(false, 'de', 1)} Fehlalarme darunter zu erwarten"
            english += f" · about {format_number(false, 'en', 1)} false alarms to be expected among them"
        page.say(Text(de=german, en=english), "quiet")


def _columns(language: Language) -> list[Column]:
    say = Say(language)
    return [
        Column(""),
        Column(say(de="Was auffällt", en="What stands out"), flexible=True, least=36),
        Column(say(de="im Jahr", en="per year"), number=True, rank=1),
        Column(say(de="Verlauf", en="Course"), rank=3),
        Column(say(de="Stand", en="State"), rank=2),
        Column(say(de="Nummer", en="ID")),
    ]


def _row(one: Mapping[str, Any], language: Language) -> list[str | Cell]:
    mark = {True: Cell("+", "good"), False: Cell("−", "bad")}.get(one["good"], Cell("·", "quiet"))
    below = "└ " if one["part_of"] else ""
    return [
        mark,
        below + one["sentence"][language],
        short_money(one, language),
        course(one["evidence"]),
        STATUS[one["status"]].get(language),
        one["id"],
    ]


def _nested(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Drivers just below what they are drivers of, where both are shown."""
    ids = {one["id"] for one in rows}
    ordered: list[dict[str, Any]] = []
    for one in rows:
        if one["part_of"] not in ids:
            ordered += [one, *(part for part in rows if part["part_of"] == one["id"])]
    return ordered


def short_money(one: Mapping[str, Any], language: Language) -> str:
    """−12.300 € Umsatz; a dash where nothing is known, a word where not even whether it gains or loses. A star marks
    what comes once."""
    if one["money_per_year"] is None:
        return "–"
    if _open(one):
        return UNCLEAR.get(language)
    amount = format_value(one["money_per_year"], "currency", one["currency"], language, short=True, signed=True)
    star = ONCE_MARK if one.get("money_once") else ""
    return f"{amount}{star}{FIXED_SPACE}{KIND[one['money_kind']].get(language)}"


def _open(one: Mapping[str, Any]) -> bool:
    low, high = one["money_low"], one["money_high"]
    return low is not None and high is not None and low < 0 < high


def money(one: Mapping[str, Any], language: Language) -> str:
    """−12.300 € Umsatz (−15.000 € bis −9.000 €, 95 %), the amount only where it is clear whether it gains or loses."""
    kind = KIND[one["money_kind"]].get(language)
    amount, low, high = (
        None if one[name] is None else
        format_value(one[name], "currency", one["currency"], language, short=True, signed=True)
        for name in ("money_per_year", "money_low", "money_high")
    )  # fmt: skip
    to = Text(de="bis", en="to").get(language)
    if _open(one):
        return f"{UNCLEAR.get(language)}: {low} {to} {high} {kind}"
    return f"{amount} {kind}" + (f" ({low} {to} {high})" if low and high else "")


def course(evidence: Mapping[str, Any]) -> str:
    """The last values of a series as a line of bars."""
    values = evidence["columns"].get("value") if evidence["kind"] == "series" else None
    return sparkline(values[-COURSE:]) if values else ""


def _foot(found: Mapping[str, Any], page: Page, everything: bool) -> None:
    calm, little, failed = (found.get(name) or () for name in ("calm", "too_little_data", "failed"))
    language = page.language
    if calm:
        named = ", ".join(find(name).title.get(language) for name in (calm if everything else calm[:5]))
        rest = len(calm) - 5
        more = "" if everything or rest <= 0 else Text(de=f" und {rest} weitere", en=f" and {rest} more").get(language)
        page.say(Text(de=f"Ruhig: {named}{more}.", en=f"Calm: {named}{more}."), "quiet")
    if little:
        names = sorted({find(one["metric"]).title.get(language) for one in little})
        listed = f": {', '.join(names)}" if everything else ""
        page.say(Text(de=f"Zu wenig Daten: {len(names)} Kennzahlen{listed}." if len(names) > 1 else
                      f"Zu wenig Daten: {names[0]}.",
                      en=f"Too few data: {len(names)} metrics{listed}." if len(names) > 1 else
                      f"Too few data: {names[0]}."), "quiet")  # fmt: skip
    for name, reason in dict(failed or {}).items():
        page.say(Text(de=f"Nicht gelungen: {name} ({reason}).", en=f"Failed: {name} ({reason})."), "watch")


def print_finding(one: Mapping[str, Any], page: Page) -> None:
    """Everything that is known about one finding."""
    language = page.language
    page.say(one["sentence"][language], "strong")
    page.facts(_facts(one, language))
    for driver in one["drivers"]:
        unit = _change_unit(driver["metric"] or one["metric"], driver["unit"])
        value = "" if driver["value"] is None else f": {_amount(driver['value'], unit, one['currency'], language)}"
        page.say(f"{WORDS[driver['words']].get(language)} {driver['title'][language]}{value}", indent=2)
    for text in one["against"]:
        page.say(Text(de=f"Dagegen spricht: {text['de']}", en=f"Against it: {text['en']}"), indent=2)
    for text in one["unchecked"]:
        page.say(Text(de=f"Nicht geprüft: {text['de']}", en=f"Not checked: {text['en']}"), "quiet", indent=2)


def _facts(one: Mapping[str, Any], language: Language) -> list[tuple[Text, str | Cell]]:
    facts: list[tuple[Text, str | Cell]] = [
        (Text(de="Nummer", en="ID"), one["id"]),
        (Text(de="Stand", en="State"), STATUS[one["status"]].get(language)),
    ]
    if one["ci_low"] is not None and one["ci_high"] is not None:
        tested = one["p_adjusted"] is not None
        unit = _change_unit(one["metric"], one["unit"]) if tested else one["unit"]
        low, high = (_amount(one[name], unit, one["currency"], language, tested) for name in ("ci_low", "ci_high"))
        facts.append((Text(de="95-%-Bereich", en="95% interval"), f"{low} … {high}"))
    if one["p_adjusted"] is not None:
        chance = format_percent(max(one["p_adjusted"], 0.0001), language)
        facts.append((Text(de="Zufall", en="Chance"), ("< " if one["p_adjusted"] < 0.0001 else "") + chance))
    if one["money_per_year"] is not None:
        name = Text(de="Einmalig", en="Once") if one.get("money_once") else Text(de="Im Jahr", en="Per year")
        facts.append((name, money(one, language)))
    if course(one["evidence"]):
        facts.append((Text(de="Verlauf", en="Course"), course(one["evidence"])))
    if one["answer"]:
        said = ANSWERS[one["answer"]["kind"]].get(language)
        note = one["answer"]["note"]
        facts.append((Text(de="Antwort", en="Answer"), f"{said}: {note}" if note else said))
    return facts


def _change_unit(metric: str, unit: str) -> str:
    """The change of a share is told in percentage points."""
    return DIFFERENCE if unit == "ratio" and find(metric).unit == "ratio" else unit


def _amount(value: float, unit: str, currency: str, language: Language, signed: bool = True) -> str:
    return written(Figure(value, unit, signed and unit != "quotient"), currency, language)


def print_story(story: Sequence[Mapping[str, Any]], page: Page) -> None:
    """What truly happened in the invented company, and whether it was found."""
    page.blank()
    found = sum(one["found"] for one in story)
    page.say(Text(de=f"Von {len(story)} Ereignissen der Beispielfirma wurden {found} gefunden.",
                  en=f"Of {len(story)} events of the demo company {found} were found."), "strong")  # fmt: skip
    say = Say(page.language)
    columns = [
        Column(""),
        Column(say(de="Ereignis", en="Event")),
        Column(say(de="Auffälligkeit", en="Finding")),
        Column(say(de="wahr", en="true"), number=True),
        Column(say(de="gefunden", en="found"), number=True),
    ]
    page.table(columns, [_story_row(one, page.language) for one in story])


def _story_row(one: Mapping[str, Any], language: Language) -> list[str | Cell]:
    true, seen = (
        "–" if one[name] is None else format_number(one[name], language, 3) for name in ("effect_true", "effect_found")
    )
    mark = Cell("✓", "good") if one["found"] else Cell("✗", "bad")
    return [mark, one["id"], one["finding_id"] or "–", true, seen]
