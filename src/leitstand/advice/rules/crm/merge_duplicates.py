"""Customers stand in a system more than once: merge their records, and match at entry so that no new ones arise."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Rule, Situation
from leitstand.advice.reading.findings import found_in, number, words
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "duplicate_rate"
MUCH, LEAST = 0.01, 50
"""Share and number of records from which on merging is worth the work (own judgement)."""


def look(situation: Situation) -> Iterator[Advice]:
    for one in found_in(situation, {"duplicate_records"}, {LEVER}, good=False):
        if one.low is None or one.high is None or one.low < MUCH:
            continue
        failed = number(one, "failed")
        if failed < LEAST:
            continue
        yield Advice(
            dims={"source_system": one.dims["system"]},
            findings=[one.id],
            gap=Gap(-one.effect, -one.high, -one.low, "threshold"),
            affected=Affected(failed, Text(de="doppelte Kundendatensätze", en="duplicate customer records")),
            figures={
                "system": Figure(words(one, "system"), "text"),
                "share": Figure(one.effect, "ratio"),
                "checked": Figure(number(one, "checked"), "count"),
            },
        )


TWICE = Found("m1", "duplicate_records", LEVER, 0.03, "ratio", {"system": "shop"}, low=0.027, high=0.034, good=False,
              figures={"system": "shop", "failed": 357, "checked": 11666})  # fmt: skip
FEW = Found("m2", "duplicate_records", LEVER, 0.006, "ratio", {"system": "shop"}, low=0.004, high=0.008, good=False,
            figures={"system": "shop", "failed": 70, "checked": 11666})  # fmt: skip

RULE = Rule(
    title=Text(de="Doppelte Kundendatensätze zusammenführen", en="Merge duplicate customer records"),
    pattern=Text(
        de=f"In einem System gehören gesichert mehr als {MUCH:.0%} der Datensätze zu einem Kunden, der dort schon "
        f"steht",
        en=f"in one system surely more than {MUCH:.0%} of the records belong to a customer who is there already",
    ),
    guard=Text(
        de=f"nicht bei weniger als {LEAST} Dubletten: Die Regelung kostet dann mehr, als sie bringt",
        en=f"not for fewer than {LEAST} duplicates: the routine costs more than it brings then",
    ),
    problem=Text(
        de="Im System „{system}“ sind {count} von {checked} Kundendatensätzen doppelt ({share}).",
        en="In the system '{system}' {count} of {checked} customer records are duplicates ({share}).",
    ),
    diagnosis=Text(
        de="Dubletten entstehen meist bei der Erfassung, wenn niemand nach vorhandenen Datensätzen sucht. Sie spalten "
        "die Historie: Kunden erscheinen neu, Umsatz je Kunde zu klein, Werbung kommt doppelt.",
        en="Duplicates mostly arise at entry when nobody looks for existing records. They split the history: customers "
        "look new, revenue per customer too small, mailings arrive twice.",
    ),
    action=Text(
        de="Die für Stammdaten zuständige Person führt bis Monatsende die {count} Datensätze im System „{system}“ "
        "zusammen (Liste: leitstand match) und schaltet den Abgleich bei Neuanlage ein (E-Mail, Telefon, Anschrift). "
        "Erster Schritt: 20 Paare von Hand prüfen, ob sie wirklich dieselben sind; zwei Standorte eines Kunden bleiben "
        "getrennt.",
        en="By the end of the month the person in charge of master data merges the {count} records in the system "
        "'{system}' (list: leitstand match) and turns on matching at entry (e-mail, phone, address). First step: check "
        "20 pairs by hand; two sites of one customer stay apart.",
    ),
    kind="process",
    lever=LEVER,
    effort="M",
    grade="B",
    source="DAMA UK (2013)",
    owner=Text(de="Stammdatenpflege", en="Master data"),
    check=Check(
        LEVER,
        ("before_after", "interrupted_time_series"),
        8,
        Text(
            de="Dublettenquote dieses Systems nach der Bereinigung und für neue Datensätze",
            en="duplicate rate of this system after the clean-up and among new records",
        ),
    ),
    guardrails=("completeness", "active_customers"),
    look=look,
    fires=Example(findings=[TWICE]),
    silent=Example(findings=[FEW]),
)
