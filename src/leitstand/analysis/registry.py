"""The methods and finding types that lie in their drawers."""

from __future__ import annotations

from functools import cache
from typing import cast

from leitstand.analysis.contract import FindingType, Method
from leitstand.foundation.registry import things


@cache
def methods() -> dict[str, Method]:
    """Id → method."""
    return cast("dict[str, Method]", things("leitstand.analysis.methods", "METHOD"))


@cache
def types() -> dict[str, FindingType]:
    """Id → finding type."""
    return cast("dict[str, FindingType]", things("leitstand.analysis.types", "TYPE"))
