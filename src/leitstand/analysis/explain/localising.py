"""Which customers, products, regions … a deviation comes from, however the table is cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

import numpy as np

from leitstand.analysis.explain.localising_noise import Evidence, evidence
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    import pandas as pd

MARGIN = 5.0
"""Log-likelihood that a segment must win beyond what the choice among all segments wins by luck: one time in 150."""
MOST = 10
LITTLE = 0.05
"""Share of the whole deviation; a segment that moved the other way by less than that is there by chance."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A segment that a deviation comes from.

    dims: dimension → value. expected, actual: sums over its leaves that no cause before it has explained; of a ratio
    the numerators, expected at the actual denominator. share: of the whole deviation (causes in opposite directions
    have opposite signs). score: generalised potential score, 1 if all its leaves moved by the same factor and the
    others not at all. evidence: log-likelihood beyond luck. leaves: how many.
    """

    dims: Mapping[str, str]
    expected: float
    actual: float
    share: float
    score: float
    evidence: float
    leaves: int


@dataclass(slots=True)
class _Cut:
    """The leaves by some dimensions. code: segment of each leaf. gain: of its best supposed deviation beyond luck."""

    columns: tuple[int, ...]
    code: np.ndarray
    gain: np.ndarray
    price: float


def localise(
    leaves: pd.DataFrame,
    dims: Sequence[str],
    actual: str,
    expected: str,
    *,
    actual_weight: str | None = None,
    expected_weight: str | None = None,
    depth: int = 5,
) -> list[Cause]:
    """The segments of up to `depth` dimensions that a deviation comes from, surest first; none: not localised.

    leaves: one row per combination of `dims`; actual, expected: columns of amounts or counts. For a ratio these are its
    numerators, and actual_weight, expected_weight its denominators. Leaves that are zero in both or unknown say
    nothing.
    The segment is taken whose leaves are likelier by far under one common factor than under the usual straying, which
    is learnt from all leaves; a segment named among many must win more. Then the rest is searched again.
    A change that all leaves share has no segment and gives none. Errors: LeitstandError for columns that are not there.

    >>> localise(table, ["region", "carrier"], "delivered", "forecast")
    [Cause(dims={"carrier": "Eilbote", "region": "DE2"}, expected=410.0, actual=205.0, share=0.93, …)]
    """
    weights = [column for column in (actual_weight, expected_weight) if column]
    _check(leaves, [*dims, actual, expected, *weights], len(weights) == 1)
    v, f = (leaves[column].to_numpy(float) for column in (actual, expected))
    if actual_weight and expected_weight:
        f = _at_weight(f, *(leaves[column].to_numpy(float) for column in (actual_weight, expected_weight)))
    says = np.isfinite(v) & np.isfinite(f) & ((v != 0) | (f != 0))
    if says.sum() < 2:
        return []
    v, f = v[says], f[says]
    names, codes = [], []
    for dimension in dims:
        values, code = np.unique(leaves[dimension].astype(str).to_numpy(str)[says], return_inverse=True)
        names.append(values)
        codes.append(code)
    found = _search(evidence(v, f), codes, depth)
    causes = []
    for columns, mine, gain in found:
        first = int(mine.argmax())
        where = {dims[k]: str(names[k][codes[k][first]]) for k in columns}
        cause = _cause(where, v, f, mine, gain)
        if -LITTLE < cause.share < 0:
            break  # what is less sure than chance is chance as well
        causes.append(cause)
    return causes


def _check(leaves: pd.DataFrame, columns: Sequence[str], half: bool) -> None:
    lacking = [column for column in columns if column not in leaves.columns]
    if lacking or half:
        name = ", ".join(lacking) or "actual_weight, expected_weight"
        raise LeitstandError(
            Text(de=f"In der Tabelle fehlen Spalten: {name}", en=f"The table lacks columns: {name}"),
            Text(de="Geben Sie Spalten an, die es gibt.", en="Name columns that are there."),
        )


def _at_weight(expected: np.ndarray, actual_weight: np.ndarray, expected_weight: np.ndarray) -> np.ndarray:
    """Numerator at the expected rate; leaves without a rate of their own get that of all."""
    overall = np.nansum(expected) / max(float(np.nansum(expected_weight)), 1e-12)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(expected_weight > 0, expected / expected_weight, overall)
    return np.asarray(rate * actual_weight)


def _search(
    known: Evidence, codes: Sequence[np.ndarray], depth: int
) -> list[tuple[tuple[int, ...], np.ndarray, float]]:
    """Dimensions, leaves and evidence of each cause."""
    chosen = [c for size in range(1, min(depth, len(codes)) + 1) for c in combinations(range(len(codes)), size)]
    cuts = []
    for columns in chosen:
        code = _code([codes[k] for k in columns])
        count = int(code.max()) + 1
        if count > 1:
            price = log(count) + log(len(chosen)) + log(len(known.deviations))
            cuts.append(_Cut(columns, code, _gain(known, code, known.cell, count) - price, price))
    whole = float(_gain(known, np.zeros(len(known.cell), int), known.cell, 1)[0])
    if not cuts or whole > max(float((cut.gain + cut.price).max()) for cut in cuts):
        return []
    left = np.ones(len(known.cell), bool)
    found: list[tuple[tuple[int, ...], np.ndarray, float]] = []
    while len(found) < MOST:
        cut = max(cuts, key=lambda one: float(one.gain.max()))
        segment = int(cut.gain.argmax())
        if cut.gain[segment] < MARGIN:
            break
        mine = left & (cut.code == segment)
        found.append((cut.columns, mine, float(cut.gain[segment])))
        left &= ~mine
        for other in cuts:
            touched = np.bincount(other.code[mine], minlength=len(other.gain)) > 0
            again = left & touched[other.code]
            gain = _gain(known, other.code[again], known.cell[again], len(other.gain))
            other.gain[touched] = gain[touched] - other.price
    return found


def _code(columns: Sequence[np.ndarray]) -> np.ndarray:
    """One number per combination that occurs, from 0 without gaps where they are many."""
    code, count = columns[0], int(columns[0].max()) + 1
    for column in columns[1:]:
        size = int(column.max()) + 1
        code, count = code * size + column, count * size
        if count > 2 * len(code):
            code = np.unique(code, return_inverse=True)[1]
            count = int(code.max()) + 1
    return code


def _gain(known: Evidence, code: np.ndarray, cell: np.ndarray, count: int) -> np.ndarray:
    """Log-likelihood of the best supposed deviation for each segment; none where its leaves do not move alike."""
    size = np.bincount(code, minlength=count)
    gain = np.full(count, -np.inf)
    alone = size[code] == 1
    gain[code[alone]] = np.where(known.agreement >= 0, known.gains, -np.inf).max(axis=1)[cell[alone]]
    several = size > 1
    if several.any():
        rank, cells = np.cumsum(several) - 1, len(known.gains)
        place = rank[code[~alone]] * cells + cell[~alone]
        counts = np.bincount(place, minlength=int(several.sum()) * cells).reshape(-1, cells).astype(np.float32)
        agreed = counts @ known.agreement >= 0
        gain[several] = np.where(agreed, counts @ known.gains, -np.inf).max(axis=1)
    return gain


def _cause(where: dict[str, str], v: np.ndarray, f: np.ndarray, mine: np.ndarray, gain: float) -> Cause:
    actual, expected = float(v[mine].sum()), float(f[mine].sum())
    factor = actual / expected if expected else 0.0
    missed, apart = np.abs(v - f), np.abs(v - factor * f)[mine].mean()
    others = missed[~mine].mean() if not mine.all() else 0.0
    score = 1 - (apart + others) / (missed[mine].mean() + others) if missed[mine].any() else 0.0
    whole = float((v - f).sum())
    share = (actual - expected) / whole if whole else float("nan")
    return Cause(where, expected, actual, share, float(score), gain, int(mine.sum()))
