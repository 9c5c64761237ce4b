"""The whole state of the plan as one document that another home, or a later day, can take in again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leitstand.control import database  # sets Django up: no model can be imported before; so it comes first

from django.apps import apps  # isort: skip
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, models

from leitstand.control.account.models import User
from leitstand.control.audit.models import Change
from leitstand.control.audit.services import as_row, noted
from leitstand.control.plan import conflicts
from leitstand.control.plan.models import Action
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

FORMAT, VERSION = "leitstand-plan", 1
APPS = ("plan", "task")
"""Whose rows are the state."""
TRAIL = "plan.change"
"""The lines of the audit trail about these rows."""

Document = dict[str, Any]


def document(alias: str) -> Document:
    """The state as plain values: format, version, rows {kind: rows in the order of their ids}."""
    return {"format": FORMAT, "version": VERSION, "rows": {name: _rows(alias, one) for name, one in _kinds()}}


def take_in(alias: str, given: Any, by: str = "", note: str = "") -> dict[str, int]:
    """Brings a document in, whole or not at all: kind → how many rows are new or different now. What it does not name
    stays; what it names becomes as it says; the trail only grows. The same document a second time changes nothing.

    Raises UnusableInput for what is no such document, naming kind, row and field.
    """
    kinds = dict(_kinds())
    rows = _checked(given, kinds)
    came: dict[str, int] = {}
    links: list[tuple[models.Model, str, list[str]]] = []
    try:
        with database.together(alias):
            for name, each in rows.items():
                came[name] = sum(_take(alias, kinds[name], row, by, note, links) for row in each)
            for one, field, others in links:
                if sorted(str(each.pk) for each in getattr(one, field).all()) != sorted(others):
                    with noted(alias, one, "imported", by, note):
                        getattr(one, field).set(others)
            connections[alias].check_constraints()
            for action in Action.objects.using(alias).exclude(needs=None):
                conflicts.check_ring(alias, action, [each.pk for each in action.needs.all()])
    except IntegrityError as error:
        raise _unusable(Text(de="Zeilen verweisen auf etwas, das es nicht gibt, oder sind doppelt",
                             en="rows point to what does not exist, or are there twice")) from error  # fmt: skip
    return {name: number for name, number in came.items() if number}


def _kinds() -> Iterator[tuple[str, type[models.Model]]]:
    for label in APPS:
        if label in apps.app_configs:
            for one in sorted(apps.get_app_config(label).get_models(), key=lambda each: each.__name__):
                yield f"{label}.{one._meta.model_name}", one
    yield TRAIL, Change


def _rows(alias: str, kind: type[models.Model]) -> list[dict[str, Any]]:
    links = [field.name for field in kind._meta.many_to_many]
    rows = kind._base_manager.using(alias).order_by(*_identity(kind)).prefetch_related(*links)
    if kind is Change:
        rows = rows.filter(kind__in=[one._meta.model_name for _, one in _kinds()])
    return [{name: value for name, value in as_row(one).items() if name in _fields(kind) or name in links}
            for one in rows]  # fmt: skip


def _identity(kind: type[models.Model]) -> Sequence[str]:
    """The fields by which a row is known again; an id that the database counts up means nothing elsewhere."""
    natural: Sequence[str] = getattr(kind, "NATURAL", ("pk",))
    return natural


def _fields(kind: type[models.Model]) -> dict[str, Any]:
    """Name → field, without ids that the database counts up."""
    return {one.name: one for one in kind._meta.concrete_fields if not isinstance(one, models.AutoField)}


def _checked(given: Any, kinds: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    if not isinstance(given, dict) or given.get("format") != FORMAT or not isinstance(given.get("rows"), dict):
        raise _unusable(Text(de="sie ist kein Maßnahmenplan", en="it is no plan"))
    if given.get("version") != VERSION or not given["rows"].keys() <= kinds.keys():
        raise _unusable(Text(de="sie stammt aus einer anderen Fassung", en="another version wrote it"))
    for name, rows in given["rows"].items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise _unusable(Text(de=f"{name} ist keine Liste von Zeilen", en=f"{name} is no list of rows"))
    return dict(given["rows"])


def _take(alias: str, kind: type[models.Model], row: Mapping[str, Any], by: str, note: str,
          links: list[tuple[models.Model, str, list[str]]]) -> bool:  # fmt: skip
    """Whether the row is new or different."""
    values = _values(alias, kind, row)
    one = kind(**values)
    known = kind._base_manager.using(alias).filter(**{name: getattr(one, name) for name in _identity(kind)}).first()
    links += [(known or one, field.name, _ids(kind, row, field.name)) for field in kind._meta.many_to_many]
    if known is not None and all(getattr(known, name) == value for name, value in values.items()):
        return False
    if kind is Change:
        if known is not None:
            raise _unusable(Text(de=f"ihr Änderungsprotokoll weicht ab (Zeile {known.pk})",
                                 en=f"its audit trail differs (row {known.pk})"))  # fmt: skip
        one.save(using=alias, force_insert=True)
        return True
    with noted(alias, known or one, "imported", by, note):
        if known is None:
            one.save(using=alias, force_insert=True)
        kind._base_manager.using(alias).filter(pk=(known or one).pk).update(**values)
    return True


def _values(alias: str, kind: type[models.Model], row: Mapping[str, Any]) -> dict[str, Any]:
    fields = _fields(kind)
    label = f"{kind._meta.label_lower} {row.get('id', '')}".strip()
    if strange := row.keys() - fields.keys() - {field.name for field in kind._meta.many_to_many}:
        raise _unusable(Text(de=f"{label}: das Feld „{min(strange)}“ gibt es nicht",
                             en=f"{label}: there is no field '{min(strange)}'"))  # fmt: skip
    values = {}
    for name, field in fields.items():
        if name not in row and field.has_default():
            continue
        try:
            values[field.attname] = _value(alias, field, row.get(name))
        except (ValidationError, TypeError, ValueError, OverflowError) as error:
            raise _unusable(Text(de=f"{label}: {name} kann nicht {row.get(name)!r:.60} sein",
                                 en=f"{label}: {name} cannot be {row.get(name)!r:.60}")) from error  # fmt: skip
    return values


def _value(alias: str, field: Any, given: Any) -> Any:
    """The value as the field holds it. Raises ValidationError, TypeError, ValueError, OverflowError."""
    if given is None:
        if not field.null:
            raise ValueError
        return None
    if field.related_model is User:
        return User.objects.using(alias).filter(email=given).values_list("pk", flat=True).first()
    if isinstance(field, models.JSONField):
        if not isinstance(given, type(field.get_default()) if field.has_default() else dict):
            raise TypeError
        return given
    text = isinstance(field, models.CharField | models.TextField | models.DateField | models.ForeignKey)
    if isinstance(given, str) is not text or isinstance(given, bool) is not isinstance(field, models.BooleanField):
        raise TypeError
    value = field.to_python(given)
    if field.choices and value not in dict(field.choices) and not (field.blank and value == ""):
        raise ValueError
    field.run_validators(value)
    return value


def _ids(kind: type[models.Model], row: Mapping[str, Any], name: str) -> list[str]:
    given = row.get(name, [])
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise _unusable(Text(de=f"{kind._meta.label_lower}: {name} ist keine Liste von Nummern",
                             en=f"{kind._meta.label_lower}: {name} is no list of ids"))  # fmt: skip
    return list(given)


def _unusable(why: Text) -> UnusableInput:
    return UnusableInput(
        Text(de=f"Die Datei lässt sich nicht übernehmen: {why.de}.", en=f"The file cannot be taken in: {why.en}."),
        Text(
            de="Nehmen Sie eine Datei, die `leitstand plan export` geschrieben hat.",
            en="Take a file that `leitstand plan export` wrote.",
        ),
    )
