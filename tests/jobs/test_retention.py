"""What was kept long enough is gone, and nothing else."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from leitstand.control import database
from leitstand.control.identity.models import Identifier
from leitstand.control.ledger.models import SealedFile
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.home import Home
from leitstand.jobs import maintenance, retention
from leitstand.workspace import Workspace


def test_what_was_kept_long_enough_is_gone(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "umfrage.csv"
    day = timezone.now().date()
    path.write_text(
        "answer id;answered at;customer number;nps score;comment\n"
        f"1;2020-01-01;K-1;9;alt\n2;{day};K-1;9;neu\n3;x;K;9;y\n"
    )
    workspace = Workspace(home.path)
    workspace.import_files(path)
    alias = database.open(home.path)
    load_id = maintenance.loads(home)[0]["load_id"]
    for folder, age in (("incoming", 3), ("logs", 3)):
        file = home.folder(folder) / "old"
        file.write_text("x")
        os.utime(file, (time.time() - age * 86400,) * 2)
        (home.folder(folder) / "new").write_text("x")
    retention.set_days(alias, {"incoming": 2, "logs": 2, "originals": 30})
    first = retention.tidy(home)
    assert first["incoming"] == first["logs"] == 1 and first["originals"] == 0 and first["texts"] == 1
    assert [path.name for path in (home.path / "incoming").iterdir()] == ["new"]
    assert list(Identifier.objects.using(alias).filter(field="comment").values_list("value", flat=True)) == ["neu"]
    SealedFile.objects.using(alias).update(sealed_at=timezone.now() - timedelta(days=31))
    second = retention.tidy(home)
    assert second["originals"] == 1 and second["rejects"] == 0
    assert not list((home.path / "originals").glob("*.sealed"))
    assert len(maintenance.rejects(home, load_id)[1]) == 1
    assert all(check.ok for check in workspace.doctor())


@pytest.mark.parametrize("days", [0, -1, 5000])
def test_days_that_make_no_sense_are_refused(home: Home, days: int) -> None:
    with pytest.raises(UnusableInput):
        retention.set_days(database.open(home.path), {"logs": days})
