"""Reads what is known of competitors from the template of Leitstand: one line per observed figure."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import LANGUAGES, Text
from leitstand.sources.connectors.competitor_template.columns import (
    COLUMNS,
    CONFIDENCE,
    EXAMPLE,
    METRIC_LIST,
    headings,
)
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.values import as_money
from leitstand.sources.values.sheet import Sheet, recognised

NEEDED = ("competitor", "metric", "value", "source", "observed_on", "confidence")
_NO_CONFIDENCE = Text(de="ist weder hoch noch mittel noch niedrig", en="is neither high nor medium nor low")
_EXAMPLE = Text(
    de="Die Beispielzeile der Vorlage wird nicht geladen.", en="The example row of the template is not loaded."
)


def recognise(raw: RawTable) -> float:
    """The sheet with the observations, or the list of metrics that comes with it."""
    return max(recognised(raw, headings(COLUMNS), NEEDED), float(_is_list(raw)))


def read(raw: RawTable) -> Staged:
    """Competitors and observations; the template's example row is skipped."""
    whole = Sheet(raw, headings(COLUMNS))
    example = _is_example(whole.text("competitor"))
    skipped = tuple(whole.row.filter(example).to_pylist())
    sheet = Sheet(replace(raw, rows=raw.rows.filter(pc.invert(example))), headings(COLUMNS))
    name = sheet.text("competitor", needed=True)
    value = sheet.number("value", needed=True)
    observations = {
        "competitor_id": name, "metric_key": sheet.text("metric", needed=True), "period": sheet.text("period"),
        "value": value, "source_url": sheet.text("source"), "method": sheet.text("method"),
        "observed_on": sheet.date("observed_on"), "confidence": _confidence(sheet),
    }  # fmt: skip
    names = sheet.table({"competitor_id": name, "is_own": sheet.boolean("own_brand")})
    tables = {"competitor": _competitors(names), "competitor_observation": sheet.table(observations)}
    notes = (*sheet.notes, _EXAMPLE) if skipped else tuple(sheet.notes)
    return Staged(tables, sheet.rejects, sheet.controls({"value": as_money(value)}), notes, skipped)


def _is_example(names: pa.Array) -> pa.Array:
    marked = [pc.fill_null(pc.starts_with(names, EXAMPLE.get(language)), False) for language in LANGUAGES]
    return pc.or_(*marked)


def _is_list(raw: RawTable) -> bool:
    return recognised(raw, headings(METRIC_LIST), tuple(METRIC_LIST)) == 1


def _confidence(sheet: Sheet) -> pa.Array:
    words = {word: value for value, text in CONFIDENCE.items() for word in (text.de, text.en)}
    said = pc.utf8_lower(sheet.text("confidence"))
    place = pc.index_in(said, pa.array(list(words)))
    sheet.reject("confidence", pc.and_(pc.is_valid(said), pc.is_null(place)), _NO_CONFIDENCE)
    return pa.array(list(words.values())).take(place)


def _competitors(names: pa.Table) -> pa.Table:
    """One row per name; the own brand is marked as such in at least one of its rows."""
    grouped = names.group_by("competitor_id").aggregate([(ROW, "min"), ("is_own", "any")])
    grouped = grouped.rename_columns({f"{ROW}_min": ROW, "is_own_any": "is_own"}).sort_by(ROW)
    return grouped.append_column("name", grouped["competitor_id"])


CONNECTOR = Connector(
    title=Text(de="Wettbewerber (Vorlage von Leitstand)", en="Competitors (template of Leitstand)"),
    description=Text(
        de="Beobachtete Werte von Wettbewerbern mit Fundstelle, Tag und Verlässlichkeit.",
        en="Observed figures of competitors with source, day and confidence.",
    ),
    delivery="upsert",
    feeds=("competitor", "competitor_observation"),
    currency=None,
    zone="Europe/Berlin",
    recognise=recognise,
    reference=_is_list,
    read=read,
)
