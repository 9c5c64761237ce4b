"""Writes the reference pages from the things themselves, so that they cannot lag behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from leitstand.advice.registry import built_in as rules
from leitstand.analysis.registry import methods, types
from leitstand.foundation.registry import things
from leitstand.foundation.schema.dictionary import markdown as data_dictionary
from leitstand.metrics.catalogued import is_additive, kind_of
from leitstand.metrics.compute.answer import dimensions_of
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.contract import Metric
from leitstand.metrics.registry import FAMILIES, family, measures, metrics
from leitstand.planning.triggers.registry import triggers
from leitstand.sources.contract import Connector

FOLDER = Path("docs/reference")
PICTURE = Path("docs/images/findings.svg")
MOST_LINES = 44
MADE = "Made by `make docs` from the code; do not edit.\n"


def pages() -> dict[str, str]:
    """File name → content of every generated page."""
    return {
        "data-dictionary.md": data_dictionary(),
        "metrics.md": _metrics(),
        "measures.md": _measures(),
        "sources.md": _sources(),
        "analysis.md": _analysis(),
        "advice.md": _advice(),
        "command-line.md": _command_line(),
        "pages.md": _web_pages(),
    }


def _web_pages() -> str:
    """Asked of a process of its own: Django holds one set of settings, and this one may hold others."""
    command = [sys.executable, "-m", "leitstand.web.reference"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return f"# Pages and who may open them\n\n{MADE}\n{told}"


def _metrics() -> str:
    parts = ["# Metrics\n", MADE]
    for key, title in FAMILIES.items():
        parts.append(f"\n## {title.en} · {title.de}\n")
        names = sorted(name for name in metrics() if family(name) == key)
        parts += [_metric(name, metrics()[name]) for name in names]
    return "\n".join(parts)


def _metric(name: str, one: Metric) -> str:
    example = one.examples[0]
    value = "not enough data" if example.value is None else f"{example.value:g}"
    lines = [
        f"\n### `{name}`: {one.title.en} · *{one.title.de}*\n",
        f"{one.question.en} {one.formula.en}.\n",
        f"- Caveat: {one.caveat.en}",
        f"- Kind: {kind_of(one)}, unit {one.unit}, better {one.direction}, "
        f"{'' if is_additive(name) else 'not '}additive, from {one.min_sample} cases",
        f"- Grains: {', '.join(one.grains)}. Dimensions: {', '.join(sorted(one.dimensions)) or 'none'}",
        f"- Measures: {', '.join(f'`{leaf}`' for leaf in dict.fromkeys(leaves_of(name)))}",
        f"- Worked example: {example.calculation.en} = {value}",
        f"- Source: {one.source}",
    ]
    return "\n".join(lines)


def _measures() -> str:
    rows = ["# Measures\n", MADE, "\n| id | meaning | table | aggregate | dimensions |", "|---|---|---|---|---|"]
    for name, one in sorted(measures().items()):
        split = ", ".join(sorted(dimensions_of(name)))
        rows.append(f"| `{name}` | {one.title.en} · *{one.title.de}* | {one.table} | {one.aggregate} | {split} |")
    return "\n".join(rows) + "\n"


def _analysis() -> str:
    parts = ["# Methods and finding types\n", MADE, "\n## Methods\n"]
    for name, one in sorted(methods().items()):
        parts.append(
            f"\n### `{name}`: {one.title.en} · *{one.title.de}*\n\n{one.question.en}\n\n- How: {one.formula}\n"
            f"- Misleads: {one.misleads.en}\n- Finds: {', '.join(f'`{each}`' for each in one.finds)}\n"
            f"- Source: {one.reference}"
        )
    parts.append("\n## Finding types\n\nTested ones are corrected for all tests of a run; the others describe.\n")
    for name, kind in sorted(types().items()):
        said = "\n".join(f"- {text.en}\n- *{text.de}*" for text in kind.sentences.values())
        tested = "tested" if kind.tested else "description"
        parts.append(f"\n### `{name}`: {kind.title.en} · *{kind.title.de}* ({tested})\n\n{said}")
    return "\n".join(parts) + "\n"


def _advice() -> str:
    parts = ["# Rules and triggers\n", MADE, "\n## Rules of recommendations\n"]
    for name, one in sorted(rules().items()):
        parts.append(
            f"\n### `{name}`: {one.title.en} · *{one.title.de}*\n\n- When: {one.pattern.en}\n- Guard: {one.guard.en}\n"
            f"- Kind: {one.kind}, effort {one.effort}, owner: {one.owner.en}\n- Lever: `{one.lever}`; must not get "
            f"worse: {', '.join(f'`{each}`' for each in one.guardrails)}\n- Check: `{one.check.metric}`, "
            f"{' or '.join(one.check.designs)}, {one.check.weeks} weeks: {one.check.how.en}\n"
            f"- Evidence {one.grade}: {one.source}"
        )
    parts.append("\n## Triggers of tasks\n")
    parts += [f"- `{name}`: {one.title.en} · *{one.title.de}*" for name, one in sorted(triggers().items())]
    return "\n".join(parts) + "\n"


def _sources() -> str:
    rows = [
        "# Sources\n",
        MADE,
        "\n| id | what | delivery | feeds | currency | zone | checked against |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, one in sorted(things("leitstand.sources.connectors", "CONNECTOR", file="connector").items()):
        assert isinstance(one, Connector)
        checked = "real exports" if one.checked == "real" else "documents only"
        rows.append(
            f"| `{name}` | {one.title.en} · *{one.title.de}*. {one.description.en} | {one.delivery} | "
            f"{', '.join(f'{each} (repeated)' if each in one.echoes else each for each in one.feeds)} | "
            f"{one.currency or 'in the file'} | {one.zone} | {checked} |"
        )
    return "\n".join(rows) + "\n"


def _command_line() -> str:
    from leitstand.cli.command import help_texts

    parts = ["# Command line\n", MADE]
    for command, text in help_texts("en").items():
        parts.append(f"\n## `{command}`\n\n```text\n{text.rstrip()}\n```")
    return "\n".join(parts) + "\n"


def shown(home: str) -> list[str]:
    """What `leitstand findings` shows of a home in a terminal."""
    import io
    import os
    from contextlib import redirect_stdout

    from leitstand.cli import main as leitstand

    os.environ["COLUMNS"] = "120"
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="utf-8") as out, redirect_stdout(out):
        leitstand(["--home", home, "--lang", "en", "findings"])
        out.flush()
        return raw.getvalue().decode().splitlines()


def picture(lines: list[str]) -> str:
    """The README's picture: head and first findings, as many as stand in full in MOST_LINES."""
    from html import escape

    from leitstand.reporting.charts import look

    colors = {"+": look.GOOD, "−": look.BAD, "·": look.INK}
    begins = [place for place, line in enumerate(lines) if line[:1] in colors]
    last = max((place for place in begins if place <= MOST_LINES), default=len(lines))
    rows = []
    for place, line in enumerate(["$ leitstand findings", *lines[:last], "…"]):
        mark = f'<tspan fill="{colors[line[0]]}">{line[0]}</tspan>' if line[:1] in colors else escape(line[:1])
        rows.append(f'<text x="20" y="{30 + 17 * place}" xml:space="preserve">{mark}{escape(line[1:])}</text>')
    height, font = 40 + 17 * len(rows), "ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace"
    head = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 985 {height}" font-family="{font}" font-size="13"'
    ground = f'<rect width="985" height="{height}" rx="8" fill="#F6F6F3"/>'
    return "\n".join([f'<svg {head} fill="{look.INK}">', ground, *rows, "</svg>", ""])


def main(arguments: list[str]) -> int:
    """Writes the pages; with --check says which are out of date (exit code 1), with --picture HOME draws a home."""
    if "--picture" in arguments:
        PICTURE.write_text(picture(shown(arguments[arguments.index("--picture") + 1])))
        return 0
    stale = []
    for name, content in pages().items():
        path, content = FOLDER / name, content.rstrip() + "\n"
        if "--check" in arguments:
            if not path.exists() or path.read_text() != content:
                stale.append(str(path))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
    if stale:
        print(f"Out of date: {', '.join(stale)}. Run `make docs` and commit the result.", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
