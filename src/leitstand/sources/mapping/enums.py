"""Understands the words that files use for closed lists: 'gewonnen', 'Closed Won' and 'won' are the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pyarrow as pa

from leitstand.sources.mapping import names
from leitstand.sources.values import as_text
from leitstand.sources.values.headers import fold


@cache
def _known(values: tuple[str, ...]) -> dict[str, str]:
    """Folded word → value of the list. Its own values come before the words of others."""
    found = {fold(value): value for value in values}
    for value in values:
        for word in names.VALUES.get(value, "").split(","):
            found.setdefault(fold(word), value)
    return {word: value for word, value in found.items() if word}


def to_value(array: pa.Array, values: Sequence[str]) -> tuple[pa.Array, list[str]]:
    """The column in the words of the list (null where the word is unknown), and the unknown words, sorted."""
    known = _known(tuple(values))
    coded = as_text(array).dictionary_encode()
    words = coded.dictionary.to_pylist()
    read = pa.array([known.get(fold(word)) for word in words], pa.string())
    return read.take(coded.indices), sorted(word for word in words if fold(word) not in known)
