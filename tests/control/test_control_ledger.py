"""The record of loads agrees with the store, and no row is unaccounted for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from leitstand.control.ledger import services as ledger
from leitstand.control.ledger.models import Load, LoadState, RejectsState
from leitstand.foundation.errors import UnknownId


def begin(alias: str, load_id: str, **values: Any) -> Load:
    given = {"file_name": "Kunden Müller.csv", "sha256": "ab" * 32, "size": 1234, "connector": "shop", **values}
    return ledger.start_load(alias, load_id, **given)


def count(alias: str, load_id: str, rows_in: int, accepted: int, rejected: int) -> None:
    ledger.record_counts(
        alias,
        load_id,
        rows_in=rows_in,
        accepted=accepted,
        rejected=rejected,
        control_totals={"amount": Decimal("12.3400")},
        tables={"order": accepted},
        notes=[{"de": "Kopfzeile übersprungen", "en": "title row skipped"}],
    )


def test_the_life_of_a_load(alias: str) -> None:
    assert begin(alias, "l1").state == LoadState.STARTED
    count(alias, "l1", 10, 8, 2)
    assert ledger.load(alias, "l1").state == LoadState.STARTED  # the store has not committed yet
    ledger.finish_load(alias, "l1")
    done = ledger.load(alias, "l1")
    assert (done.state, done.rows_in, done.accepted, done.rejected) == (LoadState.DONE, 10, 8, 2)
    assert done.finished_at is not None
    assert done.finished_at >= done.started_at
    assert done.rejects_state == RejectsState.OPEN
    assert Decimal(done.control_totals["amount"]) == Decimal("12.3400")
    assert done.tables == {"order": 8}
    assert done.notes[0]["de"] == "Kopfzeile übersprungen"
    ledger.rejects_reloaded(alias, "l1")
    ledger.withdraw_load(alias, "l1")
    gone = ledger.load(alias, "l1")
    assert (gone.state, gone.rejects_state, gone.rejected) == (LoadState.WITHDRAWN, RejectsState.RELOADED, 2)


def test_every_row_is_accounted_for(alias: str) -> None:
    begin(alias, "l1")
    with pytest.raises(ValueError, match="10 rows in, but 8 accepted and 1 rejected"):
        count(alias, "l1", 10, 8, 1)
    with pytest.raises(IntegrityError):
        Load.objects.using(alias).filter(id="l1").update(rows_in=1)


def test_a_load_without_rejects_has_none_open(alias: str) -> None:
    begin(alias, "l1")
    count(alias, "l1", 3, 3, 0)
    assert ledger.load(alias, "l1").rejects_state == RejectsState.NONE


def test_a_failed_load_begins_again_with_a_clean_page(alias: str) -> None:
    begin(alias, "l1")
    count(alias, "l1", 3, 1, 2)
    ledger.fail_load(alias, "l1", ["disk full"])
    assert (ledger.load(alias, "l1").state, ledger.load(alias, "l1").notes) == (LoadState.FAILED, ["disk full"])
    begin(alias, "l1")
    again = ledger.load(alias, "l1")
    assert (again.state, again.rows_in, again.notes, again.finished_at) == (LoadState.STARTED, 0, [], None)
    assert len(ledger.loads(alias)) == 1


def test_a_done_load_is_not_overwritten(alias: str) -> None:
    begin(alias, "l1")
    ledger.finish_load(alias, "l1")
    with pytest.raises(ValueError, match="withdraw it first"):
        begin(alias, "l1")


def test_an_unknown_load_is_named(alias: str) -> None:
    begin(alias, "load_2024_01")
    with pytest.raises(UnknownId) as caught:
        ledger.finish_load(alias, "load_2024_02")
    assert "load_2024_01" in caught.value.describe("de")


def test_loads_of_the_same_file(alias: str) -> None:
    for name, sha in [("l1", "aa"), ("l2", "bb"), ("l3", "aa")]:
        begin(alias, name, sha256=sha)
    assert [one.id for one in ledger.loads(alias)] == ["l3", "l2", "l1"]
    assert [one.id for one in ledger.loads(alias, sha256="aa")] == ["l3", "l1"]


def test_the_store_decides_what_is_loaded(alias: str) -> None:
    for name in ("done", "lost", "crashed_after", "crashed_before", "failed", "withdrawn", "half_withdrawn"):
        begin(alias, name)
    count(alias, "crashed_after", 5, 5, 0)
    for name in ("done", "lost"):
        ledger.finish_load(alias, name)
    ledger.fail_load(alias, "failed")
    for name in ("withdrawn", "half_withdrawn"):
        ledger.withdraw_load(alias, name)
    loaded = {"done", "crashed_after", "half_withdrawn", "unknown to the record"}
    assert ledger.repair(alias, loaded) == ["crashed_after", "crashed_before", "half_withdrawn", "lost"]
    assert {one.id: one.state for one in ledger.loads(alias)} == {
        "done": LoadState.DONE,
        "lost": LoadState.WITHDRAWN,
        "crashed_after": LoadState.DONE,
        "crashed_before": LoadState.FAILED,
        "failed": LoadState.FAILED,
        "withdrawn": LoadState.WITHDRAWN,
        "half_withdrawn": LoadState.DONE,
    }
    assert ledger.load(alias, "crashed_after").rows_in == 5  # no figure was lost
    assert ledger.repair(alias, loaded) == []


def test_mappings_are_remembered_by_shape(alias: str) -> None:
    assert ledger.mapping_for(alias, "s1") is None
    ledger.remember_mapping(alias, "s1", "erp", {"Kunde": "customer.name"})
    ledger.remember_mapping(alias, "s1", "erp", {"Kunde": "customer.segment"})
    found = ledger.mapping_for(alias, "s1")
    assert found is not None
    assert (found.source_system, found.spec) == ("erp", {"Kunde": "customer.segment"})


@pytest.mark.parametrize("value", ["EUR", 5, 0.5, None, False, ["a", "b"], {"zone": "Europe/Berlin"}])
def test_settings_come_back_as_they_were_set(alias: str, value: object) -> None:
    assert ledger.setting(alias, "one", "default") == "default"
    ledger.set_setting(alias, "one", "before")
    ledger.set_setting(alias, "one", value)
    assert ledger.setting(alias, "one", "default") == value


def test_dates_and_amounts_come_back_as_text(alias: str) -> None:
    ledger.set_setting(alias, "one", [date(2024, 2, 29), Decimal("1.10")])
    assert ledger.setting(alias, "one") == ["2024-02-29", "1.10"]
