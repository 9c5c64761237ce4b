"""`leitstand findings`: what stands out in the numbers, how large, how sure, worth how much, and what goes along."""

from __future__ import annotations

import argparse
from typing import Any

from leitstand.cli.pictures import add_picture, finding_chart, save_pictures
from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "id",
        nargs="?",
        metavar=say(de="NUMMER", en="ID"),
        help=say(de="nur diese, mit allem, was dazu bekannt ist", en="only this one, with all that is known about it"),
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help=say(de="alle, auch beantwortete und verschwundene", en="all, also answered ones and those that are gone"),
    )
    add_picture(parser, say)
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))
    parser.add_argument(
        "--check-story",
        action="store_true",
        help=say(
            de="Beispielfirma: dazu, ob gefunden wurde, was dort wirklich geschah",
            en="demo company: also whether what truly happened there was found",
        ),
    )


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.findings import one_of, print_finding, print_findings, print_story, still_there
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    story = _story(workspace) if args.check_story else None
    with patience(Text(de="Auswerten", en="Analysing"), args.language):
        found = workspace.analysis.findings()
    if story is not None:
        from leitstand.demo.story import check

        found["story"] = check(story, found["findings"])
    chosen = found if args.all else still_there(found)
    page = Page(args.language)
    if args.out:
        shown = [one_of(found["findings"], args.id)] if args.id else chosen["findings"]
        save_pictures({"" if args.id else one["id"]: finding_chart(one) for one in shown}, args)
    if args.id:
        one = one_of(found["findings"], args.id)
        print_json(one) if args.json else print_finding(one, page)
    elif args.json:
        print_json(chosen)
    else:
        print_findings(found, page, args.all)
        if story is not None:
            print_story(found["story"], page)
    return 0


def _story(workspace: Any) -> list[dict[str, Any]]:
    from leitstand.demo.story import told

    return told(workspace.home)


VERB = Verb(
    order=58,
    summary=Text(de="was auffällt, das Wichtigste zuerst", en="what stands out, what matters most first"),
    description=Text(
        de="Zeigt die Auffälligkeiten der letzten Auswertung; wo Daten neu sind, wird erst ausgewertet. Je Zeile: "
        "gut (+) oder schlecht (−), was geschah und wie groß es ist, was es im Jahr wert ist, Verlauf, Stand, Nummer.",
        en="Shows the findings of the last analysis; where data are new, it is made first. Per line: good (+) or bad "
        "(−), what happened and how large it is, what it is worth in a year, its course, state, id.",
    ),
    examples=(
        ("leitstand findings", Text(de="das Wichtigste", en="what matters most")),
        ("leitstand findings 3f9c21ab", Text(de="eine Auffälligkeit genau", en="one finding in full")),
        ("leitstand findings 3f9c21ab --out picture.png", Text(de="dazu als Bild", en="as a picture too")),
        ("leitstand findings --all --json", Text(de="alles, für Skripte", en="everything, for scripts")),
        (
            "leitstand findings --check-story",
            Text(de="Beispielfirma: mit der Wahrheit vergleichen", en="demo company: compare with the truth"),
        ),
    ),
    arguments=arguments,
    run=run,
)
