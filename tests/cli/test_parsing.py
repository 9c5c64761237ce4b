"""Options, help and messages of the option parser, in both languages."""

from __future__ import annotations

import argparse
import ast
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from leitstand import __version__
from leitstand.cli.language import GERMAN, language_of, translate_argparse
from leitstand.cli.verb import Verb, words
from leitstand.foundation.registry import things

VERBS = {
    "serve",
    "user",
    "report",
    "backup",
    "restore",
    "mcp",
    "recommend",
    "accept",
    "reject",
    "goal",
    "target",
    "whatif",
    "plan",
    "action",
    "today",
    "control",
    "effect",
    "lessons",
    "worth",
    "analyse",
    "findings",
    "answer",
    "why",
    "forecast",
    "customers",
    "process",
    "demo",
    "match",
    "reconcile",
    "import",
    "classify",
    "loads",
    "rejects",
    "sources",
    "metrics",
    "show",
    "compare",
    "quality",
    "rebuild",
    "doctor",
    "overview",
}


def argparse_texts() -> set[str]:
    """Every text that argparse hands to gettext."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            for given in node.args[: 2 if node.func.id == "ngettext" else 1]:
                if isinstance(given, ast.Constant):
                    found.add(str(given.value))
                elif isinstance(given, ast.Call):  # kwargs.pop('title', 'subcommands')
                    found |= {str(one.value) for one in given.args[1:] if isinstance(one, ast.Constant) and one.value}
    return found


def test_every_text_of_the_option_parser_is_german() -> None:
    texts = argparse_texts()
    assert "unrecognized arguments: %s" in texts
    assert texts - GERMAN.keys() == set()


def test_translations_keep_their_places() -> None:
    for english, german in GERMAN.items():
        places = re.findall(r"%(?:\(\w+\))?[sr]", english)
        assert sorted(places) == sorted(re.findall(r"%(?:\(\w+\))?[sr]", german)), english


def test_english_comes_back_after_german() -> None:
    translate_argparse("de")
    translate_argparse("en")
    assert argparse._("options") == "options"  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help_with_examples(call, verb: str, language: str) -> None:  # type: ignore[no-untyped-def]
    answer = call(verb, "--help", "--lang", language)
    assert answer.code == 0
    assert f"leitstand {verb}" in answer.out
    assert ("Beispiele:" if language == "de" else "examples:") in answer.out
    assert ("zeigt diese Hilfe" in answer.out) == (language == "de")


def test_verbs_are_exactly_the_drawer() -> None:
    found = things("leitstand.cli.verbs", "VERB")
    assert set(found) == VERBS
    assert all(isinstance(verb, Verb) and verb.summary.de != verb.summary.en for verb in found.values())


def test_help_in_80_columns_fits(call, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("COLUMNS", "80")
    out = call("show", "--help", "--lang", "de").out
    examples = out.index("Beispiele:")
    assert max(map(len, out[:examples].splitlines())) <= 80


def test_without_a_verb_help_is_shown(call) -> None:  # type: ignore[no-untyped-def]
    answer = call()
    assert answer.code == 0
    assert "import" in answer.out


def test_version(call) -> None:  # type: ignore[no-untyped-def]
    assert call("--version").out == f"leitstand {__version__}\n"


@pytest.mark.parametrize(
    ("argv", "de", "en"),
    [
        (["show"], "es fehlt: ID", "the following arguments are required: ID"),
        (["show", "revenue_net", "--nonsense"], "unbekannte Angaben: --nonsense", "unrecognized arguments: --nonsense"),
        (["shwo"], "'shwo' gibt es nicht", "invalid choice: 'shwo'"),
        (["show", "revenue_net", "--grain", "hour"], "'hour' gibt es nicht", "invalid choice: 'hour'"),
        (["show", "revenue_net", "--grain"], "ein Wert fehlt", "expected one argument"),
        (["show", "revenue_net", "--json", "--csv"], "geht nicht zusammen mit", "not allowed with argument"),
    ],
)
def test_wrong_options_are_said_in_the_language(call, argv: list[str], de: str, en: str) -> None:  # type: ignore[no-untyped-def]
    german, english = call("--lang", "de", *argv), call("--lang", "en", *argv)
    assert german.code == english.code == 2
    assert german.out == english.out == ""
    assert de in german.err
    assert "Hilfe: leitstand" in german.err
    assert en in english.err


@pytest.mark.parametrize(
    ("argv", "environment", "expected"),
    [
        ([], {}, "en"),
        ([], {"LANG": "de_AT.UTF-8"}, "de"),
        ([], {"LANG": "de_DE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_GB.UTF-8", "LEITSTAND_LANG": "de"}, "de"),
        (["--lang", "en"], {"LANG": "de_DE"}, "en"),
        (["show", "x", "--lang=de"], {}, "de"),
        (["--lang", "fr"], {"LANG": "de_DE"}, "de"),
    ],
)
def test_language_is_chosen(
    argv: list[str], environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language_of(argv) == expected


def test_lists_can_be_written_in_three_ways() -> None:
    assert words(["a", "b"]) == words(["a,b"]) == words(["a, b"]) == ["a", "b"]
    assert words(None) == []


def test_help_starts_at_once() -> None:
    """Under 0.3 s of processor time, and none of the heavy libraries loaded."""
    before = os.times().children_user + os.times().children_system
    done = subprocess.run([sys.executable, "-m", "leitstand", "--help"], capture_output=True, text=True, check=True)
    spent = os.times().children_user + os.times().children_system - before
    assert "import" in done.stdout
    assert spent < 0.3
    code = "import sys; from leitstand.cli import main; main(['--help']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "ibis", "duckdb", "django", "pyarrow", "rich", "babel"} & set(loaded)


def test_module_and_command_are_the_same() -> None:
    done = subprocess.run([sys.executable, "-m", "leitstand", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"leitstand {__version__}"


def test_closed_pipe_is_no_fault(tmp_path: Path) -> None:
    command = f"{sys.executable} -m leitstand metrics --json --home {tmp_path / 'home'} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert len(done.stdout) == 10
    assert done.stderr == ""
