"""Shows to a person how goals stand, which signals want an answer, and the review of a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from leitstand.cli.output import Cell, Column, Page
from leitstand.cli.verb import Say
from leitstand.foundation.numbers import format_day, format_value
from leitstand.foundation.period import period_of
from leitstand.foundation.text import Language, Text
from leitstand.metrics.registry import find
from leitstand.planning.control.following import WORD

STYLE = {"reached": "good", "on_course": "good", "at_risk": "watch", "off_course": "bad", "missed": "bad"}
OFF = ("at_risk", "off_course", "missed")
STANDING = {
    "within": ("·", "quiet"),
    "better": ("+", "good"),
    "worse": ("−", "bad"),
    "unknown": ("?", "quiet"),
    "ahead": (" ", ""),
}
ANSWERED = {
    "temporary_fix": Text(de="vorübergehend, wird behoben", en="temporary, being fixed"),
    "temporary_dismiss": Text(de="vorübergehend, nichts zu tun", en="temporary, nothing to do"),
    "lasting": Text(de="wird bleiben", en="will last"),
}


def print_standing(told: Mapping[str, Any], page: Page) -> None:
    """Goals with their outlook, then the signals; all calm where there is none."""
    day = date.fromisoformat(told["as_of"])
    page.say(Text(de=f"Datenstand {format_day(day, 'de')}", en=f"Data as of {format_day(day, 'en')}"), "quiet")
    if told["goals"]:
        page.table(_columns(page.language), [_row(goal, page.language) for goal in told["goals"]])
    else:
        page.say(Text(de="Noch keine Ziele. `leitstand goal set KENNZAHL --increase 10%` setzt eines.",
                      en="No goals yet. `leitstand goal set METRIC --increase 10%` sets one."))  # fmt: skip
    page.blank()
    print_signals(told["signals"], told["calm"], page, [one for one in told["goals"] if one["state"] in OFF])
    overdue = told["actions"]["overdue"]
    if overdue:
        page.blank()
        ids = ", ".join(overdue)
        page.say(Text(de=f"Überfällige Maßnahmen: {ids}", en=f"Overdue actions: {ids}"), "watch")


def print_signals(
    signals: Sequence[Mapping[str, Any]], calm: int, page: Page, off: Sequence[Mapping[str, Any]] = ()
) -> None:
    """All calm only where nothing waits. off: goals not on course, which want a decision without any signal."""
    waiting = [one for one in signals if one["answer"] is None]
    if not waiting and off:
        page.say(Text(de="Kein Signal wartet auf eine Antwort. Was nicht auf Kurs ist, braucht eine Entscheidung: "
                         "`leitstand goal`.",
                      en="No signal wants an answer. What is off course wants a decision: `leitstand goal`."),
                 "watch")  # fmt: skip
    elif not waiting:
        page.say(Text(de=f"Alles ruhig: {calm} Kennzahlen ohne Signal, nichts zu tun.",
                      en=f"All calm: {calm} metrics without a signal, nothing to do."), "good")  # fmt: skip
    for one in signals:
        mark, style = ("+", "good") if one["good"] else ("−", "bad")
        page.say(f"{mark} {one['sentence'][page.language]} ({one['id']})", style if one["answer"] is None else "quiet")
        if one["answer"]:
            kind, reason = ANSWERED[one["answer"]["kind"]].get(page.language), one["answer"]["reason"]
            page.say(f"{kind}: {reason}", "quiet", indent=2)
    if waiting:
        page.say(f"→ leitstand control answer {waiting[0]['id']} fix|dismiss|lasting --reason …")


def _columns(language: Language) -> list[Column]:
    say = Say(language)
    return [
        Column(say(de="Ziel", en="Goal"), flexible=True, least=16),
        Column(say(de="bis", en="by")),
        Column(say(de="Ziel", en="Target"), number=True),
        Column(say(de="bisher / Plan", en="so far / plan"), number=True, rank=2),
        Column(say(de="Ausblick", en="Outlook"), number=True, rank=1),
        Column(say(de="Wahrsch.", en="Prob."), number=True),
        Column(say(de="Stand", en="State")),
        Column(say(de="Monate", en="Months"), rank=3),
        Column(say(de="Nummer", en="ID"), rank=4),
    ]


def _row(goal: Mapping[str, Any], language: Language) -> list[str | Cell]:
    def written(value: float) -> str:
        return format_value(value, goal["unit"], goal["currency"], language, short=True)

    segment = f" ({goal['segment']})" if goal["segment"] else ""
    so_far, outlook, probability = goal["so_far"], goal["outlook"], goal["probability"]
    return [
        goal["title"][language] + segment,
        format_day(date.fromisoformat(goal["by"]), language),
        written(goal["aim"]),
        "–" if so_far is None else f"{written(so_far['actual'])} / {written(so_far['plan'])}",
        "–" if outlook is None else written(outlook["mid"]),
        "–" if probability is None else _chance(probability).get(language),
        Cell(WORD[goal["state"]].get(language), STYLE.get(goal["state"], "quiet")),
        "".join(STANDING[one["standing"]][0] for one in goal["months"]).rstrip(),
        goal["id"],
    ]


def _chance(probability: float) -> Text:
    """Never none and never all: nothing is that sure."""
    percent = round(100 * min(max(probability, 0.01), 0.99))
    return Text(de=f"{percent}\u202f%", en=f"{percent}%")


def print_review(told: Mapping[str, Any], page: Page) -> None:
    """The document, section by section; empty ones are left out."""
    language = page.language
    page.say(told["headline"][language], "strong")
    if not told["complete"]:
        page.say(Text(de="Der Zeitraum ist noch nicht zu Ende.", en="The period is not over yet."), "watch")
    for name, title in (
        ("went_well", Text(de="Was gut lief", en="What went well")),
        ("did_not", Text(de="Was nicht gut lief", en="What did not")),
    ):
        _section(title, [one["sentence"][language] for one in told[name]], page)
    along = Text(de="Was damit einherging", en="What went along with it")
    _section(along, [_why(one, language) for one in told["why"]], page)
    if told["signals"]:
        page.blank()
        page.say(Text(de="Signale", en="Signals"), "strong")
        print_signals(told["signals"], told["calm"], page, [one for one in told["goals"] if one["state"] in OFF])
    for name, title in (
        ("finished", Text(de="Abgeschlossene Maßnahmen", en="Finished actions")),
        ("overdue", Text(de="Überfällige Maßnahmen", en="Overdue actions")),
        ("running", Text(de="Laufende Maßnahmen", en="Running actions")),
    ):
        _section(title, [f"{one['title'][language]} ({one['id']})" for one in told["actions"][name]], page)
    _section(Text(de="Entscheidungen", en="Decisions"), [one["sentence"][language] for one in told["decisions"]], page)
    _section(Text(de="Erkenntnisse", en="Lessons"), [one["sentence"][language] for one in told["lessons"]], page)
    _section(Text(de="Nächste Ziele", en="Next targets"), [_target(one, language) for one in told["next"]], page)
    page.blank()
    if told["signed_at"]:
        day = format_day(date.fromisoformat(told["signed_at"][:10]), language)
        page.say(Text(de=f"Unterschrieben von {told['signed_by']} am {day}.",
                      en=f"Signed by {told['signed_by']} on {day}."), "good")  # fmt: skip
    else:
        page.say(Text(de="Noch nicht unterschrieben: --sign NAME", en="Not signed yet: --sign NAME"), "quiet")


def _section(title: Text, lines: Sequence[str], page: Page) -> None:
    if lines:
        page.blank()
        page.say(title, "strong")
        for line in lines:
            page.say(f"· {line}", indent=2)


def _why(one: Mapping[str, Any], language: Language) -> str:
    return f"{one['finding']}: " + ", ".join(driver["title"][language] for driver in one["drivers"])


def _target(one: Mapping[str, Any], language: Language) -> str:
    metric = find(one["metric"])
    month = period_of(date.fromisoformat(one["month"]), "month").label(language)
    return (
        f"{metric.title.get(language)}, {month}: {format_value(one['plan'], metric.unit, None, language, short=True)}"
    )
