"""What is advised, best first: the problem, the next step, who, what it may be worth and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from leitstand.foundation.numbers import format_value
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.reporting.blocks import Block, Number, Paragraph, Point, Points
from leitstand.reporting.contract import ALL, Brief, ReportKind, Section, Told
from leitstand.reporting.wording import MONEY, text_of

MOST: dict[ReportKind, int] = {"monthly": 5, "quarterly": 8, "cockpit": 5}
WORTH = {
    kind: Text(de=f"{of.de} im Jahr, nach Kosten", en=f"{of.en} per year, after costs") for kind, of in MONEY.items()
}
EFFORT = {
    "S": Text(de="bis eine Woche", en="up to a week"),
    "M": Text(de="eine bis sechs Wochen", en="one to six weeks"),
    "L": Text(de="länger als sechs Wochen", en="more than six weeks"),
}
RESTS_ON = {
    "own": Text(de="nach eigenen Ergebnissen", en="by own results"),
    "published": Text(de="nach veröffentlichten Ergebnissen", en="by published results"),
    "judgement": Text(de="nach Einschätzung", en="by judgement"),
}
NONE = Text(
    de="Keine Empfehlung: nichts spricht dafür, etwas zu ändern.",
    en="No recommendation: nothing speaks for changing anything.",
)


def builds(brief: Brief) -> Sequence[Block]:
    if brief.as_of is None or not brief.summary:
        return []
    if not brief.advice:
        return [Paragraph(NONE, "quiet")]
    shown = brief.advice[: MOST[brief.kind]]
    return [Points([_point(one, brief.kind) for one in shown]), Paragraph(_rest(brief, len(shown)), "quiet")]


def _point(one: Told, kind: ReportKind) -> Point:
    expected, known = one["expected"], one["expected"]["money_per_year"] is not None
    worth = Number(expected["money_per_year"], "currency", one["currency"], signed=True) if known else None
    step = text_of(one["action"])
    notes = [Text(de=f"Schritt: {step.de}", en=f"Step: {step.en}")] if kind != "cockpit" else []
    said = {language: _terms(one, language) for language in LANGUAGES}
    notes.append(Text(de=said["de"], en=said["en"]))
    return Point(text_of(one["problem"]), "", worth, WORTH[expected["money_kind"]] if known else None, notes,
                 text_of(one["title"]))  # fmt: skip


def _terms(one: Told, language: Language) -> str:
    """Owner · effort · cost · probability · range of the money."""
    german, expected, currency = language == "de", one["expected"], one["currency"]
    parts = [one["owner"][language], f"{'Aufwand' if german else 'Effort'} {EFFORT[one['effort']].get(language)}"]
    if one["cost"]:
        cost = format_value(one["cost"], "currency", currency, language, short=True)
        parts.append(f"{'Kosten' if german else 'cost'} {cost}")
    if one["confidence"]["probability"] is not None:
        known = Number(min(max(one["confidence"]["probability"], 0.01), 0.99), "ratio", whole=True)
        probability, rests = known.written(language), RESTS_ON[one["confidence"]["from"]].get(language)
        parts.append(f"{probability} Wahrscheinlichkeit {rests}" if german else f"{probability} probability {rests}")
    if expected["money_low"] is not None and expected["money_high"] is not None:
        low, high = (
            format_value(expected[name], "currency", currency, language, short=True)
            for name in ("money_low", "money_high")
        )
        parts.append(f"Spanne {low} bis {high}" if german else f"range {low} to {high}")
    return " · ".join(parts)


def _rest(brief: Brief, shown: int) -> Text:
    more = len(brief.advice) - shown
    return Text(
        de=(f"{more} weitere in der Anwendung. " if more else "")
        + "Was sich überschneidet, darf nicht zusammengezählt werden.",
        en=(f"{more} more in the application. " if more else "") + "What overlaps must not be added up.",
    )


SECTION = Section(title=Text(de="Empfehlungen", en="Recommendations"), order=40, kinds=ALL, builds=builds)
