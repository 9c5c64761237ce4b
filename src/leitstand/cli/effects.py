"""Shows to a person what an action changed, and what was learnt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from leitstand.cli.output import Cell, Column, Page
from leitstand.foundation.numbers import format_day
from leitstand.foundation.period import parse_day
from leitstand.foundation.text import Language, Text
from leitstand.metrics.registry import find
from leitstand.planning.effects.contract import TITLES, VERDICTS
from leitstand.planning.lessons.telling import NEXT, amount

STYLES = {"worked": "good", "no_effect": "watch", "harmed": "bad", "undecided": "quiet"}
MARKS = {True: Cell("✓", "good"), False: Cell("✗", "bad"), None: Cell("?", "quiet")}


def print_effect(found: Mapping[str, Any], currency: str, page: Page) -> None:
    """Verdict, effect with interval, the assumptions, the lesson."""
    language = page.language
    page.say(found["title"][language], "strong")
    page.facts([pair for pair in _facts(found, currency, language) if pair[1]])
    page.blank()
    page.say(Text(de="Annahmen", en="Assumptions"), "strong")
    for check in found["checks"]:
        mark = MARKS[check["ok"]]
        page.say(f"{mark.text} {check['text'][language]}", mark.style, indent=2)
    page.blank()
    if found["early"]:
        page.say(Text(de="Daraus wird noch nichts gelernt.", en="Nothing is learnt from it yet."))
    else:
        page.say(Text(de="Erkenntnis", en="Lesson"), "strong")
        page.say(found["text"][language], indent=2)


def _facts(found: Mapping[str, Any], currency: str, language: Language) -> list[tuple[Text, str | Cell]]:
    def shown(value: float | None, signed: bool = True) -> str:
        return amount(value, found["unit"], found["relative"], currency, language, signed)

    to = Text(de="bis", en="to").get(language)
    least = found["minimum_effect"]
    return [
        (Text(de="Urteil", en="Verdict"), Cell(VERDICTS[found["verdict"]].get(language), STYLES[found["verdict"]])),
        (Text(de="Wirkung", en="Effect"), f"{shown(found['estimate'])} ({find(found['metric']).title.get(language)})"),
        (Text(de="95 % sicher", en="95% sure"), f"{shown(found['ci_low'])} {to} {shown(found['ci_high'])}"),
        (Text(de="Lohnt ab", en="Pays from"), shown(least, False) if least else ""),
        (Text(de="Vergleich", en="Comparison"),
         f"{TITLES[found['design']].get(language)} ({Text(de='Nachweis', en='proof').get(language)} {found['grade']})"),
        (Text(de="Daten bis", en="Data up to"), format_day(parse_day(found["as_of"]), language)),
        (Text(de="Weiter", en="Next"), NEXT[found["next"]].get(language)),
    ]  # fmt: skip


def print_lessons(found: Sequence[Mapping[str, Any]], page: Page) -> None:
    """One paragraph each, under its verdict."""
    language = page.language
    if not found:
        page.say(Text(de="Es gibt noch keine Erkenntnisse dazu.", en="There are no lessons on this yet."), "strong")
        page.say(Text(de="Sie entstehen, wenn `leitstand effect MASSNAHME` eine Wirkung misst.",
                      en="They come of `leitstand effect ACTION`, which measures an effect."))  # fmt: skip
        return
    page.say(Text(de="Erkenntnisse", en="Lessons"), "strong")
    columns = [
        Column(Text(de="Urteil", en="Verdict").get(language)),
        Column(Text(de="Nachweis", en="Proof").get(language), rank=2),
        Column(Text(de="Regel", en="Rule").get(language), rank=3),
        Column(Text(de="Maßnahme", en="Action").get(language), rank=1),
        Column(Text(de="Erkenntnis", en="Lesson").get(language), flexible=True, least=40),
    ]
    page.table(columns, [_row(one, language) for one in found])


def _row(one: Mapping[str, Any], language: Language) -> list[str | Cell]:
    verdict = Cell(VERDICTS[one["verdict"]].get(language), STYLES[one["verdict"]])
    return [verdict, one["grade"], one["rule"] or "–", one["action"], one["text"][language]]
