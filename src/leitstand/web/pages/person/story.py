"""Says each event of a customer's timeline in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from leitstand.control.task.models import CustomerNote
from leitstand.control.task.services import Kept
from leitstand.foundation.numbers import format_day, format_number, format_value
from leitstand.foundation.text import LANGUAGES, Language, Text
from leitstand.planning.triggers.drawer.bad_rating import INSTRUMENTS

Event = Mapping[str, Any]

KINDS: Mapping[str, tuple[Text, str]] = {
    "order": (Text(de="Bestellung", en="Order"), "plan"),
    "cancelled": (Text(de="Storniert", en="Cancelled"), "bad"),
    "refund": (Text(de="Erstattung", en="Refund"), "bad"),
    "ticket": (Text(de="Anfrage", en="Ticket"), "watch"),
    "survey": (Text(de="Umfrage", en="Survey"), "neutral"),
    "visit": (Text(de="Website", en="Website"), "process"),
    "click": (Text(de="Newsletter", en="Newsletter"), "process"),
    "invoice": (Text(de="Rechnung", en="Invoice"), "neutral"),
    "late": (Text(de="Lieferung", en="Delivery"), "bad"),
    "call": (Text(de="Anruf", en="Call"), "neutral"),
    "email": (Text(de="E-Mail", en="E-mail"), "neutral"),
    "meeting": (Text(de="Termin", en="Meeting"), "neutral"),
    "note": (Text(de="Notiz", en="Note"), "neutral"),
    "consent": (Text(de="Einwilligung", en="Consent"), "neutral"),
    "deal": (Text(de="Angebot", en="Deal"), "plan"),
    "task": (Text(de="Aufgabe", en="Task"), "plan"),
}
TICKETS = {
    "question": Text(de="Frage", en="question"), "complaint": Text(de="Beschwerde", en="complaint"),
    "request": Text(de="Anliegen", en="request"), "incident": Text(de="Störung", en="incident"),
    "praise": Text(de="Lob", en="praise"),
}  # fmt: skip
OUTCOMES = {
    "won": Text(de="gewonnen", en="won"), "lost": Text(de="verloren", en="lost"), None: Text(de="offen", en="open"),
}  # fmt: skip
PURPOSES = {
    "email": Text(de="E-Mail-Werbung", en="E-mail advertising"),
    "phone": Text(de="Telefonwerbung", en="Phone advertising"),
    "profiling": Text(de="Profilbildung", en="Profiling"), "sms": Text(de="SMS-Werbung", en="SMS advertising"),
    "post": Text(de="Briefwerbung", en="Advertising by post"),
}  # fmt: skip
STATES = {
    "given": Text(de="erteilt", en="given"), "withdrawn": Text(de="widerrufen", en="withdrawn"),
    "denied": Text(de="verweigert", en="denied"), "expired": Text(de="abgelaufen", en="expired"),
}  # fmt: skip
ABOUT = {
    "deal": Text(de="zu einem Angebot, laut CRM", en="about a deal, says the CRM"),
    "ticket": Text(de="zu einer Anfrage, laut CRM", en="about a ticket, says the CRM"),
    "customer": Text(de="laut CRM", en="says the CRM"),
}
ANSWERS = {
    "done": Text(de="erledigt", en="done"), "dismissed": Text(de="verworfen", en="dismissed"),
    "postponed": Text(de="verschoben", en="postponed"),
}  # fmt: skip
SCALES = {"nps": 10}
GOOD_NPS, BAD_NPS, GOOD_RATING, BAD_RATING = 9, 6, 4, 2


@dataclass(frozen=True, slots=True)
class Line:
    """An event: its day, what kind it is, in which tone, and what happened. said: by a person, in their words."""

    day: date
    kind: Text
    tone: str
    text: Text
    said: str = ""
    by: str = ""


def lines(
    events: Iterable[Event], today: date, currency: str, usual: int | None, comments: Mapping[int, str]
) -> list[Line]:
    """usual: days after the due date within which this customer usually pays. comments: of survey answers that may be
    shown."""
    found = []
    for one in events:
        title, tone = KINDS[one["kind"]]
        text, own = SAYING[one["kind"]](one, _Words(today, currency, usual))
        found.append(
            Line(one["day"], title, own or tone, text, comments.get(one["key"], "") if one["kind"] == "survey" else "")
        )
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    today: date
    currency: str
    usual: int | None

    def money(self, value: float | None, say: Language) -> str:
        return "–" if value is None else format_value(value, "currency", self.currency, say)

    def days(self, number: int, say: Language) -> str:
        return format_value(number, "days", None, say)


def _each(told: Callable[[Language], str]) -> Text:
    return Text(**{say: told(say) for say in LANGUAGES})


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _order(one: Event, words: _Words) -> tuple[Text, str | None]:
    number, pieces = one["number"], one["count"]

    def told(say: Language) -> str:
        many = None if pieces is None else format_number(pieces, say) + ({"de": " Stück", "en": " pieces"}[say])
        if pieces == 1:
            many = {"de": "1 Stück", "en": "1 piece"}[say]
        return _joined(
            number and {"de": f"Nr. {number}", "en": f"No. {number}"}[say], words.money(one["amount"], say), many
        )

    return _each(told), None


def _refund(one: Event, words: _Words) -> tuple[Text, str | None]:
    return _each(lambda say: _joined(words.money(one["amount"], say), one["word"])), None


def _ticket(one: Event, words: _Words) -> tuple[Text, str | None]:
    topic, kind = one["word"], TICKETS.get(one["other"])
    closed, until = bool(one["count"]), one["until"]

    def told(say: Language) -> str:
        name = _joined(topic, kind.get(say) if kind else None)
        if until is not None:
            took = words.days(max((until - one["day"]).days, 0), say)
            same = until <= one["day"]
            state = {"de": "am selben Tag gelöst" if same else f"gelöst nach {took}",
                     "en": "solved the same day" if same else f"solved after {took}"}[say]  # fmt: skip
        elif closed:
            state = {"de": "geschlossen", "en": "closed"}[say]
        else:
            open_for = words.days((words.today - one["day"]).days, say)
            state = {"de": f"offen seit {open_for}", "en": f"open for {open_for}"}[say]
        return _joined(name, state)

    tone = (
        "bad" if one["other"] == "complaint" or not (closed or until) else "good" if one["other"] == "praise" else None
    )
    return _each(told), tone


def _survey(one: Event, words: _Words) -> tuple[Text, str | None]:
    score, kind = one["amount"], one["word"]
    title = INSTRUMENTS.get(kind) or Text(de="Bewertung", en="rating")
    good, bad = (GOOD_NPS, BAD_NPS) if kind == "nps" else (GOOD_RATING, BAD_RATING)
    tone = "good" if score >= good else "bad" if score <= bad else "watch"
    return _each(lambda say: f"{title.get(say)[:1].upper()}{title.get(say)[1:]}: {format_number(score, say)}"), tone


def _visit(one: Event, words: _Words) -> tuple[Text, str | None]:
    number = int(one["count"] or 1)

    def told(say: Language) -> str:
        visits = {"de": "1 Besuch" if number == 1 else f"{format_number(number, say)} Besuche",
                  "en": "1 visit" if number == 1 else f"{format_number(number, say)} visits"}[say]  # fmt: skip
        pages = one["amount"] and f"{format_number(one['amount'], say)} {'Seiten' if say == 'de' else 'pages'}"
        return _joined(visits, pages)

    return _each(told), None


def _click(one: Event, words: _Words) -> tuple[Text, str | None]:
    return Text(de="Link angeklickt", en="Clicked a link"), None


def _invoice(one: Event, words: _Words) -> tuple[Text, str | None]:
    due, paid = one["until"], one["other"] == "paid"
    late = (one["day"] - due).days if paid and due else (words.today - due).days if due else None

    def told(say: Language) -> str:
        number = one["number"] and {"de": f"Nr. {one['number']}", "en": f"No. {one['number']}"}[say]
        return _joined(number, words.money(one["amount"], say), _paying(paid, late, due, words, say))

    overdue = late is not None and late > 0
    return _each(told), ("watch" if paid else "bad") if overdue else "good" if paid else None


def _paying(paid: bool, late: int | None, due: date | None, words: _Words, say: Language) -> str:
    if paid:
        if late is None or late <= 0:
            return {"de": "pünktlich bezahlt" if late is not None else "bezahlt",
                    "en": "paid in time" if late is not None else "paid"}[say]  # fmt: skip
        after = words.days(late, say)
        usual = ""
        if words.usual is not None:
            usual = {"de": f" (üblich: {max(words.usual, 0)})", "en": f" (usually {max(words.usual, 0)})"}[say]
        return {"de": f"bezahlt, {after} nach Fälligkeit{usual}", "en": f"paid {after} after the due date{usual}"}[say]
    if due is None or late is None:
        return {"de": "offen", "en": "open"}[say]
    if late > 0:
        return {"de": f"offen, {words.days(late, say)} überfällig", "en": f"open, {words.days(late, say)} overdue"}[say]
    return {"de": f"offen, fällig am {format_day(due, say)}", "en": f"open, due on {format_day(due, say)}"}[say]


def _late(one: Event, words: _Words) -> tuple[Text, str | None]:
    return _each(
        lambda say: {"de": f"{words.days(int(one['count']), say)} nach dem zugesagten Termin zugestellt",
                     "en": f"delivered {words.days(int(one['count']), say)} after the promised day"}[say]
    ), None  # fmt: skip


def _talk(one: Event, words: _Words) -> tuple[Text, str | None]:
    return ABOUT.get(one["word"], ABOUT["customer"]), None


def _consent(one: Event, words: _Words) -> tuple[Text, str | None]:
    return consent(one["word"], one["other"]), "good" if one["other"] == "given" else "watch"


def consent(purpose: str | None, status: str | None) -> Text:
    what = PURPOSES.get(purpose or "") or Text(de=purpose or "–", en=purpose or "–")
    state = STATES.get(status or "") or Text(de=status or "–", en=status or "–")
    return Text(de=f"{what.de}: {state.de}", en=f"{what.en}: {state.en}")


def _deal(one: Event, words: _Words) -> tuple[Text, str | None]:
    state = OUTCOMES.get(one["other"], OUTCOMES[None])
    tone = {"won": "good", "lost": "bad"}.get(one["other"] or "")
    return _each(lambda say: _joined(words.money(one["amount"], say), state.get(say))), tone


SAYING: Mapping[str, Callable[[Event, _Words], tuple[Text, str | None]]] = {
    "order": _order, "cancelled": _order, "refund": _refund, "ticket": _ticket, "survey": _survey, "visit": _visit,
    "click": _click, "invoice": _invoice, "late": _late, "call": _talk, "email": _talk, "meeting": _talk,
    "note": _talk, "consent": _consent, "deal": _deal,
}  # fmt: skip


def written(notes: Iterable[CustomerNote], answered: Iterable[Kept]) -> list[Line]:
    """What people wrote, and what they said to tasks."""
    title, tone = KINDS["note"]
    found = [Line(one.at.date(), title, tone, Text(de="", en=""), one.text, one.by) for one in notes]
    title, tone = KINDS["task"]
    for kept in answered:
        if kept.answer is not None:
            name, state = Text(**kept.task.body["title"]), ANSWERS[kept.answer.kind]
            text = Text(de=f"{name.de}: {state.de}", en=f"{name.en}: {state.en}")
            found.append(Line(kept.answer.at.date(), title, tone, text, kept.answer.reason, kept.answer.by))
    return found
