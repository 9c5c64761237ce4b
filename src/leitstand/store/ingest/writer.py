"""The operations that change a store: add loads, take one back, make it anew, make deleted bytes disappear."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence, Set
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from leitstand.foundation.errors import StoreOutdated
from leitstand.foundation.home import Home
from leitstand.foundation.schema import tables
from leitstand.store.contract import Applied, Load
from leitstand.store.database import engine, layout, lock
from leitstand.store.ingest import raw
from leitstand.store.ingest.apply import apply

__all__ = ["Store", "opened"]


class Store:
    """The store of a home while its lock is held."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._together: ExitStack | None = None
        self._connection: Any = None
        self._loads: list[dict[str, Any]] | None = None  # nobody else writes while the lock is held

    @contextmanager
    def together(self) -> Iterator[None]:
        """Inside, many loads are added and published once, at the end; what an interruption leaves unpublished the
        next import publishes. The file stays open, which spares each load a checkpoint."""
        with ExitStack() as self._together:
            try:
                yield
            finally:
                self._close()
                self._together = None
                self.settle()

    @contextmanager
    def _writer(self) -> Iterator[Any]:
        """The writing connection; inside `together` it stays open until somebody replaces the file."""
        if self._together is None:
            with engine.writer(self.home) as connection:
                yield connection
            return
        if self._connection is None:
            self._connection = self._together.enter_context(engine.writer(self.home))
        yield self._connection

    def _close(self) -> None:
        if self._together:
            self._together.close()
        self._connection = None

    def loads(self) -> list[dict[str, Any]]:
        """What the engine says is loaded, oldest first."""
        if self._loads is None:
            with self._writer() as connection:
                found = connection.execute("SELECT * EXCLUDE (checksum) FROM _loads ORDER BY position")
                names = [column[0] for column in found.description]
                self._loads = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        return self._loads

    def renew(self, zone: str, currency: str, expected: Set[str]) -> None:
        """Makes a store anew that was lost or is of another version of Leitstand; leaves a current one as it is."""
        try:
            current = raw.kept(self.home) <= {str(load["load_id"]) for load in self.loads()}
        except StoreOutdated:
            current = False
        if not current:
            self.rebuild(zone, currency, expected)

    def add(self, ready: Sequence[tuple[Load, Path]], zone: str, currency: str) -> list[Applied]:
        """Brings all loads in with one transaction, settles the raw store and publishes."""
        self._loads = None
        with self._writer() as connection:
            connection.begin()
            try:
                made = [apply(connection, load, folder, zone, currency) for load, folder in ready]
                _remember(connection, zone, currency)
                connection.commit()
            except BaseException:
                connection.rollback()
                raise
        self.settle()
        return made

    def settle(self) -> list[str]:
        """Repairs what an interrupted import left, publishes what readers lack; answers the loads that count."""
        known = [str(load["load_id"]) for load in self.loads()]
        raw.settle(self.home, known)
        if self._together is None and engine.published_loads(self.home) != set(known):
            engine.publish(self.home)
        return known

    def withdraw(self, load_id: str, zone: str, currency: str, expected: Set[str]) -> None:
        """Takes a load back as if it had never come."""
        raw.check_kept(self.home, expected - {load_id})
        raw.withdraw(self.home, load_id)
        self.rebuild(zone, currency, expected - {load_id})
        self.settle()

    def replace(
        self, ready: Sequence[tuple[Load, Path]], replaced: Set[str], zone: str, currency: str, expected: Set[str]
    ) -> list[Applied]:
        """Adds loads and takes others back in one step: until the new file is in place, the old loads count.

        Raises StoreDamaged where the raw store lacks one of the loads that are expected; then nothing changes.
        """
        raw.check_kept(self.home, expected - replaced)
        kept = [one for one in raw.loads(self.home) if one[0].load_id not in replaced]
        made = self._make([*kept, *ready], zone, currency, replaced)
        self.settle()
        return [made[load.load_id] for load, _ in ready]

    def rebuild(self, zone: str, currency: str, expected: Set[str]) -> None:
        """Makes the store anew from the raw store, into a new file, and publishes it.

        The old file and all old versions are removed: bytes that were deleted are gone from the disk.
        Raises StoreDamaged where the raw store lacks one of the loads that are expected; then nothing changes.
        """
        raw.check_kept(self.home, expected)
        self._make(raw.loads(self.home), zone, currency)

    def _make(
        self, loads: Sequence[tuple[Load, Path]], zone: str, currency: str, replaced: Set[str] = frozenset()
    ) -> dict[str, Applied]:
        """A new file with these loads in place of the old one; the replaced ones are marked just before."""
        temporary = engine.writer_path(self.home).with_suffix(".new")
        temporary.unlink(missing_ok=True)
        with engine.removed_on_failure(temporary):
            made = _fill(temporary, loads, zone, currency)
            for load_id in sorted(replaced):
                raw.withdraw(self.home, load_id)
        self._replace(temporary)
        return made

    def rewrite(self) -> None:
        """Copies the living rows into a new file; what was deleted is gone from the disk."""
        path = engine.writer_path(self.home)
        temporary = path.with_suffix(".new")
        temporary.unlink(missing_ok=True)
        with engine.removed_on_failure(temporary), self._writer() as connection:
            connection.execute(f"ATTACH '{str(temporary).replace(chr(39), chr(39) * 2)}' AS fresh")
            name = connection.execute("SELECT current_database()").fetchone()[0]
            connection.execute(f'COPY FROM DATABASE "{name}" TO fresh')
            connection.execute("DETACH fresh")
        self._replace(temporary)

    def checksums(self) -> dict[str, str]:
        """Per table the number of rows and a checksum of everything in them."""
        with self._writer() as connection:
            return checksums(connection)

    def _replace(self, temporary: Path) -> None:
        self._close()  # nobody may hold the old file open
        self._loads = None
        path = engine.writer_path(self.home)
        engine.sync(temporary)
        os.replace(temporary, path)
        Path(f"{path}.wal").unlink(missing_ok=True)
        engine.sync(path.parent)
        engine.publish(self.home)
        engine.drop_old_versions(self.home, keep=1)


