"""Words, numbers and charts in templates: `{% say %}`, `|said`, `{% amount %}`, `{% go %}`, `{% chart %}` …"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from leitstand.foundation.numbers import (
    FIXED_SPACE,
    format_change,
    format_day,
    format_likely,
    format_number,
    format_percent,
    format_value,
)
from leitstand.foundation.text import Text
from leitstand.reporting.charts import inline, words
from leitstand.reporting.charts.contract import Chart
from leitstand.reporting.charts.sparkline import sparkline
from leitstand.web.shell.speech import spoken
from leitstand.web.state import KEYS

register = template.Library()
MOST_DRAWN = 400
_made: dict[tuple[str, str], dict[str, Any]] = {}
"""Charts as this process drew them last; a chart of other numbers has another id."""


@register.filter
def said(text: Text | Mapping[str, str] | str | None) -> str:
    """A Text, or its dictionary, in the reader's language; a plain word as it is."""
    if isinstance(text, Text):
        return text.get(spoken())
    if isinstance(text, Mapping):
        return str(text.get(spoken(), ""))
    return text or ""


@register.simple_tag
def say(de: str, en: str, **values: Any) -> str:
    """A sentence in the reader's language, with {places} for values (Texts among them in the same language)."""
    sentence = Text(de=de, en=en).get(spoken())
    if not values:
        return sentence
    return sentence.format(**{name: _plain(value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, Text | Mapping):
        return said(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return format_number(value, spoken())
    return value


@register.simple_tag
def plural(number: float, one_de: str, many_de: str, one_en: str, many_en: str) -> str:
    """ "1 Aufgabe", "1.204 Aufgaben"."""
    one, many = Text(de=one_de, en=one_en), Text(de=many_de, en=many_en)
    return f"{format_number(number, spoken())}{FIXED_SPACE}{(one if number == 1 else many).get(spoken())}"


@register.simple_tag
def amount(value: float | None, unit: str = "count", currency: str | None = None, short: bool = True,
           signed: bool = False) -> str:  # fmt: skip
    """A number with its unit; an en dash where it is unknown."""
    return "–" if value is None else format_value(value, unit, currency, spoken(), short=short, signed=signed)


@register.simple_tag
def change(value: float | None, ratio: float | None, unit: str, currency: str | None = None) -> str:
    return "–" if value is None else format_change(value, ratio, unit, currency, spoken())


@register.filter
def percent(ratio: float | None) -> str:
    return "–" if ratio is None else format_percent(ratio, spoken())


@register.filter
def likely(share: float | None) -> str:
    """A probability in whole percent."""
    return "–" if share is None else format_likely(share, spoken())


@register.filter
def count(number: float | None) -> str:
    return "–" if number is None else format_number(number, spoken())


@register.filter
def raw(number: float | None) -> str:
    """A number as programs read it, for data attributes."""
    return "" if number is None else repr(float(number))


@register.filter
def small(number: float | None) -> str:
    """A small number with three decimals at most; what is smaller still as "< 0.001"."""
    if number is None:
        return "–"
    return f"< {format_number(0.001, spoken(), 3)}" if number < 0.001 else format_number(number, spoken(), 3)


@register.filter
def day(given: date | str | None) -> str:
    """A day, also from an ISO text; an instant as its day."""
    if not given:
        return "–"
    found = datetime.fromisoformat(given) if isinstance(given, str) else given
    return format_day(found.date() if isinstance(found, datetime) else found, spoken())


@register.simple_tag(takes_context=True)
def moment(context: RequestContext, given: datetime | str | None, zone: str = "Europe/Berlin") -> str:
    """An instant with its time of day."""
    if not given:
        return "–"
    found = datetime.fromisoformat(given) if isinstance(given, str) else given
    local = found.astimezone(ZoneInfo(zone)) if found.tzinfo else found
    return f"{format_day(local.date(), spoken())}, {local:%H:%M}"


@register.simple_tag(takes_context=True)
def go(context: RequestContext, address_of: str, **given: Any) -> str:
    """The address of a page with the state of this one. period, compare, where: other than here ("" takes it out)."""
    changes = {key: given.pop(key) or None for key in KEYS if key in given}
    state = context.get("state")
    return reverse(address_of, kwargs=given) + (state.query(**changes) if state is not None else "")


@register.simple_tag(takes_context=True)
def here(context: RequestContext, **changes: Any) -> str:
    """The address of this page with some parameters other than they are; "" takes one out."""
    given = context["request"].GET.copy()
    for key, value in changes.items():
        given.pop(key, None)
        if value not in ("", None):
            given.setlist(key, value if isinstance(value, list) else [str(value)])
    return f"{context['request'].path}?{given.urlencode()}" if given else str(context["request"].path)


@register.inclusion_tag("shell/chart.html", takes_context=True)
def chart(context: RequestContext, drawn: Chart | None, name: str = "", height: str = "") -> dict[str, Any]:
    """A chart with its sentence, table twin and downloads. name: of the file to download."""
    if drawn is None:
        return {"drawn": None}
    language = spoken()
    identity = keep(context["company"], drawn)
    key = (identity, language)
    if key not in _made:
        head, rows = words.table(drawn, language)
        _made[key] = {
            "head": head, "rows": rows, "summary": words.summary(drawn, language),
            "svg": mark_safe(inline.drawing(drawn, language)),  # made by us, every text escaped
        }  # fmt: skip
        while len(_made) > MOST_DRAWN:
            _made.pop(next(iter(_made)))
    return {
        "drawn": drawn, "title": drawn.title, "subtitle": drawn.subtitle, "identity": identity, "language": language,
        "name": name, **_made[key],
    }  # fmt: skip


def keep(company: Any, drawn: Chart) -> str:
    """Keeps a chart so that it can be downloaded by those who see the same part of the company; answers its id."""
    identity = hashlib.sha256(repr((str(company.scope), drawn)).encode()).hexdigest()[:24]
    company.memory.put(("chart", str(company.scope), identity), drawn)
    return identity


@register.simple_tag
def spark(values: Sequence[float | None], width: int = 120, height: int = 36) -> SafeString:
    return mark_safe(sparkline(values, width, height))


@register.simple_tag
def bar(share: float | None, tone: str = "plan", width: int = 96) -> SafeString:
    """A share as a small bar; the number itself stands beside it in words."""
    filled = 0 if share is None else max(0.0, min(1.0, share)) * width
    return format_html(
        '<svg class="bar tone-{}" viewBox="0 0 {w} 8" width="{w}" height="8" aria-hidden="true">'
        '<rect class="bar-all" width="{w}" height="8" rx="4"/><rect class="bar-part" width="{f}" height="8" rx="4"/>'
        "</svg>",
        tone, w=width, f=f"{filled:.1f}",
    )  # fmt: skip
