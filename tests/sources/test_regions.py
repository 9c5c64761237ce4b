"""Names of states become NUTS codes; whatever is no such name stays."""

from __future__ import annotations

import pyarrow as pa

from leitstand.sources.mapping.regions import to_nuts


def test_states_become_codes_and_the_rest_stays() -> None:
    read = to_nuts(pa.array(["Bayern", "NORDRHEIN-WESTFALEN", "Thueringen", "Wien", "DE2", "Nord", None]))
    assert read.to_pylist() == ["DE2", "DEA", "DEG", "AT13", "DE2", "Nord", None]
