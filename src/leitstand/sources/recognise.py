"""Decides how a table is read: by a known system's connector, by a remembered mapping, or by a sure proposal."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, cast

from leitstand.foundation.errors import LeitstandError, UnknownId, UnusableInput
from leitstand.foundation.registry import things
from leitstand.foundation.text import Text
from leitstand.sources.contract import Connector, RawTable, Staged
from leitstand.sources.mapping import Mapping, Proposal, apply, propose, shape
from leitstand.sources.values import headers

DRAWER = "leitstand.sources.connectors"
GENERIC = "generic"
KNOWN = 0.9  # a connector that is surer than this reads the file without asking
FORCED = 0.5  # below it a connector that the user named has nothing to do with the file


class NotUnderstood(LeitstandError):
    """A table that nothing could read. proposal: what was understood; details: the same as JSON-able values."""

    def __init__(self, name: str, proposal: Proposal) -> None:
        why = proposal.explanation
        super().__init__(
            Text(
                de=f"Die Tabelle „{name}“ wurde nicht verstanden. {why.de}",
                en=f"The table '{name}' was not understood. {why.en}",
            ),
            Text(
                de="Tragen Sie in der Zuordnungsdatei unter [columns] ein, was die Spalten bedeuten, und laden Sie die "
                "Datei damit noch einmal.",
                en="Write under [columns] of the mapping file what the columns mean, and load the file with it again.",
            ),
        )
        self.proposal = proposal

    @property
    def details(self) -> dict[str, Any]:
        return {"proposal": describe(self.proposal), "mapping_file": self.proposal.draft}


@cache
def connectors() -> dict[str, Connector]:
    """All known systems by id."""
    return cast(dict[str, Connector], things(DRAWER, "CONNECTOR", file="connector"))


def find_connector(key: str) -> Connector | None:
    """The known system of an id it has or had, None where there is none. Imports the others only for a former id."""
    if find_spec(f"{DRAWER}.{key}"):
        return cast(Connector, import_module(f"{DRAWER}.{key}.connector").CONNECTOR)
    return next((one for one in connectors().values() if key in one.former_ids), None)


def stage(raw: RawTable, options: AnyMapping[str, object]) -> tuple[str, Staged, dict[str, Any]]:
    """Connector id, staged rows, and what is known about the source as JSON-able values.

    options: connector (id to use; "generic" = by mapping only), mapping (a mapping file's text, for this file),
    mappings (remembered ones: shape → values), source_system (whose numbers these are; default the connector).
    info: reference (True: not read, only there to look things up), delivery, currency (None = the home's), zone,
    feeds, source_system; for a mapped table also shape, mapping, unmapped, absent (headings of the mapping that it
    lacks) and, if it was proposed just now, proposal and mapping_file (its draft).
    A given mapping is used whatever connector would know the table.
    Raises NotUnderstood, UnknownId for an unknown connector, UnusableInput for a wrong mapping, LeitstandError for a
    connector that fails.
    """
    wanted = cast(str | None, options.get("connector"))
    if options.get("mapping") and wanted not in (None, GENERIC):
        raise UnusableInput(
            Text(
                de="Eine Zuordnung und ein Anschluss gehen nicht zusammen.",
                en="A mapping and a connector exclude each other.",
            ),
            Text(de="Lassen Sie eines von beiden weg.", en="Leave one of them out."),
        )
    chosen = None if options.get("mapping") else _chosen(raw, wanted)
    if chosen:
        connector = connectors()[chosen]
        info = {
            "source_system": options.get("source_system") or chosen,
            "delivery": connector.delivery,
            "currency": connector.currency,
            "zone": connector.zone,
            "feeds": list(connector.feeds),
        }
        with _fault_told(chosen, raw):
            if connector.reference(raw):
                return chosen, Staged({}), info | {"reference": True}
            return chosen, connector.read(raw), info
    with _fault_told(GENERIC, raw):
        return GENERIC, *_by_mapping(raw, options)


def _chosen(raw: RawTable, wanted: str | None) -> str | None:
    """Id of the connector to use, None for a mapping."""
    known = connectors()
    if wanted == GENERIC:
        return None
    if wanted:
        former = {old: key for key, one in known.items() for old in one.former_ids}
        wanted = former.get(wanted, wanted)
        if wanted not in known:
            raise UnknownId(Text(de="Die Quelle", en="source"), wanted, [*known, GENERIC])
        if _score(wanted, raw) < FORCED:
            title = known[wanted].title
            raise UnusableInput(
                Text(
                    de=f"„{raw.name}“ hat nicht die Spalten von {title.de}.",
                    en=f"'{raw.name}' lacks the columns of {title.en}.",
                ),
                Text(de="Laden Sie die Datei ohne Angabe der Quelle.", en="Load the file without naming a source."),
            )
        return wanted
    scores = {key: _score(key, raw) for key in known}
    best = max(scores, key=lambda key: scores[key], default=None)
    return best if best and scores[best] >= KNOWN else None


def _score(key: str, raw: RawTable) -> float:
    with _fault_told(key, raw):
        return connectors()[key].recognise(raw)


@contextmanager
def _fault_told(key: str, raw: RawTable) -> Iterator[None]:
    """A connector's own fault is told as such, without the file's contents that its exception may hold."""
    try:
        yield
    except (LeitstandError, MemoryError):
        raise
    except Exception as error:
        kind = type(error).__name__
        raise LeitstandError(
            Text(
                de=f"Die Quelle {key} ist an „{raw.name}“ gescheitert ({kind}).",
                en=f"The source {key} failed on '{raw.name}' ({kind}).",
            ),
            Text(
                de="Das ist ein Fehler von Leitstand, nicht der Datei; bitte melden Sie ihn.",
                en="That is a fault of Leitstand, not of the file; please report it.",
            ),
        ) from error


def _by_mapping(raw: RawTable, options: AnyMapping[str, object]) -> tuple[Staged, dict[str, Any]]:
    mappings = cast(AnyMapping[str, Any], options.get("mappings") or {})
    remembered: Any = options.get("mapping") or mappings.get(shape(raw))
    source_system = cast(str | None, options.get("source_system"))
    extra: dict[str, Any] = {}
    if remembered is not None:
        mapping = Mapping.from_toml(remembered) if isinstance(remembered, str) else Mapping.from_dict(dict(remembered))
    else:
        proposal = propose(raw, source_system)
        if not proposal.confident:
            raise NotUnderstood(raw.name, proposal)
        mapping, extra = proposal.mapping, {"proposal": describe(proposal), "mapping_file": proposal.draft}
    if source_system:
        mapping = replace(mapping, source_system=source_system)
    absent = _absent_headings(mapping, raw)
    staged = apply(mapping, raw)
    staged = replace(staged, notes=(*staged.notes, *(_absent(heading, raw.header) for heading in absent)))
    info = {
        "source_system": mapping.source_system,
        "delivery": mapping.delivery,
        "currency": mapping.currency,
        "zone": mapping.zone,
        "feeds": sorted(staged.tables),
        "shape": shape(raw),
        "mapping": mapping.as_dict(),
        "unmapped": [heading for heading in raw.header if not mapping.columns.get(heading)],
        "absent": absent,
        **extra,
    }
    return staged, info


def _absent_headings(mapping: Mapping, raw: RawTable) -> list[str]:
    """Headings of the mapping that the table lacks. Raises UnusableInput if it lacks all of them."""
    there = headers.find(raw.header, {heading: (heading,) for heading in mapping.targets.values()})
    absent = [heading for heading in mapping.targets.values() if heading not in there]
    if not there:
        raise UnusableInput(
            Text(
                de=f"„{raw.name}“ hat keine Spalte der Zuordnung ({', '.join(absent)}).",
                en=f"'{raw.name}' has no column of the mapping ({', '.join(absent)}).",
            ),
            Text(de=f"Die Datei hat: {', '.join(raw.header)}.", en=f"The file has: {', '.join(raw.header)}."),
        )
    return absent


def _absent(heading: str, header: tuple[str, ...]) -> Text:
    close = difflib.get_close_matches(heading, header, n=1)
    de, en = (f" Meinten Sie „{close[0]}“?", f" Did you mean '{close[0]}'?") if close else ("", "")
    return Text(
        de=f"Die Spalte „{heading}“ der Zuordnung fehlt in der Datei.{de}",
        en=f"The file lacks the column '{heading}' of the mapping.{en}",
    )


def describe(proposal: Proposal) -> dict[str, Any]:
    """The proposal as JSON-able values."""
    return {
        "main": proposal.main,
        "confidence": proposal.confidence,
        "columns": [
            {"heading": g.heading, "target": g.target, "score": g.score, "reason": g.reason} for g in proposal.guesses
        ],
        "constants": dict(proposal.mapping.constants),
        "unmapped": list(proposal.unmapped),
        "missing": [list(group) for group in proposal.missing],
        "rivals": list(proposal.rivals),
        "preview": [dict(row) for row in proposal.preview],
    }
