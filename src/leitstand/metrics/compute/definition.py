"""The fingerprint of a definition: it changes when what is computed changes, not when a word in a text does."""

from __future__ import annotations

import ast
import hashlib
import inspect
from functools import cache

from leitstand.foundation.registry import modules
from leitstand.metrics.compute.evaluator import leaves
from leitstand.metrics.contract import Derived, Measure, Model
from leitstand.metrics.registry import find, measures, metrics, relations

WORDS = frozenset({"title", "question", "formula", "caveat", "examples", "source", "former_ids", "waits_for"})
"""Fields that say, but do not compute (`formula` of a metric is a text; that of a kind is inside `kind`)."""


@cache
def fingerprint(identity: str) -> str:
    """12 hex digits over the metric, its measures and their relations."""
    parts = [_code("leitstand.metrics.catalogue", "METRIC", identity)] if identity in metrics() else []
    one = find(identity)
    names = [identity] if isinstance(one, Measure) else leaves(one.kind)
    for name in sorted(set(names)):
        parts.append(_code("leitstand.metrics.measures", "MEASURE", name))
        if measures()[name].table in relations():
            parts.append(_code("leitstand.metrics.relations", "RELATION", measures()[name].table))
    if not isinstance(one, Measure):
        kind = one.kind.kind if isinstance(one.kind, Model) else one.kind
        if isinstance(kind, Derived):
            parts += [fingerprint(part.id) for part in kind.inputs.values()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _code(package: str, name: str, identity: str) -> str:
    """The file's syntax tree without its texts."""
    tree = ast.parse(inspect.getsource(modules(package, name)[identity]))
    body = [node for node in tree.body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            node.value.keywords = [word for word in node.value.keywords if word.arg not in WORDS]
    return "\n".join(ast.dump(node) for node in body)
