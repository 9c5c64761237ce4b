"""What the documents say is true: examples run, links lead somewhere, no machine is named."""

from __future__ import annotations

import doctest
import importlib
import re
import subprocess
from pathlib import Path

import pytest
from tests.conftest import ROOT

from leitstand.workspace import Workspace

OF_A_COMPANY = [
    "leitstand.workspace", "leitstand.jobs.analysing", "leitstand.jobs.advising", "leitstand.jobs.controlling",
    "leitstand.jobs.planning", "leitstand.jobs.effects",
]  # fmt: skip
"""Their examples go on with the one of the class Workspace."""
EXAMPLES = [
    *OF_A_COMPANY,
    "leitstand.foundation.text",
    "leitstand.foundation.segment",
    "leitstand.metrics.compute.intervals",
]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_in_docstrings_run(name: str, tmp_path: Path) -> None:
    globs: dict[str, object] = {}
    if name in OF_A_COMPANY:
        lines = "order number,order date,customer number,sku,quantity,net amount", "A-1,2024-03-05,K-1,TEA,2,9.00"
        (tmp_path / "orders.csv").write_text("\n".join(lines))
        workspace = Workspace(tmp_path / "home")
        workspace.import_files(tmp_path / "orders.csv")
        globs = {"workspace": workspace, "folder": tmp_path}
    result = doctest.testmod(importlib.import_module(name), extraglobs=globs)
    assert result.attempted and not result.failed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: object) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):  # type: ignore[attr-defined]
        assert (page.parent / target).exists(), f"{page} points to {target}"  # type: ignore[attr-defined]


def test_the_readme_is_short_and_its_commands_exist() -> None:
    text = (ROOT / "README.md").read_text()
    assert text.count("\n") <= 100
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`?make ([a-z-]+)", text):
        assert f"\n{target}:" in makefile
    from leitstand.cli.command import help_texts

    verbs = {command.removeprefix("leitstand ") for command in help_texts("en")}
    assert set(re.findall(r"^leitstand (\w+)", text, re.MULTILINE)) <= verbs


def test_no_machine_is_named() -> None:
    """No path of the machine it was made on, no package registry's host."""
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    words = [str(ROOT) + "/", "pypi" + ".org", "pythonhosted" + ".org", "registry.npm" + "js.org"]
    for name in files:
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".parquet"}:
            text = path.read_text(errors="replace")
            assert not [word for word in words if word in text], name
