"""`--out FILE`: the answer of a verb as a picture."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Language, Text

if TYPE_CHECKING:
    from leitstand.reporting.charts.contract import Chart


def add_picture(parser: Any, say: Say) -> None:
    """parser: or a group of its options."""
    parser.add_argument(
        "--out",
        metavar=say(de="BILD", en="PICTURE"),
        help=say(
            de="auch als Bild speichern: DATEI.svg, .png oder .json (Daten); weitere heißen DATEI-NAME.svg",
            en="save as a picture too: FILE.svg, .png or .json (data); further ones are called FILE-NAME.svg",
        ),
    )


def save_pictures(charts: Mapping[str, Chart | None], args: argparse.Namespace) -> None:
    """Saves each and says so on standard error. charts: name → chart; the one called "" becomes the file itself.

    Raises UnusableInput where there is nothing to draw or the file cannot be written.
    """
    import sys
    from pathlib import Path

    from leitstand.reporting.charts.render import save

    file = Path(args.out)
    drawn = {name: chart for name, chart in charts.items() if chart}
    if not drawn:
        raise UnusableInput(
            Text(de="Hierzu gibt es nichts zu zeichnen.", en="There is nothing to draw here."),
            Text(de="Die Zahlen gibt --json aus.", en="--json gives the numbers."),
        )
    for name, chart in drawn.items():
        target = file.with_name(f"{file.stem}-{named(name)}{file.suffix}") if name else file
        save(chart, target, args.language)
        print(f"→ {target}", file=sys.stderr)


def named(name: str) -> str:
    """The name as a part of a file's name.

    >>> named("Büro & Co / Süd")
    'Büro-Co-Süd'
    """
    import re

    return re.sub(r"\W+", "-", name).strip("-") or "-"


def finding_chart(one: Mapping[str, Any]) -> Chart | None:
    """The numbers behind a finding; None where they are a plain table. one: as in `leitstand findings --json`."""
    from leitstand.analysis.contract import Evidence
    from leitstand.reporting.charts.evidence import chart_of

    evidence = one["evidence"]
    told = Evidence(evidence["kind"], evidence["columns"], evidence["unit"], Text(**evidence["title"]))
    return chart_of(told, Text(**one["sentence"]), one["currency"], one.get("metric"))


def outlook_title(outlook: Any, condition: str, language: Language) -> str:
    """Metric, cell and condition."""
    from leitstand.cli.values import cell_name
    from leitstand.metrics.registry import dimension, find

    cells = [f"{dimension(name).title.get(language)} {cell_name(cell, language)}"
             for name, cell in outlook.dims.items()]  # fmt: skip
    return " · ".join([find(outlook.metric).title.get(language), *cells, *([condition] if condition else [])])
