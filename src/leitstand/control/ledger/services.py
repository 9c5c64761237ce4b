"""Keeps the record of loads, remembers how files are read, and holds the settings of a home."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from django.utils import timezone

from leitstand.control import database  # noqa: F401  (sets Django up: no model can be imported before)
from leitstand.control.audit.services import noted
from leitstand.control.ledger.models import Load, LoadState, Mapping, RejectsState, Setting
from leitstand.foundation.errors import UnknownId
from leitstand.foundation.text import Text


def start_load(
    alias: str,
    load_id: str,
    *,
    file_name: str,
    sha256: str,
    size: int,
    connector: str,
    mapping_hash: str = "",
    table_name: str = "",
) -> Load:
    """The record of a load that begins. One that failed, crashed or was withdrawn begins again with a clean page.

    size: bytes of the file. table_name: sheet or archive member. Raises ValueError for a load that is done.
    """
    if Load.objects.using(alias).filter(id=load_id, state=LoadState.DONE).exists():
        raise ValueError(f"load {load_id} is done; withdraw it first")
    begun = Load(
        id=load_id,
        file_name=file_name,
        sha256=sha256,
        size=size,
        connector=connector,
        mapping_hash=mapping_hash,
        table_name=table_name,
    )
    begun.save(using=alias)
    return begun


def record_counts(
    alias: str,
    load_id: str,
    *,
    rows_in: int,
    accepted: int,
    rejected: int,
    control_totals: MappingOf[str, Any],
    tables: MappingOf[str, Any],
    notes: Sequence[Any] = (),
) -> None:
    """What came of the rows. Call it before the store commits: then a crash in between costs no figure.

    Raises ValueError unless rows_in = accepted + rejected, UnknownId.
    """
    if rows_in != accepted + rejected:
        raise ValueError(f"load {load_id}: {rows_in} rows in, but {accepted} accepted and {rejected} rejected")
    _change(
        alias,
        load_id,
        rows_in=rows_in,
        accepted=accepted,
        rejected=rejected,
        rejects_state=RejectsState.OPEN if rejected else RejectsState.NONE,
        control_totals=dict(control_totals),
        tables=dict(tables),
        notes=list(notes),
    )


def finish_load(alias: str, load_id: str) -> None:
    """The store has committed the load. Raises UnknownId."""
    _change(alias, load_id, state=LoadState.DONE, finished_at=timezone.now())


def fail_load(alias: str, load_id: str, notes: Sequence[Any] = ()) -> None:
    """The load came to nothing; notes say why. Raises UnknownId."""
    _change(alias, load_id, state=LoadState.FAILED, finished_at=timezone.now(), notes=list(notes))


def withdraw_load(alias: str, load_id: str) -> None:
    """The store has taken the load back. Raises UnknownId."""
    _change(alias, load_id, state=LoadState.WITHDRAWN, finished_at=timezone.now())


def rejects_reloaded(alias: str, load_id: str) -> None:
    """The rejected rows of the load were corrected and loaded again. Raises UnknownId."""
    _change(alias, load_id, rejects_state=RejectsState.RELOADED)


def load(alias: str, load_id: str) -> Load:
    """One load. Raises UnknownId."""
    found = Load.objects.using(alias).filter(id=load_id).first()
    if found is None:
        known = Load.objects.using(alias).order_by("-started_at").values_list("id", flat=True)
        raise UnknownId(Text(de="Den Ladevorgang", en="load"), load_id, known[:1000])
    return found


def loads(alias: str, sha256: str | None = None) -> list[Load]:
    """All loads, newest first; only those of the file with this hash, where one is given."""
    rows = Load.objects.using(alias).order_by("-started_at", "-id")
    return list(rows if sha256 is None else rows.filter(sha256=sha256))


def repair(alias: str, loaded_ids: set[str]) -> list[str]:
    """Makes the record agree with the analytic store, which alone decides; answers the ids that were put right.

    Call it only while you hold the store's lock: a load that another process is just bringing in looks like a crash.
    """
    repaired = []
    for one in Load.objects.using(alias).only("id", "state"):
        right = _right_state(LoadState(one.state), one.id in loaded_ids)
        if right != one.state:
            _change(alias, one.id, state=right, finished_at=timezone.now())
            repaired.append(one.id)
    return sorted(repaired)


def _right_state(recorded: LoadState, is_loaded: bool) -> LoadState:
    if is_loaded:
        return LoadState.DONE
    # A load is taken out of the store first and struck off here second; one that only began never reached the store.
    return {LoadState.DONE: LoadState.WITHDRAWN, LoadState.STARTED: LoadState.FAILED}.get(recorded, recorded)


def _change(alias: str, load_id: str, **values: Any) -> None:
    if not Load.objects.using(alias).filter(id=load_id).update(**values):
        load(alias, load_id)


def remember_mapping(alias: str, shape: str, source_system: str, spec: MappingOf[str, Any], by: str = "") -> None:
    """How files of this shape are to be read from now on; spec is plain JSON. by: who says so, else the import."""
    found = Mapping(shape=shape, source_system=source_system, spec=dict(spec))
    with noted(alias, found, "changed", by) if by else nullcontext():
        found.save(using=alias)


def mapping_for(alias: str, shape: str) -> Mapping | None:
    """How files of this shape were read last time."""
    return Mapping.objects.using(alias).filter(shape=shape).first()


def mappings(alias: str) -> list[Mapping]:
    """How files of every known shape are read."""
    return list(Mapping.objects.using(alias).order_by("shape"))


def setting(alias: str, key: str, default: Any = None) -> Any:
    """A setting of this home, or the default where nobody has chosen."""
    found = Setting.objects.using(alias).filter(key=key).first()
    return default if found is None else found.value


def set_setting(alias: str, key: str, value: Any) -> None:
    """value: anything that JSON can hold; decimals and dates come back as text."""
    Setting.objects.using(alias).update_or_create(key=key, defaults={"value": value})
