"""Writes the reference pages from the things themselves, so that they cannot lag behind."""

from __future__ import annotations

import sys
from pathlib import Path

from leitstand.foundation.registry import things
from leitstand.foundation.schema.dictionary import markdown as data_dictionary
from leitstand.metrics.catalogued import is_additive, kind_of
from leitstand.metrics.compute.answer import dimensions_of
from leitstand.metrics.compute.evaluator import leaves_of
from leitstand.metrics.contract import Metric
from leitstand.metrics.registry import FAMILIES, family, measures, metrics
from leitstand.sources.contract import Connector

FOLDER = Path("docs/reference")
MADE = "Made by `make docs` from the code; do not edit.\n"


def pages() -> dict[str, str]:
    """File name → content of every generated page."""
    return {
        "data-dictionary.md": data_dictionary(),
        "metrics.md": _metrics(),
        "measures.md": _measures(),
        "sources.md": _sources(),
        "command-line.md": _command_line(),
    }


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


def main(arguments: list[str]) -> int:
    """Writes the pages, or with --check says which are out of date (exit code 1)."""
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
