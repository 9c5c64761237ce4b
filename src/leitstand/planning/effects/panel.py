"""A table of units and periods, some of them treated from a period on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Panel:
    """values: one row per unit, the treated first; one column per period, oldest first; nan where there is none.

    starts: place of the first treated period of each treated unit.
    """

    units: list[str]
    periods: list[object]
    values: Array
    starts: npt.NDArray[np.int64]

    @property
    def treated(self) -> Array:
        return self.values[: len(self.starts)]

    @property
    def control(self) -> Array:
        return self.values[len(self.starts) :]


def panel(data: pd.DataFrame, unit: str, time: str, outcome: str, treated: str) -> Panel:
    """The panel of a long table. Raises UnusableInput.

    treated: column that is 1 (or true) in the rows of treated units from their start on, else 0; once treated, a unit
    stays so.
    """
    if missing := [name for name in (unit, time, outcome, treated) if name not in data.columns]:
        raise _unusable(f"Spalten fehlen: {', '.join(missing)}.", f"Columns are missing: {', '.join(missing)}.")
    if data.duplicated([unit, time]).any():
        raise _unusable("Je Einheit und Zeitraum darf es nur eine Zeile geben.", "One row per unit and period only.")
    values = data.pivot(index=unit, columns=time, values=outcome).sort_index(axis=1)
    under = data.pivot(index=unit, columns=time, values=treated).sort_index(axis=1).astype(float).fillna(0.0) > 0
    ever = under.any(axis=1)
    if not ever.any() or ever.all():
        raise _unusable(
            "Es braucht Einheiten mit und solche ohne die Maßnahme.",
            "It needs units with and units without the action.",
        )
    order = [*values.index[ever], *values.index[~ever]]
    starts = under.loc[ever].to_numpy().argmax(axis=1)
    known = values.loc[ever].notna().to_numpy()
    after = np.arange(known.shape[1])[None, :] >= starts[:, None]
    if (starts == 0).any() or (after & known & ~under.loc[ever].to_numpy()).any():
        raise _unusable(
            "Jede Einheit braucht Zeiträume vor der Maßnahme und behält sie danach bei.",
            "Each unit needs periods before the action and keeps it from then on.",
        )
    return Panel([str(one) for one in order], list(values.columns), values.loc[order].to_numpy(float), starts)


def logs(one: Panel) -> Panel:
    """The same panel in logarithms, for units of different size. Raises UnusableInput for values that are not > 0."""
    if (one.values <= 0).any():
        raise _unusable("Relativ vergleichen lassen sich nur Werte > 0.", "Only values > 0 can be compared in percent.")
    return Panel(one.units, one.periods, np.log(one.values), one.starts)


def _unusable(de: str, en: str) -> UnusableInput:
    return UnusableInput(Text(de=de, en=en))
