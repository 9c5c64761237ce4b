"""Visits move to a device on which people buy less: make buying there as easy as elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leitstand.advice.contract import Advice, Affected, Check, Example, Found, Gap, Level, Rule, Situation
from leitstand.advice.reading.findings import found_in, gap_of, number, words, worsened
from leitstand.analysis.contract import Figure
from leitstand.foundation.text import Text

LEVER = "conversion_rate"


def look(situation: Situation) -> Iterator[Advice]:
    shifts = [one for one in worsened(situation, {LEVER}) if one.type == "mix_shift" and _by_device(one)]
    for one in shifts[:1]:
        gained, mix, rate = words(one, "gained").en, number(one, "mix"), number(one, "rate")
        rates = situation.cells(LEVER, "device")
        best = max(rates, key=lambda device: rates[device].value, default=gained)
        # the shift must explain the fall, and there must be a device on which people surely buy more
        if gained not in rates or best == gained or mix >= 0 or abs(mix) <= abs(rate):
            continue
        drop = found_in(situation, {"funnel_drop"})
        steps = [value for each in drop for _, dims, value, _ in each.drivers if dims.get("device") == gained and value]
        back = gap_of(one)
        yield Advice(
            dims=one.dims,
            findings=[one.id, *(each.id for each in drop[:1] if steps)],
            gap=Gap(back.change, back.low, back.high, "own_period"),
            affected=Affected(
                rates[gained].n, Text(de="Besuche im Jahr mit diesem Gerät", en="visits a year on this device")
            ),
            figures={
                "device": Figure(gained, "text"),
                "best": Figure(best, "text"),
                "rate": Figure(rates[gained].value, "ratio"),
                "rate_best": Figure(rates[best].value, "ratio"),
                "share": Figure(number(one, "share_after"), "ratio"),
                "share_before": Figure(number(one, "share_before"), "ratio"),
                "mix": Figure(mix, "percentage_points"),
            },
        )


def _by_device(one: Found) -> bool:
    return any("device" in dims for _, dims, _, _ in one.drivers)


SHIFT = Found(
    "m1", "mix_shift", LEVER, -0.022, "ratio", since=date(2025, 10, 1), low=-0.027, high=-0.018, good=False,
    figures={"gained": "mobile", "mix": -0.032, "rate": 0.01, "share_before": 0.49, "share_after": 0.66},
    drivers=[(None, {"device": "mobile"}, -0.013, "made_up_of"), (None, {"device": "desktop"}, -0.019, "made_up_of")],
)  # fmt: skip
RATES = {"mobile": Level(0.13, 60000, 0.127, 0.133), "desktop": Level(0.32, 26000, 0.31, 0.33)}

RULE = Rule(
    title=Text(de="Das wachsende Gerät zum Kaufen ertüchtigen", en="Make buying easy on the growing device"),
    pattern=Text(
        de="Die Konversionsrate sinkt, weil sich Besuche zu einem Gerät verschieben, auf dem seltener gekauft wird",
        en="the conversion rate falls because visits move to a device on which people buy less",
    ),
    guard=Text(
        de="nicht, wenn der Rückgang in den Geräten selbst entsteht: Dann liegt ein Fehler näher",
        en="not where the fall arises within the devices: then a fault is more likely",
    ),
    problem=Text(
        de="{share} der Besuche kommen mit „{device}“ (zuvor {share_before}); dort kaufen {rate}, mit „{best}“ "
        "{rate_best}. Die Verschiebung macht {mix} an der Konversionsrate aus.",
        en="{share} of the visits come with '{device}' ({share_before} before); {rate} buy there, {rate_best} with "
        "'{best}'. The shift makes {mix} of the conversion rate.",
    ),
    diagnosis=Text(
        de="Der Rückgang besteht rechnerisch aus der Verschiebung, nicht aus schlechteren Geräten. Ein Teil des "
        "Abstands ist Absicht der Besucher (unterwegs schauen, daheim kaufen); wie viel, zeigt erst der Test.",
        en="The fall is made up of the shift, not of worse devices. Part of the distance is intention (looking on the "
        "way, buying at home); only the test shows how much.",
    ),
    action=Text(
        de="Das Shop-Team geht bis Freitag auf drei üblichen Geräten („{device}“) selbst von der Produktseite bis zur "
        "Kasse und notiert jede Hürde. Erster Schritt: die drei Stufen mit dem größten Verlust vereinfachen (Bezahlen "
        "mit einem Klick, weniger Felder, gespeicherter Warenkorb) und gegen die bisherige Fassung auslosen.",
        en="By Friday the shop team walks from product page to checkout on three common devices ({device}) and notes "
        "every hurdle. First step: simplify the three steps with the largest loss (one-click payment, fewer fields, "
        "saved cart) and test them against the present version by lot.",
    ),
    kind="action",
    lever=LEVER,
    effort="M",
    grade="B",
    source="Baymard (2024)",
    owner=Text(de="Leitung Onlineshop", en="Head of online shop"),
    check=Check(
        LEVER,
        ("ab_test", "difference_in_differences"),
        8,
        Text(
            de="ausgeloste Fassung auf diesem Gerät; Umsatz je Besuch als zweite Zahl",
            en="version by lot on this device; revenue per visit as second number",
        ),
    ),
    guardrails=("revenue_per_session", "refund_rate"),
    look=look,
    fires=Example(findings=[SHIFT], by={(LEVER, "device"): RATES}),
    silent=Example(
        findings=[Found("m2", "trend", LEVER, -0.02, "ratio", since=date(2026, 1, 1), good=False)],
        by={(LEVER, "device"): RATES},
    ),
    needs=("web_session",),
)
