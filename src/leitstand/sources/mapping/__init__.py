"""Understands tables of systems nobody wrote a connector for: proposes what each column means and reads it that way."""

from __future__ import annotations

from leitstand.sources.mapping.apply import apply
from leitstand.sources.mapping.propose import Proposal, propose
from leitstand.sources.mapping.spec import Mapping, shape

__all__ = ["Mapping", "Proposal", "apply", "propose", "shape"]
