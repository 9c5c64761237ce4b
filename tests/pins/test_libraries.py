"""Foreign behaviour that we work around. A failing pin means: delete the workaround."""

from __future__ import annotations

from pathlib import Path

import duckdb
import ibis
import pytest
import sqlglot


def test_duckdb_below_2_because_ibis_fetches_arrow_tables() -> None:
    assert ibis.__version__.startswith("12."), "try duckdb 2 with this Ibis and lift the bound in pyproject.toml"
    assert duckdb.__version__.startswith("1.5.")
    assert sqlglot.__version__.split(".")[:2] <= ["30", "17"]


def test_ibis_cannot_open_a_locked_engine(tmp_path: Path) -> None:
    """engine.read locks down only after connecting, because Ibis sets the time zone first."""
    duckdb.connect(str(tmp_path / "x.duckdb")).close()
    with pytest.raises(duckdb.InvalidInputException, match="locked"):
        ibis.duckdb.connect(str(tmp_path / "x.duckdb"), read_only=True, lock_configuration=True)


def test_deleted_bytes_stay_in_the_file(tmp_path: Path) -> None:
    """Why Store.rewrite and Store.rebuild make new files."""
    path = tmp_path / "x.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t AS SELECT 'MARKER-' || i AS word FROM range(20000) s(i)")
        connection.execute("CHECKPOINT")
        connection.execute("DELETE FROM t")
        connection.execute("FORCE CHECKPOINT")
    assert b"MARKER-" in path.read_bytes()


def test_xdist_groups_nothing_with_this_pytest(request: pytest.FixtureRequest) -> None:
    """Why tests/conftest.py writes the groups into the ids itself: the field that xdist writes is read by nobody."""
    request.node._nodeid = "elsewhere"
    assert request.node.nodeid != "elsewhere"
