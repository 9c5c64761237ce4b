"""Shows to a person what is advised: a line each, or one recommendation in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from leitstand.analysis.contract import Figure
from leitstand.analysis.run.words import DIFFERENCE, written
from leitstand.cli.findings import KIND
from leitstand.cli.output import Cell, Column, Page
from leitstand.cli.verb import Say
from leitstand.foundation.numbers import FIXED_SPACE, format_number, format_percent, format_value
from leitstand.foundation.text import Language, Text
from leitstand.metrics.registry import find

TOP = 10
MOST_KEYS = 10
LONGEST = 140
"""Characters of the reason in the list."""
EFFORT = {
    "S": Text(de="bis eine Woche", en="up to a week"),
    "M": Text(de="eine bis sechs Wochen", en="one to six weeks"),
    "L": Text(de="länger als sechs Wochen", en="more than six weeks"),
}
SORT = {
    "action": Text(de="Maßnahme", en="action"),
    "process": Text(de="Ablauf ändern", en="process change"),
    "restructuring": Text(de="Umbau", en="restructuring"),
}
FROM = {
    "own": Text(de="eigene Ergebnisse", en="own results"),
    "published": Text(de="veröffentlichte Ergebnisse", en="published results"),
    "judgement": Text(de="Einschätzung", en="judgement"),
}
PROVEN = Text(de="schloss bisher im Mittel", en="has closed on average")
ASSUMED = Text(de="schließt, so die Annahme,", en="is assumed to close")
STATUS = {
    "open": Text(de="offen", en="open"),
    "accepted": Text(de="angenommen", en="accepted"),
    "rejected": Text(de="abgelehnt", en="rejected"),
}
DESIGN = {
    "ab_test": Text(de="Versuch mit Kontrollgruppe", en="test with a control group"),
    "difference_in_differences": Text(de="Vergleich mit anderen Teilgruppen", en="difference in differences"),
    "synthetic_control": Text(de="künstliche Vergleichsgruppe", en="synthetic control"),
    "interrupted_time_series": Text(de="Verlauf vorher und nachher", en="interrupted time series"),
    "before_after": Text(de="vorher und nachher, nicht zurechenbar", en="before and after, not attributable"),
}


def print_advice(
    told: Sequence[Mapping[str, Any]], page: Page, everything: bool = False, analysed: bool = True
) -> None:
    """The recommendations, best first, one line each. analysed: whether the data allowed a look at all."""
    if not told and not analysed:
        page.say(Text(de="Es gibt noch zu wenig Daten für Empfehlungen.",
                      en="There are too few data for recommendations yet."), "strong")  # fmt: skip
        page.say(Text(de="`leitstand import DATEI` bringt welche.", en="`leitstand import FILE` brings some."))
        return
    if not told:
        page.say(Text(de="Keine Empfehlung: nichts spricht dafür, etwas zu ändern.",
                      en="No recommendation: nothing speaks for changing anything."), "good")  # fmt: skip
        return
    count = len(told)
    page.say(Text(de="1 Empfehlung" if count == 1 else f"{count} Empfehlungen",
                  en="1 recommendation" if count == 1 else f"{count} recommendations"), "strong")  # fmt: skip
    said = Text(de="Geld: Erwartung für ein Jahr nach Kosten; was sich überschneidet, zählt nicht doppelt.",
                en="Money: expected for a year after costs; what overlaps does not count twice.")  # fmt: skip
    page.say(said, "quiet")
    say = Say(page.language)
    columns = [
        Column(""),
        Column(say(de="Was zu tun ist", en="What to do"), flexible=True, least=24),
        Column(say(de="Warum", en="Why"), flexible=True, least=24, rank=2),
        Column(say(de="im Jahr", en="per year"), number=True, rank=1),
        Column(say(de="Aufwand", en="Effort"), rank=4),
        Column(say(de="Stand", en="State"), rank=3),
        Column(say(de="Nummer", en="ID")),
    ]
    shown = told if everything else told[:TOP]
    page.table(columns, [_row(place, one, page.language) for place, one in enumerate(shown, 1)])
    if len(told) > len(shown):
        more = len(told) - len(shown)
        page.say(Text(de=f"{more} weitere: --all", en=f"{more} more: --all"), "quiet")


def _row(place: int, one: Mapping[str, Any], language: Language) -> list[str | Cell]:
    return [
        Cell(str(place), "quiet"),
        one["title"][language],
        _shortened(one["problem"][language]),
        money(one, language),
        one["effort"],
        STATUS[one["status"]].get(language),
        one["id"],
    ]


def _shortened(told: str) -> str:
    """Its beginning; the whole stands with the recommendation itself."""
    return told if len(told) <= LONGEST else f"{told[: told.rindex(' ', 0, LONGEST)]} …"


def money(one: Mapping[str, Any], language: Language) -> str:
    """+12.300 € Rohertrag; a dash where no way to money is known."""
    expected = one["expected"]
    if expected["money_per_year"] is None:
        return "–"
    amount = format_value(expected["money_per_year"], "currency", one["currency"], language, short=True, signed=True)
    return f"{amount}{FIXED_SPACE}{KIND[expected['money_kind']].get(language)}"


def print_recommendation(one: Mapping[str, Any], page: Page) -> None:
    """Everything that is known of it, in the order in which one asks."""
    language = page.language
    page.say(one["title"][language], "strong")
    page.say(one["problem"][language])
    page.blank()
    page.facts([
        (Text(de="Befund", en="Diagnosis"), one["diagnosis"][language]),
        (Text(de="Was zu tun ist", en="What to do"), one["action"][language]),
        (Text(de="Art", en="Kind"), SORT[one["kind"]].get(language)),
        (Text(de="Verantwortlich", en="Owner"), one["owner"][language]),
        (Text(de="Betroffen", en="Affected"), _affected(one["affected"], language)),
        (Text(de="Stellgröße", en="Lever"), f"{find(one['lever']).title.get(language)} ({one['lever']})"),
        (Text(de="Erwartet", en="Expected"), _movement(one, language)),
        (Text(de="Wert im Jahr", en="Worth per year"), _worth(one, language)),
        (Text(de="Aufwand", en="Effort"), _effort(one, language)),
        (Text(de="Zuversicht", en="Confidence"), _confidence(one["confidence"], language)),
        (Text(de="Prüfung", en="Check"), _check(one["check"], language)),
        (Text(de="Darf nicht leiden", en="Must not suffer"), _metrics(one["guardrails"], language)),
        (Text(de="Stand", en="State"), _state(one, language)),
    ])  # fmt: skip
    _list(Text(de="Worauf es beruht", en="What it rests on"),
          [f"{each['sentence'][language]} ({each['finding']})" for each in one["evidence"]], page)  # fmt: skip
    _list(
        Text(de="Was dagegen spricht", en="What speaks against it"), [each[language] for each in one["against"]], page
    )
    if one["overlaps"]:
        page.blank()
        ids = ", ".join(one["overlaps"])
        page.say(Text(de=f"Überschneidet sich mit {ids}: die Beträge dürfen nicht zusammengezählt werden.",
                      en=f"Overlaps with {ids}: the amounts must not be added."), "quiet")  # fmt: skip
    if one["status"] == "open":
        page.blank()
        page.say(f"→ leitstand accept {one['id']}   ·   leitstand reject {one['id']} --reason …")


def _list(title: Text, lines: Sequence[str], page: Page) -> None:
    if lines:
        page.blank()
        page.say(title, "strong")
        for line in lines:
            page.say(f"· {line}", indent=2)


def _affected(affected: Mapping[str, Any], language: Language) -> str:
    told = f"{format_value(affected['count'], 'count', None, language)} {affected['what'][language]}"
    keys = affected["keys"]
    if not keys:
        return told
    more = "" if len(keys) <= MOST_KEYS else " …"
    return f"{told}: {', '.join(str(key) for key in keys[:MOST_KEYS])}{more}"


def _movement(one: Mapping[str, Any], language: Language) -> str:
    expected = one["expected"]
    if expected["mid"] is None:
        return Text(de="lässt sich nicht beziffern", en="cannot be put in numbers").get(language)
    low, mid, high = (change(expected[name], expected["unit"], one["currency"], language)
                      for name in ("low", "mid", "high"))  # fmt: skip
    return Text(de=f"{mid} ({low} bis {high})", en=f"{mid} ({low} to {high})").get(language)


def change(value: float, unit: str, currency: str, language: Language) -> str:
    """A signed change; of a share in percentage points."""
    return written(Figure(value, DIFFERENCE if unit == "ratio" else unit, signed=True), currency, language)


def _worth(one: Mapping[str, Any], language: Language) -> str:
    expected, currency = one["expected"], one["currency"]
    if expected["money_per_year"] is None:
        return Text(de="kein Weg zum Geld bekannt", en="no way to money is known").get(language)
    low, high, cost, whole = (format_value(value, "currency", currency, language, short=True) for value in (
        expected["money_low"], expected["money_high"], one["cost"], expected["whole_gap"]))  # fmt: skip
    return Text(
        de=f"{money(one, language)} ({low} bis {high}), nach {cost} Kosten; das ganze Problem: {whole}",
        en=f"{money(one, language)} ({low} to {high}), after costs of {cost}; the whole problem: {whole}",
    ).get(language)


def _effort(one: Mapping[str, Any], language: Language) -> str:
    cost = format_value(one["cost"], "currency", one["currency"], language, short=True)
    return f"{EFFORT[one['effort']].get(language)}, {Text(de='etwa', en='about').get(language)} {cost}"


def _confidence(told: Mapping[str, Any], language: Language) -> str:
    """How likely it pays, roughly, and which part of the gap such advice closes: by own results, or only assumed."""
    share, low, high = (format_percent(told[name], language) for name in ("share", "share_low", "share_high"))
    proof = Text(de=f"Beleg {told['grade']}: {told['source']}", en=f"evidence {told['grade']}: {told['source']}")
    verb = PROVEN if told["from"] == "own" else ASSUMED
    closes = Text(
        de=f"{verb.de} {share} der Lücke ({low} bis {high}; {FROM[told['from']].de}, {proof.de})",
        en=f"{verb.en} {share} of the gap ({low} to {high}; {FROM[told['from']].en}, {proof.en})",
    ).get(language)
    if told["lessons"]:
        count = told["lessons"]
        closes += Text(de=f", {count} eigene Maßnahme{'n' if count > 1 else ''}",
                       en=f", {count} own action{'s' if count > 1 else ''}").get(language)  # fmt: skip
    if told["probability"] is None:
        return closes
    chance = min(max(round(20 * told["probability"]) * 5, 5), 95)  # the assumptions carry no more than that
    return Text(de=f"lohnt sich mit etwa {chance}\u202f% Wahrscheinlichkeit; {closes}",
                en=f"pays with a probability of about {chance}%; {closes}").get(language)  # fmt: skip


def _check(check: Mapping[str, Any], language: Language) -> str:
    design, weeks = DESIGN[check["designs"][0]].get(language), check["weeks"]
    metric = find(check["metric"]).title.get(language)
    return Text(de=f"{metric}, {design}, nach {weeks} Wochen: {check['how']['de']}",
                en=f"{metric}, {design}, after {weeks} weeks: {check['how']['en']}").get(language)  # fmt: skip


def _metrics(ids: Sequence[str], language: Language) -> str:
    return ", ".join(find(one).title.get(language) for one in ids) or "–"


def _state(one: Mapping[str, Any], language: Language) -> str:
    told = STATUS[one["status"]].get(language)
    if one["action_id"]:
        return f"{told} → {one['action_id']}"
    reason = (one["said"] or {}).get("reason")
    return f"{told}: {reason}" if reason else told


def print_checked(story: Sequence[Mapping[str, Any]], page: Page) -> None:
    """For each problem of the invented company, whether the right thing is advised."""
    page.blank()
    found, covered = sum(one["found"] for one in story), sum(one["covered"] is True for one in story)
    known = sum(one["covered"] is not None for one in story)
    page.say(Text(de=f"Zu {found} von {len(story)} Ereignissen wird das Richtige empfohlen; "
                  f"{covered} von {known} Bereichen enthalten die wahre Größe.",
                  en=f"The right thing is advised for {found} of {len(story)} events; "
                  f"{covered} of {known} ranges hold the true size."), "strong")  # fmt: skip
    say = Say(page.language)
    columns = [
        Column(""),
        Column(say(de="Ereignis", en="Event")),
        Column(say(de="Regel", en="Rule")),
        Column(say(de="Platz", en="Place"), number=True),
        Column(say(de="wahr", en="true"), number=True),
        Column(say(de="von", en="from"), number=True),
        Column(say(de="bis", en="to"), number=True),
        Column(say(de="enthalten", en="covered")),
    ]
    page.table(columns, [_checked_row(one, page.language) for one in story])


def _checked_row(one: Mapping[str, Any], language: Language) -> list[str | Cell]:
    numbers = [
        "–" if one[name] is None else format_number(one[name], language, 3) for name in ("size_true", "low", "high")
    ]
    return [
        Cell("✓", "good") if one["found"] else Cell("✗", "bad"),
        one["id"],
        one["rule"] or "–",
        str(one["place"] or "–"),
        *numbers,
        {True: Cell("✓", "good"), False: Cell("✗", "bad")}.get(one["covered"], Cell("–", "quiet")),
    ]
