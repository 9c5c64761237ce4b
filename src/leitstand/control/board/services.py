"""Keeps views and dashboards of people, and the notes that stand on every time axis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from leitstand.control import database  # sets Django up: no model can be imported before; so it comes first

from django.db.models import Q, QuerySet  # isort: skip

from leitstand.control.account.models import User
from leitstand.control.audit.services import noted
from leitstand.control.board.models import Dashboard, NoteKind, SavedView, TimeNote, ViewForm
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.segment import Segment
from leitstand.foundation.text import Text

LONGEST_TITLE, LONGEST_NOTE, LONGEST_QUERY = 200, 300, 4000
MOST_VIEWS = 24
"""On one dashboard."""


def views(alias: str, user: User) -> list[SavedView]:
    """The own views and those that are shared, by title."""
    return list(_seen(SavedView.objects.using(alias), user).select_related("owner"))


def view(alias: str, user: User, view_id: str) -> SavedView:
    """One of them. Raises UnknownId, also for what somebody else keeps for themselves."""
    rows = _seen(SavedView.objects.using(alias), user).select_related("owner")
    found: SavedView | None = rows.filter(pk=view_id).first()
    if found is None:
        raise UnknownId(Text(de="Die Ansicht", en="view"), view_id, ())
    return found


def save_view(alias: str, user: User, title: str, query: str, form: str = "chart", shared: bool = False) -> SavedView:
    """The view as kept; an own one of the same title is replaced. Raises UnusableInput without a title."""
    title = _titled(title)
    if form not in ViewForm.values or len(query) > LONGEST_QUERY:
        raise UnusableInput(
            Text(de="Diese Ansicht lässt sich nicht sichern.", en="This view cannot be saved."),
            Text(de="Wählen Sie weniger Bedingungen.", en="Choose fewer conditions."),
        )
    known = SavedView.objects.using(alias).filter(owner=user, title=title).first()
    found = known or SavedView(owner=user, title=title)
    with noted(alias, found, "created" if found._state.adding else "changed", user.email):
        found.query, found.form, found.shared = query, form, shared
        found.save(using=alias)
    return found


def share_view(alias: str, user: User, view_id: str, shared: bool) -> SavedView:
    """The own view, from now on for everybody or for its owner only. Raises UnknownId."""
    found: SavedView = _own(SavedView, alias, user, view_id, Text(de="Die Ansicht", en="view"))
    with noted(alias, found, "changed", user.email):
        found.shared = shared
        found.save(using=alias)
    return found


def delete_view(alias: str, user: User, view_id: str) -> None:
    """Takes an own view away, from all dashboards too. Raises UnknownId."""
    found: SavedView = _own(SavedView, alias, user, view_id, Text(de="Die Ansicht", en="view"))
    with database.together(alias):
        for board in Dashboard.objects.using(alias).all():
            if view_id in board.views:
                board.views = [one for one in board.views if one != view_id]
                board.save(using=alias)
        with noted(alias, found, "deleted", user.email, name=view_id):
            SavedView.objects.using(alias).filter(pk=view_id).delete()


def dashboards(alias: str, user: User) -> list[Dashboard]:
    """The own dashboards and those that are shared, by title."""
    return list(_seen(Dashboard.objects.using(alias), user).select_related("owner"))


def dashboard(alias: str, user: User, board_id: str) -> tuple[Dashboard, list[SavedView]]:
    """A dashboard with those of its views that this person may see, in order. Raises UnknownId."""
    found = _seen(Dashboard.objects.using(alias), user).select_related("owner").filter(pk=board_id).first()
    if found is None:
        raise UnknownId(Text(de="Die Tafel", en="dashboard"), board_id, ())
    seen = {one.id: one for one in views(alias, user) if one.id in found.views}
    return found, [seen[one] for one in found.views if one in seen]


def make_dashboard(alias: str, user: User, title: str, shared: bool = False) -> Dashboard:
    """A new dashboard without views; the own one of the same title where there is one. Raises UnusableInput."""
    title = _titled(title)
    found = Dashboard.objects.using(alias).filter(owner=user, title=title).first()
    if found is None:
        found = Dashboard(owner=user, title=title)
    with noted(alias, found, "created" if found._state.adding else "changed", user.email):
        found.shared = shared
        found.save(using=alias)
    return found


def arrange(alias: str, user: User, board_id: str, view_ids: Sequence[str]) -> Dashboard:
    """The own dashboard with these views in this order, each once. Raises UnknownId, UnusableInput for too many."""
    found: Dashboard = _own(Dashboard, alias, user, board_id, Text(de="Die Tafel", en="dashboard"))
    wanted = list(dict.fromkeys(view_ids))
    if len(wanted) > MOST_VIEWS:
        raise UnusableInput(
            Text(de=f"Auf einer Tafel haben {MOST_VIEWS} Ansichten Platz.",
                 en=f"A dashboard has room for {MOST_VIEWS} views."),
            Text(de="Legen Sie eine zweite Tafel an.", en="Make a second dashboard."),
        )  # fmt: skip
    for one in wanted:
        if one not in found.views:
            view(alias, user, one)
    with noted(alias, found, "changed", user.email):
        found.views = wanted
        found.save(using=alias)
    return found


def move(alias: str, user: User, board_id: str, view_id: str, by: int) -> Dashboard:
    """The own dashboard with a view moved by so many places, as far as it goes. Raises UnknownId."""
    order = list(_own(Dashboard, alias, user, board_id, Text(de="Die Tafel", en="dashboard")).views)
    if view_id in order:
        place = max(0, min(len(order) - 1, order.index(view_id) + by))
        order.remove(view_id)
        order.insert(place, view_id)
    return arrange(alias, user, board_id, order)


def delete_dashboard(alias: str, user: User, board_id: str) -> None:
    """Takes an own dashboard away; its views stay. Raises UnknownId."""
    found: Dashboard = _own(Dashboard, alias, user, board_id, Text(de="Die Tafel", en="dashboard"))
    with noted(alias, found, "deleted", user.email, name=board_id):
        Dashboard.objects.using(alias).filter(pk=board_id).delete()


def notes(alias: str, metric: str | None = None, start: date | None = None, end: date | None = None) -> list[TimeNote]:
    """The notes of `[start, end)`, oldest first: of all metrics, or those of one and those for all where given."""
    rows = TimeNote.objects.using(alias).order_by("day", "made_at")
    if metric is not None:
        rows = rows.filter(metric__in=("", metric))
    if start is not None:
        rows = rows.filter(day__gte=start)
    if end is not None:
        rows = rows.filter(day__lt=end)
    return list(rows)


def add_note(alias: str, day: date, text: str, *, metric: str = "", dims: str = "",
             kind: Literal["note", "event"] = "note", by: str = "") -> TimeNote:  # fmt: skip
    """The note as kept; the same one where it is there already. dims: words of Segment. Raises UnusableInput."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST_NOTE:
        raise UnusableInput(
            Text(de="Eine Notiz braucht einen kurzen Text.", en="A note needs a short text."),
            Text(de=f"Schreiben Sie höchstens {LONGEST_NOTE} Zeichen.", en=f"Write up to {LONGEST_NOTE} characters."),
        )
    Segment.parse([dims] if dims else [])
    told: dict[str, Any] = {"day": day, "text": text, "metric": metric, "dims": dims, "kind": NoteKind(kind).value}
    known = TimeNote.objects.using(alias).filter(**told).first()
    if known is not None:
        return known
    found = TimeNote(**told, by=by)
    with noted(alias, found, "created", by):
        found.save(using=alias, force_insert=True)
    return found


def remove_note(alias: str, note_id: str, by: str = "", only_own: bool = True) -> None:
    """Takes a note away. only_own: another person's is as good as not there. Raises UnknownId."""
    rows = TimeNote.objects.using(alias).filter(pk=note_id)
    found = (rows.filter(by=by) if only_own else rows).first()
    if found is None:
        raise UnknownId(Text(de="Die Notiz", en="note"), note_id, ())
    with noted(alias, found, "deleted", by, name=note_id):
        TimeNote.objects.using(alias).filter(pk=note_id).delete()


def _seen(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    return rows.filter(Q(owner=user) | Q(shared=True)).order_by("title", "id")


def _own(model: Any, alias: str, user: User, identity: str, kind: Text) -> Any:
    found = model.objects.using(alias).filter(pk=identity, owner=user).first()
    if found is None:
        raise UnknownId(kind, identity, ())
    return found


def _titled(title: str) -> str:
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise UnusableInput(
            Text(de="Es fehlt ein kurzer Titel.", en="A short title is missing."),
            Text(de="Schreiben Sie, worum es geht.", en="Write what it is about."),
        )
    return title
