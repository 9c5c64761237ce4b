"""Turns the names of German and Austrian states into NUTS codes, so that regions of several systems are the same."""

from __future__ import annotations

import pyarrow as pa

from leitstand.sources.values import as_text
from leitstand.sources.values.headers import fold

_NAMES = {
    "DE1": "Baden-Württemberg", "DE2": "Bayern Bavaria", "DE3": "Berlin", "DE4": "Brandenburg", "DE5": "Bremen",
    "DE6": "Hamburg", "DE7": "Hessen Hesse", "DE8": "Mecklenburg-Vorpommern", "DE9": "Niedersachsen",
    "DEA": "Nordrhein-Westfalen NRW", "DEB": "Rheinland-Pfalz", "DEC": "Saarland", "DED": "Sachsen Saxony",
    "DEE": "Sachsen-Anhalt", "DEF": "Schleswig-Holstein", "DEG": "Thüringen Thuringia", "AT11": "Burgenland",
    "AT12": "Niederösterreich", "AT13": "Wien Vienna", "AT21": "Kärnten", "AT22": "Steiermark",
    "AT31": "Oberösterreich", "AT32": "Salzburg", "AT33": "Tirol", "AT34": "Vorarlberg",
}  # fmt: skip
_CODES = {fold(name): code for code, names in _NAMES.items() for name in names.split()}


def to_nuts(array: pa.Array) -> pa.Array:
    """NUTS codes where a state is named; what is no such name stays as it stands."""
    coded = as_text(array).dictionary_encode()
    codes = [_CODES.get(fold(word), word) for word in coded.dictionary.to_pylist()]
    return pa.array(codes, pa.string()).take(coded.indices)
