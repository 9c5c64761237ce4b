"""Words that several pages use; the glossary of the product holds."""

from __future__ import annotations

from collections.abc import Mapping

from leitstand.control.account.models import Role
from leitstand.foundation.text import Text

ROLES: Mapping[Role, Text] = {
    Role.VIEWER: Text(de="Lesen", en="Viewer"),
    Role.EMPLOYEE: Text(de="Kundenkontakt", en="Customer contact"),
    Role.ANALYST: Text(de="Analyse", en="Analyst"),
    Role.MANAGER: Text(de="Leitung", en="Manager"),
    Role.ADMINISTRATOR: Text(de="Administration", en="Administrator"),
}

COMPARISONS: Mapping[str, Text] = {
    "previous_year": Text(de="Vorjahr", en="Previous year"),
    "previous_period": Text(de="Vorperiode", en="Previous period"),
    "target": Text(de="Ziel", en="Target"),
    "industry": Text(de="Branche", en="Industry"),
    "competitor": Text(de="Wettbewerb", en="Competitors"),
}
"""Kinds of comparison of the top bar, the usual one first."""

AGAINST: Mapping[str, Text] = {
    "previous_year": Text(de="ggü. Vorjahr", en="on last year"),
    "previous_period": Text(de="ggü. Vorperiode", en="on period before"),
    "target": Text(de="ggü. Ziel", en="against target"),
    "industry": Text(de="ggü. Branche", en="against industry"),
    "competitor": Text(de="ggü. Wettbewerb", en="against competitors"),
}

BESIDE: Mapping[str, Text] = {
    "previous_year": Text(de="Vorjahr", en="last year"),
    "previous_period": Text(de="Vorperiode", en="the period before"),
    "target": Text(de="Ziel", en="target"),
    "industry": Text(de="Branche", en="industry"),
    "competitor": Text(de="Wettbewerb", en="competitors"),
}

MONTHS: tuple[Text, ...] = tuple(
    Text(de=de, en=en)
    for de, en in (
        ("Januar", "January"), ("Februar", "February"), ("März", "March"), ("April", "April"), ("Mai", "May"),
        ("Juni", "June"), ("Juli", "July"), ("August", "August"), ("September", "September"), ("Oktober", "October"),
        ("November", "November"), ("Dezember", "December"),
    )
)  # fmt: skip

FINDING_KINDS: Mapping[str, Text] = {
    "risk": Text(de="Risiko", en="Risk"),
    "chance": Text(de="Chance", en="Opportunity"),
    "bottleneck": Text(de="Engpass", en="Bottleneck"),
    "notice": Text(de="Hinweis", en="Notice"),
}

FAMILIES: Mapping[str, Text] = {
    "revenue": Text(de="Umsatz", en="Revenue"),
    "satisfaction": Text(de="Zufriedenheit", en="Satisfaction"),
    "website": Text(de="Website", en="Website"),
    "cash": Text(de="Cashflow", en="Cash flow"),
    "social": Text(de="Social Media", en="Social media"),
    "crm": Text(de="CRM-Qualität", en="CRM quality"),
}
"""Short names of the families of metrics, for navigation and cards."""

KIND_TONES: Mapping[str, str] = {"risk": "bad", "chance": "good", "bottleneck": "process", "notice": "neutral"}

MONEY_KINDS: Mapping[str, Text] = {
    "revenue": Text(de="Umsatz", en="revenue"),
    "gross_margin": Text(de="Rohertrag", en="gross margin"),
    "liquidity": Text(de="Liquidität", en="liquidity"),
}

FINDING_STATES: Mapping[str, Text] = {
    "open": Text(de="Offen", en="Open"),
    "new": Text(de="Neu", en="New"),
    "answered": Text(de="Beantwortet", en="Answered"),
    "gone": Text(de="Nicht mehr zu sehen", en="No longer seen"),
}

ANSWERS: Mapping[str, Text] = {
    "temporary": Text(de="geht vorüber", en="passes by itself"),
    "lasting": Text(de="bleibt so", en="stays so"),
}

DRIVER_WORDS: Mapping[str, Text] = {
    "made_up_of": Text(de="besteht aus", en="made up of"),
    "went_along_with": Text(de="ging einher mit", en="went along with"),
    "caused": Text(de="verursacht durch", en="caused by"),
}
"""Arithmetic is never called cause."""
