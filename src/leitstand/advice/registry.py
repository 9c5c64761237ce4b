"""The rules that lie in their drawer, and those a company dropped into its own."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import cast

from leitstand.advice.contract import Rule
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.registry import things
from leitstand.foundation.text import Text

OWN = "rules"
"""Folder in the data directory for a company's own rules, one file each as in the product's drawer."""


@cache
def built_in() -> dict[str, Rule]:
    """Id → rule of the product."""
    return cast("dict[str, Rule]", things("leitstand.advice.rules", "RULE"))


def rules(home: Path | None = None) -> dict[str, Rule]:
    """Id → rule: the product's, and the company's own where a data directory is given.

    Raises UnusableInput for an own file that is no rule, or that bears the name of another.
    """
    found = dict(built_in())
    for path in sorted((home / OWN).glob("*.py")) if home is not None else ():
        if path.stem in found:
            raise _unusable(path, "trägt den Namen einer anderen Regel", "bears the name of another rule")
        found[path.stem] = _own(path)
    return found


def _own(path: Path) -> Rule:
    spec = importlib.util.spec_from_file_location(f"leitstand_own_rule_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise _unusable(path, "lässt sich nicht lesen", "cannot be read")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever somebody wrote there
        told = f"{type(error).__name__}: {error}"
        raise _unusable(path, f"lässt sich nicht laden ({told})", f"cannot be loaded ({told})") from error
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, Rule):
        raise _unusable(path, "nennt keine RULE", "declares no RULE")
    return rule


def _unusable(path: Path, german: str, english: str) -> UnusableInput:
    return UnusableInput(
        Text(de=f"Die eigene Regel {path.name} {german}.", en=f"Your own rule {path.name} {english}."),
        Text(
            de=f"Berichtigen Sie {path} nach docs/how-to/add-a-rule.md, oder nehmen Sie die Datei weg.",
            en=f"Mend {path} as docs/how-to/add-a-rule.md shows, or take the file away.",
        ),
    )
