"""Shows to a person what is planned: goals and actions in one line each, or one action in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from leitstand.advice.contract import Design
from leitstand.cli.output import Cell, Column, Page
from leitstand.cli.verb import Say
from leitstand.foundation.numbers import format_change, format_day, format_value
from leitstand.foundation.period import parse_day
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.registry import dimension, find
from leitstand.planning.effects.contract import TITLES, VERDICTS, Verdict

STATES = {
    "planned": Text(de="geplant", en="planned"),
    "running": Text(de="in Arbeit", en="under way"),
    "done": Text(de="erledigt", en="done"),
    "dropped": Text(de="aufgegeben", en="dropped"),
}
STYLES = {"worked": "good", "no_effect": "watch", "harmed": "bad", "undecided": "quiet"}
HAPPENED = {
    "created": Text(de="angelegt", en="created"),
    "changed": Text(de="geändert", en="changed"),
    "started": Text(de="begonnen", en="started"),
    "done": Text(de="erledigt", en="done"),
    "dropped": Text(de="aufgegeben", en="dropped"),
    "postponed": Text(de="verschoben", en="postponed"),
    "registered": Text(de="Prüfung festgelegt", en="check registered"),
    "linked": Text(de="Abhängigkeiten", en="dependencies"),
    "milestone": Text(de="Meilenstein", en="milestone"),
    "milestone done": Text(de="Meilenstein erreicht", en="milestone reached"),
    "measured": Text(de="Wirkung gemessen", en="effect measured"),
    "comment": Text(de="Kommentar", en="comment"),
    "imported": Text(de="übernommen", en="imported"),
}


FIELDS = {
    "state": Text(de="Stand", en="state"),
    "starts_on": Text(de="Beginn", en="start"),
    "due_on": Text(de="fällig", en="due"),
    "done_on": Text(de="erledigt", en="done"),
    "cost": Text(de="Kosten", en="cost"),
    "title": Text(de="Name", en="title"),
    "note": Text(de="Notiz", en="note"),
    "effort": Text(de="Aufwand", en="effort"),
    "owner": Text(de="zuständig", en="owner"),
    "owner_team": Text(de="Team", en="team"),
    "needs": Text(de="wartet auf", en="waits for"),
    "goal": Text(de="Ziel", en="goal"),
    "design": Text(de="Prüfung", en="check"),
}
"""What changes in a history."""


def print_plan(told: Mapping[str, Any], page: Page) -> None:
    """The goals, the actions, and what is overdue or can be measured now."""
    actions, goals = told["actions"], told["goals"]
    if not actions and not goals:
        page.say(Text(de="Es ist nichts geplant.", en="Nothing is planned."), "strong")
        page.say(Text(de="`leitstand recommend` zeigt, was sich lohnt.", en="`leitstand recommend` shows what pays."))
        return
    if goals:
        page.say(Text(de="Ziele", en="Goals"), "strong")
        page.table(_goal_columns(page.language), [_goal_row(one, told["currency"], page.language) for one in goals])
        page.blank()
    if actions:
        page.say(Text(de="Maßnahmen", en="Actions"), "strong")
        page.table(_columns(page.language), [_row(one, told["currency"], page.language) for one in actions])
    for one in actions:
        if one["measurable"]:
            command = f"leitstand effect {one['id']}"
            page.say(Text(de=f"Wirkung jetzt messbar: {command}", en=f"Effect can be measured now: {command}"))


def print_action(one: Mapping[str, Any], currency: str, page: Page) -> None:
    """Everything that is known about one action."""
    language = page.language
    page.say(one["title"][language], "strong")
    page.facts([pair for pair in _facts(one, currency, language) if pair[1]])
    if one["milestones"]:
        page.blank()
        page.say(Text(de="Meilensteine", en="Milestones"), "strong")
        columns = [Column(""), Column(""), Column(""), Column("")]
        page.table(columns, [_step(step, one, language) for step in one["milestones"]])
    if one["check"]:
        page.blank()
        _print_check(one, currency, page)
    if one.get("history"):
        page.blank()
        page.say(Text(de="Verlauf", en="History"), "strong")
        page.table(_history_columns(language), [_line(line, language) for line in one["history"]])


def _goal_columns(language: Language) -> list[Column]:
    say = Say(language)
    return [
        Column(say(de="Kennzahl", en="Metric"), flexible=True, least=20),
        Column(say(de="Ziel", en="Target"), number=True),
        Column(say(de="bis", en="by")),
        Column(say(de="Aussicht anfangs", en="Chance when set"), number=True, rank=1),
        Column(say(de="Nummer", en="ID")),
    ]


def _goal_row(one: Mapping[str, Any], currency: str, language: Language) -> list[str | Cell]:
    place = f" ({one['segment']})" if one["segment"] else ""
    chance = "–" if one["probability"] is None else format_value(one["probability"], "ratio", None, language)
    unit = find(one["metric"]).unit
    target = format_value(one["target"], unit, currency, language, short=True)
    return [find(one["metric"]).title.get(language) + place, target, _day(one["by"], language), chance, one["id"]]


def _columns(language: Language) -> list[Column]:
    say = Say(language)
    return [
        Column(""),
        Column(say(de="Maßnahme", en="Action"), flexible=True, least=28),
        Column(say(de="zuständig", en="Owner"), rank=2),
        Column(say(de="Beginn", en="Start"), rank=3),
        Column(say(de="fällig", en="Due")),
        Column(say(de="Kosten", en="Cost"), number=True, rank=4),
        Column(say(de="im Jahr", en="per year"), number=True, rank=1),
        Column(say(de="Stand", en="State")),
        Column(say(de="Nummer", en="ID")),
    ]


def _row(one: Mapping[str, Any], currency: str, language: Language) -> list[str | Cell]:
    mark = Cell("!", "bad") if one["overdue"] else Cell("…", "watch") if one["waits_for"] else Cell("")
    cost = "–" if one["cost"] is None else format_value(one["cost"], "currency", currency, language, short=True)
    return [mark, one["title"][language], _owner(one, language) or "–", _day(one["starts_on"], language),
            _day(one["due_on"], language), cost, _worth(one, currency, language), _state(one, language),
            one["id"]]  # fmt: skip


def _state(one: Mapping[str, Any], language: Language) -> str | Cell:
    if one["effect"]:
        return verdict(one["effect"]["verdict"], language)
    words = STATES[one["state"]].get(language)
    return Cell(f"{words}, {Text(de='überfällig', en='overdue').get(language)}", "bad") if one["overdue"] else words


def verdict(word: str, language: Language) -> Cell:
    """A verdict in words, with its colour."""
    return Cell(VERDICTS[cast(Verdict, word)].get(language), STYLES[word])


def _owner(one: Mapping[str, Any], language: Language) -> str:
    role = one["owner_role"].get(language, "")
    return ", ".join(filter(None, (one["owner"], one["owner_team"]))) or role


def _worth(one: Mapping[str, Any], currency: str, language: Language) -> str:
    money = one["expected"].get("money_per_year")
    return "–" if money is None else format_value(money, "currency", currency, language, short=True, signed=True)


def _facts(one: Mapping[str, Any], currency: str, language: Language) -> list[tuple[Text, str | Cell]]:
    lever, expected = find(one["metric"]), one["expected"]
    place = ", ".join(f"{name}={value}" for name, value in one["dims"].items())
    low, mid, high = (_amount(expected.get(name), lever.unit, currency, language) for name in ("low", "mid", "high"))
    cost = "" if one["cost"] is None else format_value(one["cost"], "currency", currency, language)
    started, due = _day(one["starts_on"], language), _day(one["due_on"], language)
    baseline = one["baseline"]
    return [
        (Text(de="Nummer", en="ID"), one["id"]),
        (Text(de="Stand", en="State"), _state(one, language)),
        (Text(de="Zuständig", en="Owner"), _owner(one, language)),
        (Text(de="Zeitraum", en="From, to"), f"{started} – {due}"),
        (Text(de="Erledigt am", en="Done on"), _day(one["done_on"], language) if one["done_on"] else ""),
        (Text(de="Kosten", en="Cost"), cost),
        (Text(de="Stellgröße", en="Lever"), f"{lever.title.get(language)} ({one['metric']})"),
        (Text(de="Gilt für", en="Applies to"), place),
        (Text(de="Ausgangswert", en="Baseline"),
         "" if baseline is None else format_value(baseline, lever.unit, currency, language)),
        (Text(de="Erwartet", en="Expected"), f"{mid} ({low} … {high})" if mid else ""),
        (Text(de="Gemessen", en="Measured"), _effect(one, currency, language)),
        (Text(de="Im Jahr", en="Per year"), _worth(one, currency, language).strip("–")),
        (Text(de="Grenzen", en="Guardrails"), ", ".join(find(name).title.get(language) for name in one["guardrails"])),
        (Text(de="Regel", en="Rule"), one["rule"]),
        (Text(de="Ziel", en="Goal"), one["goal"] or ""),
        (Text(de="Wartet auf", en="Waits for"), ", ".join(one["waits_for"])),
        (Text(de="Notiz", en="Note"), one["note"]),
    ]  # fmt: skip


def _print_check(one: Mapping[str, Any], currency: str, page: Page) -> None:
    check, language = one["check"], page.language
    metric, relative = find(check["metric"]), bool(check.get("relative"))
    unit = check.get("unit", metric.unit)
    page.say(Text(de="So wird die Wirkung geprüft", en="How its effect will be checked"), "strong")
    pairs: Sequence[tuple[Text, str | Cell]] = [
        (Text(de="Verfahren", en="Design"), TITLES[cast(Design, check["design"])].get(language)),
        (Text(de="Kennzahl", en="Metric"), metric.title.get(language)),
        (Text(de="Zeitraum", en="Window"), f"{_day(check['start'], language)} – {_day(check['window_end'], language)}"),
        (Text(de="Kampagne", en="Campaign"), check.get("campaign") or ""),
        (Text(de="Lohnt sich ab", en="Worth it from"),
         _amount(check.get("minimum_effect"), unit, currency, language, relative)),
        (Text(de="Erkennbar ab", en="Can be seen from"),
         _amount(check.get("detectable"), unit, currency, language, relative)),
        (Text(de="Festgelegt am", en="Registered on"), _day(check["registered_at"][:10], language)),
    ]  # fmt: skip
    page.facts([pair for pair in pairs if pair[1]], indent=2)
    if check.get("unsplit"):
        de, en = (", ".join(dimension(name).title.get(one) for name in check["unsplit"]) for one in LANGUAGES)
        page.say(Text(de=f"Gemessen wird das Ganze: Nach {de} lässt sich die Kennzahl nicht aufteilen; dort fällt die "
                         "Wirkung kleiner aus als in dem Teil, den die Maßnahme trifft.",
                      en=f"Measured is the whole: the metric cannot be split by {en}; the effect is smaller there than "
                         "in the part that the action is about."), "watch", indent=2)  # fmt: skip
    if check.get("late"):
        page.say(Text(de="Erst festgelegt, als der Zeitraum schon begonnen hatte.",
                      en="Registered only after its window had begun."), "watch", indent=2)  # fmt: skip


def _step(step: Mapping[str, Any], one: Mapping[str, Any], language: Language) -> list[str | Cell]:
    if step["done_on"]:
        return [Cell("✓", "good"), step["title"], _day(step["done_on"], language), step["id"]]
    mark = Cell("!", "bad") if step["id"] in one["overdue_milestones"] else Cell("○", "quiet")
    return [mark, step["title"], _day(step["due_on"], language), step["id"]]


def _history_columns(language: Language) -> list[Column]:
    say = Say(language)
    return [
        Column(say(de="wann", en="When")),
        Column(say(de="wer", en="Who"), rank=1),
        Column(say(de="was", en="What")),
        Column(say(de="im Einzelnen", en="Details"), flexible=True, least=30),
    ]


def _line(line: Mapping[str, Any], language: Language) -> list[str | Cell]:
    what = HAPPENED.get(line["what"])
    before, after = line["before"] or {}, line["after"] or {}
    changed = [f"{FIELDS[name].get(language)}: {_told(name, before[name], language)} → "
               f"{_told(name, after.get(name), language)}" for name in before if name in FIELDS]  # fmt: skip
    note = VERDICTS[line["note"]].get(language) if line["what"] == "measured" else line["note"]
    when = f"{_day(line['at'][:10], language)} {line['at'][11:16]}"
    word = what.get(language) if what else line["what"]
    return [when, line["by"], word, "; ".join(filter(None, (note, *changed)))]


def _told(name: str, value: Any, language: Language) -> str:
    """The value of a field in a history."""
    match name, value:
        case _, None | "" | [] | {}:
            return "–"
        case "state", _:
            return STATES[value].get(language)
        case "starts_on" | "due_on" | "done_on", _:
            return _day(value, language)
        case "title", _:
            return str(value[language])
        case "design", _:
            return f"{_day(value['start'], language)} – {_day(value['window_end'], language)}"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _effect(one: Mapping[str, Any], currency: str, language: Language) -> str:
    """The newest measured effect with its interval."""
    effect = one["effect"]
    if effect is None or effect["estimate"] is None:
        return ""
    relative = bool(one["check"].get("relative"))
    estimate, low, high = (
        _amount(effect[name], effect["unit"], currency, language, relative) or "…"
        for name in ("estimate", "ci_low", "ci_high")
    )
    return f"{estimate} ({low} … {high})"


def _amount(value: float | None, unit: str, currency: str, language: Language, relative: bool = False) -> str:
    """A change with its sign; of a ratio in percentage points, relative: in percent of the level."""
    if value is None:
        return ""
    if unit == "ratio" and not relative:
        return format_change(value, None, unit, currency, language)
    return format_value(value, unit, currency, language, short=True, signed=True)


def _day(text: str | None, language: Language) -> str:
    return "–" if text is None else format_day(parse_day(text), language)
