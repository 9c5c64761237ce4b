"""Builds the command line from its verbs, runs one, and turns whatever goes wrong into a message and an exit code."""

from __future__ import annotations

import argparse
import codecs
import contextlib
import io
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn, cast

from leitstand import __version__
from leitstand.cli.language import language_of, translate_argparse
from leitstand.cli.verb import Say, Verb
from leitstand.foundation.errors import DiskFull, LeitstandError, is_disk_full
from leitstand.foundation.registry import things
from leitstand.foundation.text import LANGUAGES, Language, Text, printable

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
        code = int(args.run(args))
        sys.stdout.flush()  # here a closed pipe or a full disk can still be told
        return code
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
        said = _outside(error, given)
        if said is None:
            return _fault(error, getattr(args, "home", None), language)
        _tell(said, language)
        _forget_output()
        return 2


def _outside(error: Exception, given: Sequence[str]) -> Text | None:
    """What to say of an error that is no fault of the program; None where it is one."""
    if is_disk_full(error):
        return Text(de=DiskFull().describe("de"), en=DiskFull().describe("en"))
    if isinstance(error, UnicodeEncodeError) and any(printable(word) != word for word in given):
        return Text(
            de="Ein Wort des Befehls enthält Zeichen, die kein Text sind.\n→ Schreiben Sie es in UTF-8.",
            en="A word of the command holds characters that are no text.\n→ Write it in UTF-8.",
        )
    return None


def parser(language: Language) -> argparse.ArgumentParser:
    """The whole command line with all its verbs."""
    verbs = cast(dict[str, Verb], things("leitstand.cli.verbs", "VERB"))
    say = Say(language)
    common = _common(language, argparse.SUPPRESS)
    top = Parser(
        "leitstand",
        language,
        description=ABOUT.get(language),
        epilog=CODES.get(language),
        parents=[_common(language, None)],
    )
    version = f"leitstand {__version__}"
    top.add_argument(
        "--version", action="version", version=version, help=say(de="zeigt die Version", en="show the version")
    )
    top.set_defaults(run=lambda args: _print_help(top))
    chooser = top.add_subparsers(
        metavar=say(de="BEFEHL", en="COMMAND"), title=say(de="Befehle", en="commands"), parser_class=Parser
    )
    for name, verb in sorted(verbs.items(), key=lambda item: item[1].order):
        made = chooser.add_parser(
            name,
            language=language,
            help=verb.summary.get(language),
            description=verb.description.get(language),
            epilog=_examples(verb, language),
            parents=[common],
        )
        verb.arguments(made, say)
        made.set_defaults(run=verb.run)
    return top


class Parser(argparse.ArgumentParser):
    """An option parser that keeps paragraphs, takes no shortened options and says where help is."""

    def __init__(self, prog: str, language: Language, **settings: Any) -> None:
        def lines(prog: str) -> argparse.HelpFormatter:
            width = min(shutil.get_terminal_size().columns, 100) - 2
            return _Paragraphs(prog, max_help_position=30, width=width)

        self.language = language
        super().__init__(prog, formatter_class=lines, allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        word = Text(de="Fehler", en="error").get(self.language)
        self.exit(2, f"{self.prog}: {word}: {message}\n{HINT.get(self.language).format(prog=self.prog)}\n")


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


def _common(language: Language, default: str | None) -> Parser:
    """Options that may stand before and after the verb."""
    common = Parser("leitstand", language, add_help=False)
    folder = Text(de="ORDNER", en="FOLDER").get(language)
    common.add_argument("--home", metavar=folder, default=default, help=HOME.get(language))
    common.add_argument("--lang", choices=LANGUAGES, default=default, help=LANG.get(language))
    return common


def help_texts(language: Language) -> dict[str, str]:
    """Command → its --help text, 100 columns wide: for the reference page."""
    translate_argparse(language)
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"
    try:
        top = parser(language)
        found = {top.prog: top.format_help()}
        for action in top._actions:
            if isinstance(action, argparse._SubParsersAction):
                found |= {one.prog: one.format_help() for one in action.choices.values()}
        return found
    finally:
        os.environ.pop("COLUMNS") if before is None else os.environ.update(COLUMNS=before)


def _examples(verb: Verb, language: Language) -> str:
    title = Text(de="Beispiele", en="examples").get(language)
    return f"{title}:\n" + "\n".join(f"  {line}\n      {why.get(language)}" for line, why in verb.examples)


def complain(error: LeitstandError, language: Language) -> None:
    """Message and next step on standard error."""
    print(printable(error.message.get(language)), file=sys.stderr)
    if error.next_step:
        print(printable(f"→ {error.next_step.get(language)}"), file=sys.stderr)


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


PLAIN = {
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "\xa0": " ",
    "\u202f": " ",
    "–": "-",
    "−": "-",
    "·": "|",
    "→": "->",
    "×": "x",
    "▲": "+",
    "▼": "-",
    "■": "=",
    "✓": "+",
    "✗": "x",
    "…": "...",
    "„": '"',
    "“": '"',
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "ß": "ss",
}


def _be_lenient() -> None:
    """A terminal that cannot show a character gets a plain one, a closed stream takes nothing; neither is a fault."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    codecs.register_error("plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plain")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(PLAIN.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


def _forget_output() -> None:
    """Nobody reads any more: keeps Python from complaining about it when it closes."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
