"""Taking a load back, making the store anew, and looking whether everything is in order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from leitstand.control import sealing
from leitstand.control.identity import services as identity
from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import LeitstandError, UnusableInput, full_disk_told
from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.importing import WAIT, import_file, mend, recorded
from leitstand.jobs.links import Links
from leitstand.jobs.quality import check_quietly
from leitstand.sources.contract import Reject
from leitstand.store.contract import OWN
from leitstand.store.database import engine
from leitstand.store.ingest.writer import free_bytes, opened


def loads(home: Home) -> list[dict[str, Any]]:
    """All loads of files, newest first, as plain dictionaries."""
    links = Links.of(home)
    return [
        {
            "load_id": one.id, "file": one.file_name, "part": one.table_name, "connector": one.connector,
            "state": one.state, "loaded_at": one.started_at.isoformat(timespec="seconds"), "rows_in": one.rows_in,
            "accepted": one.accepted, "rejected": one.rejected, "rejects": one.rejects_state,
            "control_totals": one.control_totals, "tables": one.tables,
        }
        for one in ledger.loads(links.alias)
        if one.connector != OWN
    ]  # fmt: skip


@full_disk_told()
def withdraw(home: Home, load_id: str) -> None:
    """Takes a load back as if it had never come: rows, names, original. Raises UnknownId, UnusableInput, HomeBusy."""
    links = Links.of(home)
    one = ledger.load(links.alias, load_id)
    if one.state != "done":
        raise UnusableInput(
            Text(
                de=f"Der Ladevorgang {load_id} gilt nicht (Stand: {one.state}).",
                en=f"The load {load_id} does not count (state: {one.state}).",
            ),
            Text(
                de="`leitstand loads` zeigt, welche zurückgenommen werden können.",
                en="`leitstand loads` shows which ones can be withdrawn.",
            ),
        )
    with opened(home, wait=WAIT) as store:
        mend(links, store)
        store.withdraw(load_id, links.zone, links.currency, recorded(links))
        ledger.withdraw_load(links.alias, load_id)
        identity.forget_load(links.alias, load_id)
        sealing.shred(links.alias, load_id)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Checksums per table before and after; equal: nothing differs."""

    before: Mapping[str, str]
    after: Mapping[str, str]

    @property
    def equal(self) -> bool:
        return self.before == self.after

    def as_dict(self) -> dict[str, Any]:
        tables = {name: {"before": self.before.get(name), "after": after} for name, after in self.after.items()}
        return {"equal": self.equal, "tables": tables}


@full_disk_told()
def rebuild(
    home: Home,
    zone: str | None = None,
    currency: str | None = None,
    fiscal_start: int | None = None,
    count_repeated: Sequence[str] | None = None,
) -> Rebuilt:
    """Makes the analytic store anew from the raw store; old files and what was deleted in them are gone.

    zone, currency: report in these from now on. fiscal_start: month in which the fiscal year begins.
    count_repeated: tables in which rows count too that only repeat what another system tells (docs/adr/0011).
    Raises UnusableInput for a zone, currency, month or table that does not exist.
    """
    links = Links.of(home)
    for key, value in _settings(zone, currency, fiscal_start, count_repeated).items():
        ledger.set_setting(links.alias, key, value)
    with opened(home, wait=WAIT) as store:
        try:
            before = store.checksums()
            mend(links, store)
        except LeitstandError:
            before = {}  # the store is damaged or gone: that is what a rebuild is for
        store.rebuild(links.zone, links.currency, recorded(links))
        mend(links, store)
        return Rebuilt(before, store.checksums())


def _settings(
    zone: str | None, currency: str | None, fiscal_start: int | None, count_repeated: Sequence[str] | None
) -> dict[str, object]:
    from babel.numbers import list_currencies

    from leitstand.sources.recognise import connectors

    repeated = {table for one in connectors().values() for table in one.echoes} if count_repeated else set()
    expected = {
        "zone": (zone, zone is None or zone in available_timezones(), "Europe/Berlin"),
        "currency": (currency, currency is None or currency in list_currencies(), "EUR"),
        "fiscal_start": (fiscal_start, fiscal_start is None or 1 <= fiscal_start <= 12, "1 … 12"),
        "count_repeated": (count_repeated, set(count_repeated or ()) <= repeated, ", ".join(sorted(repeated))),
    }
    for key, (value, known, example) in expected.items():
        if not known:
            given = value if isinstance(value, (str, int)) else ", ".join(value or ())
            raise UnusableInput(
                Text(de=f"„{given}“ ist als {key} unbekannt.", en=f"'{given}' is not known as {key}."),
                Text(de=f"Erwartet wird z. B. {example}.", en=f"Expected, for example: {example}."),
            )
    return {key: value for key, (value, _, _) in expected.items() if value is not None}


