"""Findings that began in the period, then those that go on, each with its money and its drivers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leitstand.analysis.contract import Evidence
from leitstand.foundation.numbers import format_number, format_value
from leitstand.foundation.text import Language, Text
from leitstand.metrics.registry import find
from leitstand.reporting.blocks import Block, Number, Paragraph, Picture, Point, Points
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.evidence import chart_of
from leitstand.reporting.contract import ALL, Brief, ReportKind, Section, Told
from leitstand.reporting.wording import MONEY, began, open_money, text_of

MOST: dict[ReportKind, int] = {"monthly": 7, "quarterly": 10, "cockpit": 5}
CHARTS: dict[ReportKind, int] = {"monthly": 2, "quarterly": 3, "cockpit": 1}
DRIVERS = 3
KEY = re.compile(r"\d{9,}")
"""The key of a person stands in no report."""

DRIVEN = {
    "made_up_of": Text(de="Besteht aus", en="Made up of"),
    "went_along_with": Text(de="Ging einher mit", en="Went along with"),
    "caused": Text(de="Verursacht durch", en="Caused by"),
}
YEARLY = {kind: Text(de=f"{of.de} im Jahr", en=f"{of.en} per year") for kind, of in MONEY.items()}
ONCE = {kind: Text(de=f"{of.de}, einmalig", en=f"{of.en}, once") for kind, of in MONEY.items()}
NEW = Text(de="Im Zeitraum begonnen", en="Began in the period")
GOES_ON = Text(de="Besteht weiter, das Teuerste zuerst", en="Goes on, the most expensive first")


def builds(brief: Brief) -> Sequence[Block]:
    if not brief.summary or brief.as_of is None:
        return []
    if not brief.findings:
        return [Paragraph(_calm(brief), "good")]
    new = [one for one in brief.findings if began(one, brief)]
    others = [one for one in brief.findings if one not in new]
    most = MOST[brief.kind]
    new = new[:most]
    others = others[: max(most - len(new), 0)]
    blocks: list[Block] = []
    for title, some in ((NEW, new), (GOES_ON, others)):
        if some:
            blocks += [Paragraph(title), Points([_point(one) for one in some])]
    rest = _rest(brief, len(new) + len(others))
    if rest.de:
        blocks.append(Paragraph(rest, "quiet"))
    ranked = [one for one in brief.findings if one in new or one in others]
    charts = [chart for one in ranked if (chart := _chart(one)) is not None]
    return blocks + [Picture(chart) for chart in charts[: CHARTS[brief.kind]]]


def _point(one: Told) -> Point:
    tone = {True: "good", False: "bad"}.get(one["good"], "watch")
    notes = [*_drivers(one), *_unclear(one)]
    known = one["money_per_year"] is not None and not open_money(one)
    worth = Number(one["money_per_year"], "currency", one["currency"], signed=True) if known else None
    of = (ONCE if one.get("money_once") else YEARLY)[one["money_kind"]] if known else None
    return Point(text_of(one["sentence"]), tone, worth, of, notes)  # type: ignore[arg-type]


def _drivers(one: Told) -> list[Text]:
    found = []
    for words, said in DRIVEN.items():
        named = [text_of(each["title"]) for each in one["drivers"] if each["words"] == words]
        named = [each for each in named if not KEY.search(each.de)][:DRIVERS]
        if named:
            german, english = ", ".join(each.de for each in named), ", ".join(each.en for each in named)
            found.append(Text(de=f"{said.de}: {german}", en=f"{said.en}: {english}"))
    return found


def _unclear(one: Told) -> list[Text]:
    """What it may be worth, where not even the sign is sure."""
    if one["money_per_year"] is None or not open_money(one):
        return []
    of = MONEY[one["money_kind"]]

    def written(name: str, language: Language) -> str:
        return format_value(one[name], "currency", one["currency"], language, short=True, signed=True)

    return [Text(
        de=f"Wert im Jahr unklar: {written('money_low', 'de')} bis {written('money_high', 'de')} {of.de}",
        en=f"Worth per year unclear: {written('money_low', 'en')} to {written('money_high', 'en')} {of.en}",
    )]  # fmt: skip


def _chart(one: Told) -> Chart | None:
    evidence = one["evidence"]
    names = evidence["columns"].get("label", ())
    if any(KEY.search(str(name)) for name in names):
        return None
    told = Evidence(evidence["kind"], evidence["columns"], evidence["unit"], text_of(evidence["title"]))
    return chart_of(told, text_of(one["sentence"]), one["currency"], one["metric"])


def _calm(brief: Brief) -> Text:
    if brief.where.conditions:
        return Text(de="In dieser Teilgruppe fällt nichts auf.", en="Nothing stands out in this segment.")
    count = len(brief.summary.get("calm") or ())
    return Text(
        de=f"Alles ruhig: {count} Kennzahlen wurden untersucht, keine fällt auf.",
        en=f"All calm: {count} metrics were looked at, none stands out.",
    )


def _rest(brief: Brief, shown: int) -> Text:
    """How many were left out, and how sure the selection is."""
    more, tests, false = len(brief.findings) - shown, brief.summary["tests_made"], brief.summary["expected_false"]
    german = f"{more} weitere in der Anwendung. " if more else ""
    english = f"{more} more in the application. " if more else ""
    if brief.where.conditions:
        return Text(de=german.rstrip(), en=english.rstrip())
    german += f"{format_number(tests, 'de')} Tests, zusammen berichtigt"
    english += f"{format_number(tests, 'en')} tests, corrected together"
    if false:
        german += f"; etwa {format_number(false, 'de', 1)} Fehlalarme sind darunter zu erwarten"
        english += f"; about {format_number(false, 'en', 1)} false alarms are to be expected among them"
    calm = len(brief.summary.get("calm") or ())
    if calm:
        example = find(brief.summary["calm"][0]).title
        german += f". {calm} Kennzahlen sind ruhig, z.\xa0B. {example.de}"
        english += f". {calm} metrics are calm, such as {example.en}"
    return Text(de=f"{german}.", en=f"{english}.")


SECTION = Section(title=Text(de="Was Aufmerksamkeit braucht", en="What needs attention"), order=20, kinds=ALL,
                  builds=builds)  # fmt: skip
