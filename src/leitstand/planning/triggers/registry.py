"""The triggers that lie in the drawer."""

from __future__ import annotations

from functools import cache
from typing import cast

from leitstand.foundation.registry import things
from leitstand.planning.triggers.contract import Trigger


@cache
def triggers() -> dict[str, Trigger]:
    """Id → trigger."""
    return cast("dict[str, Trigger]", things("leitstand.planning.triggers.drawer", "TRIGGER"))
