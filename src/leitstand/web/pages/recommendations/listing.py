"""Recommendations as the list shows them: themes, filters, and what each may bring in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leitstand.advice.registry import built_in
from leitstand.foundation.numbers import format_estimate, format_likely, format_number, format_percent, format_value
from leitstand.foundation.registry import modules
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.metrics.registry import find
from leitstand.planning.effects.contract import TITLES
from leitstand.web.steering import EFFORTS, KINDS, money, moved

THEMES: Mapping[str, Text] = {
    "growth": Text(de="Wachstum", en="Growth"),
    "sales": Text(de="Vertrieb", en="Sales"),
    "satisfaction": Text(de="Zufriedenheit", en="Satisfaction"),
    "website": Text(de="Website", en="Website"),
    "cash": Text(de="Liquidität", en="Liquidity"),
    "social": Text(de="Social Media", en="Social media"),
    "crm": Text(de="CRM und Datenpflege", en="CRM and data care"),
    "own": Text(de="Eigene Regeln", en="Own rules"),
}
STATES: Mapping[str, Text] = {
    "open": Text(de="Offen", en="Open"),
    "accepted": Text(de="Angenommen", en="Accepted"),
    "rejected": Text(de="Abgelehnt", en="Rejected"),
    "all": Text(de="Alle", en="All"),
}
RESTS_ON: Mapping[str, Text] = {
    "own": Text(de="nach eigenen Ergebnissen", en="by own results"),
    "published": Text(de="nach veröffentlichten Ergebnissen", en="by published results"),
    "judgement": Text(de="nach Einschätzung", en="by judgement"),
}
BASES: Mapping[str, Text] = {
    "own_period": Text(de="gegen den eigenen früheren Stand", en="against the own earlier level"),
    "own_segment": Text(de="gegen die eigene beste Teilgruppe", en="against the own best segment"),
    "own_test": Text(de="nach einem eigenen Test", en="by an own test"),
    "benchmark": Text(de="gegen einen Vergleichswert", en="against a benchmark"),
    "threshold": Text(de="gegen einen Grenzwert", en="against a limit"),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation with what its card says. movement: of the lever; worth: in money; None where not known."""

    body: Mapping[str, Any]
    kind: Text
    theme: str
    lever: Text
    movement: Text | None
    worth: Text | None
    effort: Text
    cost: Text | None
    confidence: Text
    check: Text

    @property
    def id(self) -> str:
        return str(self.body["id"])


def told(body: Mapping[str, Any]) -> Advice:
    expected, currency = body["expected"], body["currency"]
    lever = find(body["lever"])
    money_of_lever = currency if lever.unit.startswith("currency") else None
    known = expected["mid"] is not None
    return Advice(
        body, KINDS[body["kind"]], theme_of(body["rule"]), lever.title,
        moved(expected["mid"], expected["low"], expected["high"], expected["unit"], money_of_lever) if known else None,
        money(expected, currency), EFFORTS[body["effort"]],
        _each(lambda say: format_value(body["cost"], "currency", currency, say, short=True)) if body["cost"] else None,
        confidence(body["confidence"]), check(body["check"]),
    )  # fmt: skip


def theme_of(rule: str) -> str:
    """The folder of the rule; rules that a company dropped in have none."""
    if rule not in built_in():
        return "own"
    return modules("leitstand.advice.rules", "RULE")[rule].__name__.split(".")[-2]


def confidence(told: Mapping[str, Any]) -> Text:
    """How likely it pays, and where that is known from; where it cannot be priced, only the latter."""
    source = f" ({told['source']})" if told["source"] and told["from"] == "published" else ""
    rests = RESTS_ON[told["from"]]
    if told["probability"] is None:
        return Text(de=f"{rests.de}{source}", en=f"{rests.en}{source}")
    chance = {say: format_likely(told["probability"], say) for say in LANGUAGES}
    return Text(
        de=f"{chance['de']} Wahrscheinlichkeit, dass es sich lohnt, {rests.de}{source}",
        en=f"{chance['en']} probability that it pays, {rests.en}{source}",
    )


