"""`leitstand report`: the monthly and quarterly review and the overview, as PDF, slides, workbook or mail."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, cast

from leitstand.cli.verb import Say, Verb, words
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.reporting.contract import Document, Form

KINDS = ("monthly", "quarterly", "cockpit")
FORMS = ("pdf", "pptx", "xlsx", "html")


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "kind",
        choices=KINDS,
        help=say(
            de="monthly: Monatsbericht · quarterly: Quartalsbericht · cockpit: Überblick",
            en="monthly: monthly report · quarterly: quarterly report · cockpit: overview",
        ),
    )
    parser.add_argument(
        "--period",
        metavar=say(de="ZEITRAUM", en="PERIOD"),
        help=say(
            de="2026-09, 2026-Q3 oder ein Tag darin (sonst der letzte volle Zeitraum)",
            en="2026-09, 2026-Q3 or a day in it (default: the latest complete period)",
        ),
    )
    parser.add_argument(
        "--where",
        nargs="+",
        action="extend",
        default=[],
        metavar=say(de="DIM=WERT", en="DIM=VALUE"),
        help=say(de="nur diese Fälle: country=DE", en="only these cases: country=DE"),
    )
    parser.add_argument(
        "--form",
        choices=FORMS,
        help=say(de="sonst nach der Endung von --out, sonst pdf", en="default: by the ending of --out, else pdf"),
    )
    parser.add_argument(
        "--out",
        metavar=say(de="DATEI", en="FILE"),
        help=say(de="wohin (sonst ein Name nach dem Bericht)", en="where to (default: a name after the report)"),
    )
    parser.add_argument("--json", action="store_true", help=say(de="Inhalt als JSON, ohne Datei",
                                                                en="content as JSON, no file"))  # fmt: skip


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.reporting.building import told
    from leitstand.reporting.rendering import rendered
    from leitstand.workspace import Workspace

    with patience(Text(de="Bericht schreiben", en="Writing the report"), args.language):
        report = Workspace(args.home).reports.report(args.kind, args.period, words(args.where))
        document = None if args.json else rendered(report, args.language, _form(args))
    if document is None:
        print_json(told(report, args.language))
        return 0
    target = _target(args.out, document)
    _write(target, document.content)
    page = Page(args.language)
    page.say(report.headline)
    page.say(f"→ {target}", "good")
    if document.text:
        twin = target.with_suffix(".txt")
        _write(twin, document.text.encode())
        page.say(f"→ {twin}", "good")
    return 0


def _form(args: argparse.Namespace) -> Form:
    """Raises UnusableInput for an ending that names no form."""
    from leitstand.foundation.errors import UnusableInput

    ending = Path(args.out).suffix.lower().removeprefix(".") if args.out and not Path(args.out).is_dir() else ""
    form = args.form or ending or "pdf"
    if form not in FORMS:
        raise UnusableInput(
            Text(de=f"„{args.out}“ endet nicht auf .pdf, .pptx, .xlsx oder .html.",
                 en=f"'{args.out}' does not end in .pdf, .pptx, .xlsx or .html."),
            Text(de="Wählen Sie eine dieser Endungen, oder nennen Sie --form.",
                 en="Choose one of these endings, or name --form."),
        )  # fmt: skip
    return cast("Form", form)


def _target(out: str | None, document: Document) -> Path:
    if not out:
        return Path(document.name)
    return Path(out) / document.name if Path(out).is_dir() else Path(out)


def _write(target: Path, content: bytes) -> None:
    from leitstand.foundation.errors import DiskFull, UnusableInput, is_disk_full

    try:
        target.write_bytes(content)
    except OSError as error:
        if is_disk_full(error):
            raise DiskFull from None
        raise UnusableInput(
            Text(de=f"„{target}“ kann nicht geschrieben werden: {error.strerror}.",
                 en=f"'{target}' cannot be written: {error.strerror}."),
            Text(de="Wählen Sie einen Ordner, in den Sie schreiben dürfen.", en="Choose a folder you may write to."),
        ) from None  # fmt: skip


VERB = Verb(
    order=81,
    summary=Text(de="Monats- und Quartalsbericht als Datei", en="monthly and quarterly report as a file"),
    description=Text(
        de="Schreibt den Bericht über einen Zeitraum: Kennzahlen mit Veränderung, was Aufmerksamkeit braucht, "
        "Empfehlungen, Ziele, gemessene Wirkungen, Erkenntnisse, Datengrundlage und Definitionen. PDF zum Ablegen, "
        "PPTX mit Grafiken, die sich ändern lassen, XLSX mit Zahlen als Zahlen, HTML als Mail.",
        en="Writes the report on a period: metrics with what changed, what needs attention, recommendations, goals, "
        "measured effects, lessons, what the figures rest on, definitions. PDF for the files, PPTX with charts that "
        "can be changed, XLSX with numbers as numbers, HTML as a mail.",
    ),
    examples=(
        ("leitstand report monthly", Text(de="letzter voller Monat als PDF", en="the latest complete month as PDF")),
        (
            "leitstand report quarterly --period 2026-Q3 --out review.pptx",
            Text(de="ein Quartal als Folien", en="a quarter as slides"),
        ),
        (
            "leitstand report monthly --where country=DE --lang de --form xlsx",
            Text(de="nur Deutschland, als Arbeitsmappe", en="Germany only, as a workbook"),
        ),
    ),
    arguments=arguments,
    run=run,
)
