"""Draws the picture of the README from what `leitstand overview` prints: python demo/picture.py HOME PICTURE.svg"""

from __future__ import annotations

import os
import subprocess
import sys
from html import escape
from pathlib import Path

COLUMNS, LINE, CHAR = 112, 17, 7.8
INK, PAPER, GOOD, BAD = "#1B2227", "#F6F6F3", "#0B6E4F", "#B4450F"


def coloured(line: str) -> str:
    """The line with its last word in the colour of its meaning; the word itself says it too."""
    text = escape(line)
    for word, colour in (("better", GOOD), ("worse", BAD)):
        if line.endswith(word):
            return text[: -len(word)] + f'<tspan fill="{colour}">{word}</tspan>'
    return text


def main(home: str, picture: str) -> None:
    command = [str(Path(sys.executable).parent / "leitstand"), "--home", home, "--lang", "en", "overview"]
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "NO_COLOR": "1"}
    lines = (
        subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        .stdout.rstrip()
        .splitlines()
    )
    width, height = round(COLUMNS * CHAR) + 40, len(lines) * LINE + 40
    rows = "\n".join(
        f'<text x="20" y="{30 + number * LINE}" xml:space="preserve">{coloured(line)}</text>'
        for number, line in enumerate(lines)
    )
    Path(picture).write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="ui-monospace, Menlo, '
        f'Consolas, DejaVu Sans Mono, monospace" font-size="13" fill="{INK}">\n'
        f'<rect width="{width}" height="{height}" rx="8" fill="{PAPER}"/>\n{rows}\n</svg>\n'
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
