"""Builds the command line from its verbs, runs one, and turns whatever goes wrong into a message and an exit code."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, cast

from leitstand import __version__
from leitstand.cli.language import language_of, translate_argparse
from leitstand.cli.verb import Verb
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.registry import things
from leitstand.foundation.text import LANGUAGES, Language, Text

INTERRUPTED, FAULT = 130, 70

ABOUT = Text(
    de="Leitstand sagt, ob die Kundenbeziehungen eines Unternehmens gelingen, warum, und was zu tun ist.",
    en="Leitstand tells a company whether its customer relations work, why, and what to do about it.",
)
CODES = Text(
    de="Antwort an Skripte: 0 erledigt (auch: war schon geladen) · 1 erledigt, aber Zeilen zurückgewiesen "
    "(import --strict) "
    "oder etwas ist nicht in Ordnung (doctor, rebuild) · 2 nichts übernommen, Datei oder Option unbrauchbar · "
    "70 interner Fehler · 130 abgebrochen.\nErgebnisse gehen an die Standardausgabe, Meldungen an die Fehlerausgabe.",
    en="Exit codes: 0 done (also when already loaded) · 1 done, but rows were rejected (import --strict) "
    "or something is not in order (doctor, rebuild) · 2 nothing accepted, file or option unusable · "
    "70 internal fault · 130 interrupted.\nResults go to standard output, messages to standard error.",
)
HOME = Text(
    de="Datenordner (sonst LEITSTAND_HOME, sonst der übliche Ordner des Systems)",
    en="data folder (else LEITSTAND_HOME, else the system's usual place)",
)
LANG = Text(
    de="Sprache (sonst LEITSTAND_LANG, sonst die des Systems)", en="language (else LEITSTAND_LANG, else the system's)"
)
HINT = Text(de="Hilfe: {prog} --help", en="Help: {prog} --help")


def run(argv: Sequence[str] | None = None) -> int:
    """Runs the command line given (default: that of the process) and answers the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    language = language_of(given)
    translate_argparse(language)
    _be_lenient()
    args = argparse.Namespace()
    try:
        args = parser(language).parse_args(given, args)
        args.language = language
        return int(args.run(args))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except LeitstandError as error:
        complain(error, language)
        return error.exit_code
    except KeyboardInterrupt:
        _tell(Text(de="Abgebrochen; nichts ist halb getan.", en="Interrupted; nothing is half-done."), language)
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return 0
    except Exception as error:
        return _fault(error, getattr(args, "home", None), language)


def parser(language: Language) -> argparse.ArgumentParser:
    """The whole command line with all its verbs."""

    def say(text: Text) -> str:
        return text.get(language)

    verbs = cast(dict[str, Verb], things("leitstand.cli.verbs", "VERB"))
    common = _common(say, argparse.SUPPRESS)
    top = Parser("leitstand", say, description=say(ABOUT), epilog=say(CODES), parents=[_common(say, None)])
    top.add_argument(
        "--version",
        action="version",
        version=f"leitstand {__version__}",
        help=say(Text(de="zeigt die Version", en="show the version")),
    )
    top.set_defaults(run=lambda args: _print_help(top))
    chooser = top.add_subparsers(
        metavar=say(Text(de="BEFEHL", en="COMMAND")), title=say(Text(de="Befehle", en="commands")), parser_class=Parser
    )
    for name, verb in sorted(verbs.items(), key=lambda item: item[1].order):
        made = chooser.add_parser(
            name,
            say=say,
            help=say(verb.summary),
            description=say(verb.description),
            epilog=_examples(verb, say),
            parents=[common],
        )
        verb.arguments(made, say)
        made.set_defaults(run=verb.run)
    return top


class Parser(argparse.ArgumentParser):
    """An option parser that keeps paragraphs, takes no shortened options and says where help is."""

    def __init__(self, prog: str, say: Callable[[Text], str], **settings: Any) -> None:
        def lines(prog: str) -> argparse.HelpFormatter:
            width = min(shutil.get_terminal_size().columns, 100) - 2
            return _Paragraphs(prog, max_help_position=30, width=width)

        self.say = say
        super().__init__(prog, formatter_class=lines, allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        word = self.say(Text(de="Fehler", en="error"))
        self.exit(2, f"{self.prog}: {word}: {message}\n{self.say(HINT).format(prog=self.prog)}\n")


def _print_help(top: argparse.ArgumentParser) -> int:
    top.print_help()
    return 0


class _Paragraphs(argparse.HelpFormatter):
    """Wraps each line by itself, so that paragraphs and examples stay apart."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(
            super(_Paragraphs, self)._fill_text(line, width, indent + line[: len(line) - len(line.lstrip())])
            for line in text.splitlines()
        )


def _common(say: Callable[[Text], str], default: str | None) -> Parser:
    """Options that may stand before and after the verb."""
    common = Parser("leitstand", say, add_help=False)
    common.add_argument("--home", metavar=say(Text(de="ORDNER", en="FOLDER")), default=default, help=say(HOME))
    common.add_argument("--lang", choices=LANGUAGES, default=default, help=say(LANG))
    return common


def _examples(verb: Verb, say: Callable[[Text], str]) -> str:
    title = say(Text(de="Beispiele", en="examples"))
    return f"{title}:\n" + "\n".join(f"  {line}\n      {say(why)}" for line, why in verb.examples)


def complain(error: LeitstandError, language: Language) -> None:
    """Message and next step on standard error."""
    print(error.message.get(language), file=sys.stderr)
    if error.next_step:
        print(f"→ {error.next_step.get(language)}", file=sys.stderr)


def _tell(text: Text, language: Language) -> None:
    print(text.get(language), file=sys.stderr)


def _fault(error: Exception, home: str | None, language: Language) -> int:
    from leitstand.cli.faults import write_down
    from leitstand.foundation.home import Home

    folder: Path | None = None
    with contextlib.suppress(LeitstandError):
        folder = Home.find(home).path
    file = write_down(error, folder)
    _tell(
        Text(
            de=f"Interner Fehler ({type(error).__name__}). Was geschah, steht ohne Ihre Daten in {file}.\n"
            "→ Bitte melden Sie ihn mit dieser Datei.",
            en=f"Internal fault ({type(error).__name__}). What happened is written, without your data, in {file}.\n"
            "→ Please report it with this file.",
        ),
        language,
    )
    return FAULT


def _be_lenient() -> None:
    """A terminal that cannot show a character gets a question mark, not a fault."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _forget_output() -> None:
    """Nobody reads any more: keeps Python from complaining about it when it closes."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
