"""Opens the engine: one writer, many readers of published versions."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from leitstand.foundation.errors import DiskFull, LeitstandError, StoreDamaged, StoreOutdated, is_disk_full
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.store.database import layout

LIMITS: dict[str, Any] = {
    "memory_limit": "2GiB",
    "threads": 2,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_persistent_secrets": False,
}
KEEP_VERSIONS = 2
SMALL = 64 * 2**20
"""Bytes of a version that one thread reads fastest."""
CHECKPOINT = "256MiB"
"""What many loads may leave in the log before it is worked into the file; the usual 16 MiB one large load fills."""


def writer_path(home: Home) -> Path:
    return home.folder("store") / "leitstand.duckdb"


def connect(path: Path | str, **limits: Any) -> Any:
    """A DuckDB connection with write access (in memory for ":memory:"). Raises StoreDamaged."""
    import duckdb

    try:
        return duckdb.connect(str(path), config=LIMITS | limits)
    except duckdb.Error as error:
        raise damaged(Path(path), error) from error


def damaged(path: Path, error: Exception) -> LeitstandError:
    if is_disk_full(error):
        return DiskFull()
    return StoreDamaged(
        Text(
            de=f"Die Datei {path.name} ist beschädigt oder unlesbar ({str(error).splitlines()[0]}).",
            en=f"The file {path.name} is damaged or cannot be read ({str(error).splitlines()[0]}).",
        ),
        Text(
            de="`leitstand rebuild` baut sie aus dem Rohspeicher neu auf.",
            en="`leitstand rebuild` makes it anew from the raw store.",
        ),
    )


@contextmanager
def writer(home: Home) -> Iterator[Any]:
    """The writing connection of a home; call only while holding its lock."""
    connection = connect(writer_path(home), checkpoint_threshold=CHECKPOINT)
    try:
        if not check_layout(connection):
            connection.begin()
            for statement in layout.create_all():
                connection.execute(statement)
            connection.commit()
        yield connection
    finally:
        connection.close()


def publish(home: Home) -> str:
    """Copies the writer's file (closed, so checkpointed) to a new version that readers open; answers its name."""
    source = writer_path(home)
    serve = home.folder("store/serve")
    version = _next_version(serve)
    temporary = serve / f".{version}.duckdb"
    with removed_on_failure(temporary):
        shutil.copyfile(source, temporary)
        os.chmod(temporary, 0o600)
        sync(temporary)
    os.rename(temporary, serve / f"{version}.duckdb")
    pointer = serve / ".current"
    pointer.write_text(version)
    sync(pointer)
    os.replace(pointer, serve / "current")
    sync(serve)
    drop_old_versions(home, KEEP_VERSIONS)
    return version


def _next_version(serve: Path) -> str:
    """The time, or just after the newest version where the clock was set back: names sort by age."""
    now, form = datetime.now(UTC).replace(tzinfo=None), "%Y%m%dT%H%M%S%f"
    for path in serve.glob("[0-9]*.duckdb"):
        with suppress(ValueError):
            now = max(now, datetime.strptime(path.stem, form) + timedelta(microseconds=1))
    return now.strftime(form)


@contextmanager
def removed_on_failure(path: Path) -> Iterator[None]:
    """What was not finished inside does not stay and take room."""
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        Path(f"{path}.wal").unlink(missing_ok=True)
        raise


def published_loads(home: Home) -> set[str]:
    """Ids of the loads that readers see; none where there is no readable version."""
    import duckdb

    try:
        path = published(home)
        if path is None:
            return set()
        with duckdb.connect(str(path), read_only=True, config=_reading(path)) as connection:
            return {load_id for (load_id,) in connection.execute("SELECT load_id FROM _loads").fetchall()}
    except (duckdb.Error, LeitstandError):
        return set()


def drop_old_versions(home: Home, keep: int) -> None:
    """Removes all but the newest versions; a reader that still has one open keeps reading it."""
    serve = home.folder("store/serve")
    for old in sorted(serve.glob("[0-9]*.duckdb"))[:-keep]:
        old.unlink(missing_ok=True)
    for unfinished in serve.glob(".*.duckdb"):
        unfinished.unlink(missing_ok=True)
    for aside in serve.glob("*.duckdb.*.tmp"):  # the engine removes it, unless its process was killed
        version, pid, _ = aside.name.rsplit(".", 2)
        if not ((serve / version).exists() or _alive(int(pid))):
            shutil.rmtree(aside, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is somebody else's
        pass
    return True


def published(home: Home) -> Path | None:
    """The version that readers open now, None before the first load."""
    pointer = home.path / "store/serve/current"
    if not pointer.exists():
        return None
    version = pointer.read_bytes().strip()
    if not re.fullmatch(rb"[0-9T]{1,30}", version):
        raise damaged(pointer, ValueError("no version"))
    return pointer.parent / f"{version.decode()}.duckdb"


def read(home: Home) -> Any:
    """An Ibis connection to the published version, read-only and locked down; an empty store before the first load.

    Raises StoreDamaged.
    """
    import ibis

    path = published(home)
    if path is None:
        return empty()
    backend = _readers.get(str(path))
    if backend is not None:  # the engine has one instance per file and process, and that one is locked already
        return backend
    try:
        backend = ibis.duckdb.connect(str(path), read_only=True, **_reading(path))
    except Exception as error:  # the engine has no common base class for damage, missing file and wrong format
        raise damaged(path, error) from error
    check_layout(backend.con)
    lock_down(backend.con)
    _readers[str(path)] = backend
    return backend


def _reading(path: Path) -> dict[str, Any]:
    """Two processes that put aside what does not fit into memory must not do so under one name."""
    own: dict[str, Any] = {"temp_directory": f"{path}.{os.getpid()}.tmp"}
    if path.exists() and path.stat().st_size < SMALL:  # to share out few rows takes longer than to read them
        own["threads"] = 1
    return LIMITS | own


_readers: WeakValueDictionary[str, Any] = WeakValueDictionary()


def check_layout(connection: Any) -> bool:
    """Whether there are tables: a new file has none yet. Raises StoreOutdated where another Leitstand made them."""
    held = "SELECT count(*) FROM duckdb_tables() WHERE table_name = '_state'"
    if not connection.execute(held).fetchone()[0]:
        return False
    found = connection.execute("SELECT value FROM _state WHERE key = 'layout'").fetchone()
    if found != (layout.fingerprint(),):
        raise StoreOutdated(
            Text(
                de="Der Auswertungsspeicher stammt von einer anderen Fassung von Leitstand.",
                en="The analytic store was made by another version of Leitstand.",
            ),
            Text(
                de="`leitstand rebuild` baut ihn aus dem Rohspeicher neu auf; nichts geht verloren.",
                en="`leitstand rebuild` makes it anew from the raw store; nothing is lost.",
            ),
        )
    return True


def empty() -> Any:
    """An Ibis connection to an empty store in memory."""
    import ibis

    backend = ibis.duckdb.connect(**LIMITS)
    for statement in layout.create_all():
        backend.con.execute(statement)
    return backend


def lock_down(connection: Any) -> None:
    """No files, no network, no further settings."""
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def sync(path: Path) -> None:
    """Makes what was written survive a power cut (files and folders)."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
