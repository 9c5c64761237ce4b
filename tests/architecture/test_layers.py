"""The import contracts of pyproject.toml hold; a page of code stays readable."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

FILES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_FILE = 400


def test_import_contracts() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_files_are_short_and_say_what_they_are_for(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= LONGEST_FILE
    if "migrations" not in path.parts and text.strip():
        assert ast.get_docstring(ast.parse(text)), f"{path} does not say what it is for"


def test_the_command_starts_lightly() -> None:
    """Nothing heavy is imported for --help; the time itself is measured in benchmarks/start.py."""
    code = "import sys; from leitstand.cli import main; main(['--help']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "pyarrow", "ibis", "duckdb", "django", "numpy", "rich"} & set(loaded)
