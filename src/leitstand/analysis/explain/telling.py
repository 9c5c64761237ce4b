"""The explanation of a change in one paragraph of words, German and English, from the computed figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from leitstand.analysis.explain.explained import Why
from leitstand.analysis.explain.parts import REMAINDER, Part
from leitstand.analysis.explain.segments import UNSHOWN
from leitstand.analysis.explain.segments import Part as Share
from leitstand.foundation.numbers import MINUS, format_change, format_day, format_value
from leitstand.foundation.text import Language, Text, joined
from leitstand.metrics.cells import cell_name
from leitstand.metrics.compute.facts import OTHER
from leitstand.metrics.registry import dimension, find

SIDES = {
    "numerator": Text(de="Zähler", en="Numerator"),
    "denominator": Text(de="Nenner", en="Denominator"),
    REMAINDER: Text(de="Nicht erklärter Rest", en="Unexplained remainder"),
}
CELLS = {
    None: Text(de="(ohne Angabe)", en="(none)"),
    OTHER: Text(de="(übrige)", en="(other)"),
    UNSHOWN: Text(de="(nicht gezeigte kleine Gruppen)", en="(small groups, not shown)"),
}
UNSURE = "±"
MOST_NAMED = 4
NEAR = 0.5
"""An event farther off is listed, but not spoken of."""


def part_title(identity: str) -> Text:
    """What a part of the tree is called."""
    return SIDES.get(identity) or find(identity).title


def segment_title(one: Share) -> Text:
    """ "Gerät mobile, Land DE"."""
    names = []
    for name, cell in one.dims.items():
        shown = CELLS.get(cell) or cell_name(name, str(cell))
        title = dimension(name).title
        names.append(Text(de=f"{title.de} {shown.de}", en=f"{title.en} {shown.en}"))
    return Text(de=", ".join(one.de for one in names), en=", ".join(one.en for one in names))


def sentence(found: Why) -> Text:
    """One paragraph: the change, what it is made up of, mix and rate, the most telling segment, the nearest event."""
    return joined(_change(found), _parts(found), _mix(found), _segments(found), _event(found)) or Text(de="", en="")


def difference(found: Why, amount: float, language: Language) -> str:
    """A contribution in the unit of the metric, with its sign; of a share in percentage points."""
    if found.after.unit.startswith("currency"):
        return format_value(amount, found.after.unit, found.after.currency, language, short=True, signed=True)
    return format_change(amount, None, found.after.unit, found.after.currency, language)


def _contribution(found: Why, one: Part, language: Language) -> str:
    """Without its sign where chance alone could have turned it."""
    text = difference(found, one.contribution, language)
    return UNSURE + text.lstrip(f"+{MINUS}") if one.unclear else text


def _both(words: Callable[[Language], str]) -> Text:
    return Text(de=words("de"), en=words("en"))


def _change(found: Why) -> Text:
    old, new = found.before, found.after
    title = find(new.metric).title
    if found.where.conditions:
        title = Text(de=f"{title.de} ({found.where})", en=f"{title.en} ({found.where})")
    ratio = found.change / old.value if old.value and old.value > 0 and (new.value or 0.0) >= 0 else None

    def values(language: Language) -> tuple[str, ...]:
        first, second = (
            format_value(one.value or 0.0, one.unit, one.currency, language, short=True) for one in (old, new)
        )
        change = difference(found, found.change, language)
        if ratio is not None and new.unit not in ("ratio", "points"):
            change += f" ({format_change(found.change, ratio, new.unit, new.currency, language)})"
        return second, first, change

    (now, was, by), (now_en, was_en, by_en) = values("de"), values("en")
    return Text(
        de=f"{title.de}: {now} ({new.period.label('de')}) nach {was} ({old.period.label('de')}), Veränderung {by}.",
        en=f"{title.en}: {now_en} ({new.period.label('en')}) after {was_en} ({old.period.label('en')}), "
        f"change {by_en}.",
    )


def _parts(found: Why) -> Text | None:
    named = sorted(_named(found.parts), key=lambda one: -abs(one.contribution))[:MOST_NAMED]
    weighed = found.split is not None and found.split.mix is not None
    if len(named) < 2 or (found.operator == "ratio" and weighed):  # mix and rate say more than both counts growing
        return None

    def listed(language: Language) -> str:
        return ", ".join(f"{part_title(one.id).get(language)} {_contribution(found, one, language)}" for one in named)

    return Text(de=f"Rechnerisch setzt sie sich zusammen aus: {listed('de')}.",
                en=f"It is made up of: {listed('en')}.")  # fmt: skip


def _named(parts: Sequence[Part]) -> Iterator[Part]:
    """The smallest parts that contribute anything."""
    for one in parts:
        if one.parts:
            yield from _named(one.parts)
        elif one.contribution:
            yield one


def _mix(found: Why) -> Text | None:
    own = found.split
    if own is None or own.mix is None or own.rate is None:
        return None
    by = _both(lambda language: " × ".join(dimension(name).title.get(language) for name in own.by))
    mix, rate = (_both(lambda language, x=x: difference(found, x, language)) for x in (own.mix, own.rate))  # type: ignore[misc]
    if own.reversal:
        gained = segment_title(max(own.parts, key=lambda one: (one.share_after or 0.0) - (one.share_before or 0.0)))
        fell = found.change < 0
        return Text(
            de=f"Insgesamt {'sank' if fell else 'stieg'} der Wert, obwohl er in jeder Teilgruppe nach {by.de} "
            f"{'stieg' if fell else 'sank'}: Die Anteile haben sich zu {gained.de} verschoben "
            f"(Verschiebung {mix.de}, Werte der Teilgruppen {rate.de}).",
            en=f"Overall it {'fell' if fell else 'rose'} although it {'rose' if fell else 'fell'} in every segment by "
            f"{by.en}: the mix moved to {gained.en} (mix {mix.en}, rates {rate.en}).",
        )
    return Text(
        de=f"Nach {by.de}: {mix.de} aus verschobenen Anteilen, {rate.de} aus den Werten der Teilgruppen selbst.",
        en=f"By {by.en}: {mix.en} from shares that moved (mix), {rate.en} from the rates of the segments themselves.",
    )


def _segments(found: Why) -> Text | None:
    first = next((one for one in found.segments if one.contribution is not None), None)
    if first is None:
        return None
    name = segment_title(first)
    by = _both(lambda language: difference(found, first.contribution or 0.0, language))
    due = _both(lambda language: difference(found, first.expected or 0.0, language))
    return Text(
        de=f"Am stärksten aus der Reihe fällt {name.de}: {by.de}, bei gleichmäßiger Veränderung wären es {due.de}.",
        en=f"Most out of line is {name.en}: {by.en}, where an even change would have given {due.en}.",
    )


def _event(found: Why) -> Text | None:
    if not found.events or found.events[0].closeness < NEAR:
        return None
    nearest = found.events[0].happening
    days = dict.fromkeys(day for day in (nearest.on, nearest.until) if day)
    on = _both(lambda language: " – ".join(format_day(day, language) for day in days))
    place = segment_title(found.onset_of) if found.onset_of else Text(de="", en="")
    place = Text(de=place.de and f" bei {place.de}", en=place.en and f" of {place.en}")
    return Text(
        de=f"Zeitlich am nächsten am Beginn der Veränderung{place.de} ({found.onset:%m/%Y}): {nearest.title.de}, "
        f"{on.de}; ob das die Ursache ist, sagt die Nähe nicht.",
        en=f"Closest in time to the onset of the change{place.en} ({found.onset:%Y-%m}): {nearest.title.en}, {on.en}; "
        "being close in time does not make it the cause.",
    )
