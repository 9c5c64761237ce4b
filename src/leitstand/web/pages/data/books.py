"""From the shop to the books, month by month, and signing months off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from leitstand.control.account.models import Role
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.numbers import format_value
from leitstand.foundation.period import parse_day, period_of
from leitstand.foundation.text import LANGUAGES, Text
from leitstand.jobs import bridge_words
from leitstand.jobs.reconciling import Bridge, Month
from leitstand.reporting.charts.contract import Chart
from leitstand.web.contract import Request, may
from leitstand.web.forms import word_of
from leitstand.web.guard import missing
from leitstand.web.pages.data import standing, words
from leitstand.web.pages.data.whole import whole
from leitstand.web.shell.speech import spoken
from leitstand.web.state import written

SMALL = 0.005
"""A remainder below this share of the revenue is small."""


@whole
def show(request: Request) -> HttpResponse:
    """All months with books, the newest first."""
    found = standing.months(request.company)
    return render(request, "data/books.html", {
        "months": [(one, written(period_of(one.start, "month")), remainder(one)) for one in found],
        "head": headline(found), "missing": list(dict.fromkeys(text for one in found for text in one.missing)),
        "states": words.MONTHS, "tones": words.MONTH_TONES,
    })  # fmt: skip


@whole
def month(request: Request, month: str) -> HttpResponse:
    """Both bridges of a month, what they lack, and who signed it."""
    one = _month(request, month)
    name = written(period_of(one.start, "month"))
    return render(request, "data/month.html", {
        "one": one, "name": name, "word": f"{one.start:%Y-%m}", "remainder": remainder(one),
        "chart": waterfall(one, one.revenue, name, TO_BOOKS, bridge_words.TITLES["revenue_target"]),
        "cash": waterfall(one, one.cash, name, TO_BANK, bridge_words.TITLES["cash_target"]),
        "standing": words.MONTHS[one.state], "tone": words.MONTH_TONES[one.state],
        "manages": may(request.user.role, Role.MANAGER),
    })  # fmt: skip


@whole
def sign(request: Request, month: str) -> HttpResponseBase:
    one = _month(request, month)
    return _done(request, month, lambda: request.company.workspace.books.sign(
        one.start, word_of(request.POST, "note", 500), request.user.email),
        Text(de="Der Monat ist freigegeben.", en="The month is signed off."))  # fmt: skip


@whole
def reopen(request: Request, month: str) -> HttpResponseBase:
    one = _month(request, month)
    return _done(request, month, lambda: request.company.workspace.books.reopen(
        one.start, word_of(request.POST, "reason", 500), request.user.email),
        Text(de="Die Freigabe ist zurückgenommen.", en="The signature is taken back."))  # fmt: skip


def _done(request: Request, month: str, act: Any, said: Text) -> HttpResponseBase:
    try:
        act()
        messages.success(request, said.get(spoken()))
    except LeitstandError as error:
        messages.error(request, error.message.get(spoken()))
    return redirect("data.month", month=month)


def _month(request: Request, month: str) -> Month:
    try:
        start = period_of(parse_day(month), "month").start
    except (LeitstandError, ValueError):
        raise missing(month) from None
    found = next((one for one in standing.months(request.company) if one.start == start), None)
    if found is None:
        raise missing(month)
    return found


TO_BOOKS = Text(de="Vom Shop zum Umsatz der Bücher", en="From the shop to the revenue of the books")
TO_BANK = Text(de="Vom Ergebnis zum Geld auf der Bank", en="From the result to the money in the bank")


def waterfall(one: Month, bridge: Bridge, name: Text, title: Text, end: Text) -> Chart | None:
    """The bridge as a chart: the steps and the remainder add up to what it leads to; None where it leads nowhere."""
    if not bridge.steps or bridge.target is None or bridge.remainder is None:
        return None
    steps = [(step.title, float(step.amount)) for step in bridge.steps]
    rest = [(bridge_words.TITLES["remainder"], float(bridge.remainder))] if bridge.remainder else []
    labels: list[Any] = [*(text for text, _ in (*steps, *rest)), end]
    values = [*(amount for _, amount in (*steps, *rest)), float(bridge.target)]
    totals = [True, *(False for _ in (*steps, *rest)[1:]), True]
    return Chart(
        "waterfall", {"label": labels, "value": values, "total": totals}, "currency",
        Text(de=f"{title.de}, {name.de}", en=f"{title.en}, {name.en}"), currency=one.currency, direction="context",
    )  # fmt: skip


def remainder(one: Month) -> tuple[float | None, str]:
    """What is left, and its tone: good where it is small beside the revenue."""
    left = one.revenue.remainder
    if left is None:
        return None, "neutral"
    small = abs(float(left)) <= SMALL * abs(float(one.revenue.target or 0))
    return float(left), "good" if small else "watch"


def headline(months: Sequence[Month]) -> Text:
    """The answer in words: how far the latest month agrees with the books."""
    last = next((one for one in months if one.revenue.remainder is not None), None)
    if last is None:
        return Text(de="Noch sind keine Bücher geladen", en="No books are loaded yet")
    name = written(period_of(last.start, "month"))
    left = {say: format_value(float(last.revenue.remainder or 0), "currency", last.currency, say) for say in LANGUAGES}
    if not last.revenue.remainder:
        return Text(de=f"{name.de}: Shop und Bücher stimmen auf den Cent überein",
                    en=f"{name.en}: shop and books agree to the cent")  # fmt: skip
    return Text(de=f"{name.de}: Shop und Bücher stimmen bis auf {left['de']} überein",
                en=f"{name.en}: shop and books agree but for {left['en']}")  # fmt: skip
