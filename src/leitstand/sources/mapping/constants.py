"""Values that hold for every row of a file though no column says them, such as the scale of a survey."""

from __future__ import annotations

import pyarrow as pa

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, RawTable
from leitstand.sources.mapping.columns import column
from leitstand.sources.mapping.spec import RATES, Mapping
from leitstand.sources.values import DateStyle, NumberStyle
from leitstand.sources.values.sheet import Sheet

_BRINGS = {"order_line": ("order",), "survey_answer": ("survey", "survey_invite")}  # tables made along with another


def add_constants(read: dict[str, pa.Array], mapping: Mapping, length: int) -> dict[str, pa.Array]:
    """The columns read and the mapping's constants, each `length` long.

    Raises UnusableInput for a constant whose table the file does not fill, or that is no value of its column.
    """
    filled = {target.split(".")[0] for target in mapping.targets}
    filled |= {name.removesuffix("_vault") for name in filled}
    filled |= {brought for name in filled for brought in _BRINGS.get(name, ())}
    found = dict(read)
    for target, value in mapping.constants.items():
        if target in RATES:
            continue
        if target.split(".")[0] not in filled:
            raise _wrong(f"keine Spalte füllt die Tabelle von {target}", f"no column fills the table of {target}")
        found[target] = pa.repeat(_value(target, str(value), mapping.zone), length)
    return found


def _value(target: str, text: str, zone: str) -> pa.Scalar:
    raw = RawTable("", pa.table({ROW: [1], target: [text]}))
    sheet = Sheet(raw, {target: (target,)}, NumberStyle("."), DateStyle())
    value = column(sheet, target, zone, needed=True)[0]
    if sheet.rejects or not value.is_valid:
        raise _wrong(f"„{text}“ ist kein Wert für {target}", f"'{text}' is no value for {target}")
    return value


def _wrong(de: str, en: str) -> UnusableInput:
    return UnusableInput(
        Text(de=f"Die Zuordnung ist nicht verwendbar: {de}.", en=f"The mapping cannot be used: {en}."),
        Text(de="Bitte ändern Sie den Abschnitt [constants].", en="Please change the section [constants]."),
    )
