"""A bought channel brings more and more visits that hardly buy: judge channels by revenue, move the budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.findings import found_in, worsened
from leitstand.advice.reading.levels import bounds
from leitstand.advice.reading.website import purchases_worth
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "conversion_rate"
BOUGHT = ("paid", "cpc", "display", "affiliate", "shopping", "cross-network")
"""Words in the names of channels that cost by the click or view."""
GREW = 0.03
"""Share of all visits that the channel must have gained within a year."""
AGAINST = Text(
    de="Mehr Budget in einem anderen Kanal bringt dort mit der Zeit schwächere Besuche als bisher.",
    en="More budget in another channel brings weaker visits there with time.",
)

PRICE = Text(
    de="Der Betrag nimmt an, dass ein Besuch dort so viel kostet wie hier. Kostet er mehr, kommt entsprechend weniger "
    "zurück; ein höherer Anteil allein bringt keinen Kauf.",
    en="The amount assumes that a visit there costs as much as here. Where it costs more, less comes back accordingly; "
    "a better rate by itself brings no purchase.",
)


def look(situation: Situation) -> Iterator[Advice]:
    fell = [one for one in worsened(situation, {LEVER, "user_conversion_rate", "revenue_per_session"}) if not one.dims]
    rates = situation.cells(LEVER, "traffic_channel")
    if not fell:
        return
    for one in found_in(situation, {"trend", "level_shift"}, {"sessions", "visitors"}, good=True):
        name = one.dims.get("traffic_channel", "")
        best = _best(rates, name) if set(one.dims) == {"traffic_channel"} else None
        more, visits = _added(situation, one), situation.level("sessions")
        if best is None or more is None or visits is None or more < GREW * visits.value:
            continue
        gap = _regained(situation.level(LEVER), rates[name], more / visits.value)
        if gap is None:
            continue
        yield Advice(
            dims=one.dims,
            findings=[one.id, fell[0].id],
            gap=gap,
            affected=Affected(
                more, Text(de="Besuche im Jahr mehr als im Jahr davor", en="visits more than the year before")
            ),
            figures={
                "channel": Figure(name, "text"),
                "other": Figure(best, "text"),
                "rate": Figure(rates[name].value, "ratio"),
                "rate_other": Figure(rates[best].value, "ratio"),
                "part": Figure(gap.change, "percentage_points"),
            },
            # the added visits bought in the other channel instead, at the same price a visit
            money=purchases_worth(situation, (rates[best].value - rates[name].value) * more),
            lever_dims={},
            against=[PRICE, AGAINST],
        )


def _best(rates: Mapping[str, Level], name: str) -> str | None:
    """The other bought channel whose visits surely buy at least twice as often."""
    if name not in rates or not _bought(name):
        return None
    others = [other for other in rates if other != name and _bought(other)]
    others = [other for other in others if bounds(rates[other])[0] > 2 * bounds(rates[name])[1]]
    return max(others, key=lambda other: rates[other].value, default=None)


def _regained(whole: Level | None, own: Level, share: float) -> Gap | None:
    """How much higher the rate of all visits would be, had the channel kept its share: the share it gained times how
    much less its visits buy than all others."""
    if whole is None or None in (whole.numerator, whole.denominator, own.numerator, own.denominator):
        return None
    bought, visits = whole.numerator - own.numerator, whole.denominator - own.denominator  # type: ignore[operator]
    low, high = (share * (bought / visits - bound) for bound in reversed(bounds(own)))
    return Gap(share * (bought / visits - own.value), low, high, "own_period")


def _bought(name: str) -> bool:
    return any(word in name.lower() for word in BOUGHT)


def _added(situation: Situation, one: Found) -> float | None:
    """Visits of the channel beyond its share of the year before."""
    own, own_then = situation.level("sessions", one.dims), situation.level("sessions", one.dims, before=12)
    whole, whole_then = situation.level("sessions"), situation.level("sessions", before=12)
    if own is None or own_then is None or whole is None or whole_then is None or not whole_then.value:
        return None
    return own.value - whole.value * own_then.value / whole_then.value


MORE = Found(
    "j1", "trend", "sessions", 900.0, "count", {"traffic_channel": "Paid Social"}, since=date(2025, 9, 1), good=True
)
WORSE = Found("j2", "mix_shift", LEVER, -0.02, "ratio", since=date(2025, 10, 1), good=False)
CHANNEL = (("traffic_channel", "Paid Social"),)
LEVELS = {
    (LEVER, (), 0): Level(0.18, 90000, 0.178, 0.182, 16200, 90000),
    ("sessions", CHANNEL, 0): Level(12000, 12000), ("sessions", CHANNEL, 12): Level(5000, 5000),
    ("sessions", (), 0): Level(90000, 90000), ("sessions", (), 12): Level(80000, 80000),
}  # fmt: skip
RATES = {"Paid Social": Level(0.05, 12000, 0.046, 0.054, 600, 12000), "Paid Search": Level(0.2, 15000, 0.19, 0.21)}

RULE = Rule(
    title=Text(de="Werbekanäle am Umsatz messen", en="Judge paid channels by revenue"),
    pattern=Text(
        de="Die Konversionsrate sinkt, während ein bezahlter Kanal stark wächst, dessen Besuche höchstens halb so oft "
        "kaufen wie die eines anderen bezahlten Kanals",
        en="the conversion rate falls while a paid channel grows fast whose visits buy at most half as often as those "
        "of another paid channel",
    ),
    guard=Text(
        de="nicht, wenn die Konversionsrate insgesamt gehalten hat; nicht bei Kanälen, die nichts kosten",
        en="not where the overall conversion rate has held; not for channels that cost nothing",
    ),
    problem=Text(
        de="{channel} brachte im letzten Jahr {count} Besuche mehr, als seinem früheren Anteil entspricht; von diesem "
        "Kanal kaufen nur {rate}, von {other} {rate_other}. Mit seinem früheren Anteil läge die Konversionsrate um "
        "{part} höher.",
        en="Within the last year {channel} brought {count} visits more than its former share; only {rate} of this "
        "channel's visits buy, {rate_other} of {other}. With its former share the conversion rate would be {part} "
        "higher.",
    ),
    diagnosis=Text(
        de="Ein Teil des Rückgangs besteht rechnerisch aus diesem Anteil schwacher Besuche. Ob der Kanal später an "
        "anderer Stelle Käufe anstößt, zeigt diese Zahl nicht; das klärt die Pause im Test.",
        en="Part of the fall is made up of this share of weak visits. Whether the channel starts purchases elsewhere "
        "later is not in this number; pausing it in a test tells.",
    ),
    action=Text(
        de="Das Marketing stellt die Berichte bis Freitag auf Umsatz je Besuch und Kosten je Neukunde um und setzt das "
        "schwächste Zehntel der Ausgaben in {channel} für vier Wochen aus. Erster Schritt: zwei vergleichbare Regionen "
        "wählen, in einer pausieren, in der anderen weiterlaufen lassen; das frei werdende Budget geht zu {other}.",
        en="By Friday marketing switches its reports to revenue per visit and cost per new customer and pauses the "
        "worst tenth of spending in {channel} for four weeks. First step: choose two comparable regions, pause in one, "
        "go on in the other; the budget freed goes to {other}.",
    ),
    kind="action",
    lever=LEVER,
    effort="S",
    grade="B",
    source="Albrecht et al. (2002)",
    owner=Text(de="Leitung Marketing", en="Head of marketing"),
    check=Check(
        "revenue_per_session",
        ("difference_in_differences", "interrupted_time_series"),
        8,
        Text(de="Kanal in einer Region an, in der anderen aus", en="channel on in one region and off in the other"),
    ),
    guardrails=("cac", "rev_new", "revenue_net"),
    look=look,
    fires=Example(findings=[MORE, WORSE], levels=LEVELS, by={(LEVER, "traffic_channel"): RATES}),
    silent=Example(findings=[MORE], levels=LEVELS, by={(LEVER, "traffic_channel"): RATES}),
    needs=("web_session",),
)
