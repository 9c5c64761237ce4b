"""Leitstand: a control room for customer relations.

>>> import leitstand
>>> workspace = leitstand.open_workspace("/tmp/my-company")  # doctest: +SKIP
>>> workspace.show("revenue_net", grain="month")             # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leitstand.foundation.errors import LeitstandError
    from leitstand.workspace import Workspace, open_workspace

__version__ = "0.1.0"
__all__ = ["LeitstandError", "Workspace", "__version__", "open_workspace"]


def __getattr__(name: str) -> Any:
    if name in ("Workspace", "open_workspace"):  # lazily: the command line must start at once
        from leitstand import workspace

        return getattr(workspace, name)
    if name == "LeitstandError":
        from leitstand.foundation.errors import LeitstandError

        return LeitstandError
    raise AttributeError(name)
