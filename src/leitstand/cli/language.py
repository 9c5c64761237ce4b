"""Chooses the language of the command line, and teaches Python's option parser German."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Any

from leitstand.foundation.text import LANGUAGES, Language


def language_of(argv: Sequence[str]) -> Language:
    """`--lang`, else LEITSTAND_LANG, else the language of the system; English where none of them is known."""
    for place, word in enumerate(argv):
        name, sign, value = word.partition("=")
        if word == "--":
            break
        if name == "--lang":
            chosen = value if sign else "".join(argv[place + 1 : place + 2])
            if chosen in LANGUAGES:
                return chosen
    own = os.environ.get("LEITSTAND_LANG", "")
    system = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "de" if (own or system).lower().startswith("de") else "en"


GERMAN = {
    "usage: ": "Aufruf: ",
    "options": "Optionen",
    "positional arguments": "Angaben",
    "subcommands": "Befehle",
    "show this help message and exit": "zeigt diese Hilfe",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: Fehler: %(message)s\n",
    "unrecognized arguments: %s": "unbekannte Angaben: %s",
    "the following arguments are required: %s": "es fehlt: %s",
    "one of the arguments %s is required": "eine dieser Angaben ist nötig: %s",
    "not allowed with argument %s": "geht nicht zusammen mit %s",
    "ignored explicit argument %r": "erwartet keinen Wert, erhielt aber %r",
    "expected one argument": "ein Wert fehlt",
    "expected at most one argument": "höchstens ein Wert ist erlaubt",
    "expected at least one argument": "mindestens ein Wert fehlt",
    "expected %s argument": "%s Wert erwartet",
    "expected %s arguments": "%s Werte erwartet",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r gibt es nicht (möglich: %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r ist kein gültiger Wert (%(type)s)",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r gibt es nicht (möglich: %(choices)s)",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s ist mehrdeutig: %(matches)s",
    "unexpected option string: %s": "unerwartete Option: %s",
    "can't open '%(filename)s': %(error)s": "„%(filename)s“ lässt sich nicht öffnen: %(error)s",
    'argument "-" with mode %r': "„-“ geht nicht mit Modus %r",
    ".__call__() not defined": ".__call__() ist nicht definiert",
    "conflicting subparser: %s": "der Befehl %s ist zweimal erklärt",
    "conflicting subparser alias: %s": "der Befehlsname %s ist zweimal erklärt",
    "cannot merge actions - two groups are named %r": "zwei Gruppen heißen %r",
    "'required' is an invalid argument for positionals": "„required“ gilt nicht für Angaben ohne Namen",
    "invalid option string %(option)r: must start with a character "
    "%(prefix_chars)r": "%(option)r ist kein Optionsname: er muss mit %(prefix_chars)r beginnen",
    "dest= is required for options like %r": "für Optionen wie %r ist dest= nötig",
    "invalid conflict_resolution value: %r": "%r ist kein Wert für conflict_resolution",
    "conflicting option string: %s": "die Option %s ist zweimal erklärt",
    "conflicting option strings: %s": "die Optionen %s sind zweimal erklärt",
    "mutually exclusive arguments must be optional": "Angaben, die sich ausschließen, dürfen nicht nötig sein",
    "cannot have multiple subparser arguments": "es kann nur eine Liste von Befehlen geben",
    "%r is not callable": "%r ist nicht aufrufbar",
}
"""Every text of argparse in Python 3.11 to 3.13 that a user may see."""


def translate_argparse(language: Language) -> None:
    """Makes argparse speak the language from now on."""
    texts = GERMAN if language == "de" else {}
    module: Any = argparse  # it keeps gettext under a private name and offers no other way in
    module._ = lambda message: texts.get(message, message)
    module.ngettext = lambda one, many, count: texts.get(one if count == 1 else many, one if count == 1 else many)
