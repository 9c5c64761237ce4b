"""The audit trail lies in `control.audit` now."""

from __future__ import annotations

from leitstand.control.audit.services import as_row, history, noted

__all__ = ["as_row", "history", "noted"]