@full_disk_told()
def rewrite(home: Home) -> None:
    """Copies the living rows into a new file, so that deleted bytes are gone from the disk."""
    with opened(home, wait=WAIT) as store:
        store.settle()
        store.rewrite()


def republish(home: Home) -> None:
    """Gives the same data a new version, so that whatever was kept of them is worked out anew."""
    with opened(home, wait=WAIT):
        if engine.published(home) is not None:
            engine.publish(home)


def rejects(home: Home, load_id: str) -> tuple[list[str], list[Reject]]:
    """Header of the file and the rejected rows of a load. Raises UnknownId."""
    links = Links.of(home)
    one = ledger.load(links.alias, load_id)
    if not one.rejected:
        return [], []
    head, *lines = sealing.unseal(links.alias, load_id, "rejects").decode().splitlines()
    found = []
    for line in lines:
        reject = json.loads(line)
        reason = Text(**reject["reason"])
        found.append(Reject(reject["row"], reason, reject["column"], reject["value"], reject["cells"]))
    return json.loads(head)["header"], found


def rejects_as_csv(home: Home, load_id: str) -> str:
    """The rejected rows under the file's own header, to be put right and loaded again."""
    header, found = rejects(home, load_id)
    out = io.StringIO()
    writer = csv.DictWriter(out, header, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for reject in found:
        writer.writerow({name: reject.cells.get(name) for name in header})
    return out.getvalue()


def reload_rejects(home: Home, load_id: str, path: Path, progress: Any = None, name: str = "") -> Any:
    """Loads a corrected file of rejected rows with the reading of their load. name: what people call it."""
    links = Links.of(home)
    one = ledger.load(links.alias, load_id)
    options = {} if one.connector == "generic" else {"connector": one.connector}
    options |= {"name": name} if name else {}
    outcomes = import_file(home, path, options, progress)
    if any(outcome.accepted for outcome in outcomes):
        ledger.rejects_reloaded(links.alias, load_id)
        check_quietly(home)
    return outcomes


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the doctor looks at."""

    name: str
    ok: bool
    message: Text


def doctor(home: Home) -> list[Check]:
    """Whether home, control database, store, raw store and disk are in order; changes nothing."""
    checks = [
        _tried("home", Text(de=f"Datenordner {home.path}", en=f"Data folder {home.path}"), lambda: home.folder(""))
    ]
    checks.append(_tried("control", Text(de="Steuerdatenbank und Schlüssel", en="Control database and key"),
                         lambda: Links.of(home)))  # fmt: skip
    checks.append(_tried("raw", Text(de="Rohspeicher: alle Dateien unverändert", en="Raw store: all files unchanged"),
                         lambda: _raw_loads(home)))  # fmt: skip
    checks.append(_tried("sealed", Text(de="Verschlüsselte Originale und Zurückgewiesenes unverändert",
                                        en="Encrypted originals and rejected rows unchanged"),
                         lambda: sealing.check(Links.of(home).alias)))  # fmt: skip
    checks.append(_tried("store", Text(de="Auswertungsspeicher lesbar", en="Analytic store can be read"),
                         lambda: _open_store(home)))  # fmt: skip
    checks.append(_tried("match", Text(de="Ladeliste, Rohspeicher und Auswertungsspeicher stimmen überein",
                                       en="Record of loads, raw store and analytic store agree"),
                         lambda: _agree(home)))  # fmt: skip
    free = free_bytes(home) / 1e9
    checks.append(
        Check("disk", free >= 2, Text(de=f"{free:.1f} GB frei (nötig: 2)", en=f"{free:.1f} GB free (2 needed)"))
    )
    return checks


def _tried(name: str, title: Text, attempt: Any) -> Check:
    try:
        attempt()
    except LeitstandError as error:
        return Check(name, False, Text(de=error.describe("de"), en=error.describe("en")))
    return Check(name, True, title)


def _raw_loads(home: Home) -> list[str]:
    from leitstand.store.ingest import raw

    return [load.load_id for load, _ in raw.loads(home)]


def _open_store(home: Home) -> list[str]:
    found = engine.read(home).con.execute("SELECT load_id FROM _loads").fetchall()
    return [load_id for (load_id,) in found]


def _agree(home: Home) -> None:
    if not recorded(Links.of(home)) == set(_raw_loads(home)) == set(_open_store(home)):
        raise LeitstandError(
            Text(
                de="Ladeliste, Rohspeicher und Auswertungsspeicher stimmen nicht überein.",
                en="Record of loads, raw store and analytic store do not agree.",
            ),
            Text(de="`leitstand rebuild` bringt sie in Einklang.", en="`leitstand rebuild` brings them in line."),
        )
