"""`leitstand mcp`: lets an assistant ask for metrics, findings and causes."""

from __future__ import annotations

import argparse

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """It takes none."""


def run(args: argparse.Namespace) -> int:
    from leitstand.foundation.home import Home
    from leitstand.web.assistant import serve

    serve(Home.find(args.home))
    return 0


VERB = Verb(
    order=95,
    summary=Text(de="ein MCP-Server für Assistenten", en="an MCP server for assistants"),
    description=Text(
        de="Beantwortet einem Assistenten über die Standardein- und -ausgabe Fragen nach Kennzahlen, Auffälligkeiten "
        "und Ursachen, mit den Rechten der Person, deren Zugangsschlüssel in LEITSTAND_TOKEN steht.",
        en="Answers an assistant's questions about metrics, findings and causes over standard input and output, with "
        "the rights of the person whose token stands in LEITSTAND_TOKEN.",
    ),
    examples=(("LEITSTAND_TOKEN=leitstand_… leitstand mcp", Text(de="so startet ihn der Assistent",
                                                               en="how the assistant starts it")),),
    arguments=arguments,
    run=run,
)  # fmt: skip
