"""Says in which Arrow type each kind of canonical column is handed over."""

from __future__ import annotations

import pyarrow as pa

from leitstand.foundation.schema.contract import Type
from leitstand.sources.values.dates import UTC_MICROS
from leitstand.sources.values.numbers import MONEY

ARROW: dict[Type, pa.DataType] = {
    "key": pa.string(),  # the source's own id; the store makes the surrogate
    "text": pa.string(),
    "enum": pa.string(),
    "json": pa.string(),
    "integer": pa.int64(),
    "money": MONEY,
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "instant": UTC_MICROS,
}
