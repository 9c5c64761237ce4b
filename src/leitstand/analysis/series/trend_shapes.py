"""The ways in which a series may change: a trend all along, a step, a spell that ends again, a bend."""

from __future__ import annotations

import numpy as np

SHORTEST, LONGEST = 3, 12
"""Months that a spell lasts; less is an odd value, more is two steps."""

BEFORE, FOR_A_BEND, BESIDE = 6, 4, 12
"""Known values needed before a change, after a bend, and outside a spell."""


def candidates(length: int) -> tuple[np.ndarray, np.ndarray]:
    """The trend and all steps, spells and bends of a series of so many values: (T, C) columns, (C,) their kinds."""
    at = np.arange(length)
    columns: list[np.ndarray] = [(at + 1) / length]
    kinds: list[str] = ["trend"]
    for start in range(BEFORE, length - SHORTEST + 1):
        columns.append((at >= start).astype(float))
        kinds.append("step")
        columns.append(np.clip(at - start + 1, 0, None).astype(float))
        kinds.append("bend")
        for long in range(SHORTEST, min(LONGEST, length - start - 1) + 1):
            columns.append(((at >= start) & (at < start + long)).astype(float))
            kinds.append("spell")
    return np.column_stack(columns), np.array(kinds)


def allowed(known: np.ndarray, columns: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """(K, C): whether a series has enough known values inside, before and outside for a candidate. known: (K, T)."""
    seen = known.astype(float)
    inside = seen @ (columns > 0)
    start = (columns > 0).argmax(axis=0)
    before = np.concatenate([np.zeros((len(seen), 1)), np.cumsum(seen, axis=1)], axis=1)[:, start]
    total = seen.sum(axis=1, keepdims=True)
    least = np.where(kinds == "bend", FOR_A_BEND, SHORTEST)
    fine = (inside >= least) & ((before >= BEFORE) | (kinds == "trend"))
    lasting = kinds != "spell"
    after = total - before - inside
    return np.asarray(fine & (lasting | ((after >= 1) & (total - inside >= BESIDE))))
