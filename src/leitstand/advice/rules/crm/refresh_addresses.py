"""A system still has addresses from which customers have moved away: take over what other systems know."""

from __future__ import annotations

from collections.abc import Iterator

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Rule, Situation
from leitstand.advice.reading.findings import found_in, number, words
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "freshness"
MUCH, LEAST = 0.03, 50
"""Share and number of comparable addresses from which on it costs more than single returned letters (own judgement)."""


def look(situation: Situation) -> Iterator[Advice]:
    for one in found_in(situation, {"outdated_records"}, good=False):
        if one.low is None or one.high is None or one.low < MUCH or number(one, "failed") < LEAST:
            continue
        yield Advice(
            dims={"source_system": one.dims["system"]},
            findings=[one.id],
            # of the customers that can be compared; each one asked counts as verified
            gap=Gap(one.effect, one.low, one.high, "threshold"),
            affected=Affected(number(one, "failed"), Text(de="veraltete Anschriften", en="outdated addresses")),
            figures={
                "system": Figure(words(one, "system"), "text"),
                "share": Figure(one.effect, "ratio"),
                "low": Figure(one.low, "ratio"),
                "checked": Figure(number(one, "checked"), "count"),
            },
        )


OLD = Found("o1", "outdated_records", "contact_age_p90", 0.044, "ratio", {"system": "crm"}, low=0.035, high=0.054,
            good=False, figures={"system": "crm", "failed": 84, "checked": 1927})  # fmt: skip
FEW = Found("o2", "outdated_records", "contact_age_p90", 0.025, "ratio", {"system": "crm"}, low=0.021, high=0.03,
            good=False, figures={"system": "crm", "failed": 48, "checked": 1927})  # fmt: skip

RULE = Rule(
    title=Text(de="Veraltete Anschriften berichtigen", en="Correct outdated addresses"),
    pattern=Text(
        de=f"In einem System sind gesichert mehr als {MUCH:.0%} der vergleichbaren Anschriften überholt",
        en=f"in one system surely more than {MUCH:.0%} of the comparable addresses are outdated",
    ),
    guard=Text(
        de=f"nicht bei weniger als {LEAST} Fällen; Rechnungs- und Lieferanschrift dürfen verschieden sein",
        en=f"not for fewer than {LEAST} cases; invoice and delivery address may differ",
    ),
    problem=Text(
        de="Im System „{system}“ ist die Anschrift von {count} der {checked} vergleichbaren Kunden wahrscheinlich "
        "veraltet ({share}, mindestens {low}).",
        en="In the system '{system}' the address of {count} of {checked} comparable customers is probably outdated "
        "({share}, at least {low}).",
    ),
    diagnosis=Text(
        de="Andere Systeme kennen eine neuere Anschrift; die Änderung wird nicht weitergereicht. Post und Waren gehen "
        "an die alte Adresse.",
        en="Other systems know a newer address; the change is not passed on. Mail and goods go to the old one.",
    ),
    action=Text(
        de="Die Stammdatenpflege fragt bis Monatsende bei den {count} Kunden nach, bevor wieder etwas verschickt wird, "
        "und legt fest, welches System bei Anschriften führt und die übrigen aktualisiert. Erster Schritt: Kunden mit "
        "offenem Auftrag zuerst; ohne Bestätigung nichts überschreiben.",
        en="By the end of the month master data asks the {count} customers before anything is sent again and decides "
        "which system leads for addresses and updates the others. First step: customers with an open order first; "
        "overwrite nothing without confirmation.",
    ),
    kind="process",
    lever=LEVER,
    effort="S",
    grade="B",
    source="DAMA UK (2013)",
    owner=Text(de="Stammdatenpflege", en="Master data"),
    check=Check(
        LEVER,
        ("before_after",),
        8,
        Text(de="Anteil veralteter Anschriften nach zwei Monaten", en="share of outdated addresses after two months"),
    ),
    guardrails=("completeness", "on_time_rate"),
    look=look,
    fires=Example(findings=[OLD]),
    silent=Example(findings=[FEW]),
)