def check(told: Mapping[str, Any]) -> Text:
    """How it will be known whether it worked."""
    design = TITLES[told["designs"][0]]
    title, weeks = find(told["metric"]).title, int(told["weeks"])
    return Text(
        de=f"{title.de}, {design.de}, nach {format_number(weeks, 'de')} Wochen",
        en=f"{title.en}, {design.en}, after {format_number(weeks, 'en')} weeks",
    )


def shares(told: Mapping[str, Any]) -> Text:
    """How much of the gap such a step closes."""
    low, middle, high = (
        {say: format_percent(told[name], say) for say in LANGUAGES} for name in ("share_low", "share", "share_high")
    )
    lessons, proven = int(told["lessons"]), told["from"] == "own"
    german = f"aus {lessons} eigenen Ergebnissen" if lessons != 1 else "aus einem eigenen Ergebnis"
    english = f"from {lessons} own results" if lessons != 1 else "from one own result"
    verb = Text(de="schloss im Mittel", en="closed on average") if proven else Text(de="schließt, so die Annahme,",
                                                                                  en="is assumed to close")  # fmt: skip
    return Text(
        de=f"Ein solcher Schritt {verb.de} {middle['de']} des Abstands ({low['de']} bis {high['de']})"
           + (f", {german}." if lessons else "."),
        en=f"Such a step {verb.en} {middle['en']} of the gap ({low['en']} to {high['en']})"
           + (f", {english}." if lessons else "."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is limited to; "" is everything."""

    kind: str = ""
    theme: str = ""
    owner: str = ""
    state: str = "open"

    def holds(self, one: Advice) -> bool:
        return (
            self.kind in ("", one.body["kind"])
            and self.theme in ("", one.theme)
            and self.owner in ("", one.body["owner"]["en"])
            and self.state in ("all", one.body["status"])
        )


def offered(found: Sequence[Advice]) -> list[tuple[str, Text, list[tuple[str, Text, int]]]]:
    """The fields of the filter with their choices: name, title, [(value, title, how many)]."""
    kinds = Counter(str(one.body["kind"]) for one in found)
    themes = Counter(one.theme for one in found)
    owners = Counter(str(one.body["owner"]["en"]) for one in found)
    titles = {str(one.body["owner"]["en"]): Text(**one.body["owner"]) for one in found}
    return [
        ("kind", Text(de="Art", en="Kind"), [(name, KINDS[name], kinds[name]) for name in KINDS if kinds[name]]),
        ("theme", Text(de="Thema", en="Theme"),
         [(name, title, themes[name]) for name, title in THEMES.items() if themes[name]]),
        ("owner", Text(de="Verantwortlich", en="Owner"),
         [(name, titles[name], owners[name]) for name in sorted(owners)]),
    ]  # fmt: skip


def headline(found: Sequence[Advice]) -> Text:
    """How many, and the best."""
    if not found:
        return Text(de="Nichts spricht dafür, etwas zu ändern", en="Nothing speaks for changing anything")
    best = found[0]
    words = {}
    for say in LANGUAGES:
        many = _many(len(found), say)
        worth = f" – {_worth(best, say)}" if best.worth else ""
        first = Text(de="Am besten zuerst", en="Best first").get(say)
        words[say] = f"{many}. {first}: {best.body['title'][say]}{worth}"
    return Text(**words)


def _worth(one: Advice, say: Language) -> str:
    expected = one.body["expected"]
    size = format_estimate(expected["money_per_year"], one.body["currency"], say)
    return f"rund {size} im Jahr" if say == "de" else f"about {size} a year"


def _many(count: int, say: Language) -> str:
    number = format_number(count, say)
    if say == "de":
        return "Eine Empfehlung" if count == 1 else f"{number} Empfehlungen"
    return "One recommendation" if count == 1 else f"{number} recommendations"


def _each(written: Any) -> Text:
    return Text(**{say: written(say) for say in LANGUAGES})