def _fill(path: Path, loads: Sequence[tuple[Load, Path]], zone: str, currency: str) -> dict[str, Applied]:
    """Brings the loads into a new file, in the order of their positions."""
    connection = engine.connect(path)
    try:
        for statement in layout.create_all():
            connection.execute(statement)
        connection.begin()
        ordered = sorted(loads, key=lambda one: one[0].position)
        made = {load.load_id: apply(connection, load, folder, zone, currency) for load, folder in ordered}
        _remember(connection, zone, currency)
        connection.commit()
        return made
    finally:
        connection.close()


def checksums(connection: Any) -> dict[str, str]:
    """Table → "rows:checksum"; the order of the rows does not matter."""
    found = {}
    for one in tables().values():
        body = ", ".join(f'coalesce("{name}"::VARCHAR, chr(30))' for name in layout.columns(one))
        rows, total = connection.execute(
            f"SELECT count(*), coalesce(sum(md5_number_lower(concat_ws(chr(31), {body}))::HUGEINT), 0) "
            f'FROM "{one.name}"'
        ).fetchone()
        found[one.name] = f"{rows}:{int(total) & (1 << 64) - 1:016x}"
    return found


def _remember(connection: Any, zone: str, currency: str) -> None:
    for key, value in (("zone", zone), ("currency", currency)):
        connection.execute("INSERT OR REPLACE INTO _state VALUES (?, ?)", [key, value])


@contextmanager
def opened(home: Home, wait: float = 0) -> Iterator[Store]:
    """The store for writing; holds the home's lock, for which it waits so many seconds. Raises HomeBusy."""
    with lock.writing(home, wait):
        yield Store(home)


def free_bytes(home: Home) -> int:
    """Free space of the disk that holds the home."""
    return shutil.disk_usage(home.folder("")).free
